using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Reviewing;

/// <param name="Sides">For which offices whoever looks can speak.</param>
/// <param name="Similar">What the register holds that is alike.</param>
public sealed record ReviewView(FormState Form, Consultation Consultation, string Office, IReadOnlyList<ReviewSide> Sides, IReadOnlyList<DocumentVersion> Documents, IReadOnlyList<SimilarAccount> Similar, bool JointMissing);

/// <param name="MayRecord">A reviewer; otherwise the applying office's head, who confirms.</param>
public sealed record JointView(FormState Form, Guid Id, string Name, string Platform, JointReview? Joint, bool MayRecord, bool MayConfirm);

/// <summary>The reviewing offices' word, the three-party review, and what is said on the way.</summary>
internal static class ReviewPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/accounts/apply/{id:guid}/say", Say).Requires(Act.ReadConsultations);
        app.MapGet("/accounts/apply/{id:guid}/review", Ask).Requires(Act.ReviewConsultations);
        app.MapPost("/accounts/apply/{id:guid}/review", Decide).Requires(Act.ReviewConsultations);
        app.MapGet("/accounts/apply/{id:guid}/joint", AskJoint).Requires(Act.ReadConsultations);
        app.MapPost("/accounts/apply/{id:guid}/joint", RecordJoint).Requires(Act.ReviewConsultations);
        app.MapPost("/accounts/apply/{id:guid}/joint/confirm", ConfirmJoint).Requires(Act.SubmitConsultations);
    }

    private static async Task<IResult> Say(Guid id, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var said = await handler.Handle(new SayOnConsultation(new ConsultationId(id), InputText.Prose(form["text"])), me, ct);
        if (!said.IsRefused(out var refusal)) return Pages.GoTo($"/accounts/apply/{id}", Notice.Success("書き込みました。"));
        return refusal is Invalid && await ConsultationPages.View(new ConsultationId(id), form.With(refusal), me, db, clock, ct) is { } view ? Pages.ShowAgain<ConsultationPage>(view, refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> Ask(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (consultation.IsOfOffice(me)) return Pages.Refuse(new CannotReviewOwnOffice());
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Comment).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        return Pages.Show<ReviewPage>(await View(FormState.Empty, consultation, me, db, clock, ct));
    }

    private static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var sides = consultation.SidesOf(me).ToList();
        var side = Enum.TryParse<ReviewSide>(form["side"], out var named) ? named : sides.Count > 0 ? sides[0] : me.Roles.Any(r => r.Role is Role.ItOffice) ? ReviewSide.ItOffice : ReviewSide.PrOffice;
        Refusal? refusal = form["how"] is "pass" or "return" ? null : new NotAcceptable([new Fault("how", "判断を選んでください。")]);
        if (refusal is null) (await handler.Handle(new DecideConsultation(consultation.Id, side, form["how"] == "pass", InputText.Prose(form["text"])), me, ct)).IsRefused(out refusal);
        if (refusal is null) return Pages.GoTo($"/accounts/apply/{id}", Notice.Success(form["how"] == "pass" ? $"{side.Word}として、支障なしと判断しました。" : "理由を付けて差し戻しました。"));
        return refusal is Invalid or JointReviewMissing ? Pages.ShowAgain<ReviewPage>(await View(form.With(refusal), consultation, me, db, clock, ct), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> AskJoint(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (!consultation.PlatformIsNew) return Pages.Refuse(new JointReviewNotNeeded());
        var joint = consultation.Joint;
        return Pages.Show<JointPage>(View(FormState.Of(
        [
            ("participants", joint?.Participants), ("considered", joint?.Considered), ("conclusion", joint?.Conclusion), .. FormDays.Boxes("held", joint?.HeldOn ?? clock.GetUtcNow().DayInJapan),
        ]), consultation, me));
    }

    private static async Task<IResult> RecordJoint(Guid id, FormState form, Me me, CoreDb db, ReviewHandler handler, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var held = form.DayIn("held");
        Refusal? refusal = held.IsRefused(out var notADay) ? new NotAcceptable([new Fault("held", notADay.Sentence)]) : null;
        if (refusal is null) (await handler.Handle(new RecordJointReview(consultation.Id, held.Value, InputText.Prose(form["participants"]), InputText.Prose(form["considered"]), InputText.Prose(form["conclusion"])), me, ct)).IsRefused(out refusal);
        if (refusal is null) return Pages.GoTo($"/accounts/apply/{id}", Notice.Success("3者での検討を記録しました。", "開設する所属の所属長が、記録を確かめます。"));
        return refusal is Invalid ? Pages.ShowAgain<JointPage>(View(form.With(refusal), consultation, me), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> ConfirmJoint(Guid id, Me me, ReviewHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new ConfirmJointReview(new ConsultationId(id)), me, ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"/accounts/apply/{id}", Notice.Success("3者での検討の記録を確認しました。"));
    }

    private static JointView View(FormState form, Consultation consultation, Me me) => new(
        form, consultation.Id.Value, consultation.Name, consultation.PlatformName, consultation.Joint,
        me.May(Act.ReviewConsultations, consultation.Office) && !consultation.IsOfOffice(me) && ConsultationFlow.Allows(consultation.State, ConsultationAction.RecordJointReview),
        me.May(Act.SubmitConsultations, consultation.Office) && consultation.Joint is { IsConfirmed: false } && ConsultationFlow.Allows(consultation.State, ConsultationAction.ConfirmJointReview));

    private static async Task<ReviewView> View(FormState form, Consultation consultation, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var documents = await ApplyHandler.Latest(db, consultation, ct);
        var similar = await SimilarAccounts.For(db, consultation, clock.GetUtcNow().DayInJapan, ct);
        return new ReviewView(
            form, consultation, await ConsultationPages.OfficeName(consultation.Office, db, clock, ct), [.. consultation.SidesOf(me)], [.. documents.OrderBy(pair => pair.Key).Select(pair => pair.Value)],
            SimilarAccounts.First(similar), consultation.PlatformIsNew && consultation.Joint is not { IsConfirmed: true });
    }

    private static Task<Consultation?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        return db.ConsultationsVisibleTo(me).AsNoTracking().Include(c => c.Words).SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }
}
