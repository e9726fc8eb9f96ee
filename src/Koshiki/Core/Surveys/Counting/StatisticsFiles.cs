using System.Globalization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The forms in which statistics leave the system.</summary>
public enum StatisticsFormat
{
    Json,
    Csv,
    Xlsx,

    /// <summary>A page by itself, for paper.</summary>
    Html,

    /// <summary>Word, with native tables and charts.</summary>
    Docx,
}

/// <summary>Statistics as files: the same figures in every form. ARCHITECTURE 4.</summary>
internal static class StatisticsFiles
{
    private static readonly string[] Head =
        ["question", "label", "kind", "by", "by_value", "base", "asked", "no_answer", "not_asked", "not_applicable", "superseded", "option", "option_label", "count", "share", "share_half_up", "previous_share", "previous_share_half_up"];

    private static readonly string[] SheetHead =
        ["設問", "文", "種類", "属性", "属性の値", "回答数", "質問した数", "無回答", "非該当", "該当なし", "対象から外れた回答", "選択肢", "選択肢の文・見出し", "件数", "割合（％）", "割合（四捨五入・％）", "前回（％）", "前回（四捨五入・％）"];

    /// <returns>Null for a word that is none of json, csv, xlsx, html, docx.</returns>
    public static StatisticsFormat? FormatOf(string word) => Enum.GetValues<StatisticsFormat>().Cast<StatisticsFormat?>().FirstOrDefault(format => string.Equals(format.ToString(), word, StringComparison.OrdinalIgnoreCase));

    public static string MediaTypeOf(StatisticsFormat format) => format switch
    {
        StatisticsFormat.Json => "application/json; charset=utf-8",
        StatisticsFormat.Csv => "text/csv; charset=utf-8",
        StatisticsFormat.Xlsx => Spreadsheet.MediaType,
        StatisticsFormat.Docx => WordDocument.MediaType,
        _ => HtmlFile.MediaType,
    };

    /// <param name="halfUp">The rounding of page and document; the other forms have both.</param>
    public static async Task<byte[]> Make(StatisticsFormat format, SurveyFigures figures, string government, DateTimeOffset now, bool halfUp = false)
    {
        ArgumentNullException.ThrowIfNull(figures);
        using var stream = new MemoryStream();
        switch (format)
        {
            case StatisticsFormat.Json: await StatisticsJson.Write(stream, figures); break;
            case StatisticsFormat.Csv: await CsvExport.Write(stream, Head, Lines(figures).Select(line => (IReadOnlyList<string?>)[.. line.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))]), CancellationToken.None); break;
            case StatisticsFormat.Xlsx: Spreadsheet.Write(stream, StatisticsSheets.Of(figures, AllFigures(figures))); break;
            case StatisticsFormat.Docx: return StatisticsWord.Make(figures, government, now, halfUp);
            default: return await HtmlFile.Make<StatisticsDocument>(StatisticsDocumentView.Of(figures, government, now, halfUp));
        }

        return stream.ToArray();
    }

    public static string WordOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Choice => "single",
        AnswerKind.Choices => "multiple",
        AnswerKind.Number => "number",
        _ => "text",
    };

    private static Sheet AllFigures(SurveyFigures figures) => new("集計", SheetHead, Lines(figures))
    {
        Above = [figures.Survey.Title, $"提出した所属：{figures.Submitted}（配布した所属：{figures.Asked}）", $"基準日：{figures.Survey.ReferenceDay.InWords}"],
        Below = [$"（注）一つ選ぶ設問の{FieldTable.SingleNote}", $"（注）{FieldTable.MultipleNote}", $"（注）「四捨五入」の列は、{FieldTable.HalfUpNote}"],
    };

    /// <summary>One line for each option (for the field where it has none), then the same for each value of the attribute; headings of texts at the end of theirs.</summary>
    private static IEnumerable<IReadOnlyList<object?>> Lines(SurveyFigures figures)
    {
        foreach (var field in figures.Fields)
        {
            foreach (var line in Lines(field, null, null, figures.Before)) yield return line;
            foreach (var value in figures.Crossed)
            {
                foreach (var line in Lines(value.Fields[field.Field.Place], figures.By!.Key, value.Label, null)) yield return line;
            }

            foreach (var heading in figures.Headings.GetValueOrDefault(field.Field.Key, []))
                yield return [.. Front(field, null, null), null, heading.Heading, heading.Number, null, null, null, null];
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(FieldCount field, string? by, string? value, EarlierFigures? before)
    {
        var front = Front(field, by, value);
        if (!field.HasShares)
        {
            yield return [.. front, null, field.Numbers is null ? null : "合計", field.Numbers?.Sum ?? (object?)field.Base, null, null, null, null];
            yield break;
        }

        var (shares, halfUp) = (field.Shares, field.HalfUp(1));
        for (var at = 0; at < field.Counts.Count; at++)
        {
            var option = field.Field.Options[at];
            yield return [.. front, option.Key, option.Label, field.Counts[at], shares?[at], halfUp?[at], before?.ShareOf(field.Field, option, halfUp: false), before?.ShareOf(field.Field, option, halfUp: true)];
        }
    }

    private static object?[] Front(FieldCount field, string? by, string? value) =>
        [field.Field.Key, field.Field.Label, WordOf(field.Field.Kind), by, value, field.Base, field.Asked, field.NoAnswer, field.NotAsked, field.NotApplicable, field.Superseded];
}
