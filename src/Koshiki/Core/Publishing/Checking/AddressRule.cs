using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>A postal address down to the house, unless its line says that it is a public place.</summary>
internal static class AddressRule
{
    private const int LongestName = 30;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create("\r\n 　。、，,（(「」)）");

    private static readonly SearchValues<string> PublicPlaces = SearchValues.Create(
        [
            "会場", "場所", "ところ", "所在地", "開催地", "集合", "郵送", "宛", "あて", "提出先", "申込先", "申込み先", "送付先", "問合", "問い合", "庁", "役所", "役場", "支所",
            "公民館", "会館", "センター", "ホール", "図書館", "美術館", "博物館", "体育館", "学校", "大学", "病院", "公園", "工事", "通行止", "避難所", "広場", "ビル", "駅", "店", "消防", "警察",
        ],
        StringComparison.Ordinal);

    private const string ThingsCounted = "人名日時月年歳回個組点対勝分円本枚件度";

    /// <summary>Looks at a number of fewer than ten digits: a postal code, or the end of an address.</summary>
    /// <returns>Where to go on reading: past the address, or past the number.</returns>
    public static int Check(ref CheckRun run, ref DigitRun digits)
    {
        var text = run.Text;
        if (IsPostalCode(text, ref digits))
        {
            var mark = digits.Start - 1 - (text[digits.Start - 1] == '〒' ? 0 : 1);
            return ReportUnlessPublic(ref run, mark, EndOfAddress(text, digits.End));
        }

        if (digits.HasBrackets || digits.Group(0) > 4 || digits.Digits[0] == 0 || IsDay(ref digits)) return digits.End;

        var name = NameBefore(text, digits.Start);
        if (name.Length < 4) return digits.End;

        var town = name.LastIndexOfAny("市区町村");
        if (town < 1) return digits.End;

        var after = text[digits.End..];
        var isHouse = after.StartsWith("丁目") || after.StartsWith("番地")
            || after.StartsWith("番") && after.Length > 2 && CharacterMap.Digit(after[1]) >= 0
            || digits.HasHyphens && digits.Groups == 3
            || digits.HasHyphens && digits.Groups == 2 && (name.Contains("丁目", StringComparison.Ordinal) || IsInPrefecture(name, town)) && !(after.Length > 0 && ThingsCounted.Contains(after[0], StringComparison.Ordinal));
        return isHouse ? ReportUnlessPublic(ref run, digits.Start - name.Length, EndOfNumbers(text, digits.End)) : digits.End;
    }

    private static bool IsPostalCode(ReadOnlySpan<char> text, ref DigitRun digits) =>
        digits.Count == 7 && (digits.Groups == 1 || digits.Groups == 2 && digits.Group(0) == 3)
        && digits.Start > 0
        && (text[digits.Start - 1] == '〒' || digits.Start > 1 && text[digits.Start - 1] is ' ' or '　' && text[digits.Start - 2] == '〒');

    private static bool IsDay(ref DigitRun digits) => digits.Groups == 3 && digits.Group(0) == 4;

    private static bool IsInPrefecture(ReadOnlySpan<char> name, int town) => name[..town].IndexOfAny("都道府県") is >= 1 and <= 3;

    /// <summary>The letters of the address before its number; a particle or a mark ends them.</summary>
    private static ReadOnlySpan<char> NameBefore(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start > 0 && end - start < LongestName && CharacterMap.IsJapanese(text[start - 1]) && text[start - 1] is not ('は' or 'を' or 'が' or 'に' or 'で' or 'と')) start--;
        return text[start..end];
    }

    private static int EndOfAddress(ReadOnlySpan<char> text, int end)
    {
        var at = end;
        while (at < text.Length && text[at] is ' ' or '　') at++;
        var rest = text[at..].IndexOfAny(AddressEnds);
        var last = rest < 0 ? text.Length : at + rest;
        return last > at ? last : end;
    }

    private static int EndOfNumbers(ReadOnlySpan<char> text, int end)
    {
        var at = end;
        while (at < text.Length && (CharacterMap.Digit(text[at]) >= 0 || "丁目番地号の-－‐−".Contains(text[at], StringComparison.Ordinal))) at++;
        return text[at - 1] == 'の' ? at - 1 : at;
    }

    private static int ReportUnlessPublic(ref CheckRun run, int start, int end)
    {
        if (!run.LineAround(start, end).ContainsAny(PublicPlaces)) run.Report(CheckRule.PostalAddress, start, end);
        return end;
    }
}
