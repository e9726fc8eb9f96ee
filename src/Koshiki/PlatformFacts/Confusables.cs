using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Koshiki.PlatformFacts;

/// <summary>Signs that people take for others, and what a text looks like when each is replaced by the one it resembles.</summary>
/// <remarks>
/// Source: the idea of Unicode Technical Standard #39 (skeletons). The pairs are our own choice: what can stand in host names, handles and names that residents of Japan meet.
/// It errs on the side of likeness: what has an equal skeleton is only never called official.
/// </remarks>
internal static class Confusables
{
    /// <summary>The first sign of each text is what the others look like.</summary>
    private static readonly string[] Families =
    [
        // Cyrillic
        "a\u0430\u0410", "b\u0432\u0412\u044C\u042C", "c\u0441\u0421", "d\u0501\u0500", "e\u0435\u0415", "g\u050C\u050D\u04F6",
        "h\u04BB\u04BA\u041D\u043D", "i\u0456\u0406", "j\u0458\u0408", "k\u043A\u041A\u04C4", "l\u04CF\u04C0", "m\u043C\u041C", "n\u043F\u04E5\u0438",
        "o\u043E\u041E", "p\u0440\u0420", "q\u051B\u051A", "r\u0433\u0413", "s\u0455\u0405", "t\u0442\u0422", "v\u0475\u0474",
        "w\u051D\u051C\u0448\u0461", "x\u0445\u0425", "y\u0443\u0423\u04AF\u04AE", "3\u0437\u0417", "6\u0431",
        // Greek
        "a\u03B1\u0391", "b\u03B2\u0392", "c\u03C2\u03F2\u03F9", "e\u03B5\u0395", "h\u0397", "i\u03B9\u0399", "j\u03F3\u037F", "k\u03BA\u039A",
        "m\u039C", "n\u03B7\u039D", "o\u03BF\u039F\u03C3", "p\u03C1\u03A1", "t\u03C4\u03A4", "u\u03C5", "v\u03BD", "w\u03C9", "x\u03C7\u03A7",
        "y\u03B3\u03A5", "z\u0396",
        // Armenian and Georgian
        "d\u0503", "g\u0581", "h\u0570", "j\u0575", "l\u053C", "n\u0578\u057C", "o\u0585\u0555", "q\u0566", "s\u054F\u10BD", "u\u057D\u054D",
        "f\u0584",
        // Hebrew, Arabic, Myanmar, Thai, Hangul: rings
        "o\u05E1\u0647\u101D\u0E50\u3147", "i\u05D5", "l\u05DF\u0627",
        // Cherokee
        "a\u13AA", "b\u13F4", "c\u13DF", "d\u13A0", "e\u13AC", "g\u13C0", "h\u13BB", "i\u13A5", "j\u13AB", "k\u13E6", "l\u13DE", "m\u13B7", "p\u13E2",
        "r\u13A1\u13D2", "s\u13D5\u13DA", "t\u13A2", "v\u13D9", "w\u13B3\u13D4", "y\u13A9", "z\u13C3", "4\u13CE",
        // Lisu and Coptic
        "a\uA4EE", "b\uA4D0", "c\uA4DA\u2CA5\u2CA4", "d\uA4D3", "e\uA4F0", "f\uA4DD", "g\uA4D6", "h\uA4E7\u2C8E", "i\uA4F2\u2C92", "j\uA4D9",
        "k\uA4D7\u2C94", "l\uA4E1", "m\uA4DF\u2C98", "n\uA4E0\u2C9A", "o\uA4F3\u2C9F\u2C9E", "p\uA4D1\u2CA3\u2CA2", "r\uA4E3", "s\uA4E2",
        "t\uA4D4\u2CA6", "u\uA4F4", "v\uA4E6", "w\uA4EA", "x\uA4EB\u2CAD\u2CAC", "y\uA4EC", "z\uA4DC",
        // Latin beyond ASCII
        "a\u0251\u1D00", "b\u0299\u0185", "c\u1D04", "d\u1D05\u0111\u00F0", "e\u1D07\u025B", "f\uA730\u0192", "g\u0261\u0262", "h\u029C\u0127",
        "i\u0131\u0269\u026A", "j\u1D0A", "k\u1D0B", "l\u029F\u0142\u01C0", "m\u1D0D", "n\u0274\u014B", "o\u1D0F\u00F8\u0275", "p\u1D18\u00FE",
        "r\u0280", "s\uA731\u01BD", "t\u1D1B\u0167", "u\u1D1C\u028B", "v\u1D20", "w\u1D21\u026F", "y\u028F", "z\u1D22\u01B6",
        // Han that look like katakana, and the other way round
        "\u30AB\u529B", "\u30BF\u5915", "\u30C8\u535C", "\u30CB\u4E8C", "\u30CF\u516B", "\u30ED\u53E3\u56D7", "\u30A8\u5DE5", "\u30C1\u5343",
        "\u30AA\u624D", "\u30E0\u53B6", "\u30E1\u4E42", "\u30CC\u53C8", "\u30A4\u4EBB", "\u30BD\u30F3", "\u30B7\u30C4",
        "\u30FC\u4E00\u2015\u2014\u2013\u2212\u2010\u2011\u2012\uFE63\u4E28", "o\u3007\u25EF\u25CB", "\u30CE\u4E3F",
    ];

    private static readonly FrozenDictionary<char, char> Twins = Families
        .SelectMany(family => family.Skip(1).Select(twin => KeyValuePair.Create(twin, family[0])))
        .ToFrozenDictionary();

    /// <summary>The Latin letter, digit or katakana that a sign resembles, in lower case; the sign itself where it resembles none.</summary>
    public static char Plain(char sign) => Twins.GetValueOrDefault(sign, char.ToLowerInvariant(sign));

    /// <summary>What a text looks like: two texts with the same skeleton can be taken for each other. Never shown, only compared.</summary>
    /// <remarks>Marks, invisible signs and separators are left out; i, l and 1, o and 0, rn and m, vv and w are one; hiragana is katakana.</remarks>
    public static string Skeleton(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var skeleton = new StringBuilder(text.Length);
        foreach (var unit in Decomposed(text))
        {
            if (IsLeftOut(unit)) continue;
            var sign = Plain(unit) switch
            {
                'i' or '1' or '|' => 'l',
                '0' => 'o',
                '5' => 's',
                >= 'ぁ' and <= 'ゖ' and var kana => Plain((char)(kana + ('ァ' - 'ぁ'))),
                var other => other,
            };
            skeleton.Append(Digit(sign));
        }

        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    /// <summary>Compatibility forms undone: 𝐱, ⓧ and ｘ are x.</summary>
    private static string Decomposed(string text) =>
        Ascii.IsValid(text) ? text
        : text.EnumerateRunes().Contains(Rune.ReplacementChar) ? text
        : text.Normalize(NormalizationForm.FormKD);

    private static bool IsLeftOut(char unit) => unit is '_' or '-' or '.' or '·' or '・' or ' ' or '\u2800' or '\u3164' or '\u1160' or '\u115F'
        || unit > 127 && char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator;

    /// <summary>Digits of other scripts count as ours.</summary>
    private static char Digit(char sign) =>
        sign <= 127 || CharUnicodeInfo.GetDecimalDigitValue(sign) is not (>= 0 and <= 9 and var value) ? sign
        : value switch { 0 => 'o', 1 => 'l', 5 => 's', _ => (char)('0' + value) };
}
