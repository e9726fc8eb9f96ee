using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>The announcement of an event says when, where and for whom.</summary>
internal static class EventRule
{
    private static readonly string[] Announcements =
        ["を開催します", "を開催いたします", "が開催されます", "を開きます", "参加者を募集", "受講者を募集", "参加者募集", "受講生募集", "受講者募集", "ご来場ください", "ご参加ください", "お越しください"];

    private static readonly SearchValues<string> Cues = SearchValues.Create(Announcements, StringComparison.Ordinal);

    private static readonly SearchValues<string> Whens = SearchValues.Create(
        ["毎日", "毎週", "毎月", "本日", "明日", "今日", "あす", "きょう", "随時", "通年", "期間中", "今週", "来週", "今月", "来月", "曜日", "（土）", "（日）", "年中"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Wheres = SearchValues.Create(
        [
            "会場", "場所", "ところ", "どこで", "にて", "センター", "ホール", "会館", "公民館", "図書館", "美術館", "博物館", "体育館", "公園", "広場", "役所", "役場", "県庁", "都庁", "府庁", "庁舎", "支所",
            "学校", "大学", "高校", "病院", "商店街", "駅", "港", "城", "神社", "寺", "プール", "スタジアム", "球場", "競技場", "オンライン", "Zoom", "ZOOM", "Teams", "YouTube", "ライブ配信", "市内", "町内", "村内", "県内", "区内",
            "通り", "海岸", "キャンプ場", "道の駅", "モール", "ひろば", "館", "園", "室",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Whos = SearchValues.Create(
        [
            "対象", "どなた", "だれでも", "誰でも", "皆さん", "皆様", "みなさん", "定員", "在住", "在勤", "以上", "未満", "小学生", "中学生", "高校生", "大学生", "園児", "親子", "保護者", "市民", "町民", "村民", "区民", "県民",
            "事業者", "高齢者", "子ども", "こども", "お子さん", "方", "主催", "先着", "名", "人",
        ],
        StringComparison.Ordinal);

    public static void Check(ref CheckRun run)
    {
        var text = run.Text;
        var cue = text.IndexOfAny(Cues);
        if (cue < 0 && !run.Context.IsEvent || text.IsWhiteSpace()) return;

        var given = run.Context.Event;
        var hasWhen = run.SawDate || HasDay(text) || text.ContainsAny(Whens) || Holds(text, given.When);
        var hasWhere = text.ContainsAny(Wheres) || Holds(text, given.Where);
        var hasWho = !run.Context.IsEvent || text.ContainsAny(Whos) || Holds(text, given.Who);
        if (hasWhen && hasWhere && hasWho) return;

        var missing = string.Concat(hasWhen ? "" : "「いつ」", hasWhere ? "" : "「どこで」", hasWho ? "" : "「だれが（対象）」");
        var known = string.Join("、", new[] { hasWhen ? "" : given.When, hasWhere ? "" : given.Where, hasWho ? "" : given.Who }.Where(words => words.Length > 0).Select(words => $"「{words}」"));
        var (start, end) = cue >= 0 ? (cue, cue + LengthAt(text[cue..])) : FirstLine(text);
        run.Report(
            CheckRule.EventWithoutWhenWhereWho, start, end, $"催しの案内に{missing}がありません。",
            known.Length == 0 ? $"{missing}を書き足してください。" : $"{missing}を書き足してください。催しの欄にある{known}を本文にも書いてください。");
    }

    private static bool Holds(ReadOnlySpan<char> text, string words) => words.Length > 0 && text.Contains(words, StringComparison.Ordinal);

    /// <summary>「19日」, 「10/5」 and the like without a month or weekday that the rules on dates read.</summary>
    private static bool HasDay(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '日' or '/' or '月' && CharacterMap.Digit(text[i - 1]) >= 0) return true;
        }

        return false;
    }

    private static int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var announcement in Announcements)
        {
            if (text.StartsWith(announcement, StringComparison.Ordinal)) return announcement.Length;
        }

        return 0;
    }

    private static (int Start, int End) FirstLine(ReadOnlySpan<char> text)
    {
        var start = text.Length - text.TrimStart().Length;
        var length = text[start..].IndexOfAny('\r', '\n');
        return (start, length < 0 ? text.Length : start + length);
    }
}
