using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Contracts.Checking;

public sealed record CheckView(Guid Id, string Title, DateOnly? PassedOn, FormState Form);

/// <summary>The office in charge checks the other side on a schedule, and hands it the guideline. A7.</summary>
internal static class CheckPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/{id:guid}/check", Show).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/check", Check).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/guideline", Pass).Requires(Act.ChangeContracts);
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        var today = clock.GetUtcNow().DayInJapan;
        return found.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<CheckPage>(View(found.Value, FormState.Of([.. FormDays.Boxes("on", today), .. FormDays.Boxes("passed", today)])));
    }

    private static async Task<IResult> Check(Guid id, FormState form, Me me, CoreDb db, CheckAgreementHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        List<Fault> faults = [];
        var on = form.RequiredDay("on", faults);
        bool? isInOrder = form["result"] switch { "yes" => true, "no" => false, _ => null };
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new CheckAgreement(new AgreementId(id), on, isInOrder, FreeText.Given(form["findings"])), me, ct)).IsRefused(out refusal))
            return Pages.GoTo($"/contracts/{id}", Notice.Success("運用状況の点検を記録しました。"));
        return Pages.ShowAgain<CheckPage>(View(found.Value, form.With(refusal)), refusal);
    }

    private static async Task<IResult> Pass(Guid id, FormState form, Me me, CoreDb db, CheckAgreementHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        List<Fault> faults = [];
        var on = form.RequiredDay("passed", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new PassGuideline(new AgreementId(id), on), me, ct)).IsRefused(out refusal))
            return Pages.GoTo($"/contracts/{id}", Notice.Success("ガイドラインの周知を記録しました。"));
        return Pages.ShowAgain<CheckPage>(View(found.Value, form.With(refusal)), refusal);
    }

    private static CheckView View(Agreement agreement, FormState form) => new(agreement.Id.Value, agreement.Title, agreement.GuidelinePassedOn, form);
}
