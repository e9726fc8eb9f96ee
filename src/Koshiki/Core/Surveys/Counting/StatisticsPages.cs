using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>One line of a question's table.</summary>
/// <param name="Count">How many offices.</param>
/// <param name="Share">As printed; null where nobody answered.</param>
/// <param name="Before">The share in the survey before; null where it is not compared.</param>
/// <param name="Crossed">The counts of each value of the attribute by which it is crossed.</param>
public sealed record OptionLine(string Key, string Label, int Count, decimal? Share, decimal? Before, IReadOnlyList<int> Crossed);

public sealed record FieldTable(FieldCount Count, IReadOnlyList<OptionLine> Lines, IReadOnlyList<int> CrossedBases);

/// <param name="By">The values by which figures are crossed: key and label; empty for none.</param>
public sealed record StatisticsView(Survey Survey, IReadOnlyList<FieldTable> Tables, int Offices, int Asked, string? ByKey, IReadOnlyList<(string Key, string Label)> By, IReadOnlyList<Choice> Attributes, string? PreviousTitle, bool HalfUp, bool MayRun, FormState Form);

public sealed record FigureRow(Guid Id, string Code, string Office, string Department, string Text);

/// <param name="Condition">The same choice as a condition, for follow-up.</param>
public sealed record FigureView(Survey Survey, AnswerField Field, string What, IReadOnlyList<FigureRow> Rows, string? Condition, bool MayRun);

/// <summary>The statistics of a survey: tables with bars, every figure leading to its answers. I4.</summary>
internal static class StatisticsPages
{
    private static readonly Dictionary<string, AnswerState> States = new(StringComparer.Ordinal)
    {
        ["given"] = AnswerState.Given, ["no-answer"] = AnswerState.NoAnswer, ["not-asked"] = AnswerState.NotAsked, ["not-applicable"] = AnswerState.NotApplicable, ["superseded"] = AnswerState.Superseded,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/statistics", Show).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/statistics.{format}", Download).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/statistics/{field}", Open).Requires(Act.ReadSurveyResults);
    }

    private static async Task<IResult> Show(string key, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var (survey, answers) = found.Value;
        var attributes = SurveyAttribute.Of(answers).ToList();
        var by = attributes.FirstOrDefault(one => one.Key == form["by"]);
        var responses = await db.CountedResponsesOf(survey.Id, ct);
        var count = CountedResponses.Count(answers, responses);
        var crossed = by is null ? [] : CountedResponses.Cross(answers, by, responses);
        var before = await Previous(survey, db, ct);
        var halfUp = form["rounding"] == "half-up";
        var asked = await db.SurveyResponses.CountAsync(r => r.Survey == survey.Id, ct);
        var crossedFields = crossed.Select(one => one.Count.Fields).ToList();
        var tables = count.Fields.Select(field => Table(field, halfUp, before?.Count, [.. crossedFields.Select(fields => fields[field.Field.Place])])).ToList();
        return Pages.Show<StatisticsPage>(new StatisticsView(
            survey, tables, count.Offices, asked, by?.Key, [.. crossed.Select(one => (one.Key, one.Label))], [.. attributes.Select(one => new Choice(one.Key, one.Label))], before?.Title, halfUp, me.May(Act.RunSurveys), form));
    }

    private static async Task<IResult> Download(string key, string format, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (StatisticsFiles.FormatOf(format) is not { } wanted) return Pages.Refuse(new NoSuchFigureInSurvey());
        var (survey, answers) = found.Value;
        var content = await StatisticsFiles.Make(wanted, survey, await db.CountSurvey(survey.Id, answers, ct));
        return TypedResults.File(content, StatisticsFiles.MediaTypeOf(wanted), $"statistics-{key}.{format.ToLowerInvariant()}");
    }

    /// <summary>The answers behind a figure: one option, or one reason for an empty cell; within one value of an attribute.</summary>
    private static async Task<IResult> Open(string key, string field, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var (survey, answers) = found.Value;
        if (answers.Field(field) is not { } asked) return Pages.Refuse(new NoSuchFigureInSurvey());
        var option = form.Filled("option") ? asked.PlaceOf(form["option"]) : -1;
        if (form.Filled("option") && option < 0) return Pages.Refuse(new NoSuchFigureInSurvey());
        var state = States.GetValueOrDefault(form["state"], AnswerState.Given);
        var by = SurveyAttribute.Of(answers).FirstOrDefault(one => one.Key == form["by"]);
        var behind = (await db.CountedResponsesOf(survey.Id, ct)).Where(response =>
        {
            var (given, options) = SurveyCount.Read(response.Tally, asked.Place);
            return (option < 0 ? given == state : (options & (1UL << option)) != 0) && (by is null || by.ValuesOf(response, answers).Contains(form["value"]));
        }).ToList();
        var ids = behind.Select(one => one.Id).ToArray();
        var texts = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Answers }).ToDictionaryAsync(r => r.Id, r => r.Answers, ct);
        var rows = behind.Select(one => new FigureRow(one.Id.Value, one.Code, one.Office, one.Department, TextOf(asked, texts[one.Id].GetValueOrDefault(field)))).ToList();
        var what = (option >= 0 ? $"「{asked.Options[option].Key} {asked.Options[option].Label}」を選んだ所属" : state is AnswerState.Given ? "回答した所属" : state.Word) + (by is null ? "" : $"（{by.Label}：{by.Values.FirstOrDefault(value => value.Key == form["value"]).Label ?? form["value"]}）");
        return Pages.Show<FigurePage>(new FigureView(survey, asked, what, rows, option >= 0 ? $"{field} = {form["option"]}" : null, me.May(Act.RunSurveys)));
    }

    private static string TextOf(AnswerField field, AnswerCell? cell) => cell is not { Values.Count: > 0 } ? cell?.State.Word ?? "" : AnswerWords.Text(field, cell.Values);

    private static FieldTable Table(FieldCount field, bool halfUp, IReadOnlyDictionary<string, decimal>? before, IReadOnlyList<FieldCount> crossed)
    {
        var shares = halfUp ? field.HalfUp(1) : field.Shares;
        var lines = field.Field.Options.Select((option, at) => new OptionLine(
            option.Key, option.Label, field.Counts[at], shares?[at], before?.TryGetValue($"{field.Field.Key}/{option.Key}", out var was) == true ? was : null, [.. crossed.Select(one => one.Counts[at])]));
        return new FieldTable(field, [.. lines], [.. crossed.Select(one => one.Base)]);
    }

    /// <summary>The shares of the survey before, in whole percents, by field and option.</summary>
    private static async Task<(string Title, IReadOnlyDictionary<string, decimal> Count)?> Previous(Survey survey, CoreDb db, CancellationToken ct)
    {
        var key = await db.Surveys.Where(s => s.Id == survey.Previous).Select(s => s.Key).SingleOrDefaultAsync(ct);
        if (key is null || await db.SurveyWithForm(key, ct) is not { Succeeded: true } found) return null;
        var count = await db.CountSurvey(found.Value.Survey.Id, found.Value.Form, ct);
        var shares =
            from field in count.Fields
            where field.Shares is not null
            from option in field.Field.Options.Select((option, at) => (option.Key, Share: field.Shares![at]))
            select KeyValuePair.Create($"{field.Field.Key}/{option.Key}", option.Share);
        return (found.Value.Survey.Title, shares.ToDictionary(StringComparer.Ordinal));
    }

    public static string Percent(decimal? share, bool halfUp) => share is not { } given ? "－" : given.ToString(halfUp ? "0.0" : "0", CultureInfo.InvariantCulture);
}
