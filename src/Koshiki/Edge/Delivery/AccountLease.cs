using System.Diagnostics;

namespace Koshiki.Edge.Delivery;

/// <summary>The right to send for one account, while it lasts. ARCHITECTURE 3.6.</summary>
internal sealed class AccountLease(string account, long epoch, Guid node, long nodeLock, long renewalSentAt) : IDisposable
{
    /// <summary>Half a second less than the lease itself: whoever may still start a request is not yet replaced.</summary>
    private static readonly long Permit = (long)(2.5 * Stopwatch.Frequency);

    private readonly CancellationTokenSource lost = new();
    private long permitEnds = renewalSentAt + Permit;

    public string Account => account;

    public long Epoch => epoch;

    public Guid Node => node;

    public long NodeLock => nodeLock;

    /// <summary>Cancelled when the lease is known to be somebody else's.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Whether a request may be started now, by the monotonic clock: a process that was stopped finds its permit over.</summary>
    public bool MaySend => Stopwatch.GetTimestamp() < Interlocked.Read(ref permitEnds);

    /// <param name="sentAt">The monotonic time before the renewal was sent.</param>
    public void Renewed(long sentAt) => Interlocked.Exchange(ref permitEnds, sentAt + Permit);

    public void Lose()
    {
        Interlocked.Exchange(ref permitEnds, 0);
        lost.Cancel();
    }

    public void Dispose() => lost.Dispose();
}

/// <summary>Somebody else has the right to send now: stop, and write nothing more.</summary>
internal sealed class LeaseLostException(string account) : Exception($"The lease of {account} is no longer ours.");
