using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Work.Duties;

/// <summary>What an area has to look after whether or not anybody opens a page: what falls due, what has ended. Registered with <c>services.AddScoped&lt;IDailyDuty, …&gt;()</c>.</summary>
/// <remarks>Looked after every hour and on each new day, so it must be idempotent: what was raised today is not raised again.</remarks>
public interface IDailyDuty
{
    /// <summary>As the activity log names who acts, such as <c>custody</c>; it stays the same over releases.</summary>
    string Name { get; }

    /// <summary>Runs in a transaction of its own, on one node at a time.</summary>
    Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct);
}

/// <summary>When a duty looked last, whichever node it was.</summary>
public sealed class DutyLook
{
    /// <summary><see cref="IDailyDuty.Name"/></summary>
    public required string Duty { get; init; }

    public DateTimeOffset At { get; init; }

    internal static void Build(ModelBuilder model, string schema) => model.Entity<DutyLook>(look =>
    {
        look.ToTable("duty_look", schema).NotLogged();
        look.HasKey(l => l.Duty);
    });
}

/// <summary>Lets each duty look once an hour, over all nodes and starts. A node that finds another one at it leaves it alone.</summary>
internal sealed class DailyDuties(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DailyDuties> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>A little less than the pause: a timer that rings early does not cost a whole hour.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(55);

    /// <summary>All duties once; an accident of one does not keep the others from looking.</summary>
    public async Task LookAfterAll(CancellationToken ct)
    {
        string[] names;
        await using (var scope = scopes.CreateAsyncScope()) names = [.. scope.ServiceProvider.GetServices<IDailyDuty>().Select(duty => duty.Name)];
        foreach (var name in names)
        {
            try
            {
                await LookAfter(name, ct);
            }
            catch (Exception accident) when (accident is NpgsqlException or InvalidOperationException or TimeoutException or DbUpdateException)
            {
                logger.LogWarning(accident, "The daily duty {Duty} failed; it looks again in an hour.", name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do await LookAfterAll(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAfter(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program(name));
        var db = scope.ServiceProvider.GetRequiredService<CoreDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var key = "duty/" + name;
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({key}, 0)) as \"Value\"").SingleAsync(ct)) return;

        var now = clock.GetUtcNow();
        if (!await TakeTurn(db, name, now, ct)) return;
        await scope.ServiceProvider.GetServices<IDailyDuty>().Single(duty => duty.Name == name).Look(now.DayInJapan, now, ct);
        await transaction.CommitAsync(ct);
    }

    /// <returns>False where a node has looked within the hour and on this day. The turn is given back with the transaction, so that a duty that failed looks again.</returns>
    private static async Task<bool> TakeTurn(CoreDb db, string name, DateTimeOffset now, CancellationToken ct)
    {
        var (freshFrom, dayFrom) = (now - Fresh, now.DayInJapan.Beginning.ToUniversalTime());
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into work.duty_look (duty, at) values ({name}, {now})
            on conflict (duty) do update set at = excluded.at where duty_look.at < {freshFrom} or duty_look.at < {dayFrom}
            """,
            ct) == 1;
    }
}
