using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Where an answer cell stood when the book was written, and what it is for.</summary>
/// <param name="Option">Empty where the answer itself stands in the cell.</param>
/// <param name="Anchor">The cell that holds the question's number.</param>
internal sealed record LabelledCell(string Name, string Field, string Option, string Sheet, string Address, string Anchor);

/// <summary>What the hidden sheet of a book carries: whose book it is, and the form of each cell. Sealed, so that a book cannot be made into another office's.</summary>
/// <param name="VersionNumber">Of the questionnaire, for people.</param>
/// <param name="SavedAt">When the answers in it had been saved last; null for none.</param>
internal sealed record BookLabel(Guid Survey, string SurveyTitle, Guid Version, int VersionNumber, Guid Response, string OfficeCode, string OfficeName, DateTimeOffset? SavedAt, IReadOnlyList<LabelledCell> Cells)
{
    /// <summary>The title of the hidden sheet.</summary>
    public const string SheetTitle = "koshiki";

    /// <summary>In the first cell of the hidden sheet, by which it is known whatever it is called.</summary>
    public const string Magic = "koshiki-answer-book-1";

    /// <summary>The column in which the lists of what can be chosen begin, out of the label's way.</summary>
    public const int ListColumn = 8;

    private const int Columns = 6;
    private const int SealRow = 2;
    private const int FirstCellRow = 5;
    private const string Purpose = "book";

    /// <summary>The rows of the hidden sheet, from the first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(BookSeal seal)
    {
        var rows = Content();
        return [[Magic], [seal.Of(Purpose, Words(rows))], .. rows];
    }

    /// <returns>The label; null where a sheet carries none, <see cref="BookWasAltered"/> where it was changed.</returns>
    public static Result<BookLabel>? Read(SheetContent sheet, BookSeal seal)
    {
        if (TextAt(sheet, 1, 1) != Magic) return null;
        var rows = new List<IReadOnlyList<string>>();
        for (var row = SealRow + 1; row < FirstCellRow || TextAt(sheet, 1, row).Length > 0; row++)
        {
            var at = row;
            rows.Add([.. Enumerable.Range(1, Columns).Select(column => TextAt(sheet, column, at))]);
        }

        if (!seal.Holds(Purpose, Words(rows), TextAt(sheet, 1, SealRow))) return new BookWasAltered();
        var (survey, office) = (rows[0], rows[1]);
        return new BookLabel(
            Guid.Parse(survey[0]), survey[1], Guid.Parse(survey[2]), int.Parse(survey[3], CultureInfo.InvariantCulture),
            Guid.Parse(office[0]), office[1], office[2], office[3].Length == 0 ? null : DateTimeOffset.Parse(office[3], CultureInfo.InvariantCulture),
            [.. rows.Skip(FirstCellRow - SealRow - 1).Select(row => new LabelledCell(row[0], row[1], row[2], row[3], row[4], row[5]))]);
    }

    private List<IReadOnlyList<string>> Content() =>
    [
        [$"{Survey}", OneLine(SurveyTitle), $"{Version}", VersionNumber.ToString(CultureInfo.InvariantCulture), "", ""],
        [$"{Response}", OfficeCode, OneLine(OfficeName), SavedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "", "", ""],
        .. Cells.Select(cell => (IReadOnlyList<string>)[cell.Name, cell.Field, cell.Option, cell.Sheet, cell.Address, cell.Anchor]),
    ];

    private static string Words(IEnumerable<IReadOnlyList<string>> rows) => string.Join('\n', rows.Select(row => string.Join('\t', row)));

    private static string OneLine(string words) => words.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();

    private static string TextAt(SheetContent sheet, int column, int row) => sheet[new CellAddress(column, row)].Shown;
}
