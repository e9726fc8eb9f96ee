using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Ending;

/// <summary>Ends an agreement on another day than agreed.</summary>
public sealed record EndAgreement(AgreementId Agreement, DateOnly LastDay, string? Reason);

/// <summary>Records what became of each login.</summary>
/// <param name="Fates">For each open login of the agreement.</param>
/// <param name="How">What else was done: passwords changed, rights withdrawn.</param>
public sealed record RecordHandBack(AgreementId Agreement, IReadOnlyDictionary<Guid, LoginFate> Fates, DateOnly On, string? How);

/// <summary>A second person confirms the hand-back.</summary>
public sealed record ConfirmHandBack(AgreementId Agreement);

/// <summary>A second person sends it back.</summary>
public sealed record SendBackHandBack(AgreementId Agreement, string? Reason);

internal sealed class EndAgreementHandler(CoreDb db, HandBacks handBacks, TimeProvider clock)
{
    private const int LongestReason = 300;

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>, <see cref="AgreementHasEnded"/>.</returns>
    public async Task<Result<Done>> Handle(EndAgreement command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;

        // Decide
        List<Fault> faults = [];
        if (command.Reason is null) faults.Add(new Fault("reason", "終わる理由を入力してください。"));
        else FreeText.Look("reason", command.Reason, LongestReason, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var ended = agreement.Value.EndEarly(command.LastDay, command.Reason!, now.DayInJapan);
        if (ended.IsRefused(out refusal)) return refusal is EndsOutsideItsPeriod ? new NotAcceptable([new Fault("last", refusal.Sentence)]) : refusal;

        // Write
        if (command.LastDay < now.DayInJapan) await handBacks.Raise(agreement.Value, now, ct);
        await db.SaveChangesAsync(ct);
        return ended;
    }

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>, <see cref="HandBackNotPossibleNow"/>.</returns>
    public async Task<Result<Done>> Handle(RecordHandBack command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;
        var handBack = await db.LoginHandBacks.SingleOrDefaultAsync(h => h.Agreement == command.Agreement, ct);
        if (handBack is null) return new AgreementNotFound();
        var logins = await db.PartnerLogins.Where(l => l.Agreement == command.Agreement).ToListAsync(ct);

        // Decide
        List<Fault> faults = [];
        foreach (var login in logins.Where(login => login.Fate is null && !command.Fates.ContainsKey(login.Id))) faults.Add(new Fault($"fate.{login.Id}", $"「{login.Name}」をどうしたかを選んでください。"));
        if (command.On > now.DayInJapan) faults.Add(new Fault("on", "先の日です。行った日を入力してください。"));
        if (command.How is null) faults.Add(new Fault("how", "行ったことを入力してください（例：全アカウントのパスワードを変更し、管理者から外した）。"));
        else FreeText.Look("how", command.How, LoginHandBack.LongestText, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var recorded = handBack.Record(command.On, command.How!, me.Id, me.Name);
        if (!recorded.Succeeded) return recorded;

        // Write
        foreach (var login in logins.Where(login => login.Fate is null)) login.End(command.Fates[login.Id], command.On);
        await db.SaveChangesAsync(ct);
        return recorded;
    }

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotConfirmHandBack"/>, what <see cref="LoginHandBack.Confirm"/> says.</returns>
    public async Task<Result<Done>> Handle(ConfirmHandBack command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var handBack = await db.LoginHandBacks.SingleOrDefaultAsync(h => h.Agreement == command.Agreement, ct);

        // Decide
        if (handBack is null) return new AgreementNotFound();
        if (!me.May(Act.ConfirmHandOvers, handBack.Office)) return new MayNotConfirmHandBack();
        var confirmed = handBack.Confirm(me.Id, me.Name, now);
        if (!confirmed.Succeeded) return confirmed;

        // Write
        await db.EndTask(HandBacks.TaskKind, command.Agreement.Value.ToString(), me.Id, "ログインの返還を確認しました。", now, ct);
        await db.SaveChangesAsync(ct);
        return confirmed;
    }

    /// <returns>Nothing, or as above, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(SendBackHandBack command, Me me, CancellationToken ct)
    {
        // Read
        var handBack = await db.LoginHandBacks.SingleOrDefaultAsync(h => h.Agreement == command.Agreement, ct);
        var logins = await db.PartnerLogins.Where(l => l.Agreement == command.Agreement).ToListAsync(ct);

        // Decide
        if (handBack is null) return new AgreementNotFound();
        if (!me.May(Act.ConfirmHandOvers, handBack.Office)) return new MayNotConfirmHandBack();
        List<Fault> faults = [];
        if (command.Reason is null) faults.Add(new Fault("reason", "差し戻す理由を入力してください。"));
        else FreeText.Look("reason", command.Reason, LongestReason, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var returned = handBack.Return(me.Id, command.Reason!);
        if (!returned.Succeeded) return returned;

        // Write
        foreach (var login in logins) login.Reopen();
        await db.SaveChangesAsync(ct);
        return returned;
    }
}

/// <summary>Raises the hand-back of an agreement that has ended, with its task.</summary>
internal sealed class HandBacks(CoreDb db)
{
    public const string TaskKind = "login-hand-back";

    /// <summary>Once for each agreement; nothing where another one goes on with it. The caller saves.</summary>
    public async Task Raise(Agreement agreement, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Agreements.AnyAsync(a => a.Succeeds == agreement.Id, ct) || await db.LoginHandBacks.AnyAsync(h => h.Agreement == agreement.Id, ct)) return;
        var handBack = db.LoginHandBacks.Add(LoginHandBack.Of(agreement, now)).Entity;
        await db.AddTaskOnce(
            WorkTask.For(agreement.Office, person: null, TaskKind, agreement.Id.Value.ToString(), $"「{agreement.Title}」の終了に伴うログインの返還", $"/contracts/{agreement.Id.Value}/hand-back", handBack.DueOn, now, endsOnItsPage: true), ct);
    }
}

/// <summary>What contracts look after every day: agreements whose last day has passed, and checks that fall due.</summary>
internal sealed class ContractsDuty(CoreDb db, HandBacks handBacks, AgreementReader reader) : IDailyDuty
{
    public string Name => "contracts";

    public async Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var raised = db.LoginHandBacks;
        var ended = await db.Agreements.Where(a => (a.EndedOn ?? a.Last) < today && a.Kind != AgreementKind.JointOperation && !raised.Any(h => h.Agreement == a.Id)).ToListAsync(ct);
        foreach (var agreement in ended) await handBacks.Raise(agreement, now, ct);

        foreach (var facts in await reader.Read(db.Agreements.Where(a => a.From <= today && (a.EndedOn ?? a.Last) >= today), today, ct))
        {
            var (agreement, check) = (facts.Agreement, AgreementStanding.Of(facts, today).First(one => one.Matter is AgreementMatter.Check));
            if (check is not { DueOn: { } due } || (check.IsMet && !check.ComesNear(today))) continue;
            await db.AddTaskOnce(
                WorkTask.For(agreement.Office, person: null, Checking.CheckAgreementHandler.TaskKind, $"{agreement.Id.Value}/{due:yyyy-MM-dd}", $"「{agreement.Title}」の運用状況の点検", $"/contracts/{agreement.Id.Value}/check", due, now, endsOnItsPage: true), ct);
        }

        await db.SaveChangesAsync(ct);
    }
}
