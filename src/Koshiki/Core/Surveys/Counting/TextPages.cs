using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

public sealed record TextRow(Guid Id, string Office, string Department, string Text, string? Heading);

/// <param name="Groups">Headings with how many texts each has, the most first.</param>
public sealed record TextsView(Survey Survey, AnswerField Field, IReadOnlyList<TextRow> Rows, IReadOnlyList<(string Heading, int Number)> Groups, int Total, int Page, int Pages, bool MayRun, FormState Form);

/// <summary>The free texts of one field, read and put under headings. I4.</summary>
internal static class TextPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/texts/{field}", Show).Requires(Act.ReadSurveyResults);
        app.MapPost("/surveys/{key}/texts/{field}", Keep).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> Show(string key, string field, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var view = await View(key, field, form, me, db, ct);
        return view.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<TextsPage>(view.Value);
    }

    private static async Task<IResult> Keep(string key, string field, FormState form, Me me, CoreDb db, GroupTextsHandler handler, CancellationToken ct)
    {
        var headings = form.Names.Where(name => name.StartsWith("heading.", StringComparison.Ordinal) && Guid.TryParse(name["heading.".Length..], out _)).ToDictionary(name => Guid.Parse(name["heading.".Length..]), name => form[name]);
        var done = await handler.Handle(new GroupTexts(key, field, headings), ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/{key}/texts/{field}?page={form["page"]}", Notice.Success("分類を保存しました。", $"見出しの付いた文章は{done.Value}件です。"));
        var view = await View(key, field, form.With(no), me, db, ct);
        return no is Invalid && view.Succeeded ? Pages.ShowAgain<TextsPage>(view.Value, no) : Pages.Refuse(no);
    }

    private static async Task<Result<TextsView>> View(string key, string field, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return no;
        var (survey, answers) = found.Value;
        if (answers.Field(field) is not { Kind: AnswerKind.Text } asked) return new NoSuchFigureInSurvey();
        var responses = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey.Id && r.Status == ResponseStatus.Submitted).OrderBy(r => r.OfficeCode).Select(r => new { r.Id, r.OfficeName, r.Department, r.Answers }).ToListAsync(ct);
        var headings = await db.TextGroups.AsNoTracking().Where(g => g.Field == field && db.Set<SurveyResponse>().Any(r => r.Id == g.Response && r.Survey == survey.Id)).ToDictionaryAsync(g => g.Response, g => g.Heading, ct);
        var rows = responses.Where(r => r.Answers.GetValueOrDefault(field) is { State: AnswerState.Given })
            .Select(r => new TextRow(r.Id.Value, r.OfficeName, r.Department, r.Answers[field].Values[0], headings.GetValueOrDefault(r.Id))).ToList();
        var groups = rows.GroupBy(row => row.Heading ?? "").Select(g => (g.Key, g.Count())).OrderBy(g => g.Key.Length == 0).ThenByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var shown = form.Filled("heading") ? rows.Where(row => (row.Heading ?? "－") == form["heading"]).ToList() : rows;
        var page = form.PageOf(shown.Count);
        var part = shown.OnPage(page).ToList();
        var filled = form.HasFaults ? form : part.Aggregate(form, (state, row) => state.With($"heading.{row.Id}", row.Heading ?? ""));
        return new TextsView(survey, asked, part, groups, shown.Count, page, PagedLists.Pages(shown.Count), me.May(Act.RunSurveys), filled);
    }
}
