using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Applying;

public sealed record FormView(FormState Form, Guid Id, string Name);

/// <param name="Faults">What stands in the way of submitting.</param>
public sealed record SubmitView(FormState Form, Guid Id, string Name, string Office, IReadOnlyList<Fault> Faults, IReadOnlyList<DocumentVersion> Documents, bool PlatformIsNew, string Platform);

/// <summary>A question before an act that needs one: its verb and effect.</summary>
public sealed record ConfirmView(FormState Form, Guid Id, string Name, string Title, string Question, string Effect, string Verb, bool AsksWhy);

/// <summary>Form 1, submitting, taking back and withdrawing.</summary>
internal static class FormPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/apply/{id:guid}/form", AskForm).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/form", FillIn).Requires(Act.ApplyForAccounts);
        app.MapGet("/accounts/apply/{id:guid}/submit", AskSubmit).Requires(Act.SubmitConsultations);
        app.MapPost("/accounts/apply/{id:guid}/submit", Submit).Requires(Act.SubmitConsultations);
        app.MapGet("/accounts/apply/{id:guid}/take-back", (Guid id, Me me, CoreDb db, CancellationToken ct) => AskConfirm(id, ConsultationAction.TakeBack, me, db, ct)).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/take-back", TakeBack).Requires(Act.ApplyForAccounts);
        app.MapGet("/accounts/apply/{id:guid}/withdraw", (Guid id, Me me, CoreDb db, CancellationToken ct) => AskConfirm(id, ConsultationAction.Withdraw, me, db, ct)).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/withdraw", Withdraw).Requires(Act.ApplyForAccounts);
    }

    private static async Task<IResult> AskForm(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Edit).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        var form = consultation.Form;
        var account = form is null && consultation.Account is { } known ? await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == known, ct) : null;
        return Pages.Show<FormPage>(new FormView(
            FormState.Of(
            [
                ("planned_handle", form?.PlannedHandle ?? account?.Handle), ("operator", (form?.Operator ?? account?.Operator ?? OperatorKind.Direct).FileWord), ("operator_name", form?.OperatorName ?? account?.OperatorName),
                ("contact", form?.Contact ?? me.Name), ("phone", form?.Phone), ("remarks", form?.Remarks),
                .. FormDays.Boxes("planned", form?.PlannedOn ?? account?.OpenedOn ?? clock.GetUtcNow().DayInJapan.AddDays(30)),
            ]),
            id, consultation.Name));
    }

    private static async Task<IResult> FillIn(Guid id, FormState form, Me me, CoreDb db, ApplyHandler handler, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var planned = form.DayIn("planned");
        var runBy = OperatorWords.Parse(form["operator"]);
        var faults = new List<Fault>();
        if (planned.IsRefused(out var notADay)) faults.Add(new Fault("planned", notADay.Sentence));
        if (runBy.IsRefused(out var notAnOperator)) faults.Add(new Fault("operator", notAnOperator.Sentence));
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null)
        {
            var filled = new ConsultationForm(planned.Value, InputText.Url(form["planned_handle"]).TrimStart('@'), runBy.Value, InputText.Name(form["operator_name"]), InputText.Name(form["contact"]), InputText.Code(form["phone"]), InputText.Prose(form["remarks"]).Trim());
            (await handler.Handle(new FillInForm(consultation.Id, filled), me, ct)).IsRefused(out refusal);
        }

        return refusal is not null
            ? Pages.ShowAgain<FormPage>(new FormView(form.With(refusal), id, consultation.Name), refusal)
            : Pages.GoTo($"/accounts/apply/{id}", Notice.Success("事前協議書を保存しました。"));
    }

    private static async Task<IResult> AskSubmit(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (!me.May(Act.SubmitConsultations, consultation.Office)) return Pages.Refuse(new MayNotSubmit());
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Submit).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        return Pages.Show<SubmitPage>(await View(FormState.Empty, consultation, db, clock, ct));
    }

    private static async Task<IResult> Submit(Guid id, Me me, CoreDb db, ApplyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var submitted = await handler.Handle(new SubmitConsultation(consultation.Id), me, ct);
        if (submitted.IsRefused(out var refusal))
            return refusal is NotComplete ? Pages.ShowAgain<SubmitPage>(await View(FormState.Empty, consultation, db, clock, ct), refusal) : Pages.Refuse(refusal);
        return Pages.GoTo($"/accounts/apply/{id}", Notice.Success("事前協議書を提出しました。", "広報の担当課と情報システムの担当課が審査します。"));
    }

    private static async Task<SubmitView> View(FormState form, Consultation consultation, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var documents = await ApplyHandler.Latest(db, consultation, ct);
        return new SubmitView(
            form, consultation.Id.Value, consultation.Name, await ConsultationPages.OfficeName(consultation.Office, db, clock, ct), ApplyHandler.Incomplete(consultation, documents),
            [.. documents.OrderBy(pair => pair.Key).Select(pair => pair.Value)], await ApplyHandler.PlatformIsNew(db, consultation, ct), consultation.PlatformName);
    }

    private static async Task<IResult> AskConfirm(Guid id, ConsultationAction action, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return Pages.Refuse(new MayNotApply());
        if (ConsultationFlow.Next(consultation.State, action).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        return Pages.Show<ConfirmPage>(Confirm(FormState.Empty, consultation, action));
    }

    private static async Task<IResult> TakeBack(Guid id, Me me, ApplyHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new TakeBackConsultation(new ConsultationId(id)), me, ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"/accounts/apply/{id}", Notice.Success("提出を引き戻しました。", "直したら、所属長がもう一度提出してください。"));
    }

    private static async Task<IResult> Withdraw(Guid id, FormState form, Me me, CoreDb db, ApplyHandler handler, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var done = await handler.Handle(new WithdrawConsultation(consultation.Id, form["text"]), me, ct);
        if (!done.IsRefused(out var refusal)) return Pages.GoTo($"/accounts/apply/{id}", Notice.Success("協議を取り下げました。"));
        return refusal is NothingWritten ? Pages.ShowAgain<ConfirmPage>(Confirm(form.With(refusal), consultation, ConsultationAction.Withdraw), refusal) : Pages.Refuse(refusal);
    }

    private static ConfirmView Confirm(FormState form, Consultation consultation, ConsultationAction action) => action is ConsultationAction.TakeBack
        ? new ConfirmView(form, consultation.Id.Value, consultation.Name, "提出の引戻し", $"「{consultation.Name}」の提出を引き戻しますか", "書類の作成中に戻り、書類を変えられるようになります。", "引き戻す", AsksWhy: false)
        : new ConfirmView(form, consultation.Id.Value, consultation.Name, "協議の取下げ", $"「{consultation.Name}」の協議を取り下げますか", "取り下げた協議は、元に戻せません。記録は残ります。", "取り下げる", AsksWhy: true);

    private static Task<Consultation?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        return db.ConsultationsVisibleTo(me).AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }
}
