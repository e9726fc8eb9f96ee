using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Advising;

/// <summary>The PR office advises the office of an account. D9.</summary>
public sealed record GiveAdvice(string AccountKey, AdviceKind Kind, string Text, string Reason, DateOnly AnswerBy);

/// <summary>The office answers; it is free in what it answers.</summary>
public sealed record AnswerAdvice(AdviceId Advice, AdviceAnswer Answer, string Text, DateOnly? DoneBy);

/// <summary>The PR office looks at what became of it.</summary>
/// <param name="Again">Asks once more by this day; null closes it.</param>
public sealed record FollowUpAdvice(AdviceId Advice, string Found, DateOnly? Again);

public sealed class AdviceHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The advice, or <see cref="AccountNotFound"/>, <see cref="OnlyThePrOffice"/>, <see cref="AccountHasEnded"/>, <see cref="NotAcceptable"/> for the day.</returns>
    public async Task<Result<AdviceId>> Handle(GiveAdvice command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await db.ReviewedAccount(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var account = found.Value;

        // Decide
        if (!me.May(Act.AdviseOffices)) return new OnlyThePrOffice();
        if (account.State is AccountState.Retired or AccountState.InConsultation) return new AccountHasEnded(account.Key);
        if (command.AnswerBy <= now.DayInJapan) return new NotAcceptable([new Fault("answerBy", "回答の期限は、明日以後の日にしてください。")]);
        var advice = Advice.Give(account, command.Kind, command.Text, command.Reason, command.AnswerBy, me, now);

        // Write
        db.Advice.Add(advice);
        await Ask(advice, account.Name, 1, now, ct);
        await db.SaveChangesAsync(ct);
        return advice.Id;
    }

    /// <returns>The advice, or <see cref="ReviewNotFound"/>, <see cref="MayNotReview"/>, <see cref="NotAcceptable"/>, <see cref="AdviceNotPossibleNow"/>.</returns>
    public async Task<Result<Advice>> Handle(AnswerAdvice command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var advice = await Find(command.Advice, me, ct);
        if (advice is null) return new ReviewNotFound();

        // Decide
        if (!me.May(Act.WriteReviews, advice.Office)) return new MayNotReview();
        if (command.Answer is not AdviceAnswer.Declines && command.DoneBy is null) return new NotAcceptable([new Fault("doneBy", "対応の期限が入力されていません。")]);
        if (command.DoneBy < now.DayInJapan) return new NotAcceptable([new Fault("doneBy", "対応の期限が過ぎた日です。今日以後の日を入力してください。")]);
        var by = (me.HeadOf(advice.Office) ?? me.AsDecider).InWords;
        if (advice.Reply(command.Answer, command.Text, command.DoneBy, by, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasks(ReviewTasks.AnswerAdvice, advice.Id.Value.ToString(), me.Id, command.Answer.Word, now, ct);
        var due = command.DoneBy ?? now.DayInJapan.AddDays(14);
        await db.TellPrOffices(ReviewTasks.FollowAdvice, $"{advice.Id.Value}/{advice.AnswerBy.Iso}", $"{advice.AccountKey}への助言（{advice.Kind.Word}）の、その後を確かめる", Link(advice), due, now.DayInJapan, now, ct);
        await db.SaveChangesAsync(ct);
        return advice;
    }

    /// <returns>The advice, or <see cref="ReviewNotFound"/>, <see cref="OnlyThePrOffice"/>, <see cref="NotAcceptable"/> for the day, <see cref="AdviceNotPossibleNow"/>.</returns>
    public async Task<Result<Advice>> Handle(FollowUpAdvice command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var advice = await Find(command.Advice, me, ct);
        if (advice is null) return new ReviewNotFound();
        var name = await db.Accounts.Where(a => a.Id == advice.Account).Select(a => a.Name).SingleAsync(ct);
        var asked = await db.Tasks.CountAsync(t => t.Kind == ReviewTasks.AnswerAdvice && t.About.StartsWith(advice.Id.Value.ToString()), ct);

        // Decide
        if (!me.May(Act.AdviseOffices)) return new OnlyThePrOffice();
        if (command.Again <= now.DayInJapan) return new NotAcceptable([new Fault("again", "回答の期限は、明日以後の日にしてください。")]);
        if (advice.Look(command.Found, command.Again, me, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasks(ReviewTasks.FollowAdvice, advice.Id.Value.ToString(), me.Id, advice.State.Word, now, ct);
        await db.CloseTasks(ReviewTasks.AnswerAdvice, advice.Id.Value.ToString(), me.Id, advice.State.Word, now, ct);
        if (advice.State is AdviceState.Given) await Ask(advice, name, asked + 1, now, ct);
        await db.SaveChangesAsync(ct);
        return advice;
    }

    private Task<Advice?> Find(AdviceId id, Me me, CancellationToken ct)
    {
        var offices = me.OfficesSeen();
        return db.Advice.SingleOrDefaultAsync(a => a.Id == id && (offices == null || offices.Contains(a.Office)), ct);
    }

    /// <param name="time">1 for the first time the office is asked.</param>
    private Task<bool> Ask(Advice advice, string accountName, int time, DateTimeOffset now, CancellationToken ct) => db.AddTaskOnce(
        WorkTask.For(advice.Office, null, ReviewTasks.AnswerAdvice, $"{advice.Id.Value}/{time}", $"{accountName}（{advice.AccountKey}）への助言（{advice.Kind.Word}）に回答する", Link(advice), advice.AnswerBy, now), ct);

    private static string Link(Advice advice) => $"/reviews/advice/{advice.Id.Value}";
}
