using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Ending;

/// <param name="MayConfirm">Whether whoever looks may confirm it now, as the second person.</param>
public sealed record HandBackView(FormState Form, Agreement Agreement, LoginHandBack HandBack, IReadOnlyList<PartnerLogin> Logins, bool MayDo, bool MayConfirm, DateOnly Today);

/// <summary>The end of an agreement: ending it early, taking the logins back, the second person's word.</summary>
internal static class EndingPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/{id:guid}/end", AskEnd).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/end", End).Requires(Act.ChangeContracts);
        app.MapGet("/contracts/{id:guid}/hand-back", Show).Requires(Act.ReadContracts);
        app.MapPost("/contracts/{id:guid}/hand-back", Record).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/hand-back/confirm", Confirm).Requires(Act.ConfirmHandOvers);
        app.MapPost("/contracts/{id:guid}/hand-back/back", SendBack).Requires(Act.ConfirmHandOvers);
    }

    private static async Task<IResult> AskEnd(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var today = clock.GetUtcNow().DayInJapan;
        return found.Value.End < today ? Pages.Refuse(new AgreementHasEnded(found.Value.End)) : Pages.Show<EndPage>(new OneAgreementView(id, found.Value.Title, FormState.Of(FormDays.Boxes("last", today))));
    }

    private static async Task<IResult> End(Guid id, FormState form, Me me, CoreDb db, EndAgreementHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        List<Fault> faults = [];
        var last = form.RequiredDay("last", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new EndAgreement(new AgreementId(id), last, FreeText.Given(form["reason"])), me, ct)).IsRefused(out refusal))
            return Pages.GoTo($"/contracts/{id}", Notice.Success("契約・協定を途中で終わらせることにしました。", $"{last.InWords}を過ぎると、ログインの返還が所属の作業になります。"));
        return refusal is Invalid ? Pages.ShowAgain<EndPage>(new OneAgreementView(id, found.Value.Title, form.With(refusal)), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var form = FormState.Of(FormDays.Boxes("on", clock.GetUtcNow().DayInJapan));
        return await View(id, form, me, db, clock, ct) is { } view ? Pages.Show<HandBackPage>(view) : Pages.Refuse(new AgreementNotFound());
    }

    private static async Task<IResult> Record(Guid id, FormState form, Me me, CoreDb db, EndAgreementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        List<Fault> faults = [];
        var on = form.RequiredDay("on", faults);
        var fates = form.Names.Where(name => name.StartsWith("fate.", StringComparison.Ordinal))
            .Select(name => (Id: Guid.TryParse(name["fate.".Length..], out var login) ? login : Guid.Empty, Fate: Enum.TryParse<LoginFate>(form[name], out var fate) && Enum.IsDefined(fate) ? fate : (LoginFate?)null))
            .Where(one => one.Fate is not null).ToDictionary(one => one.Id, one => one.Fate!.Value);
        Result<Done> done = faults.Count > 0 ? new NotAcceptable(faults) : await handler.Handle(new RecordHandBack(new AgreementId(id), fates, on, FreeText.Given(form["how"])), me, ct);
        return await Answer(done, $"/contracts/{id}/hand-back", "ログインの返還を記録しました。", id, form, me, db, clock, ct);
    }

    private static async Task<IResult> Confirm(Guid id, FormState form, Me me, CoreDb db, EndAgreementHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Answer(await handler.Handle(new ConfirmHandBack(new AgreementId(id)), me, ct), $"/contracts/{id}", "ログインの返還を確認しました。", id, form, me, db, clock, ct);

    private static async Task<IResult> SendBack(Guid id, FormState form, Me me, CoreDb db, EndAgreementHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Answer(await handler.Handle(new SendBackHandBack(new AgreementId(id), FreeText.Given(form["reason"])), me, ct), $"/contracts/{id}/hand-back", "ログインの返還を差し戻しました。", id, form, me, db, clock, ct);

    private static async Task<IResult> Answer(Result<Done> done, string next, string says, Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!done.IsRefused(out var refusal)) return Pages.GoTo(next, Notice.Success(says));
        return refusal is Invalid && await View(id, form.With(refusal), me, db, clock, ct) is { } view ? Pages.ShowAgain<HandBackPage>(view, refusal) : Pages.Refuse(refusal);
    }

    private static async Task<HandBackView?> View(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = new AgreementId(id);
        var agreement = await db.AgreementsVisibleTo(me).AsNoTracking().SingleOrDefaultAsync(a => a.Id == wanted, ct);
        var handBack = await db.LoginHandBacks.AsNoTracking().SingleOrDefaultAsync(h => h.Agreement == wanted, ct);
        if (agreement is null || handBack is null) return null;
        return new HandBackView(
            form, agreement, handBack, await db.PartnerLogins.AsNoTracking().Where(l => l.Agreement == wanted).OrderBy(l => l.AccountKey).ThenBy(l => l.Owner).ToListAsync(ct),
            me.May(Act.ChangeContracts, agreement.Office), me.May(Act.ConfirmHandOvers, handBack.Office) && handBack.DoneBy != me.Id, clock.GetUtcNow().DayInJapan);
    }
}
