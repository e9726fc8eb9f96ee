using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Planning;

/// <param name="Audit">Null begins a new one.</param>
internal sealed record SaveAudit(AuditId? Audit, string Number, AuditPlan Plan, int Seed);

/// <summary>Draws the accounts to be visited from the register as of the reference day. What was taken in or out by hand stays.</summary>
internal sealed record DrawTargets(AuditId Audit, int Seed);

internal sealed record DecideTarget(AuditTargetId Target, bool IsIn, string Why);

/// <param name="Action">All but freezing and reporting, which have words of their own.</param>
internal sealed record MoveAudit(AuditId Audit, AuditAction Action);

/// <summary>Freezes population, forms and rounding.</summary>
internal sealed record FreezeAudit(AuditId Audit);

/// <summary>The report is handed in: measures are asked for from this day on.</summary>
internal sealed record ReportAudit(AuditId Audit, DateOnly On, string NoticeNumber);

/// <summary>Plan, targets and stages. The whole of it is the audit office's. J1, J2, J7, J8.</summary>
internal sealed class PlanAuditHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The audit, or <see cref="NotAllowed"/>, <see cref="AuditNumberTaken"/>, <see cref="AuditNotFound"/>, <see cref="AuditIsFrozen"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<AuditId>> Handle(SaveAudit command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var audit = command.Audit is { } id ? await db.Audits.SingleOrDefaultAsync(a => a.Id == id, ct) : null;
        if (command.Audit is not null && audit is null) return new AuditNotFound();

        // Decide
        if (audit is null && await db.Audits.AnyAsync(a => a.Number == command.Number, ct)) return new AuditNumberTaken(command.Number);
        if (command.Plan.Survey.Length > 0 && !await db.Surveys.AnyAsync(survey => survey.Key == command.Plan.Survey, ct)) return new NotAcceptable([new Fault("survey", "その調書は見つかりません。一覧から選び直してください。")]);
        if (audit is null) db.Audits.Add(audit = Audit.Begin(command.Number, Programme.Ehime.Key, command.Plan, command.Seed, me.Name, clock.GetUtcNow()));
        else if (audit.Change(command.Plan).IsRefused(out var frozen)) return frozen;

        // Write
        await db.SaveChangesAsync(ct);
        return audit.Id;
    }

    /// <returns>How many accounts are in, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="AuditIsFrozen"/>.</returns>
    public async Task<Result<int>> Handle(DrawTargets command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        var day = audit.Plan.ReferenceDay ?? clock.GetUtcNow().DayInJapan;
        var offices = await db.OfficesOn(day).ToDictionaryAsync(office => office.Id, ct);
        var accounts = await (
            from period in db.AccountPeriods
            where period.From <= day && (period.Last == null || period.Last >= day) && period.State != AccountState.InConsultation && period.State != AccountState.Retired
            join account in db.Accounts on period.Account equals account.Id
            orderby account.Key
            select new { period.Account, account.Key, period.Name, period.Office }).ToListAsync(ct);
        var before = await db.AuditTargets.Where(target => target.Audit == audit.Id).ToListAsync(ct);

        // Decide
        if (audit.Draw(command.Seed).IsRefused(out var frozen)) return frozen;
        var byHand = before.Where(target => target.State is TargetState.Excluded or TargetState.Added).ToDictionary(target => target.Account);
        db.AuditTargets.RemoveRange(before.Where(target => !byHand.ContainsKey(target.Account)));
        var drawn = 0;
        foreach (var group in accounts.Where(account => offices.ContainsKey(account.Office)).GroupBy(account => account.Office))
        {
            foreach (var (one, account) in Sampling.OneOf(command.Seed, [.. group.Select(account => account.Key)]).Zip(group))
            {
                if (byHand.ContainsKey(account.Account)) continue;
                db.AuditTargets.Add(AuditTarget.Of(audit.Id, offices[group.Key], account.Account, account.Key, account.Name, one));
                if (one.IsChosen) drawn++;
            }
        }

        // Write
        await db.SaveChangesAsync(ct);
        return drawn + byHand.Values.Count(target => target.State.IsIn);
    }

    /// <returns>The audit, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="AuditIsFrozen"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<AuditId>> Handle(DecideTarget command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.AuditTargets.SingleOrDefaultAsync(target => target.Id == command.Target, ct) is not { } target) return new AuditPartNotFound();
        var audit = await db.Audits.SingleAsync(a => a.Id == target.Audit, ct);

        // Decide
        if (!audit.IsOpen) return new AuditIsFrozen();
        if (target.Decide(command.IsIn, command.Why).IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return audit.Id;
    }

    /// <returns>The stage, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="PlanIsNotWhole"/>, <see cref="AuditNotPossibleNow"/>.</returns>
    public async Task<Result<AuditStage>> Handle(MoveAudit command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();

        // Decide
        if (command.Action is AuditAction.Freeze or AuditAction.Report) return new AuditNotPossibleNow(audit.Stage);
        if (command.Action is not AuditAction.Drop && audit.Plan.Missing() is { Count: > 0 } missing) return new PlanIsNotWhole(missing);
        var next = audit.Do(command.Action);
        if (!next.Succeeded) return next;

        // Write
        await db.SaveChangesAsync(ct);
        return next;
    }

    /// <returns>The hash, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="NothingFoundYet"/>, <see cref="AuditNotPossibleNow"/>.</returns>
    public async Task<Result<string>> Handle(FreezeAudit command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        if (!await db.FieldworkEntries.AnyAsync(entry => entry.Audit == audit.Id, ct)) return new NothingFoundYet();
        var now = clock.GetUtcNow();
        if (!audit.IsOpen) return new AuditNotPossibleNow(audit.Stage);
        var frozen = FrozenAudit.Of(audit.Id, await AuditTables.Of(db, audit, null, now, ct), now);

        // Decide
        if (audit.Freeze(frozen.Sha256, me, now).IsRefused(out var no)) return no;

        // Write
        db.FrozenAudits.Add(frozen);
        await db.SaveChangesAsync(ct);
        return frozen.Sha256;
    }

    /// <summary>From this day on offices owe measures for the findings that ask for them; each gets a task.</summary>
    /// <returns>How many measures were asked for, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="OpenQuestionsRemain"/>, <see cref="AuditNotPossibleNow"/>.</returns>
    public async Task<Result<int>> Handle(ReportAudit command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        var findings = await db.AuditFindings.Where(finding => finding.Audit == audit.Id).OrderBy(finding => finding.Number).ToListAsync(ct);
        var grades = await db.Grades(ct);
        var now = clock.GetUtcNow();

        // Decide
        if (findings.Count(finding => finding.State is FindingState.Draft or FindingState.Asked or FindingState.Answered) is > 0 and var open) return new OpenQuestionsRemain(open);
        if (audit.Report(command.On, command.NoticeNumber).IsRefused(out var no)) return no;
        var measures = findings.Where(finding => finding.State is FindingState.Settled && grades[finding.Content.Grade].MeasureDays is not null)
            .Select(finding => Measure.Ask(audit, finding, grades[finding.Content.Grade], command.On, me.Name, now)).ToList();

        // Write
        db.Measures.AddRange(measures);
        db.RenewPublicList();
        foreach (var measure in measures)
            await db.AddTaskOnce(WorkTask.For(measure.Office, null, AuditTasks.TellMeasure, $"{measure.Id.Value}/1", $"監査の措置を報告する（監査 {audit.Number}）", $"/audits/measures/{measure.Id.Value}", measure.DueOn, now, endsOnItsPage: true), ct);
        await db.SaveChangesAsync(ct);
        return measures.Count;
    }
}
