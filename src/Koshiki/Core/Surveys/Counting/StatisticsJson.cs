using System.Text.Encodings.Web;
using System.Text.Json;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>Statistics as programs read them. ARCHITECTURE 4 fixes <c>questions</c> with <c>base</c>, <c>counts</c> and <c>shares</c>.</summary>
internal static class StatisticsJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(Stream to, SurveyFigures figures)
    {
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        json.WriteString("survey", figures.Survey.Key);
        json.WriteString("title", figures.Survey.Title);
        json.WriteNumber("offices", figures.Submitted);
        json.WriteNumber("asked", figures.Asked);
        if (figures.By is { } by) json.WriteString("by", by.Key);
        json.WriteStartObject("questions");
        foreach (var field in figures.Fields)
        {
            json.WriteStartObject(field.Field.Key);
            json.WriteString("kind", StatisticsFiles.WordOf(field.Field.Kind));
            Figures(json, field);
            if (field.HasShares)
            {
                json.WriteString("note", FieldTable.Of(figures, field, halfUp: false).Note);
                if (figures.Before is { } before) Earlier(json, field, before);
            }

            if (figures.Headings.TryGetValue(field.Field.Key, out var headings))
            {
                json.WriteStartObject("headings");
                foreach (var heading in headings) json.WriteNumber(heading.Heading, heading.Number);
                json.WriteEndObject();
            }

            if (figures.By is not null) Crossed(json, field, figures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, FieldCount field)
    {
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
        }

        if (field.Numbers is not { } numbers) return;
        json.WriteNumber("sum", numbers.Sum);
        json.WriteNumber("mean", numbers.MeanOf(field.Base));
        json.WriteNumber("median", numbers.Median);
        json.WriteNumber("least", numbers.Least);
        json.WriteNumber("most", numbers.Most);
    }

    private static void Earlier(Utf8JsonWriter json, FieldCount field, EarlierFigures before)
    {
        json.WriteStartObject("previous_shares");
        foreach (var option in field.Field.Options)
        {
            if (before.ShareOf(field.Field, option, halfUp: false) is { } share) json.WriteNumber(option.Key, share);
        }

        json.WriteEndObject();
    }

    private static void Crossed(Utf8JsonWriter json, FieldCount field, SurveyFigures figures)
    {
        json.WriteStartObject("crossed");
        foreach (var value in figures.Crossed)
        {
            json.WriteStartObject(value.Key);
            Figures(json, value.Fields[field.Field.Place]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, FieldCount field, IReadOnlyList<decimal>? numbers)
    {
        json.WriteStartObject(name);
        for (var at = 0; at < (numbers?.Count ?? 0); at++) json.WriteNumber(field.Field.Options[at].Key, numbers![at]);
        json.WriteEndObject();
    }
}
