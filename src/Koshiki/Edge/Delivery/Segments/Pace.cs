using System.Diagnostics;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>The account's share of LINE's limit: a bucket of tokens, filled evenly by the monotonic clock. One waits at a time.</summary>
/// <remarks>
/// The bucket holds a twentieth of a second's tokens, so that a short halt of the process is made up for. Beside it stands a record of when the last
/// requests started: in no second, wherever it begins, more than a hundredth above the share go out.
/// </remarks>
/// <param name="perSecond">Requests in a second.</param>
internal sealed class Pace(double perSecond)
{
    /// <summary>How long half the share is kept after LINE has said "too many". Our decision (ARCHITECTURE 3.7).</summary>
    public static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(10);

    private const double BucketSeconds = 0.05;

    private readonly Lock gate = new();

    /// <summary>When the last requests started, by the monotonic clock; the oldest is overwritten next.</summary>
    private readonly long[] started = [.. Enumerable.Repeat(long.MinValue / 2, Math.Max(1, (int)(perSecond * 1.01)))];
    private int oldest;
    private double tokens = 1;
    private long filledAt = Stopwatch.GetTimestamp();
    private long slowUntil;

    /// <summary>Waits until the next request may start.</summary>
    public async ValueTask Wait(CancellationToken ct)
    {
        while (Take(Stopwatch.GetTimestamp()) is { } wait) await Task.Delay(wait, ct);
    }

    /// <summary>Halves the share from now on, for <see cref="SlowFor"/>.</summary>
    public void Halve(long now)
    {
        lock (gate)
        {
            Fill(now);
            slowUntil = now + (long)(SlowFor.TotalSeconds * Stopwatch.Frequency);
        }
    }

    /// <param name="now">By the monotonic clock.</param>
    /// <returns>Null when a token was taken; else how long to wait before asking again.</returns>
    public TimeSpan? Take(long now)
    {
        lock (gate)
        {
            Fill(now);
            if (started[oldest] + Stopwatch.Frequency - now is > 0 and var early) return TimeSpan.FromSeconds(Math.Max(0.001, early / (double)Stopwatch.Frequency));
            if (tokens < 1) return TimeSpan.FromSeconds(Math.Max(0.001, (1 - tokens) / Share(now)));
            tokens--;
            started[oldest] = now;
            oldest = (oldest + 1) % started.Length;
            return null;
        }
    }

    private void Fill(long now)
    {
        var share = Share(now);
        tokens = Math.Min(Math.Max(1, perSecond * BucketSeconds), tokens + (Math.Max(0, now - filledAt) / (double)Stopwatch.Frequency * share));
        filledAt = now;
    }

    private double Share(long now) => now < slowUntil ? perSecond / 2 : perSecond;
}
