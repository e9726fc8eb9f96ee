using System.Buffers;
using System.Text;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Characters that some devices show or read wrongly.</summary>
internal static class CharacterRules
{
    /// <summary>Spaces between these are an enumeration and no word pulled apart.</summary>
    private static readonly string[] Enumerations =
    [
        "日月火水木金土祝休", "春夏秋冬", "東西南北中", "上中下", "大中小", "男女", "朝昼夕夜晩", "甲乙丙丁", "一二三四五六七八九十", "金銀銅",
        "赤青黄緑白黒紫橙桃茶紺灰", "松竹梅", "国県市町村区都道府", "晴曇雨雪", "父母子", "有無", "可否", "様殿",
    ];

    private static readonly SearchValues<char> Particles = SearchValues.Create("はがのをにへともでやか");

    /// <summary>A run of characters of one mark is one finding, with the same in ordinary characters where there is one.</summary>
    public static void Runs(ref CheckRun run, Marks mark, CheckRule rule)
    {
        var text = run.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if ((CharacterMap.Of(text[i]) & mark) == 0) continue;

            var start = i;
            while (i < text.Length && (CharacterMap.Of(text[i]) & mark) != 0) i++;
            var written = text[start..i].ToString();
            var ordinary = written.Normalize(NormalizationForm.FormKC);
            run.Report(rule, start, i, whatToDo: ordinary == written ? null : $"「{ordinary}」のように書き換えてください。");
        }
    }

    /// <summary>「日　時」: two or more single characters with spaces between them.</summary>
    public static void SpacedWords(ref CheckRun run)
    {
        var text = run.Text;
        for (var i = 1; i < text.Length - 1; i++)
        {
            var space = text[i..].IndexOfAny(' ', '　');
            if (space < 0) return;

            i += space;
            if (i == 0 || !StandsAlone(text, i - 1)) continue;

            var start = i - 1;
            var end = i;
            while (NextAlone(text, end) is var next and >= 0) end = next + 1;
            if (end == i) continue;

            if (IsPulledApart(text[start..end])) run.Report(CheckRule.SpacedWord, start, end, whatToDo: $"空白を取って「{Joined(text[start..end])}」としてください。");
            i = end - 1;
        }
    }

    private static int NextAlone(ReadOnlySpan<char> text, int afterWord)
    {
        var next = afterWord;
        while (next < text.Length && text[next] is ' ' or '　') next++;
        return next > afterWord && next < text.Length && StandsAlone(text, next) ? next : -1;
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int at) =>
        CharacterMap.IsJapanese(text[at])
        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1]));

    private static bool IsPulledApart(ReadOnlySpan<char> word)
    {
        if (word.ContainsAny(Particles)) return false;

        foreach (var set in Enumerations)
        {
            if (!word.ContainsAnyExcept($"{set} 　")) return false;
        }

        return true;
    }

    private static string Joined(ReadOnlySpan<char> word) =>
        word.ToString().Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal);
}
