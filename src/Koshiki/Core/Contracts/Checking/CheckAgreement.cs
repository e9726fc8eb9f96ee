using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Checking;

/// <summary>Records that the office in charge looked at how the other side runs the accounts. A7.</summary>
public sealed record CheckAgreement(AgreementId Agreement, DateOnly On, bool? IsInOrder, string? Findings);

/// <summary>Records that the guideline was handed to the other side. A7.</summary>
public sealed record PassGuideline(AgreementId Agreement, DateOnly On);

internal sealed class CheckAgreementHandler(CoreDb db, TimeProvider clock)
{
    public const string TaskKind = "agreement-check";

    /// <returns>The check, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<AgreementCheck>> Handle(CheckAgreement command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;

        // Decide
        var check = AgreementCheck.Of(command.Agreement, command.On, command.IsInOrder, command.Findings, me.Id, me.Name, now.DayInJapan, now);
        if (!check.Succeeded) return check;

        // Write
        db.AgreementChecks.Add(check.Value);
        var prefix = command.Agreement.Value + "/";
        var open = await db.Tasks.Where(t => t.Kind == TaskKind && t.State == TaskState.Open && t.About.StartsWith(prefix)).ToListAsync(ct);
        foreach (var task in open) task.Close(me.Id, TaskState.Done, "点検を記録しました。", now);
        await db.SaveChangesAsync(ct);
        return check;
    }

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(PassGuideline command, Me me, CancellationToken ct)
    {
        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;

        // Decide
        if (command.On > clock.GetUtcNow().DayInJapan) return new NotAcceptable([new Fault("passed", "先の日です。渡した日を入力してください。")]);
        agreement.Value.PassGuideline(command.On);

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
