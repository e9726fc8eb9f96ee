using System.Linq.Expressions;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.Mailing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Queues;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work;

/// <param name="What">What was to be done, in words.</param>
public sealed record StuckRow(Guid Id, string What, DateTimeOffset Since, int Failures, string? Error, DateTimeOffset? DueAt);

public sealed record StuckView(IReadOnlyList<StuckRow> Rows);

/// <summary>Unattended work that fails again and again: told to the IT office as a task after ten times, listed on a page, tried at once when a person says so. ARCHITECTURE 3.15.</summary>
internal static class StuckRows
{
    public const string Path = "/admin/stuck";
    private const string TaskKind = "stuck-work";
    private const int MostShown = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadSystem);
        app.MapPost(Path, TryAgain).Requires(Act.RestartWork);
    }

    /// <summary>Gives every IT office the task to look. Without such an office the PR office gets it; the log of the machine has it in any case.</summary>
    public static async Task Tell(IServiceProvider scope, QueueRow row, CancellationToken ct)
    {
        var db = scope.GetRequiredService<CoreDb>();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        var offices = await db.OfficesOn(now.DayInJapan).Where(o => o.Function == OfficeFunction.InformationTechnology || o.Function == OfficeFunction.PublicRelations)
            .Select(o => new { o.Id, o.Function }).ToListAsync(ct);
        var told = offices.Any(o => o.Function is OfficeFunction.InformationTechnology) ? offices.Where(o => o.Function is OfficeFunction.InformationTechnology) : offices;
        foreach (var office in told)
        {
            await db.AddTaskOnce(WorkTask.For(office.Id, null, TaskKind, $"{row.Id}/{office.Id.Value}", $"自動処理が続けて失敗している（{WhatOf(row)}）", Path, now.DayInJapan, now), ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task<IResult> Show(CoreDb db, CancellationToken ct)
    {
        List<StuckRow> rows = [.. await Of(db.Outbox, ct), .. await Of(db.OutgoingOrders, ct), .. await Of(db.IncomingReports, ct), .. await Of(db.OutgoingMail, ct)];
        return Pages.Show<StuckPage>(new StuckView([.. rows.OrderBy(r => r.Since)]));
    }

    private static async Task<IResult> TryAgain(CoreDb db, CancellationToken ct)
    {
        var woken = await Wake(db.Outbox, ct) + await Wake(db.OutgoingOrders, ct) + await Wake(db.IncomingReports, ct) + await Wake(db.OutgoingMail, ct);
        return Pages.GoTo(Path, woken > 0 ? Notice.Success($"{woken}件をもう一度試します。", "結果は、少し待ってからこの画面を開き直すと分かります。") : Notice.Information("試すものはありませんでした。"));
    }

    private static async Task<IEnumerable<StuckRow>> Of<TRow>(IQueryable<TRow> queue, CancellationToken ct) where TRow : QueueRow =>
        (await queue.AsNoTracking().Where(Failing<TRow>()).OrderBy(r => r.Seq).Take(MostShown).ToListAsync(ct))
            .Select(r => new StuckRow(r.Id, WhatOf(r), r.CreatedAt, r.Failures, r.LastError, r.DueAt));

    private static Task<int> Wake<TRow>(IQueryable<TRow> queue, CancellationToken ct) where TRow : QueueRow =>
        queue.Where(Failing<TRow>()).ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, DateTimeOffset.UtcNow), ct);

    private static Expression<Func<TRow, bool>> Failing<TRow>() where TRow : QueueRow => row => row.DoneAt == null && row.Failures > 0;

    private static string WhatOf(QueueRow row) => row switch
    {
        OutgoingMail mail => $"メールの送信：{mail.Notice.Word}",
        OutboxRow fact => $"知らせの処理：{fact.Listener}",
        OutgoingOrder => $"発信側への引渡し：{MessageWords.Of(row.Kind)}",
        IncomingReport => $"発信側からの報告の受取り：{MessageWords.Of(row.Kind)}",
        _ => row.Kind,
    };
}
