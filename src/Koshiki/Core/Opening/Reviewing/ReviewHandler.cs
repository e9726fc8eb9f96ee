using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Reviewing;

/// <summary>A reviewer's remark, or the office's answer.</summary>
public sealed record SayOnConsultation(ConsultationId Id, string Text);

public sealed record RecordJointReview(ConsultationId Id, DateOnly HeldOn, string Participants, string Considered, string Conclusion);

/// <summary>The applying office head's confirmation.</summary>
public sealed record ConfirmJointReview(ConsultationId Id);

/// <summary>A reviewing office's word.</summary>
/// <param name="Pass">True: nothing against it. False: back to the office with the reason.</param>
public sealed record DecideConsultation(ConsultationId Id, ReviewSide Side, bool Pass, string Opinion);

public sealed class ReviewHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestText = 2_000;

    /// <returns>The state, or <see cref="ConsultationNotFound"/>, and as <see cref="Consultation.Say"/>.</returns>
    public Task<Result<ConsultationState>> Handle(SayOnConsultation command, Me me, CancellationToken ct) => Change(command.Id, me, consultation =>
    {
        if (!me.May(consultation.IsOfOffice(me) ? Act.ApplyForAccounts : Act.ReviewConsultations, consultation.Office)) return new NotAReviewer("広報の担当課」または「情報システムの担当課");
        return Limited("text", command.Text) is { } tooLong ? tooLong : consultation.Say(command.Text, me, clock.GetUtcNow());
    }, ct);

    public Task<Result<ConsultationState>> Handle(RecordJointReview command, Me me, CancellationToken ct) => Change(command.Id, me, consultation =>
    {
        if (!me.May(Act.ReviewConsultations, consultation.Office)) return new NotAReviewer("広報の担当課」または「情報システムの担当課");
        var now = clock.GetUtcNow();
        var joint = new JointReview(command.HeldOn, command.Participants.Trim(), command.Considered.Trim(), command.Conclusion.Trim(), me.Id, me.Name);
        return consultation.RecordJointReview(joint, me, now, now.DayInJapan);
    }, ct);

    public Task<Result<ConsultationState>> Handle(ConfirmJointReview command, Me me, CancellationToken ct) => Change(command.Id, me, consultation =>
        me.May(Act.SubmitConsultations, consultation.Office) ? consultation.ConfirmJointReview(me, clock.GetUtcNow()) : new MayNotSubmit(), ct);

    /// <returns>The state, or <see cref="ConsultationNotFound"/>, and as <see cref="Consultation.Pass"/> and <see cref="Consultation.Return"/>.</returns>
    public Task<Result<ConsultationState>> Handle(DecideConsultation command, Me me, CancellationToken ct) => Change(command.Id, me, consultation =>
    {
        var now = clock.GetUtcNow();
        if (Limited("text", command.Opinion) is { } tooLong) return tooLong;
        return command.Pass ? consultation.Pass(command.Side, command.Opinion, me, now) : consultation.Return(command.Side, command.Opinion, me, now);
    }, ct);

    private static NotAcceptable? Limited(string field, string text) =>
        text.Length > LongestText ? new NotAcceptable([new Fault(field, $"{LongestText:N0}文字までにしてください。")]) : null;

    private async Task<Result<ConsultationState>> Change(ConsultationId id, Me me, Func<Consultation, Result<ConsultationState>> act, CancellationToken ct)
    {
        // Read
        var consultation = await db.ConsultationsVisibleTo(me).Include(c => c.Words).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (consultation is null) return new ConsultationNotFound();

        // Decide
        var state = act(consultation);
        if (!state.Succeeded) return state;

        // Write
        db.AnnounceMoves(consultation);
        if (consultation is { State: ConsultationState.Approved, Account: { } account })
        {
            var key = await db.Set<Accounts.Account>().Where(a => a.Id == account).Select(a => a.Key).SingleAsync(ct);
            await LackTasks.Close(db, LackTasks.Kind, LackTasks.About(key, Lack.Consultation), me, "開設後の協議が承認されました。", clock.GetUtcNow(), ct);
        }

        await db.SaveChangesAsync(ct);
        return state;
    }
}
