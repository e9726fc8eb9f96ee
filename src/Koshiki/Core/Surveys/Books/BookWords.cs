using System.Globalization;

namespace Koshiki.Core.Surveys.Books;

/// <summary>The words and names that writing and reading a book share.</summary>
internal static class BookWords
{
    public const string Mark = "○";

    public const string NotApplicable = "該当なし";

    public const string DetailLength = "目安は100字";

    /// <summary>How much to write where the questionnaire says nothing; our own measure, so that answers fit the paper.</summary>
    public static string LengthOf(Question question) => $"目安は200字です（{AnswerRules.LongestText:N0}字まで）。{(question.Required ? "" : "書くことがなければ、空欄のままで構いません。")}";

    /// <summary>The workbook's name for a cell: by places, because names of workbooks do not tell capitals from small letters and may not look like an address.</summary>
    public static string NameOf(AnswerField field, string? option) => string.Create(CultureInfo.InvariantCulture, $"a_{field.Place:0000}{(option is null ? "" : option == AnswerCell.NotApplicableMark ? "_none" : $"_{field.PlaceOf(option):00}")}");

    /// <summary>The workbook's name for the list of what can be chosen in a question.</summary>
    /// <param name="first">The first field of the question.</param>
    public static string ListOf(AnswerField first) => string.Create(CultureInfo.InvariantCulture, $"list_{first.Place:0000}");

    /// <summary>What an office's book is called: 「01001_防災危機管理課.xlsx」.</summary>
    public static string FileOf(SurveyResponse response) =>
        $"{response.OfficeCode}_{string.Concat(response.OfficeName.Where(letter => !char.IsControl(letter) && letter is not ('\\' or '/' or ':' or '*' or '?' or '"' or '<' or '>' or '|')))}.xlsx";

    /// <summary>What the list of a cell offers, and what is written into it for a stored answer.</summary>
    public static string Item(AnswerOption option) => $"{option.Key} {option.Label}";

    /// <summary>What a person reads in the cell for a stored answer; null where the cell stays empty.</summary>
    public static string? Stored(AnswerField field, string? option, IReadOnlyList<string> values)
    {
        if (option is not null) return values.Contains(option, StringComparer.Ordinal) ? Mark : null;
        if (values.Count == 0) return null;
        if (field.SaysNotApplicable(values)) return NotApplicable;
        return field.PlaceOf(values[0]) is >= 0 and var at ? Item(field.Options[at]) : values[0];
    }
}
