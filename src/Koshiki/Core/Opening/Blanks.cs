using System.Text.RegularExpressions;
using Koshiki.Foundation;

namespace Koshiki.Core.Opening;

/// <summary>What is still to be filled in: an empty section, or a sign that stands for something unsaid. A document with one cannot be submitted or approved.</summary>
public static partial class Blanks
{
    private const int ShownLetters = 12;

    /// <returns>A fault for each, by the name of its field (<c>usage-policy.purpose</c>), with the place.</returns>
    public static IReadOnlyList<Fault> Of(DocumentKind kind, IReadOnlyList<DocumentSection> sections)
    {
        var faults = new List<Fault>();
        foreach (var rule in DocumentForms.Of(kind))
        {
            var text = sections.FirstOrDefault(section => section.Key == rule.Key)?.Text ?? "";
            var field = $"{kind.Key}.{rule.Key}";
            if (string.IsNullOrWhiteSpace(text))
            {
                if (rule.Required) faults.Add(new Fault(field, $"{kind.Word}の「{rule.Heading}」が空です。内容を入力してください。"));
            }
            else if (Place(text) is { } place)
            {
                faults.Add(new Fault(field, $"{kind.Word}の「{rule.Heading}」の{place.Line}行目に、未記入の「{place.Words}」が残っています。正しい内容に書き換えてください。"));
            }
        }

        return faults;
    }

    /// <returns>The first blank of a text with its line, from 1; null where there is none.</returns>
    public static (int Line, string Words)? Place(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Blank().Match(text) is not { Success: true } found) return null;
        var words = found.Value.Length <= ShownLetters ? found.Value : found.Value[..ShownLetters] + "…";
        return (text.AsSpan(0, found.Index).Count('\n') + 1, words);
    }

    /// <summary>Two or more circles, squares or lines in a row; one circle before 年月日時分 where no kanji number stands before it; 《…》; words that say "later".</summary>
    [GeneratedRegex("[○〇◯●△▲□■◇◆]{2,}|[×Ｘ]{2,}|[_＿]{3,}|(?<![一二三四五六七八九十〇])[○〇◯●](?=[年月日時分](?!間|度))|《[^》\n]{0,40}》|[（(〔\\[](?:要記入|未記入|記入|要確認|未定|後日記入|調整中)[）)〕\\]]|(?:TBD|ＴＢＤ|TODO)", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
