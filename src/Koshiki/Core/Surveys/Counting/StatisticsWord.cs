using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The statistics as a Word document, to be taken into a report: for each question its sentence, table, note and a native chart.</summary>
internal static class StatisticsWord
{
    private const string CellsOfChart = "集計";

    public static byte[] Make(SurveyFigures figures, string government, DateTimeOffset now, bool halfUp)
    {
        var view = StatisticsView.Of(figures, halfUp, mayRun: false, Foundation.Web.Forms.FormState.Empty);
        var word = new WordDocument($"{figures.Survey.Title}の集計").Text($"{government}　基準日：{figures.Survey.ReferenceDay.InWords}　作成：{now.InWords}").Text(view.Basis);
        foreach (var section in view.Sections)
        {
            word.Heading(1, section.Title);
            foreach (var question in section.Questions)
            {
                word.Heading(2, $"{question.Key}　{question.Label}");
                foreach (var table in question.Tables.Where(table => table.Count.Base > 0)) Add(word, table, view);
            }
        }

        using var stream = new MemoryStream();
        word.Write(stream);
        return stream.ToArray();
    }

    private static void Add(WordDocument word, FieldTable table, StatisticsView view)
    {
        var caption = $"{table.Count.Field.Title}（回答：{table.Count.Base}所属）";
        if (!table.Count.HasShares)
        {
            word.Text(table.Count.Numbers is { } numbers ? $"{caption}　合計 {numbers.Sum:#,0.##}{table.Count.Field.Question.Unit}、平均 {numbers.MeanOf(table.Count.Base):0.0}" : caption);
            if (table.Headings.Count > 0) word.Table([new("見出し", 6), new("件数", 2, IsNumber: true)], table.Headings.Select(one => (IReadOnlyList<string>)[one.Heading, $"{one.Number}"]));
            return;
        }

        var before = view.PreviousTitle is not null;
        if (table.Sentence.Length > 0) word.Leading("　" + table.Sentence);
        word.Caption(caption).Table(
            [new("選択肢", 6), new("件数", 2, IsNumber: true), new("割合（％）", 2, IsNumber: true), .. before ? new WordColumn[] { new("前回（％）", 2, IsNumber: true), new("増減", 2, IsNumber: true) } : [], .. view.By.Select(value => new WordColumn(value.Label, 2, IsNumber: true))],
            table.Lines.Select(line => (IReadOnlyList<string>)
            [
                $"{line.Key}　{line.Label}", $"{line.Count}", table.Percent(line.Share), .. before ? new[] { table.Percent(line.Before), table.Points(line.Change) } : [],
                .. line.Crossed.Select(crossed => crossed.Share is null ? $"{crossed.Count}" : $"{crossed.Count}（{table.Percent(crossed.Share)}）"),
            ]));
        word.Text($"（注）{table.Note}{(before ? $"前回は「{view.PreviousTitle}」です。" : "")}");
        if (view.By.Count > 0) return;
        using var cells = new MemoryStream();
        Spreadsheet.Write(cells, [new Sheet(CellsOfChart, ["選択肢", "件数"], table.Lines.Select(line => (IReadOnlyList<object?>)[$"{line.Key}　{line.Label}", line.Count]))]);
        word.Chart(StatisticsSheets.Chart(CellsOfChart, table, headLine: 1), cells.ToArray());
    }
}
