using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

public sealed record FigureRow(Guid Id, string Code, string Office, string Department, string Text);

/// <param name="Rows">The first of them.</param>
/// <param name="Total">How many there are: the figure itself.</param>
/// <param name="Condition">The same choice as a condition, for follow-up.</param>
public sealed record FigureView(Survey Survey, AnswerField Field, string What, IReadOnlyList<FigureRow> Rows, int Total, string? Condition, bool MayRun);

/// <summary>The statistics of a survey: tables with bars, every figure leading to its answers. I4.</summary>
internal static class StatisticsPages
{
    private const string HalfUp = "half-up";
    private const int MostRows = 500;

    private static readonly Dictionary<string, AnswerState> States = new(StringComparer.Ordinal)
    {
        ["given"] = AnswerState.Given, ["no-answer"] = AnswerState.NoAnswer, ["not-asked"] = AnswerState.NotAsked, ["not-applicable"] = AnswerState.NotApplicable, ["superseded"] = AnswerState.Superseded,
    };

    /// <summary>How an address names the state.</summary>
    public static string SlugOf(AnswerState state) => States.First(one => one.Value == state).Key;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/statistics", Show).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/statistics.{format}", Download).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/statistics/{field}", Open).Requires(Act.ReadSurveyResults);
    }

    private static async Task<IResult> Show(string key, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.FiguresOf(key, form["by"], ct);
        return found.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<StatisticsPage>(StatisticsView.Of(found.Value, form["rounding"] == HalfUp, me.May(Act.RunSurveys), form));
    }

    private static async Task<IResult> Download(string key, string format, FormState form, CoreDb db, Settings settings, TimeProvider clock, CancellationToken ct)
    {
        if (StatisticsFiles.FormatOf(format) is not { } wanted) return Pages.Refuse(new NoSuchFigureInSurvey());
        var found = await db.FiguresOf(key, form["by"], ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var content = await StatisticsFiles.Make(wanted, found.Value, settings.Government, clock.GetUtcNow(), form["rounding"] == HalfUp);
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
        var shown = behind.Take(MostRows).ToList();
        var ids = shown.ConvertAll(one => one.Id);
        var texts = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Answers }).ToDictionaryAsync(r => r.Id, r => r.Answers, ct);
        var rows = shown.Select(one => new FigureRow(one.Id.Value, one.Code, one.Office, one.Department, TextOf(asked, texts[one.Id].GetValueOrDefault(field)))).ToList();
        var what = (option >= 0 ? $"「{asked.Options[option].Key} {asked.Options[option].Label}」を選んだ所属" : state is AnswerState.Given ? "回答した所属" : state.Word) + (by is null ? "" : $"（{by.Label}：{by.Values.FirstOrDefault(value => value.Key == form["value"]).Label ?? form["value"]}）");
        return Pages.Show<FigurePage>(new FigureView(survey, asked, what, rows, behind.Count, option >= 0 ? $"{field} = {form["option"]}" : null, me.May(Act.RunSurveys)));
    }

    private static string TextOf(AnswerField field, AnswerCell? cell) => cell is not { Values.Count: > 0 } ? cell?.State.Word ?? "" : AnswerWords.Text(field, cell.Values);
}
