using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Measuring;

/// <summary>The office says by when it will be done.</summary>
internal sealed record ForeseeMeasure(MeasureId Measure, DateOnly PlannedOn, string Text);

/// <summary>The office says what it did.</summary>
internal sealed record TellMeasure(MeasureId Measure, string Report, DateOnly DoneOn);

/// <param name="DueAgain">Another day asks the office once more; null accepts what it did.</param>
internal sealed record JudgeMeasure(MeasureId Measure, string Judgement, DateOnly? DueAgain);

/// <param name="NoticeNumber">The public notice, such as 監査公表第5号.</param>
internal sealed record PublishMeasure(MeasureId Measure, DateOnly On, string NoticeNumber);

/// <summary>Measures between office and audit office until they are public. J5, J9.</summary>
internal sealed class MeasureHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The measure, or <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="MeasureNotPossibleNow"/>.</returns>
    public async Task<Result<Measure>> Handle(ForeseeMeasure command, Me me, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        if (await Owed(command.Measure, me, ct) is not { } measure) return new AuditPartNotFound();

        // Decide
        if (command.PlannedOn < now.DayInJapan) return new NotAcceptable([new Fault("plannedOn", "予定の日が過ぎた日です。今日以後の日を入力してください。")]);
        if (measure.Plan(command.PlannedOn, command.Text, me.Name, now).IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return measure;
    }

    /// <returns>The measure, or <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="MeasureNotPossibleNow"/>.</returns>
    public async Task<Result<Measure>> Handle(TellMeasure command, Me me, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        if (await Owed(command.Measure, me, ct) is not { } measure) return new AuditPartNotFound();

        // Decide
        if (command.DoneOn > now.DayInJapan) return new NotAcceptable([new Fault("doneOn", "措置を終えた日が、今日より後です。終わっていないときは、予定を伝えてください。")]);
        if (measure.Tell(command.Report, command.DoneOn, me.Name, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasksAbout(AuditTasks.TellMeasure, measure.Id.Value.ToString(), me.Id, measure.State.Word, now, ct);
        await db.TellAuditOffices(AuditTasks.JudgeMeasure, $"{measure.Id.Value}/{measure.Events.Count}", $"措置の報告を確かめる（監査 {measure.AuditNumber}、{measure.OfficeName}）", $"/audits/measures/{measure.Id.Value}", now.DayInJapan.AddDays(14), now.DayInJapan, now, ct);
        await db.SaveChangesAsync(ct);
        return measure;
    }

    /// <returns>The measure, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="NotAcceptable"/>, <see cref="MeasureNotPossibleNow"/>.</returns>
    public async Task<Result<Measure>> Handle(JudgeMeasure command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (await db.Measures.SingleOrDefaultAsync(m => m.Id == command.Measure, ct) is not { } measure) return new AuditPartNotFound();

        // Decide
        if (command.DueAgain <= now.DayInJapan) return new NotAcceptable([new Fault("dueAgain", "次の報告の期限は、明日以後の日にしてください。")]);
        if (measure.Judge(command.Judgement, command.DueAgain, me.Name, now).IsRefused(out var no)) return no;

        // Write
        await db.CloseTasksAbout(AuditTasks.JudgeMeasure, measure.Id.Value.ToString(), me.Id, measure.State.Word, now, ct);
        if (command.DueAgain is { } day)
            await db.AddTaskOnce(WorkTask.For(measure.Office, null, AuditTasks.TellMeasure, $"{measure.Id.Value}/{measure.Events.Count}", $"監査の措置をもう一度報告する（監査 {measure.AuditNumber}）", $"/audits/measures/{measure.Id.Value}", day, now, endsOnItsPage: true), ct);
        await db.SaveChangesAsync(ct);
        return measure;
    }

    /// <summary>Records the public notice; from that day residents read the measure on the public site.</summary>
    /// <returns>The measure, or <see cref="NotAllowed"/>, <see cref="AuditPartNotFound"/>, <see cref="MeasureIsNotPublic"/>, <see cref="MeasureNotPossibleNow"/>.</returns>
    public async Task<Result<Measure>> Handle(PublishMeasure command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Measures.SingleOrDefaultAsync(m => m.Id == command.Measure, ct) is not { } measure) return new AuditPartNotFound();

        // Decide
        if (measure.Publish(command.On, command.NoticeNumber, me.Name, clock.GetUtcNow()).IsRefused(out var no)) return no;

        // Write
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return measure;
    }

    private async Task<Measure?> Owed(MeasureId id, Me me, CancellationToken ct) =>
        await db.Measures.SingleOrDefaultAsync(m => m.Id == id, ct) is { } measure && me.May(Act.AnswerAudits, measure.Office) ? measure : null;
}
