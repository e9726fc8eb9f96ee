using Koshiki.Foundation;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Core.Surveys.Books;

/// <summary>One answer cell as it came back.</summary>
/// <param name="Sheet">Its title now, or as the book was written where the cell is gone.</param>
/// <param name="Address">Likewise.</param>
/// <param name="IsGone">The cell, its row or its sheet was deleted.</param>
/// <param name="Together">How many answer cells were made one with it, itself included.</param>
internal sealed record FoundCell(LabelledCell Label, string Sheet, string Address, CellContent Content, bool IsGone = false, int Together = 1);

/// <summary>A book that came back: whose it is, and what stands in its answer cells.</summary>
internal sealed record AnswerBook(BookLabel Label, IReadOnlyList<FoundCell> Cells)
{
    /// <summary>Reads a book whatever became of its sheets and rows: cells are found by their names, and where another program has lost those, by where they stood.</summary>
    /// <returns><see cref="NotAnAnswerBook"/>, <see cref="BookWasAltered"/>, or a refusal of the workbook itself.</returns>
    public static Result<AnswerBook> Read(byte[] content, BookSeal seal)
    {
        var read = WorkbookFile.Read(content);
        if (read.IsRefused(out var refusal)) return refusal;
        var workbook = read.Value;
        if (workbook.Sheets.Select(sheet => BookLabel.Read(sheet, seal)).FirstOrDefault(found => found is not null) is not { } label) return new NotAnAnswerBook();
        if (label.IsRefused(out refusal)) return refusal;
        var found = label.Value.Cells.Select(cell => Find(cell, workbook)).ToList();
        return new AnswerBook(label.Value, WithMerged(found));
    }

    /// <summary>The cell with the place that its content is taken from.</summary>
    private static (LabelledCell Label, SheetContent? Sheet, CellAddress At) Find(LabelledCell label, WorkbookFile workbook)
    {
        if (workbook.Names.TryGetValue(label.Name, out var named)) return (label, named.Sheet is null ? null : workbook.Sheet(named.Sheet), named.Address);
        // Without its name a cell is trusted only while its question still stands where it stood.
        var sheet = workbook.Sheet(label.Sheet);
        var isThere = sheet is not null && CellAddress.Parse(label.Anchor) is { } anchor && sheet[anchor].Shown == label.Field.Split('.')[0];
        return (label, isThere ? sheet : null, CellAddress.Parse(label.Address) ?? default);
    }

    private static List<FoundCell> WithMerged(List<(LabelledCell Label, SheetContent? Sheet, CellAddress At)> cells)
    {
        var holders = cells.Where(cell => cell.Sheet is not null).CountBy(cell => (cell.Sheet!.Title, cell.Sheet.Holder(cell.At))).ToDictionary();
        return [.. cells.Select(cell => cell.Sheet is null ? Gone(cell.Label) : Here(cell.Label, cell.Sheet, cell.At))];

        static FoundCell Gone(LabelledCell label) => new(label, label.Sheet, label.Address, CellContent.Empty, IsGone: true);

        FoundCell Here(LabelledCell label, SheetContent sheet, CellAddress at)
        {
            var holder = sheet.Holder(at);
            return new FoundCell(label, sheet.Title, at.ToString(), sheet[holder], Together: holders[(sheet.Title, holder)]);
        }
    }
}

/// <summary>One thing wrong in a book: where, what stands there, what is expected and what to do.</summary>
/// <param name="Field">The key of the answer field.</param>
/// <param name="Found">At most 50 letters of what stands there; empty for nothing.</param>
public sealed record BookFault(string Sheet, string Address, string Field, string Found, string What)
{
    public string Place => $"「{Sheet}」シートの{Address}";

    public string Sentence => $"{Place}（{Field}）{(Found.Length > 0 ? $"に「{Found}」とあります" : "")}：{What}";
}
