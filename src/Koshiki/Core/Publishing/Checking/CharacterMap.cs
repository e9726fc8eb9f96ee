using System.Text;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>What a character can be the beginning or a part of. One pass over a text collects these, and a rule whose mark is absent is not asked.</summary>
[Flags]
internal enum Marks : ushort
{
    None = 0,
    Digit = 1,
    Space = 1 << 1,
    At = 1 << 2,
    Dot = 1 << 3,
    PlatformDependent = 1 << 4,
    HalfWidthKana = 1 << 5,
    Placeholder = 1 << 6,
    Jargon = 1 << 7,
    Surname = 1 << 8,
    Year = 1 << 9,
    Month = 1 << 10,
}

/// <summary>The marks of each of the 65,536 UTF-16 units: 128 KB, built once.</summary>
internal static class CharacterMap
{
    private static readonly Marks[] Map = Build();

    public static Marks Of(char c) => Map[c];

    /// <summary>All marks that occur in a text.</summary>
    public static Marks In(ReadOnlySpan<char> text)
    {
        var map = Map;
        var marks = Marks.None;
        foreach (var c in text) marks |= map[c];
        return marks;
    }

    /// <summary>Whether the unit is a kanji of the basic planes' Japanese use, 々 and 〆 included.</summary>
    public static bool IsKanji(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or '々' or '〆';

    public static bool IsHiragana(char c) => c is >= 'ぁ' and <= 'ゖ';

    public static bool IsKatakana(char c) => c is >= 'ァ' and <= 'ヺ' or 'ー';

    public static bool IsJapanese(char c) => IsKanji(c) || IsHiragana(c) || IsKatakana(c);

    /// <summary>The value of a digit in half or full width; -1 for anything else.</summary>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '０' and <= '９' => c - '０',
        _ => -1,
    };

    private static Marks[] Build()
    {
        var map = new Marks[char.MaxValue + 1];
        void Mark(Marks mark, string characters)
        {
            foreach (var c in characters) map[c] |= mark;
        }

        Mark(Marks.Digit, "0123456789０１２３４５６７８９");
        Mark(Marks.Space, " 　");
        Mark(Marks.At, "@＠");
        Mark(Marks.Dot, ".");
        Mark(Marks.Placeholder, PlaceholderRules.Triggers);
        Mark(Marks.Year, "年");
        Mark(Marks.Month, "月/／.");
        Mark(Marks.PlatformDependent, PlatformDependentCharacters());
        for (var c = '\uFF61'; c <= '\uFF9F'; c++) map[c] |= Marks.HalfWidthKana;
        foreach (var word in CheckWords.Jargon) map[word.Word[0]] |= Marks.Jargon;
        foreach (var surname in CheckWords.Surnames) map[surname[0]] |= Marks.Surname;
        return map;
    }

    /// <summary>
    /// What the guideline means by 機種依存文字: what Windows (CP932) has and JIS X 0208 has not — NEC's row 13 and IBM's characters —,
    /// the blocks of circled, bracketed and squared signs, and characters made by a user. Emoji are not among them.
    /// </summary>
    private static string PlatformDependentCharacters()
    {
        var characters = new StringBuilder();
        void Range(char first, char last)
        {
            for (var c = first; c <= last; c++) characters.Append(c);
        }

        Range('\u2160', '\u217F');
        Range('\u2460', '\u24FF');
        Range('\u2776', '\u2793');
        Range('\u3200', '\u32FF');
        Range('\u3300', '\u33FF');
        Range('\uE000', '\uF8FF');
        characters.Append("№℡〝〟");

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var windows = Encoding.GetEncoding(932);
        for (var lead = 0xFA; lead <= 0xFC; lead++)
        {
            for (var trail = 0x40; trail <= 0xFC; trail++)
            {
                foreach (var c in windows.GetString([(byte)lead, (byte)trail]))
                {
                    if (IsKanji(c)) characters.Append(c);
                }
            }
        }

        return characters.ToString();
    }
}
