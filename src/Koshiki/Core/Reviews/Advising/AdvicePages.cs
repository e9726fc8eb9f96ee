using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Advising;

public sealed record AdviceListView(FormState Form, IReadOnlyList<Advice> Rows, int Total, int Page, DateOnly Today, IReadOnlyDictionary<AccountId, string> Accounts, IReadOnlyDictionary<OfficeId, string> Offices)
{
    public int Pages => PagedLists.Pages(Total);
}

public sealed record AdviceFormView(string Key, string Name, FormState Form);

public sealed record AdviceView(string Name, Advice Advice, string Office, bool MayAnswer, bool MayFollowUp, bool MayJudge, FormState Form);

/// <summary>The PR office's advice: given, answered, followed up. D9.</summary>
internal static class AdvicePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reviews/advice", List).Requires(Act.ReadReviews);
        app.MapGet("/accounts/{key}/reviews/advice/new", Ask).Requires(Act.AdviseOffices);
        app.MapPost("/accounts/{key}/reviews/advice/new", Give).Requires(Act.AdviseOffices);
        app.MapGet("/reviews/advice/{id:guid}", Show).Requires(Act.ReadReviews);
        app.MapPost("/reviews/advice/{id:guid}/answer", Reply).Requires(Act.WriteReviews);
        app.MapPost("/reviews/advice/{id:guid}/follow-up", FollowUp).Requires(Act.AdviseOffices);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (offices, today) = (me.OfficesSeen(), clock.GetUtcNow().DayInJapan);
        var found = db.Advice.AsNoTracking().Where(a => offices == null || offices.Contains(a.Office));
        if (Enum.TryParse<AdviceState>(form["state"], out var state)) found = found.Where(a => a.State == state);
        if (Enum.TryParse<AdviceKind>(form["kind"], out var kind)) found = found.Where(a => a.Kind == kind);
        if (form["due"] == "late") found = found.Where(a => (a.State == AdviceState.Given && a.AnswerBy < today) || (a.State == AdviceState.Answered && a.DoneBy < today));
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderByDescending(a => a.GivenAt).OnPage(page).ToListAsync(ct);
        return Pages.Show<AdviceListPage>(new AdviceListView(form, rows, total, page, today, await AccountNames.Of(db, rows.Select(r => r.Account), ct), await OfficeNames.Of(db, rows.Select(r => r.Office), ct)));
    }

    private static async Task<IResult> Ask(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        return found.IsRefused(out var no)
            ? Pages.Refuse(no)
            : Pages.Show<AdviceFormPage>(new AdviceFormView(key, found.Value.Name, FormState.Of(FormDays.Boxes("answerBy", clock.GetUtcNow().DayInJapan.AddDays(30)))));
    }

    private static async Task<IResult> Give(string key, FormState form, Me me, CoreDb db, AdviceHandler handler, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var read = new FormReading(form);
        var command = new GiveAdvice(key, read.Needed<AdviceKind>("kind", "助言の種類が選ばれていません。"), read.Needed("text", "助言の内容"), read.Needed("reason", "助言する理由"), read.NeededDay("answerBy", "回答の期限"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out no)) return Pages.GoTo($"/reviews/advice/{done.Value.Value}", Notice.Success("助言しました。", "所属のホームに、回答の期限のある作業を加えました。"));
        return no is Invalid ? Pages.ShowAgain<AdviceFormPage>(new AdviceFormView(key, found.Value.Name, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await View(id, me, db, FormState.Empty, ct) is { } view ? Pages.Show<AdvicePage>(view) : Pages.Refuse(new ReviewNotFound());

    private static async Task<IResult> Reply(Guid id, FormState form, Me me, CoreDb db, AdviceHandler handler, CancellationToken ct)
    {
        var read = new FormReading(form);
        var command = new AnswerAdvice(new AdviceId(id), read.Needed<AdviceAnswer>("answer", "回答が選ばれていません。"), read.Needed("answerText", "回答の内容"), read.Day("doneBy"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        return await Answer(done, id, form, me, db, Notice.Success("助言に回答しました。"), ct);
    }

    private static async Task<IResult> FollowUp(Guid id, FormState form, Me me, CoreDb db, AdviceHandler handler, CancellationToken ct)
    {
        var read = new FormReading(form);
        var again = form["act"] == "again";
        var command = new FollowUpAdvice(new AdviceId(id), read.Needed("found", "確かめたこと"), again ? read.NeededDay("again", "次の回答の期限") : null);
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        return await Answer(done, id, form, me, db, again ? Notice.Success("もう一度、回答を求めました。") : Notice.Success("助言を終結しました。"), ct);
    }

    private static async Task<IResult> Answer(Result<Advice> done, Guid id, FormState form, Me me, CoreDb db, Notice notice, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/reviews/advice/{id}", notice);
        return no is Invalid && await View(id, me, db, form.With(no), ct) is { } view ? Pages.ShowAgain<AdvicePage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<AdviceView?> View(Guid id, Me me, CoreDb db, FormState form, CancellationToken ct)
    {
        var (wanted, offices) = (new AdviceId(id), me.OfficesSeen());
        var advice = await db.Advice.AsNoTracking().SingleOrDefaultAsync(a => a.Id == wanted && (offices == null || offices.Contains(a.Office)), ct);
        if (advice is null) return null;
        var names = await AccountNames.Of(db, [advice.Account], ct);
        var office = await OfficeNames.Of(db, [advice.Office], ct);
        var mayWrite = me.May(Act.WriteReviews, advice.Office);
        return new AdviceView(
            names.GetValueOrDefault(advice.Account, advice.AccountKey), advice, office.GetValueOrDefault(advice.Office, ""), mayWrite && AdviceFlow.Next(advice.State, AdviceAction.Answer).Succeeded,
            me.May(Act.AdviseOffices) && AdviceFlow.Next(advice.State, AdviceAction.Close).Succeeded, mayWrite && advice.State is not AdviceState.Closed && advice.Kind is not AdviceKind.Improve, form);
    }
}
