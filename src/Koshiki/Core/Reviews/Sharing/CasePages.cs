using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Sharing;

public sealed record CaseListView(FormState Form, IReadOnlyList<SharedCase> Rows, int Total, int Page, bool MayWrite, IReadOnlyDictionary<OfficeId, string> Offices)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <param name="Case">Null for a new one.</param>
public sealed record CaseFormView(SharedCaseId? Case, IReadOnlyList<Choice> Offices, FormState Form);

public sealed record CaseView(SharedCase Case, string Office, bool MayWrite, bool MayDecide, bool MayEnd, FormState Form);

/// <summary>Good cases and standards: shared ones for everyone, drafts for their office, what waits for the PR office. D7.</summary>
internal static class CasePages
{
    public const string Path = "/reviews/cases";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.ReadCases);
        app.MapGet("/reviews/cases.csv", Csv).Requires(Act.ReadCases);
        app.MapGet(Path + "/new", Ask).Requires(Act.WriteCases);
        app.MapPost(Path + "/new", Begin).Requires(Act.WriteCases);
        app.MapGet(Path + "/{id:guid}", Show).Requires(Act.ReadCases);
        app.MapGet(Path + "/{id:guid}/edit", AskEdit).Requires(Act.WriteCases);
        app.MapPost(Path + "/{id:guid}/edit", Edit).Requires(Act.WriteCases);
        app.MapPost(Path + "/{id:guid}/decide", Decide).Requires(Act.AdviseOffices);
        app.MapPost(Path + "/{id:guid}/end", End).Requires(Act.AdviseOffices);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = Filter(form, me, db);
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderBy(c => c.Kind).ThenByDescending(c => c.WrittenAt).OnPage(page).ToListAsync(ct);
        return Pages.Show<CaseListPage>(new CaseListView(form, rows, total, page, me.May(Act.WriteCases), await OfficeNames.Of(db, rows.Select(r => r.Office), ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Filter(form, me, db).OrderBy(c => c.Kind).ThenByDescending(c => c.WrittenAt).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, rows.Select(r => r.Office), ct);
        return CsvExport.Download(
            "cases.csv", ["種類", "件名", "内容", "リンク", "所属", "書いた人", "書いた日", "状態"],
            rows.Select(c => (IReadOnlyList<string?>)[c.Kind.Word, c.Title, c.Text, c.Link, offices.GetValueOrDefault(c.Office), c.AuthorName, c.WrittenAt.DayInJapan.Iso, c.State.Word]));
    }

    private static async Task<IResult> Ask(Me me, CoreDb db, CancellationToken ct) => Pages.Show<CaseFormPage>(new CaseFormView(null, await Offices(me, db, ct), FormState.Empty));

    private static async Task<IResult> Begin(FormState form, Me me, CoreDb db, CaseHandler handler, CancellationToken ct) => await Save(null, form, me, db, handler, ct);

    private static async Task<IResult> AskEdit(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } shared) return Pages.Refuse(new ReviewNotFound());
        if (!me.May(Act.WriteCases, shared.Office)) return Pages.Refuse(new MayNotReview());
        if (CaseFlow.Next(shared.State, CaseAction.Edit).IsRefused(out var no)) return Pages.Refuse(no);
        var form = FormState.Of(("kind", shared.Kind.ToString()), ("title", shared.Title), ("text", shared.Text), ("link", shared.Link), ("office", shared.Office.Value.ToString()));
        return Pages.Show<CaseFormPage>(new CaseFormView(shared.Id, [], form));
    }

    private static async Task<IResult> Edit(Guid id, FormState form, Me me, CoreDb db, CaseHandler handler, CancellationToken ct) => await Save(new SharedCaseId(id), form, me, db, handler, ct);

    private static async Task<IResult> Save(SharedCaseId? id, FormState form, Me me, CoreDb db, CaseHandler handler, CancellationToken ct)
    {
        var (read, submit) = (new FormReading(form), form["act"] == "submit");
        _ = Guid.TryParse(form["office"], out var office);
        var command = new SaveCase(
            id, new OfficeId(office), read.Needed<CaseKind>("kind", "種類が選ばれていません。"), InputText.Name(form["title"]), read.Text("text", "内容", SharedCase.LongestText), form.Filled("link") ? InputText.Url(form["link"]) : null, submit);
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{done.Value.Value}", submit ? Notice.Success("広報担当課に承認を依頼しました。") : Notice.Success("下書きを保存しました。"));
        return no is Invalid ? Pages.ShowAgain<CaseFormPage>(new CaseFormView(id, id is null ? await Offices(me, db, ct) : [], form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await View(id, me, db, FormState.Empty, ct) is { } view ? Pages.Show<CasePage>(view) : Pages.Refuse(new ReviewNotFound());

    private static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, CaseHandler handler, CancellationToken ct)
    {
        var share = form["act"] == "share";
        var done = await handler.Handle(new DecideCase(new SharedCaseId(id), share, InputText.Prose(form["opinion"])), me, ct);
        return await Answer(done, id, form, me, db, share ? Notice.Success("すべての所属と共有しました。") : Notice.Success("差し戻しました。"), ct);
    }

    private static async Task<IResult> End(Guid id, FormState form, Me me, CoreDb db, CaseHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new EndCase(new SharedCaseId(id), InputText.Prose(form["opinion"])), me, ct);
        return await Answer(done, id, form, me, db, Notice.Success("共有を終えました。"), ct);
    }

    private static async Task<IResult> Answer(Result<SharedCase> done, Guid id, FormState form, Me me, CoreDb db, Notice notice, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{id}", notice);
        var shown = new NotAcceptable([new Fault("opinion", no.Sentence)]);
        return no is SayWhyReturned or SayWhyNot && await View(id, me, db, form.With(shown), ct) is { } view ? Pages.ShowAgain<CasePage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<CaseView?> View(Guid id, Me me, CoreDb db, FormState form, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } shared) return null;
        var offices = await OfficeNames.Of(db, [shared.Office], ct);
        var mayAdvise = me.May(Act.AdviseOffices);
        return new CaseView(
            shared, offices.GetValueOrDefault(shared.Office, ""), me.May(Act.WriteCases, shared.Office) && CaseFlow.Next(shared.State, CaseAction.Edit).Succeeded,
            mayAdvise && CaseFlow.Next(shared.State, CaseAction.Share).Succeeded, mayAdvise && CaseFlow.Next(shared.State, CaseAction.End).Succeeded, form);
    }

    private static IQueryable<SharedCase> Filter(FormState form, Me me, CoreDb db)
    {
        var found = Visible(me, db);
        if (Enum.TryParse<CaseKind>(form["kind"], out var kind)) found = found.Where(c => c.Kind == kind);
        if (Enum.TryParse<CaseState>(form["state"], out var state)) found = found.Where(c => c.State == state);
        if (form.Filled("q"))
        {
            foreach (var word in SearchKey.Of(form["q"]).Words) found = found.Where(c => c.SearchText.Contains(word));
        }

        return found;
    }

    private static Task<SharedCase?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new SharedCaseId(id);
        return Visible(me, db).SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }

    /// <summary>What is shared is everyone's; what is being written is its office's; the PR office sees all that was submitted.</summary>
    private static IQueryable<SharedCase> Visible(Me me, CoreDb db)
    {
        var offices = me.Roles.Where(r => r.Role is Role.Author or Role.Checker or Role.OfficeHead).Select(r => r.Office).Distinct().ToArray();
        var all = me.May(Act.AdviseOffices);
        return db.SharedCases.AsNoTracking().Where(c => c.State == CaseState.Shared || offices.Contains(c.Office) || (all && c.State != CaseState.Draft));
    }

    private static async Task<IReadOnlyList<Choice>> Offices(Me me, CoreDb db, CancellationToken ct)
    {
        var own = me.Roles.Select(r => r.Office).Distinct().Where(o => me.May(Act.WriteCases, o)).ToList();
        var names = await OfficeNames.Of(db, own, ct);
        return [.. own.Select(o => new Choice(o.Value.ToString(), names.GetValueOrDefault(o, "自分の所属")))];
    }
}
