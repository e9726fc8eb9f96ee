using System.Globalization;
using Koshiki.Foundation.Charts;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The workbook of a survey's statistics: all figures on the first sheet, then a sheet with a native chart for each question that was answered, then the headings of texts.</summary>
internal static class StatisticsSheets
{
    /// <summary>Letters that a sheet's name may have.</summary>
    private const int LongestName = 31;

    public static IReadOnlyList<Sheet> Of(SurveyFigures figures, Sheet all) =>
    [
        all,
        .. figures.Tables(halfUp: false).Zip(figures.Tables(halfUp: true)).Where(pair => pair.First.Count is { HasShares: true, Base: > 0 }).Select(pair => SheetOf(NameOf(figures, pair.First.Count.Field), figures, pair.First, pair.Second)),
        .. figures.Headings.Count > 0 ? new[] { Headings(figures) } : [],
    ];

    /// <summary>The field's key; with its place where Excel could not tell two apart or takes no name of that length.</summary>
    private static string NameOf(SurveyFigures figures, AnswerField field)
    {
        var isItsOwn = field.Key.Length <= LongestName && figures.Form.Fields.Count(one => string.Equals(one.Key, field.Key, StringComparison.OrdinalIgnoreCase)) == 1;
        return isItsOwn ? field.Key : string.Create(CultureInfo.InvariantCulture, $"{field.Place + 1}_{field.Key[..Math.Min(field.Key.Length, 20)]}");
    }

    private static Sheet SheetOf(string name, SurveyFigures figures, FieldTable table, FieldTable halfUp)
    {
        string[] above = [$"{table.Count.Field.Key}　{table.Count.Field.Label}", $"回答した所属：{table.Count.Base}", table.Sentence];
        string[] before = figures.Before is { } earlier ? [$"前回（％）：{earlier.Title}", "増減（ポイント）"] : [];
        return new Sheet(
            name,
            ["選択肢", "件数", "割合（％）", "割合（四捨五入・％）", .. before, .. figures.Crossed.SelectMany(value => new[] { $"{value.Label}（件）", $"{value.Label}（％）" })],
            table.Lines.Zip(halfUp.Lines, (line, other) => (IReadOnlyList<object?>)
            [
                $"{line.Key}　{line.Label}", line.Count, line.Share, other.Share,
                .. before.Length > 0 ? new object?[] { line.Before, line.Change } : [],
                .. line.Crossed.SelectMany(crossed => new object?[] { crossed.Count, crossed.Share }),
            ]))
        {
            Above = above,
            Below = [$"（注）{table.Note}", .. table.Count.IsSingle ? new[] { $"（注）「四捨五入」の列は、{FieldTable.HalfUpNote}" } : []],
            Chart = Chart(name, table, above.Length + 1),
        };
    }

    /// <param name="headLine">The line of the table's head, from 1.</param>
    internal static NativeChart Chart(string name, FieldTable table, int headLine)
    {
        var (sheet, first, last) = ($"'{name}'!", headLine + 1, headLine + table.Lines.Count);
        return new NativeChart(
            $"{table.Count.Field.Title}　回答した{table.Count.Base}所属", [.. table.Lines.Select(line => $"{line.Key}　{line.Label}")], Cells("A"),
            [new ChartSeries("件数", string.Create(CultureInfo.InvariantCulture, $"{sheet}$B${headLine}"), Cells("B"), [.. table.Lines.Select(line => line.Count)])]);

        string Cells(string column) => string.Create(CultureInfo.InvariantCulture, $"{sheet}${column}${first}:${column}${last}");
    }

    private static Sheet Headings(SurveyFigures figures) => new(
        "文章の見出し",
        ["設問", "文", "見出し", "件数"],
        from field in figures.Fields
        from heading in figures.Headings.GetValueOrDefault(field.Field.Key, [])
        select (IReadOnlyList<object?>)[field.Field.Key, field.Field.Label, heading.Heading, heading.Number]);
}
