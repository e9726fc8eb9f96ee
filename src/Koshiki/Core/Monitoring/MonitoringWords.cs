using Koshiki.Exchange;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Monitoring;

/// <summary>The words of monitoring: on screens in Japanese, in files and recipes in English.</summary>
public static class IntervalWords
{
    private static readonly (MonitoringInterval Interval, string File, string Word)[] Words =
    [
        (MonitoringInterval.Daily, "daily", "毎日（開庁日）"),
        (MonitoringInterval.Weekly, "weekly", "週に1回"),
        (MonitoringInterval.Monthly, "monthly", "月に1回"),
        (MonitoringInterval.Irregular, "irregular", "決まっていない"),
        (MonitoringInterval.None, "none", "していない"),
    ];

    /// <summary>In the order of a form.</summary>
    public static IReadOnlyList<MonitoringInterval> All { get; } = [.. Words.Select(word => word.Interval)];

    extension(MonitoringInterval interval)
    {
        public string Word => Array.Find(Words, entry => entry.Interval == interval).Word;

        /// <summary>As the fieldwork's checklist names it.</summary>
        public string FileWord => Array.Find(Words, entry => entry.Interval == interval).File;
    }

    /// <returns>Null for a word that stands for none.</returns>
    public static MonitoringInterval? Find(string file) => Array.FindIndex(Words, entry => entry.File == file) is >= 0 and var at ? Words[at].Interval : null;
}

public static class FrequencyWords
{
    private static readonly (PostingFrequency Frequency, string File, string Word)[] Words =
    [
        (PostingFrequency.TwiceDaily, "twice-daily", "日に2回以上"),
        (PostingFrequency.Daily, "daily", "毎日"),
        (PostingFrequency.Weekly, "weekly", "週に1回"),
        (PostingFrequency.Monthly, "monthly", "月に1回"),
        (PostingFrequency.Irregular, "irregular", "決まっていない"),
        (PostingFrequency.None, "none", "していない"),
    ];

    public static IReadOnlyList<PostingFrequency> All { get; } = [.. Words.Select(word => word.Frequency)];

    extension(PostingFrequency frequency)
    {
        public string Word => Array.Find(Words, entry => entry.Frequency == frequency).Word;

        /// <summary>As the fieldwork's checklist names it.</summary>
        public string FileWord => Array.Find(Words, entry => entry.Frequency == frequency).File;
    }

    /// <returns>Null for a word that stands for none.</returns>
    public static PostingFrequency? Find(string file) => Array.FindIndex(Words, entry => entry.File == file) is >= 0 and var at ? Words[at].Frequency : null;
}

public static class RoundWords
{
    extension(RoundState state)
    {
        public string Word => state switch
        {
            RoundState.NotPlanned => "間隔が未定",
            RoundState.NoTerm => "期限なし",
            RoundState.Later => "期限前",
            RoundState.Today => "今日まで",
            _ => "期限超過",
        };

        public Tone Tone => state switch
        {
            RoundState.Overdue => Tone.Red,
            RoundState.Today => Tone.Orange,
            RoundState.NotPlanned => Tone.Yellow,
            RoundState.Later => Tone.Green,
            _ => Tone.Gray,
        };
    }
}

public static class OutcomeWords
{
    extension(CheckOutcome outcome)
    {
        public string Word => outcome is CheckOutcome.NothingUnusual ? "異常なし" : "異常あり";

        public Tone Tone => outcome is CheckOutcome.NothingUnusual ? Tone.Green : Tone.Red;
    }
}

public static class FindingWords
{
    extension(FindingState state)
    {
        public string Word => state switch
        {
            FindingState.Open => "未対応",
            FindingState.InHand => "対応中",
            FindingState.NotNeeded => "不要と判断",
            _ => "完了",
        };
    }
}

public static class FindingKindWords
{
    extension(FindingKind kind)
    {
        public string Word => kind switch
        {
            FindingKind.SeenByAPerson => "点検で見つけた異常",
            FindingKind.ProfileName => "名称が登録と違う",
            FindingKind.ProfileHandle => "ハンドルが登録と違う",
            FindingKind.ProfileText => "紹介文が登録と違う",
            FindingKind.LinkBack => "公式一覧へのリンクがない",
            FindingKind.ForeignPost => "このシステムを通していない投稿",
            _ => "接続が切れている",
        };

        /// <summary>What to do about it, in one or two sentences.</summary>
        public string WhatToDo => kind switch
        {
            FindingKind.SeenByAPerson => "見つけた異常を直し、したことを記録してください。炎上やなりすましなどのときは、すぐに所属長、広報担当課、情報システム所管課に知らせてください。",
            FindingKind.ProfileName => "名称を変えたのであれば、アカウントの登録内容を変更してください。覚えがなければ、乗っ取りを疑い、すぐに所属長に知らせてください。",
            FindingKind.ProfileHandle => "ハンドルを変えたのであれば、アカウントの登録内容を変更してください。覚えがなければ、乗っ取りを疑い、すぐに所属長に知らせてください。",
            FindingKind.ProfileText => "変えたのであれば、見守りの設定で新しい紹介文を登録してください。覚えがなければ、乗っ取りを疑い、すぐに所属長に知らせてください。",
            FindingKind.LinkBack => "媒体の紹介文かウェブサイトの欄に、公式一覧のURLを書いてください。住民が本物かどうかを確かめる手がかりになります。",
            FindingKind.ForeignPost => "媒体の画面で直接投稿したものかどうかを、所属の全員に確かめてください。だれも覚えがなければ、乗っ取りを疑い、すぐに所属長に知らせてください。",
            _ => "アカウントの画面で接続をやり直してください。取り消した覚えがなければ、だれが取り消したかを媒体の画面で確かめてください。",
        };
    }
}

public static class LookAlikeWords
{
    extension(LookAlikeState state)
    {
        public string Word => state switch
        {
            LookAlikeState.Reported => "受付",
            LookAlikeState.Warned => "注意喚起中",
            LookAlikeState.Ended => "終結",
            _ => "不要と判断",
        };

        public Tone Tone => state switch
        {
            LookAlikeState.Reported => Tone.Orange,
            LookAlikeState.Warned => Tone.Red,
            _ => Tone.Gray,
        };
    }
}

public static class LookAlikeActionWords
{
    extension(LookAlikeAction action)
    {
        public string Verb => action switch
        {
            LookAlikeAction.Warn => "注意喚起する",
            LookAlikeAction.End => "終結する",
            _ => "不要と判断する",
        };
    }
}

public static class LinkWords
{
    extension(LinkState state)
    {
        public string Word => state switch
        {
            LinkState.NotYet => "未確認",
            LinkState.Alive => "正常",
            LinkState.Dead => "リンク切れ",
            _ => "確認できない",
        };

        public Tone Tone => state switch
        {
            LinkState.Alive => Tone.Green,
            LinkState.Dead => Tone.Red,
            LinkState.CannotTell => Tone.Yellow,
            _ => Tone.Gray,
        };
    }
}
