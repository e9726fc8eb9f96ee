using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Findings;

/// <param name="Finding">Null writes a new one.</param>
internal sealed record SaveFinding(AuditId Audit, AuditFindingId? Finding, OfficeId Office, FindingContent Content);

/// <summary>Sends the draft to the office for factual confirmation.</summary>
internal sealed record SendFinding(AuditFindingId Finding, DateOnly ReplyBy);

/// <summary>The office's word on the facts.</summary>
internal sealed record AnswerFinding(AuditFindingId Finding, FactReply Reply, string Text);

internal sealed record SettleFinding(AuditFindingId Finding, string Considered);

internal sealed record WithdrawFinding(AuditFindingId Finding, string Why);

internal sealed record SaveGrade(string Key, string Word, int Order, int? MeasureDays, bool IsPublished, string Use, bool IsRetired);

/// <summary>Findings from the first draft to the words of the report. J4.</summary>
internal sealed class FindingHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The finding, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="FindingNotPossibleNow"/>, <see cref="AuditNotPossibleNow"/>.</returns>
    public async Task<Result<AuditFindingId>> Handle(SaveFinding command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (await db.Audits.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        var finding = command.Finding is { } id ? await db.AuditFindings.SingleOrDefaultAsync(f => f.Id == id && f.Audit == audit.Id, ct) : null;
        if (command.Finding is not null && finding is null) return new AuditPartNotFound();
        var office = await db.OfficesOn(now.DayInJapan).SingleOrDefaultAsync(o => o.Id == command.Office, ct);
        var grades = await db.Grades(ct);

        // Decide
        if (audit.Stage is AuditStage.Reported or AuditStage.Dropped) return new AuditNotPossibleNow(audit.Stage);
        var faults = new List<Fault>();
        if (office is null && finding is null) faults.Add(new("office", FindingForm.ChooseOffice));
        if (!grades.TryGetValue(command.Content.Grade, out var grade) || grade.IsRetired) faults.Add(new("grade", FindingForm.ChooseGrade));
        if (command.Content.AccountKey.Length > 0 && !await db.Accounts.AnyAsync(account => account.Key == command.Content.AccountKey, ct)) faults.Add(new("account", "その番号のアカウントは台帳にありません。"));
        if (command.Content.Figure.Length > 0 && !Names(Programme.Find(audit.Programme).Value, command.Content.Figure)) faults.Add(new("figure", "その表・行・列はありません。「表」の画面で数字を開き、アドレスの「tables/」より後ろを見て「13/offices/none」のように入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (finding is null)
        {
            var number = (await db.AuditFindings.Where(f => f.Audit == audit.Id).MaxAsync(f => (int?)f.Number, ct) ?? 0) + 1;
            db.AuditFindings.Add(finding = AuditFinding.Write(audit.Id, number, office!.Id, office.Name, command.Content, me.Name, now));
        }
        else if (finding.Edit(command.Content).IsRefused(out var no))
        {
            return no;
        }

        // Write
        await db.SaveChangesAsync(ct);
        return finding.Id;
    }

    /// <returns>The finding, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="FindingNotPossibleNow"/>.</returns>
    public async Task<Result<AuditFinding>> Handle(SendFinding command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (await Find(command.Finding, ct) is not { } finding) return new AuditPartNotFound();
        var times = await db.Tasks.CountAsync(task => task.Kind == AuditTasks.ConfirmFacts && task.About.StartsWith(finding.Id.Value.ToString()), ct);

        // Decide
        if (command.ReplyBy <= now.DayInJapan) return new NotAcceptable([new Fault("replyBy", "回答の期限は、明日以後の日にしてください。")]);
        if (finding.Send(command.ReplyBy, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasksAbout(AuditTasks.ConsiderReply, finding.Id.Value.ToString(), me.Id, finding.State.Word, now, ct);
        await db.AddTaskOnce(WorkTask.For(finding.Office, null, AuditTasks.ConfirmFacts, $"{finding.Id.Value}/{times + 1}", "監査の事実確認に回答する", $"/audits/inquiries/{finding.Id.Value}", command.ReplyBy, now, endsOnItsPage: true), ct);
        await db.SaveChangesAsync(ct);
        return finding;
    }

    /// <summary>The head of the office answers; the audit office gets a task.</summary>
    /// <returns>The finding, or <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="FindingNotPossibleNow"/>.</returns>
    public async Task<Result<AuditFinding>> Handle(AnswerFinding command, Me me, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        if (await Find(command.Finding, ct) is not { Sent: not null } finding || !me.May(Act.AnswerAudits, finding.Office)) return new AuditPartNotFound();

        // Decide
        if (command.Reply is not FactReply.AsStated && command.Text.Length == 0) return new NotAcceptable([new Fault("text", "どこが、どう違うかを入力してください。")]);
        if (finding.Answer(command.Reply, command.Text, me.Name, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasksAbout(AuditTasks.ConfirmFacts, finding.Id.Value.ToString(), me.Id, command.Reply.Word, now, ct);
        await db.TellAuditOffices(AuditTasks.ConsiderReply, $"{finding.Id.Value}/{now.UtcTicks}", $"事実確認の回答を検討する（{finding.OfficeName}）", $"/audits/plans/{finding.Audit.Value}/findings/{finding.Id.Value}", now.DayInJapan.AddDays(7), now.DayInJapan, now, ct);
        await db.SaveChangesAsync(ct);
        return finding;
    }

    /// <returns>The finding, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="FindingNotPossibleNow"/>.</returns>
    public async Task<Result<AuditFinding>> Handle(SettleFinding command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await Find(command.Finding, ct) is not { } finding) return new AuditPartNotFound();
        var grades = await db.Grades(ct);
        var earlier = await Earlier(finding, ct);

        // Decide
        var owed = grades.GetValueOrDefault(finding.Content.Grade)?.MeasureDays is not null;
        if (finding.Settle(command.Considered, owed, earlier is [.., var last] ? last.Id : null, clock.GetUtcNow()).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasksAbout(AuditTasks.ConsiderReply, finding.Id.Value.ToString(), me.Id, finding.State.Word, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return finding;
    }

    /// <returns>The finding, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="FindingNotPossibleNow"/>.</returns>
    public async Task<Result<AuditFinding>> Handle(WithdrawFinding command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await Find(command.Finding, ct) is not { } finding) return new AuditPartNotFound();
        var now = clock.GetUtcNow();

        // Decide
        if (finding.Withdraw(command.Why).IsRefused(out var no)) return no;

        // Write
        foreach (var kind in new[] { AuditTasks.ConfirmFacts, AuditTasks.ConsiderReply }) await db.CloseTasksAbout(kind, finding.Id.Value.ToString(), me.Id, finding.State.Word, now, ct);
        await db.SaveChangesAsync(ct);
        return finding;
    }

    /// <summary>What residents read of reported audits follows the grades.</summary>
    /// <returns>The key, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<string>> Handle(SaveGrade command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var own = await db.FindingGrades.ToListAsync(ct);

        // Decide
        if (own.Count == 0)
        {
            own.AddRange(FindingGrade.Usual);
            db.FindingGrades.AddRange(own);
        }

        var grade = own.Find(one => one.Key == command.Key);
        if (grade is null) db.FindingGrades.Add(grade = new FindingGrade { Key = command.Key });
        (grade.Word, grade.Order, grade.MeasureDays, grade.IsPublished, grade.Use, grade.IsRetired) = (command.Word, command.Order, command.MeasureDays, command.IsPublished, command.Use, command.IsRetired);

        // Write
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return grade.Key;
    }

    /// <summary>Findings of earlier audits against the same office and clause, the earliest first. 再指摘.</summary>
    public async Task<IReadOnlyList<AuditFinding>> Earlier(AuditFinding finding, CancellationToken ct)
    {
        if (finding.Content.Clause.Length == 0) return [];
        var before = await db.AuditFindings.AsNoTracking().Where(f => f.Office == finding.Office && f.Audit != finding.Audit && f.State == FindingState.Settled && f.SettledAt < finding.WrittenAt).OrderBy(f => f.SettledAt).ToListAsync(ct);
        return [.. before.Where(f => f.Content.Clause == finding.Content.Clause)];
    }

    /// <summary>Whether "table/row/column" names a table of the programme and a column and, where its rows are fixed, a row of it.</summary>
    private static bool Names(Programme programme, string figure) => figure.Split('/') is [var table, var row, var column] && programme.Table(table) is { } recipe
        && recipe.Columns.Any(one => one.Key == column) && recipe.Rows.Any(rule => rule is RowRule.Each || rule is RowRule.One one && one.Key == row || rule is RowRule.ShareOfRow share && share.Key == row);

    private Task<AuditFinding?> Find(AuditFindingId id, CancellationToken ct) => db.AuditFindings.SingleOrDefaultAsync(f => f.Id == id, ct);
}
