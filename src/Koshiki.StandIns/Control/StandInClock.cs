namespace Koshiki.StandIns.Control;

/// <summary>Real time plus what a test has added, so that 24 hours pass in no time.</summary>
public sealed class StandInClock : TimeProvider
{
    private long addedTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref addedTicks));

    /// <summary>Moves this clock on; it never goes back.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref addedTicks, by.Ticks);
    }
}
