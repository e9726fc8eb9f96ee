namespace Koshiki.StandIns.Control;

/// <summary>A bucket that refills evenly: so many calls in a period, so many at once.</summary>
internal sealed class TokenBucket(double calls, TimeSpan period, double atOnce, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly double perTick = calls / period.Ticks;
    private readonly double most = atOnce;
    private double tokens = atOnce;
    private long last = clock.GetUtcNow().UtcTicks;

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().UtcTicks;
            tokens = Math.Min(most, tokens + Math.Max(0, now - last) * perTick);
            last = now;
            if (tokens < 1)
            {
                return false;
            }

            tokens--;
            return true;
        }
    }
}
