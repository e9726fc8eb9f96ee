using Koshiki.Core.Audits.Tables;
using Koshiki.Foundation.Charts;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Audits.Reporting;

/// <summary>A report as files: Word with native tables and charts, a page by itself, PDF.</summary>
public static class ReportFiles
{
    private const string Name = "監査結果報告書";

    public const string PdfMediaType = "application/pdf";

    public static byte[] Word(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var word = new WordDocument($"{report.Title}　{Name}").Cover($"{Name}（{report.EditionWord}）", report.Title, report.Cover);
        Add(word, report.Letter);
        word.PageBreak().Contents("目次").PageBreak();
        foreach (var block in report.Blocks) Add(word, block);
        using var stream = new MemoryStream();
        word.Write(stream);
        return stream.ToArray();
    }

    /// <returns>Null where this machine cannot make one.</returns>
    public static Task<byte[]?> Pdf(AuditReport report, CancellationToken ct) => PdfMaker.Make(Word(report), ct);

    /// <summary>A page by itself: nothing is asked over the network.</summary>
    public static Task<byte[]> Html(AuditReport report) => HtmlFile.Make<ReportDocument>(report);

    private static void Add(WordDocument word, CoverLetter letter)
    {
        foreach (var line in new[] { letter.Number, letter.Day }.Where(line => line.Length > 0)) word.Right(line);
        foreach (var addressee in letter.To) word.Text(addressee);
        word.Right(letter.From).Subject(letter.Subject);
        foreach (var words in letter.Words) word.Text("　" + words);
        word.Middle("記").Facts(letter.Items);
    }

    private static void Add(WordDocument word, ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Heading heading: word.Heading(heading.Level, heading.Text); break;
            case ReportBlock.Paragraph text: word.Text(text.Words); break;
            case ReportBlock.Facts facts: word.Facts(facts.Rows); break;
            case ReportBlock.Grid grid: word.Caption(grid.Caption).Table(grid.Columns, grid.Rows); break;
            case ReportBlock.Figures figures: Add(word, figures.Table); break;
        }
    }

    private static void Add(WordDocument word, FigureTable table)
    {
        const string sheet = "表";
        if (table.Sentence is { } sentence) word.Leading("　" + sentence);
        word.Caption($"{table.Name}　{table.Title}（基準日：{table.AsOf.InWordsWithoutWeekday}）");
        word.Table([new(table.Recipe.RowHead, 4), .. table.Columns.Select(column => new WordColumn(column.Label, 2, IsNumber: true))], table.Rows.Select(row => (IReadOnlyList<string>)[row.Label, .. row.Cells.Select(cell => cell.Text)]));
        if (table.Note.Length > 0) word.Text($"（注）{table.Note}");
        if (TableChart.Of(table, sheet, headLine: 1) is not { } chart) return;
        using var workbook = new MemoryStream();
        Spreadsheet.Write(workbook, [TableFiles.CellsOf(table, sheet)]);
        word.Chart(chart, workbook.ToArray());
    }
}
