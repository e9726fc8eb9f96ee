using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Foundation.Activity;

public sealed class LogSealerTests : LogTestBase
{
    private static readonly DateTimeOffset Nine = new(2025, 4, 7, 0, 0, 0, TimeSpan.Zero);

    private readonly Stopwatch clock = new();

    [Fact]
    public async Task A5_a_pass_leaves_out_what_is_much_older_than_the_newest_sealed_entry_until_an_hour_has_gone()
    {
        var sealer = Sealer();
        await Log(Nine);
        await sealer.SealOpen(default);
        var committedLate = await Log(Nine.AddMinutes(-61));
        await Log(Nine.AddMinutes(-59));
        await Log(Nine.AddMinutes(1));

        await sealer.SealOpen(default);
        var usually = await Open();
        clock.Pass(TimeSpan.FromHours(1));
        await sealer.SealOpen(default);

        Assert.Equal([committedLate], usually);
        Assert.Empty(await Open());
    }

    [Fact]
    public async Task A5_a_sealer_that_begins_takes_everything_that_is_open()
    {
        await Log(Nine);
        await Sealer().SealOpen(default);
        await Log(Nine.AddDays(-1));

        await Sealer().SealOpen(default);

        Assert.Empty(await Open());
    }

    [Fact]
    public async Task A5_a_block_that_is_asked_for_takes_the_oldest_open_entry_however_old()
    {
        await Log(Nine);
        await LogSealer.SealNext(Core, default);
        await Log(Nine.AddDays(-1));

        Assert.Equal(1, await LogSealer.SealNext(Core, default));

        Assert.Empty(await Open());
    }

    [Fact]
    public async Task A5_an_entry_of_a_clock_far_ahead_does_not_hide_those_after_it()
    {
        var sealer = Sealer();
        await Log(DateTimeOffset.UtcNow.AddYears(50));
        await sealer.SealOpen(default);
        await Log(DateTimeOffset.UtcNow);

        await sealer.SealOpen(default);

        Assert.Empty(await Open());
    }

    [Fact]
    public async Task A5_an_accident_of_any_kind_does_not_end_the_sealing()
    {
        var log = new AccidentLog<LogSealer>();
        await Core.DisposeAsync();
        using var sealer = new LogSealer(Core, TimeProvider.System, log);

        await sealer.StartAsync(default);
        await log.First;

        Assert.False(sealer.ExecuteTask!.IsCompleted);
        await sealer.StopAsync(default);
        Assert.False(sealer.ExecuteTask.IsFaulted);
    }

    private LogSealer Sealer() => new(Core, clock, NullLogger<LogSealer>.Instance);

    /// <summary>An entry that is in the log now, made at the given time by its node's clock.</summary>
    private async Task<Guid> Log(DateTimeOffset at)
    {
        await using var db = Database.OpenCore();
        var entry = new LogEntry
        {
            Id = Guid.CreateVersion7(at),
            Command = Guid.CreateVersion7(at),
            At = at,
            ActorName = "佐藤",
            Via = "test",
            SubjectType = "Account",
            SubjectId = "A001",
            Action = LogAction.Added,
            Commitment = new byte[32],
        };
        db.Add(entry);
        await db.SaveChangesAsync();
        return entry.Id;
    }

    private async Task<List<Guid>> Open()
    {
        await using var db = Database.OpenCore();
        return await db.Log.Where(e => !db.Set<LogBlockEntry>().Any(b => b.EntryId == e.Id)).Select(e => e.Id).ToListAsync();
    }

    /// <summary>Measures the time that a test lets pass.</summary>
    private sealed class Stopwatch : TimeProvider
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => passed.Ticks;

        public void Pass(TimeSpan time) => passed += time;
    }
}
