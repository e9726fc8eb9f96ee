using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>A family name that is followed by a form of address, or that stands after 「氏名：」.</summary>
/// <remarks>Nothing tells a name from a word for certain, so only frequent family names in these two places count, and people in a public part are left out.</remarks>
internal static class PersonNameRule
{
    private static readonly SearchValues<string> PublicParts = SearchValues.Create(
        [
            "講師", "市長", "知事", "町長", "村長", "区長", "議員", "議長", "監督", "選手", "教授", "博士", "作家", "司会", "ゲスト", "出演", "指揮", "主演", "原作", "脚本", "アナウンサー",
            "パネリスト", "登壇", "ピアノ", "俳優", "歌手", "画家", "落語", "大使", "委員長", "会長", "理事長", "審査員",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<char> PlaceWords = SearchValues.Create("県市町村区都府郡駅店課校社家");

    private static readonly string[] Honorifics = ["さん", "様", "氏", "くん", "ちゃん", "君"];
    private static readonly string[] Labels = ["氏名", "名前", "お名前"];

    /// <returns>The end of the name, or the place after the first character when there is none.</returns>
    public static int CheckAt(ref CheckRun run, int at)
    {
        var text = run.Text;
        var surname = SurnameLength(text, at);
        if (surname == 0 || at > 0 && CharacterMap.IsKanji(text[at - 1])) return at + 1;

        var name = at + surname;
        if (name < text.Length && text[name] is ' ' or '　') name++;
        var given = GivenLength(text, name);

        for (var length = given; length >= 0; length--)
        {
            var end = name + length;
            if (IsGiven(text[name..end]) && BeginsWithHonorific(text[end..]) && !(length == 0 && name > at + surname))
            {
                return Report(ref run, at, end);
            }
        }

        return given > 0 && IsGiven(text[name..(name + given)]) && IsLabelled(text[..at]) ? Report(ref run, at, name + given) : at + 1;
    }

    private static int Report(ref CheckRun run, int start, int end)
    {
        if (!run.LineAround(start, end).ContainsAny(PublicParts)) run.Report(CheckRule.PersonName, start, end);
        return end;
    }

    private static int SurnameLength(ReadOnlySpan<char> text, int at)
    {
        for (var length = 3; length >= 2; length--)
        {
            if (at + length <= text.Length && CheckWords.SurnameLookup.Contains(text.Slice(at, length))) return length;
        }

        return 0;
    }

    private static int GivenLength(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 4 && CharacterMap.IsJapanese(text[end])) end++;
        return end - start;
    }

    /// <summary>One to three kanji, or two to four kana of one kind; not the word for a place that bears the same name.</summary>
    private static bool IsGiven(ReadOnlySpan<char> given)
    {
        if (given.IsEmpty) return true;
        if (given.ContainsAny(PlaceWords)) return false;

        int kanji = 0, hiragana = 0, katakana = 0;
        foreach (var c in given)
        {
            if (CharacterMap.IsKanji(c)) kanji++;
            else if (CharacterMap.IsHiragana(c)) hiragana++;
            else katakana++;
        }

        return kanji == given.Length && kanji <= 3
            || hiragana == given.Length && hiragana >= 2 && !"はがのをにへともでや".Contains(given[0], StringComparison.Ordinal)
            || katakana == given.Length && katakana >= 2;
    }

    private static bool BeginsWithHonorific(ReadOnlySpan<char> text)
    {
        foreach (var honorific in Honorifics)
        {
            if (text.StartsWith(honorific, StringComparison.Ordinal)) return !text.StartsWith("様々") && !text.StartsWith("様子") && !text.StartsWith("様式") && !text.StartsWith("氏名") && !text.StartsWith("君が代");
        }

        return false;
    }

    private static bool IsLabelled(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd(" 　:：");
        foreach (var label in Labels)
        {
            if (trimmed.EndsWith(label) && trimmed.Length < before.Length) return true;
        }

        return false;
    }
}
