using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Core.Surveys.Books;

/// <summary>What people mean by what they write into a cell for a mark, or into one for a choice.</summary>
internal static class BookMarks
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "○", "◯", "〇", "⭕", "●", "◎", "✓", "✔", "☑", "✅", "レ", "1", "はい", "v", "o", "true",
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "×", "✕", "✖", "☐", "□", "0", "いいえ", "-", "false",
    };

    /// <param name="option">The option that the cell stands for; its own number there means it too.</param>
    /// <returns>Whether it is marked; null for what is neither a mark nor none.</returns>
    public static bool? IsMarked(CellContent content, string option)
    {
        if (content is CellContent.Truth truth) return truth.Value;
        var words = InputText.Code(content.Shown).Replace("\uFE0F", "", StringComparison.Ordinal);
        if (words == option) return true;
        return Yes.Contains(words) ? true : No.Contains(words) ? false : null;
    }

    /// <summary>The option that is meant by 「2」, 「２」, 「②」, 「2 発信しなかった」 or 「発信しなかった」; what is typed itself where none is.</summary>
    /// <param name="fault">Set where a number and its words disagree.</param>
    public static string ChoiceOf(AnswerField field, string typed, out string? fault)
    {
        fault = null;
        var words = InputText.Code(typed);
        if (words.Length == 0) return "";
        if (field.Options.FirstOrDefault(option => option.Key == words) is { } exact) return exact.Key;
        if (field.Options.Where(option => Folded(option.Label) == Folded(words)).ToList() is [var named]) return named.Key;
        var numbered = field.Options.Where(option => words.StartsWith(option.Key, StringComparison.Ordinal) && words.Length > option.Key.Length && !char.IsAsciiLetterOrDigit(words[option.Key.Length])).MaxBy(option => option.Key.Length);
        if (numbered is null) return words;
        if (Folded(words[numbered.Key.Length..].TrimStart(' ', '.', ':', ',', ')', '、', '。')) == Folded(numbered.Label)) return numbered.Key;
        fault = $"番号と文が合いません。{numbered.Key}は「{numbered.Label}」です。一覧から選び直してください。";
        return words;
    }

    /// <summary>Whether an office says that the question does not apply to it.</summary>
    public static bool SaysNotApplicable(AnswerField field, string typed) =>
        field.MayNotApply && InputText.Code(typed) is BookWords.NotApplicable or AnswerCell.NotApplicableMark;

    private static string Folded(string words) => string.Concat(InputText.Code(words).Where(letter => !char.IsWhiteSpace(letter)));
}
