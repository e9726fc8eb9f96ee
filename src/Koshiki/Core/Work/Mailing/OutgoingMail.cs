using Koshiki.Core.Organizations;
using Koshiki.Foundation.Queues;

namespace Koshiki.Core.Work.Mailing;

/// <summary>One notice for one person, on its way to the mail server. The address is looked up when it is sent and stands in no row.</summary>
public sealed class OutgoingMail : QueueRow
{
    public required PersonId Person { get; init; }

    /// <summary>The announced fact that it tells of: the same fact makes one mail for a person, however often it is heard.</summary>
    public required Guid Cause { get; init; }

    public required MailNotice Notice { get; init; }
}

/// <summary>What a mail says.</summary>
/// <param name="Subject">Such as 「【承認依頼】防災訓練のお知らせ（令和8年4月6日（月）10:00）」.</param>
public sealed record MailText(string Subject, string Text);

/// <summary>The kinds of notice that a person may turn off for himself.</summary>
public enum MailNotice
{
    /// <summary>A word is asked: approval, second look, word on an emergency.</summary>
    ApprovalAsked,

    /// <summary>One's own post came back.</summary>
    PostReturned,

    /// <summary>A post did not go out, or not everywhere.</summary>
    SendingFailed,

    /// <summary>A delivery is held or in doubt and waits for a person.</summary>
    DeliveryWaits,

    /// <summary>A consultation waits for the reviewer's word.</summary>
    ConsultationAsked,

    /// <summary>The reviewers have spoken on one's own office's consultation.</summary>
    ConsultationAnswered,

    /// <summary>One's office is asked by a survey: to answer, to hurry, to correct, to confirm.</summary>
    SurveyAsked,
}

public static class MailNoticeWords
{
    extension(MailNotice notice)
    {
        public string Word => notice switch
        {
            MailNotice.ApprovalAsked => "承認・確認の依頼",
            MailNotice.PostReturned => "差戻し",
            MailNotice.SendingFailed => "発信の失敗",
            MailNotice.DeliveryWaits => "確認待ちの発信",
            MailNotice.ConsultationAsked => "開設の協議の審査の依頼",
            MailNotice.ConsultationAnswered => "開設の協議への意見と結果",
            _ => "調書の依頼・督促・差戻し",
        };

        /// <summary>When such a mail comes.</summary>
        public string When => notice switch
        {
            MailNotice.ApprovalAsked => "あなたの承認、確認、事後承認を待つ投稿があるとき",
            MailNotice.PostReturned => "あなたが起案または編集した投稿が差し戻されたとき",
            MailNotice.SendingFailed => "あなたや所属の投稿が発信できなかったとき、一部の媒体だけ失敗したとき",
            MailNotice.DeliveryWaits => "発信が保留になったとき、結果を人が確かめる必要があるとき",
            MailNotice.ConsultationAsked => "あなたの課が審査する開設の協議が提出されたとき、所属から回答があったとき",
            MailNotice.ConsultationAnswered => "あなたや所属の開設の協議に意見があったとき、差し戻されたとき、承認されたとき",
            _ => "あなたの所属に調書が配布されたとき、期限が近いとき、差し戻されたとき、所属長として確認を依頼されたとき",
        };
    }
}

/// <summary>A person's wish not to get one kind of notice by mail. 通知の設定.</summary>
public sealed class DeclinedNotice
{
    public required PersonId Person { get; init; }

    public required MailNotice Notice { get; init; }
}
