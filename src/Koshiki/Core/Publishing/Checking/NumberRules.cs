using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Numbers that may belong to somebody: individual, corporate, card, account and phone numbers, and addresses down to the house.</summary>
internal static class NumberRules
{
    private static readonly SearchValues<char> AnyDigit = SearchValues.Create("0123456789０１２３４５６７８９");
    private static readonly SearchValues<string> AccountWords = SearchValues.Create(["普通", "当座", "貯蓄", "口座"], StringComparison.Ordinal);

    /// <summary>A number that counts something is no identity.</summary>
    private const string Counters = "円人件%％名個台票点回歳世ドト倍";

    public static void Check(ref CheckRun run)
    {
        var text = run.Text;
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny(AnyDigit) is var next and >= 0)
        {
            at += next;
            var digits = DigitRun.At(text, at);
            at = Check(ref run, ref digits);
        }
    }

    /// <returns>Where to go on reading.</returns>
    private static int Check(ref CheckRun run, ref DigitRun digits)
    {
        var text = run.Text;
        if (digits.IsTooLong || ContinuesANumber(text, digits.Start)) return digits.End;

        var after = digits.End < text.Length ? text[digits.End] : '\0';
        if (char.IsAsciiLetter(after)) return digits.End;

        var before = digits.Start > 0 ? text[digits.Start - 1] : '\0';
        if (char.IsAsciiLetter(before) && !(before == 'T' && digits.Count == 13)) return digits.End;

        if (digits.Count < 10)
        {
            if (digits.Count is 5 or 7 or 8) CheckAccount(ref run, ref digits);
            return AddressRule.Check(ref run, ref digits);
        }

        if (Counters.Contains(after, StringComparison.Ordinal) || Links.Cover(text, digits.Start)) return digits.End;

        if (digits.Count is 10 or 11 or 12 && IsPhone(text, ref digits, out var start))
        {
            if (!IsOwn(run.Context, ref digits)) run.Report(CheckRule.PhoneNumber, start, digits.End, IsMobile(ref digits) ? "携帯電話の番号と見られます。個人情報に当たるおそれがあります。" : null);
        }
        else if (IsIn(ref digits, 12) && CheckDigits.IsPersonalNumber(digits.Digits) && !IsMoment(ref digits))
        {
            run.Report(CheckRule.PersonalNumber, digits.Start, digits.End);
        }
        else if (IsIn(ref digits, 13) && CheckDigits.IsCorporateNumber(digits.Digits) && !IsBook(ref digits))
        {
            run.Report(CheckRule.CorporateNumber, digits.Start, digits.End);
        }
        else if ((digits.Groups == 1 || digits.HasShape(4, 4, 4, 4) || digits.HasShape(4, 6, 5) || digits.HasShape(4, 6, 4)) && CheckDigits.IsCardNumber(digits.Digits))
        {
            run.Report(CheckRule.CardNumber, digits.Start, digits.End);
        }

        return digits.End;
    }

    /// <summary>「1,234」 or 「3.1415」: the digits after the mark are a part of the number before it.</summary>
    private static bool ContinuesANumber(ReadOnlySpan<char> text, int start) =>
        start >= 2 && text[start - 1] is ',' or '.' or '，' or '．' && CharacterMap.Digit(text[start - 2]) >= 0;

    private static bool IsIn(ref DigitRun digits, int count) =>
        digits.Count == count && (digits.Groups == 1 || !digits.HasBrackets && (count, digits.Group(0)) switch
        {
            (12, 4) => digits.HasShape(4, 4, 4),
            (12, 3) => digits.HasShape(3, 3, 3, 3),
            (12, 6) => digits.Groups == 2,
            (13, 1) => digits.HasShape(1, 4, 4, 4),
            _ => false,
        });

    /// <summary>A fixed or mobile number with its area code: 10 digits, or 11 that begin with 050-090; with +81 instead of the 0 too.</summary>
    /// <remarks>Numbers that only organisations have (0120, 0800, 0570, 0180, 0990) are nobody's personal data. Source: 電気通信番号規則.</remarks>
    private static bool IsPhone(ReadOnlySpan<char> text, ref DigitRun digits, out int start)
    {
        start = digits.Start;
        var d = digits.Digits;
        if (start > 0 && text[start - 1] is '+' or '＋')
        {
            start--;
            return d[0] == 8 && d[1] == 1 && d[2] != 0 && digits.Count is 11 or 12;
        }

        if (d[0] != 0 || d[1] == 0) return false;
        if ((d[1], d[2], d[3]) is (1, 2, 0) or (8, 0, 0) or (5, 7, 0) or (1, 8, 0) or (9, 9, 0)) return false;

        var isMobile = digits.Count == 11 && d[2] == 0 && d[1] is >= 5 and <= 9;
        if (!isMobile && digits.Count != 10) return false;

        return digits.Groups switch
        {
            1 => !IsCounting(d),
            2 => !isMobile && digits.Group(0) is >= 2 and <= 5,
            3 => digits.Group(2) == 4 && digits.Group(0) is >= 2 and <= 5,
            _ => false,
        };
    }

    private static bool IsMobile(ref DigitRun digits)
    {
        var d = digits.Digits;
        return digits.Count == 11 && d[0] == 0 && d[2] == 0 && d[1] is 6 or 7 or 8 or 9;
    }

    private static bool IsCounting(ReadOnlySpan<byte> digits)
    {
        for (var i = 1; i < digits.Length; i++)
        {
            if (digits[i] != (digits[i - 1] + 1) % 10) return false;
        }

        return true;
    }

    private static bool IsOwn(CheckContext context, ref DigitRun digits) =>
        context.OwnContacts.Count > 0
        && context.OwnContacts.Contains(string.Create(digits.Count, digits.Digits, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = (char)('0' + source[i]);
        }));

    /// <summary>Twelve digits that are a time: 202503191405.</summary>
    private static bool IsMoment(ref DigitRun digits)
    {
        var d = digits.Digits;
        return digits.Groups == 1 && (d[0], d[1]) is (2, 0) or (1, 9)
            && d[4] * 10 + d[5] is >= 1 and <= 12 && d[6] * 10 + d[7] is >= 1 and <= 31 && d[8] * 10 + d[9] < 24 && d[10] < 6;
    }

    /// <summary>Thirteen digits that are the number of a book (ISBN).</summary>
    private static bool IsBook(ref DigitRun digits) => digits.Digits is [9, 7, 8 or 9, ..];

    private static void CheckAccount(ref CheckRun run, ref DigitRun digits)
    {
        if (digits.Groups != 1) return;

        var before = run.Text[Math.Max(0, digits.Start - 12)..digits.Start];
        var line = before[(before.LastIndexOfAny('\n', '。') + 1)..];
        var found = digits.Count == 5
            ? line.EndsWith("記号") || line.EndsWith("記号：") || line.EndsWith("記号:") || line.EndsWith("記号 ") || line.EndsWith("記号　")
            : line.ContainsAny(AccountWords) && !line.Contains("〒", StringComparison.Ordinal);
        if (found) run.Report(CheckRule.BankAccount, digits.Start, digits.End);
    }
}
