using Koshiki.Core.Guidelines.Acknowledging;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>The whole of a day's look at the guideline: verdicts, tasks, reminders. Once a day over all staff nodes.</summary>
internal sealed class GuidelineDay(CoreDb db, DailyEvaluation evaluation, VerdictTasks tasks, GuidelineReminders reminders, TimeProvider clock)
{
    /// <summary>The controls' own row in the runs: the day is done when it is there.</summary>
    public const string WholeRun = "guideline-day";

    /// <returns>Null where another node does it or has done it, or no version is in force.</returns>
    public Task<EvaluationDone?> RunOnce(CancellationToken ct) => Run(again: false, ct);

    /// <summary>Runs it now, whether it ran today or not.</summary>
    /// <returns>Null where another node is at it, or no version is in force.</returns>
    public Task<EvaluationDone?> RunAgain(CancellationToken ct) => Run(again: true, ct);

    private async Task<EvaluationDone?> Run(bool again, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if (!again && await IsDone()) return null;
        // A lock of the session, not of a transaction: each control has its own. A node that dies loses it, and another one goes on.
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var mine = (await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock(hashtext('koshiki guideline day')) as \"Value\"").ToListAsync(ct))[0];
            if (!mine) return null;
            try
            {
                return !again && await IsDone() ? null : await Judge(today, ct);
            }
            finally
            {
                await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock(hashtext('koshiki guideline day'))", CancellationToken.None);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        Task<bool> IsDone() => db.ControlRuns.AsNoTracking().AnyAsync(run => run.Control == WholeRun && run.Day == today, ct);
    }

    private async Task<EvaluationDone?> Judge(DateOnly today, CancellationToken ct)
    {
        if (await evaluation.Run(ct) is not { } done) return null;
        await tasks.Raise(ct);
        await reminders.Remind(ct);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into guidelines.control_run (control, day, version_number, parameters, met, not_met, cannot_tell, changed, ended_at, failure)
            values ({WholeRun}, {today}, 0, '', 0, 0, 0, {done.Changed}, {now}, null) on conflict (control, day) do update set changed = excluded.changed, ended_at = excluded.ended_at
            """,
            ct);
        return done;
    }
}

/// <summary>Looks every five minutes whether today's run is still to be done, from half past four in the morning on. A run that was missed is made up for as soon as a node lives.</summary>
/// <remarks>No scheduler: the row of the day says whether it is done. Decision record 0071.</remarks>
internal sealed class EvaluationJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EvaluationJob> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Before the first desk is manned, behind the night's backups.</summary>
    private static readonly TimeOnly NotBefore = new(4, 30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                if (clock.GetUtcNow().TimeInJapan < NotBefore) continue;
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("guideline-day"));
                if (await scope.ServiceProvider.GetRequiredService<GuidelineDay>().RunOnce(stoppingToken) is { } done)
                    logger.LogInformation("{Controls} controls judged {Findings} subjects; {Changed} verdicts are new; not judged yet: {Unknown}.", done.Controls, done.Findings, done.Changed, string.Join(", ", done.Unknown));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is NpgsqlException or InvalidOperationException or TimeoutException or DbUpdateException)
            {
                logger.LogWarning(accident, "The guideline's daily run failed; trying again in five minutes.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
