namespace Koshiki.Core.Publishing.Checking;

/// <summary>The check digits of numbers that must not be published by accident. Digits are values 0-9, the first written first.</summary>
internal static class CheckDigits
{
    /// <summary>個人番号: 11 digits and a check digit.</summary>
    /// <remarks>Source: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令 第5条.</remarks>
    public static bool IsPersonalNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 12 || AllTheSame(digits)) return false;

        var sum = 0;
        for (var n = 1; n <= 11; n++) sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
        var remainder = sum % 11;
        return digits[11] == (remainder <= 1 ? 0 : 11 - remainder);
    }

    /// <summary>法人番号: a check digit of 1 to 9 and 12 digits.</summary>
    /// <remarks>Source: 法人番号の指定等に関する省令 第2条.</remarks>
    public static bool IsCorporateNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 13 || AllTheSame(digits)) return false;

        var sum = 0;
        for (var n = 1; n <= 12; n++) sum += digits[13 - n] * (n % 2 == 1 ? 1 : 2);
        return digits[0] == 9 - sum % 9;
    }

    /// <summary>A payment card: 14 to 16 digits of a known issuer, with the check digit of ISO/IEC 7812-1 (Luhn).</summary>
    public static bool IsCardNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 14 or > 16 || AllTheSame(digits)) return false;

        var issuer = digits[0] * 10 + digits[1];
        var known = (digits.Length, issuer) switch
        {
            (16, >= 40 and <= 59 or 22 or 23 or 24 or 25 or 26 or 27 or 35 or 60 or 62 or 64 or 65) => true,
            (15, 34 or 37) => true,
            (14, 30 or 36 or 38 or 39) => true,
            _ => false,
        };
        return known && Luhn(digits);
    }

    private static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var n = 0; n < digits.Length; n++)
        {
            int digit = digits[^(n + 1)];
            if (n % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static bool AllTheSame(ReadOnlySpan<byte> digits) => !digits.ContainsAnyExcept(digits[0]);
}
