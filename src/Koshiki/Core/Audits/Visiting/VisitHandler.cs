using System.Security.Cryptography;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Visiting;

/// <summary>Opens an entry for every target that is in and has none yet.</summary>
internal sealed record OpenEntries(AuditId Audit);

internal sealed record SaveEntry(FieldworkEntryId Entry, FieldworkRecord Record);

internal sealed record AddHearing(AuditId Audit, OfficeId Office, DateOnly On, TimeOnly From, TimeOnly Until, string Room, string Attendees);

internal sealed record NoteHearing(HearingId Hearing, string Notes);

/// <summary>Takes a hearing off the schedule: it will be at another time, or not at all.</summary>
internal sealed record CancelHearing(HearingId Hearing);

internal sealed record AddPaper(AuditId Audit, PaperKind Kind, string Title, string Text, string About, DateOnly On);

internal sealed record AddEvidence(AuditId Audit, FieldworkEntryId? Entry, AuditFindingId? Finding, string Title, string FileName, string ContentType, byte[] Bytes, DateOnly CollectedOn, DateOnly PeriodFrom, DateOnly PeriodUntil, string Source);

/// <summary>What auditors record on the spot, at hearings and of evidence. J1, J3, J8.</summary>
internal sealed class VisitHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>How many were opened, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="AuditIsFrozen"/>, <see cref="NoTargetsYet"/>.</returns>
    public async Task<Result<int>> Handle(OpenEntries command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        var targets = await db.AuditTargets.AsNoTracking().Where(target => target.Audit == audit.Id).OrderBy(target => target.OfficeCode).ThenBy(target => target.AccountKey).ToListAsync(ct);
        var entries = await db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id).Select(entry => new { entry.Account, entry.Number }).ToListAsync(ct);

        // Decide
        if (!audit.IsOpen) return new AuditIsFrozen();
        if (targets.All(target => !target.State.IsIn)) return new NoTargetsYet();
        var (known, last) = (entries.Select(entry => entry.Account).ToHashSet(), entries.Select(entry => entry.Number).DefaultIfEmpty().Max());
        var missing = targets.Where(target => target.State.IsIn && !known.Contains(target.Account)).ToList();

        // Write
        db.FieldworkEntries.AddRange(missing.Select((target, at) => FieldworkEntry.Open(audit.Id, last + at + 1, new VisitedPlace(target.Office, target.OfficeName, target.Department, target.Account, target.AccountKey))));
        await db.SaveChangesAsync(ct);
        return missing.Count;
    }

    /// <returns>The entry, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="AuditIsFrozen"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<FieldworkEntry>> Handle(SaveEntry command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.FieldworkEntries.SingleOrDefaultAsync(e => e.Id == command.Entry, ct) is not { } entry) return new AuditPartNotFound();
        var audit = await db.Audits.AsNoTracking().SingleAsync(a => a.Id == entry.Audit, ct);

        // Decide
        var recorded = entry.Record(audit, Programme.Find(audit.Programme).Value.Checklist, command.Record, me.Name, clock.GetUtcNow());
        if (recorded.IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return entry;
    }

    /// <summary>The office is told day, time and room; nothing else.</summary>
    /// <returns>The hearing, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="RoomIsTaken"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<HearingId>> Handle(AddHearing command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (await db.Audits.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        var office = await db.OfficesOn(now.DayInJapan).SingleOrDefaultAsync(o => o.Id == command.Office, ct);
        var sameDay = await db.Hearings.AsNoTracking().Where(hearing => hearing.On == command.On).ToListAsync(ct);

        // Decide
        if (office is null) return new NotAcceptable([new Fault("office", "所属を選んでください。")]);
        if (command.Until <= command.From) return new NotAcceptable([new Fault("until", "終わりの時刻を、始まりより後にしてください。")]);
        var made = new Hearing { Id = HearingId.New(), Audit = audit.Id, Office = office.Id, OfficeName = office.Name, On = command.On, From = command.From, Until = command.Until, Room = command.Room, Attendees = command.Attendees };
        if (sameDay.FirstOrDefault(made.ClashesWith) is { } clash) return new RoomIsTaken($"{clash.OfficeName}　{clash.From.InWords}～{clash.Until.InWords}　{clash.Room}");

        // Write
        db.Hearings.Add(made);
        await db.AddTaskOnce(WorkTask.For(office.Id, null, AuditTasks.Hearing, made.Id.Value.ToString(), $"監査の聴取に出席する（{made.On.InWords} {made.From.InWords}～{made.Until.InWords}　{made.Room}）", "/audits/measures", made.On, now), ct);
        await db.SaveChangesAsync(ct);
        return made.Id;
    }

    /// <summary>The office's task ends with the first record from the day of the hearing on; what is noted in preparation leaves it open.</summary>
    /// <returns>The hearing, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>.</returns>
    public async Task<Result<Hearing>> Handle(NoteHearing command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (await db.Hearings.SingleOrDefaultAsync(h => h.Id == command.Hearing, ct) is not { } hearing) return new AuditPartNotFound();

        // Write
        hearing.Note(command.Notes, me.Name, now);
        if (hearing.On <= now.DayInJapan) await db.CloseTasksAbout(AuditTasks.Hearing, hearing.Id.Value.ToString(), me.Id, "聴取が行われました。", now, ct);
        await db.SaveChangesAsync(ct);
        return hearing;
    }

    /// <summary>The office's task is closed with it. A hearing of which something is noted took place and stays.</summary>
    /// <returns>The audit, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="HearingTookPlace"/>.</returns>
    public async Task<Result<AuditId>> Handle(CancelHearing command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Hearings.SingleOrDefaultAsync(h => h.Id == command.Hearing, ct) is not { } hearing) return new AuditPartNotFound();

        // Decide
        if (hearing.NotesAt is not null) return new HearingTookPlace();

        // Write
        db.Hearings.Remove(hearing);
        await db.CloseTasksAbout(AuditTasks.Hearing, hearing.Id.Value.ToString(), me.Id, "聴取の取消し", clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return hearing.Audit;
    }

    /// <returns>The paper, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>.</returns>
    public async Task<Result<WorkingPaperId>> Handle(AddPaper command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (!await db.Audits.AnyAsync(a => a.Id == command.Audit, ct)) return new AuditNotFound();

        // Write
        var paper = new WorkingPaper { Id = WorkingPaperId.New(), Audit = command.Audit, Kind = command.Kind, Title = command.Title, Text = command.Text, About = command.About, On = command.On, ByName = me.Name, At = clock.GetUtcNow() };
        db.WorkingPapers.Add(paper);
        await db.SaveChangesAsync(ct);
        return paper.Id;
    }

    /// <returns>The evidence, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="AuditPartNotFound"/> for a record of another audit, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<EvidenceId>> Handle(AddEvidence command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (!await db.Audits.AnyAsync(a => a.Id == command.Audit, ct)) return new AuditNotFound();
        if (command.Entry is { } entry && !await db.FieldworkEntries.AnyAsync(e => e.Id == entry && e.Audit == command.Audit, ct)) return new AuditPartNotFound();
        if (command.Finding is { } finding && !await db.AuditFindings.AnyAsync(f => f.Id == finding && f.Audit == command.Audit, ct)) return new AuditPartNotFound();

        // Decide
        var faults = new List<Fault>();
        if (Evidence.Unacceptable(command.FileName, command.Bytes.LongLength) is { } sentence) faults.Add(new("file", sentence));
        if (command.PeriodUntil < command.PeriodFrom) faults.Add(new("periodUntil", "対象の期間の終わりが、始まりより前です。"));
        if (command.CollectedOn > now.DayInJapan) faults.Add(new("collectedOn", "収集した日が、今日より後です。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var evidence = new Evidence
        {
            Id = EvidenceId.New(), Audit = command.Audit, Entry = command.Entry, Finding = command.Finding, Title = command.Title, FileName = command.FileName, ContentType = command.ContentType, Size = command.Bytes.LongLength,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(command.Bytes)), CollectedOn = command.CollectedOn, PeriodFrom = command.PeriodFrom, PeriodUntil = command.PeriodUntil, Source = command.Source, ByName = me.Name, At = now,
        };
        db.Evidence.Add(evidence);
        db.EvidenceContents.Add(new EvidenceContent { Evidence = evidence.Id, Bytes = command.Bytes });
        await db.SaveChangesAsync(ct);
        return evidence.Id;
    }
}
