using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The forms in which statistics leave the system.</summary>
public enum StatisticsFormat
{
    Json,
    Csv,
    Xlsx,
}

/// <summary>Statistics as files: the same figures in every form. ARCHITECTURE 4.</summary>
public static class StatisticsFiles
{
    public const string SingleNote = "割合は、合計が100になるように端数を調整しています（最大剰余法）。";
    public const string MultipleNote = "いくつでも選べる設問のため、割合の合計は100になりません。割合は小数点以下を四捨五入しています。";
    public const string HalfUpNote = "端数を調整していないため、内訳と計が一致しない場合があります。";

    private static readonly string[] Head = ["question", "label", "kind", "base", "asked", "no_answer", "not_asked", "not_applicable", "superseded", "option", "option_label", "count", "share", "share_half_up"];
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Null for a word that is none of json, csv, xlsx.</returns>
    public static StatisticsFormat? FormatOf(string word) => Enum.GetValues<StatisticsFormat>().Cast<StatisticsFormat?>().FirstOrDefault(format => string.Equals(format.ToString(), word, StringComparison.OrdinalIgnoreCase));

    public static string MediaTypeOf(StatisticsFormat format) => format switch
    {
        StatisticsFormat.Json => "application/json; charset=utf-8",
        StatisticsFormat.Csv => "text/csv; charset=utf-8",
        _ => Spreadsheet.MediaType,
    };

    public static async Task<byte[]> Make(StatisticsFormat format, Survey survey, SurveyCount count)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(count);
        using var stream = new MemoryStream();
        switch (format)
        {
            case StatisticsFormat.Json: await Json(stream, survey, count); break;
            case StatisticsFormat.Csv: await CsvExport.Write(stream, Head, count.Fields.SelectMany(Lines).Select(line => (IReadOnlyList<string?>)[.. line.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))]), CancellationToken.None); break;
            default:
                Spreadsheet.Write(stream,
                [
                    new Sheet("集計", ["設問", "文", "種類", "回答数", "質問した数", "無回答", "非該当", "該当なし", "対象から外れた回答", "選択肢", "選択肢の文", "件数", "割合（％）", "割合（四捨五入・％）"], count.Fields.SelectMany(Lines))
                    {
                        Above = [survey.Title, $"提出した所属：{count.Offices}"],
                        Below = [$"（注）一つ選ぶ設問の{SingleNote}", $"（注）{MultipleNote}"],
                    },
                ]);
                break;
        }

        return stream.ToArray();
    }

    /// <summary>One line for each option, or for the field where it has none.</summary>
    private static IEnumerable<IReadOnlyList<object?>> Lines(FieldCount field)
    {
        object?[] front = [field.Field.Key, field.Field.Label, WordOf(field.Field.Kind), field.Base, field.Asked, field.NoAnswer, field.NotAsked, field.NotApplicable, field.Superseded];
        if (!field.HasShares)
        {
            yield return [.. front, null, field.Numbers is null ? null : "合計", field.Numbers?.Sum ?? (object?)field.Base, null, null];
            yield break;
        }

        var (shares, halfUp) = (field.Shares, field.HalfUp(1));
        for (var at = 0; at < field.Counts.Count; at++)
            yield return [.. front, field.Field.Options[at].Key, field.Field.Options[at].Label, field.Counts[at], shares?[at], halfUp?[at]];
    }

    private static async Task Json(MemoryStream stream, Survey survey, SurveyCount count)
    {
        await using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        json.WriteString("survey", survey.Key);
        json.WriteString("title", survey.Title);
        json.WriteNumber("offices", count.Offices);
        json.WriteStartObject("questions");
        foreach (var field in count.Fields) Write(json, field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FieldCount field)
    {
        json.WriteStartObject(field.Field.Key);
        json.WriteString("kind", WordOf(field.Field.Kind));
        json.WriteNumber("base", field.Base);
        json.WriteNumber("asked", field.Asked);
        json.WriteNumber("no_answer", field.NoAnswer);
        json.WriteNumber("not_asked", field.NotAsked);
        json.WriteNumber("not_applicable", field.NotApplicable);
        json.WriteNumber("superseded", field.Superseded);
        if (field.HasShares)
        {
            Numbers(json, "counts", field, [.. field.Counts.Select(number => (decimal)number)]);
            Numbers(json, "shares", field, field.Shares);
            Numbers(json, "shares_half_up", field, field.HalfUp(1));
            json.WriteString("note", field.IsSingle ? SingleNote : MultipleNote);
        }

        if (field.Numbers is { } numbers)
        {
            json.WriteNumber("sum", numbers.Sum);
            json.WriteNumber("mean", numbers.MeanOf(field.Base));
            json.WriteNumber("median", numbers.Median);
            json.WriteNumber("least", numbers.Least);
            json.WriteNumber("most", numbers.Most);
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, FieldCount field, IReadOnlyList<decimal>? numbers)
    {
        json.WriteStartObject(name);
        for (var at = 0; at < (numbers?.Count ?? 0); at++) json.WriteNumber(field.Field.Options[at].Key, numbers![at]);
        json.WriteEndObject();
    }

    private static string WordOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Choice => "single",
        AnswerKind.Choices => "multiple",
        AnswerKind.Number => "number",
        _ => "text",
    };
}
