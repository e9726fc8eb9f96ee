using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Publishing.Scopes;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing;

/// <summary>This area's words in the activity log.</summary>
internal static class PublishingVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["Post"] = "投稿", ["PostChannel"] = "投稿の発信先", ["ApprovalStep"] = "決裁の段階", ["PostEvent"] = "投稿の経過", ["StoredSeal"] = "承認した内容の控え", ["ApprovalRoute"] = "決裁の順序",
            ["PostingScope"] = "事前承認の範囲", ["PostingHours"] = "投稿時間", ["TestRecipient"] = "試験の宛先", ["GivenAuthorization"] = "発信の許可", ["EmergencyReview"] = "事後承認",
            ["QuestionnaireEdition"] = "受信設定の質問の版", ["AudienceCount"] = "配信対象の人数", ["RegistrationCode"] = "登録コード", ["MediaItem"] = "画像", ["MediaVariant"] = "媒体ごとの画像",
        },
        new Dictionary<string, string>
        {
            ["Post.Author"] = "起案した人", ["Post.AuthorName"] = "起案した人の氏名", ["Post.Office"] = "起案所属", ["Post.BegunAt"] = "起案した日時", ["Post.CommonText"] = "共通の本文", ["Post.Corrects"] = "訂正の対象", ["Post.Event"] = "催しの内容",
            ["Post.GoesAt"] = "発信の日時", ["Post.NotBefore"] = "発信の始まり", ["Post.NotAfter"] = "発信の期限", ["Post.HoursReason"] = "投稿時間の外に発信する理由", ["Post.LastEditor"] = "最後に編集した人", ["Post.LastEditorName"] = "最後に編集した人の氏名",
            ["Post.Link"] = "リンク先", ["Post.Notes"] = "確かめた事項", ["Post.Purpose"] = "目的", ["Post.Receipt"] = "受付番号", ["Post.SavedVersion"] = "保存の回", ["Post.Scope"] = "事前承認の範囲", ["Post.ScopeVersion"] = "事前承認の範囲の版",
            ["Post.ShownAt"] = "一覧に示す日時", ["Post.SubmittedAs"] = "依頼の種類", ["Post.AccountKeys"] = "発信先のアカウント", ["Seal"] = "照合番号", ["InPlaceOf"] = "本来の決裁者", ["GivenAuthorization.Post"] = "投稿",
            ["PostChannel.Number"] = "順", ["PostChannel.Media"] = "画像", ["PostChannel.OwnText"] = "発信先だけの本文", ["PostChannel.Segment"] = "配信対象",
            ["ApprovalStep.HandedByName"] = "決裁を回した人", ["ApprovalStep.HandedTo"] = "決裁を回された人", ["ApprovalStep.HandedToName"] = "決裁を回された人の氏名",
            ["PostEvent.ByName"] = "した人の氏名", ["PostEvent.Kind"] = "したこと", ["PostEvent.Post"] = "投稿", ["PostEvent.Words"] = "意見・理由", ["PostEvent.NotBefore"] = "発信の始まり", ["PostEvent.NotAfter"] = "発信の期限", ["StoredSeal.Post"] = "投稿", ["StoredSeal.SealedAt"] = "控えた日時",
            ["ApprovalRoute.AsksDepartmentHead"] = "部局長の承認", ["ApprovalRoute.AsksPrOffice"] = "広報担当課の承認", ["ApprovalRoute.Purpose"] = "目的",
            ["PostingScope.Clause"] = "利用方針の条項", ["PostingScope.ValidFrom"] = "始まりの日", ["PostingScope.ExpiresOn"] = "終わりの日", ["PostingScope.ProposedAt"] = "申し出た日時", ["PostingScope.ProposedBy"] = "申し出た人",
            ["PostingScope.ProposedByName"] = "申し出た人の氏名", ["PostingScope.Purposes"] = "目的", ["PostingScope.Times"] = "曜日と時間", ["PostingHours.Times"] = "曜日と時間", ["PostingHours.Strict"] = "時間の外を認めない",
            ["GivenAuthorization.GivenAt"] = "許可した日時", ["GivenAuthorization.GivenBy"] = "許可した人", ["GivenAuthorization.GivenByName"] = "許可した人の氏名", ["GivenAuthorization.NotBefore"] = "発信の始まり", ["GivenAuthorization.NotAfter"] = "発信の期限",
            ["EmergencyReview.Approved"] = "事後承認", ["EmergencyReview.Deadline"] = "事後承認の期限", ["EmergencyReview.PublishedAt"] = "発信した日時", ["EmergencyReview.PublishedBy"] = "発信した人", ["EmergencyReview.PublishedByName"] = "発信した人の氏名",
            ["TestRecipient.AgreedAt"] = "同意した日時", ["TestRecipient.LineUserId"] = "LINEの利用者の番号", ["TestRecipient.Name"] = "氏名", ["QuestionnaireEdition.Questions"] = "質問",
            ["QuestionnaireEdition.PublishedAt"] = "公開した日時", ["QuestionnaireEdition.PublishedByName"] = "公開した人", ["AudienceCount.ChangeNumber"] = "数えた変更の番号", ["AudienceCount.People"] = "人数", ["RegistrationCode.MadeByName"] = "作った人",
            ["MediaItem.AddedBy"] = "登録した人", ["MediaItem.AddedByName"] = "登録した人の氏名", ["MediaItem.AltText"] = "画像の説明", ["MediaItem.Decorative"] = "飾りの画像", ["MediaItem.OriginalSha256"] = "元の画像のSHA-256", ["MediaItem.OriginalType"] = "元の画像の種類", ["MediaItem.Rights"] = "権利",
            ["MediaVariant.Bytes"] = "大きさ（バイト）", ["MediaVariant.Width"] = "幅", ["MediaVariant.Height"] = "高さ", ["MediaVariant.PreviewSha256"] = "縮小した画像のSHA-256",
        })
    {
        Enums =
        [
            EnumWords.Of<Purpose>(purpose => purpose.Word),
            EnumWords.Of<PostStatus>(status => status.Word),
            EnumWords.Of<PostEventKind>(kind => kind.Words),
            EnumWords.Of<RouteStepKind>(kind => kind.Word),
            EnumWords.Of<AuthorizationKind>(kind => kind.Word),
            EnumWords.Of<ScopeState>(state => state.Word),
            EnumWords.Of<CountMoment>(moment => moment switch { CountMoment.Draft => "下書き", CountMoment.Submission => "承認の依頼", _ => "承認" }),
        ],
    };
}
