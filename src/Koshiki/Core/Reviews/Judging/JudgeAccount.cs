using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Judging;

/// <summary>Keeps a judgement as it was typed, and hands it to the head where asked. D5.</summary>
/// <param name="Judgement">The one to go on with; null begins a new one.</param>
/// <param name="Cause">Of a new one.</param>
/// <param name="Advice">That asked for a new one; null otherwise.</param>
public sealed record SaveJudgement(string AccountKey, JudgementId? Judgement, JudgementCause Cause, AdviceId? Advice, JudgementContent Content, bool Submit);

public sealed record DecideJudgement(JudgementId Judgement, bool Confirm, string? Opinion);

public sealed class JudgementHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The judgement, or <see cref="AccountNotFound"/>, <see cref="MayNotReview"/>, <see cref="AccountHasEnded"/>, <see cref="ReviewNotFound"/>, <see cref="NotAcceptable"/>, <see cref="ReviewNotPossibleNow"/>.</returns>
    public async Task<Result<JudgementId>> Handle(SaveJudgement command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await db.ReviewedAccount(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var account = found.Value;
        var judgement = command.Judgement is { } id ? await db.Judgements.SingleOrDefaultAsync(j => j.Id == id && j.Account == account.Id, ct) : null;
        var advice = command.Advice is { } given && await db.Advice.AnyAsync(a => a.Id == given && a.Account == account.Id, ct) ? command.Advice : null;

        // Decide
        if (!me.May(Act.WriteReviews, account.Office)) return new MayNotReview();
        if (command.Judgement is not null && judgement is null) return new ReviewNotFound();
        if (account.State is not (AccountState.Active or AccountState.Suspended or AccountState.Unapproved)) return new AccountHasEnded(account.Key);
        var isNew = judgement is null;
        judgement ??= Judgement.Begin(account, advice is null ? command.Cause : JudgementCause.Advice, advice, now);
        if (judgement.Write(command.Content, me, now).IsRefused(out var no)) return no;
        if (command.Submit && judgement.Submit().IsRefused(out no)) return no;

        // Write
        if (isNew) db.Judgements.Add(judgement);
        await db.SaveChangesAsync(ct);
        return judgement.Id;
    }

    /// <returns>The judgement, or <see cref="ReviewNotFound"/>, <see cref="OnlyTheHeadDecides"/>, <see cref="SayWhyReturned"/>, <see cref="ReviewNotPossibleNow"/>.</returns>
    public async Task<Result<Judgement>> Handle(DecideJudgement command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var judgement = await db.Judgements.SingleOrDefaultAsync(j => j.Id == command.Judgement, ct);
        if (judgement is null || !me.May(Act.ReadReviews, judgement.Office)) return new ReviewNotFound();

        // Decide
        if (!me.May(Act.DecideReviews, judgement.Office) || me.HeadOf(judgement.Office) is not { } head) return new OnlyTheHeadDecides();
        if (judgement.Decide(head, command.Confirm, command.Opinion, now).IsRefused(out var no)) return no;

        // Write: what was decided is looked at again, or carried out
        if (judgement is { Status: ReviewStatus.Confirmed, Content: { Verdict: { } verdict, NextOn: { } due } })
        {
            var (title, link) = verdict switch
            {
                Verdict.Retire => ($"{judgement.AccountKey}の廃止を広報担当課へ報告する", ReviewTasks.RetirePage(judgement.AccountKey)),
                Verdict.Suspend => ($"{judgement.AccountKey}を休止する", ReviewTasks.SuspendPage(judgement.AccountKey)),
                _ => ($"{judgement.AccountKey}の継続の検討で決めたことを確かめる", $"/accounts/{judgement.AccountKey}/reviews/judgements/{judgement.Id.Value}"),
            };
            await db.CloseTasks(QuietAccounts.TaskKind, judgement.AccountKey + "/", me.Id, $"「{verdict.Word}」と決めました。", now, ct);
            await db.AddTaskOnce(WorkTask.For(judgement.Office, null, ReviewTasks.LookAgain, judgement.Id.Value.ToString(), title, link, due, now), ct);
        }

        await db.SaveChangesAsync(ct);
        return judgement;
    }
}
