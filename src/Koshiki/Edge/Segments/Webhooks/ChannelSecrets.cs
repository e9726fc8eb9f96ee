using System.Collections.Frozen;
using System.Text;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Segments.Webhooks;

/// <summary>The channel secrets of all LINE accounts, opened once and kept for some seconds. A caller who invents account keys costs one query a second at most.</summary>
internal sealed class ChannelSecrets(IServiceScopeFactory scopes, MasterKey master, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgainAtMost = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1, 1);
    private Known known = new(FrozenDictionary<string, byte[]>.Empty, DateTimeOffset.MinValue);

    /// <summary>The account's secret as UTF-8; null for one that takes no webhooks.</summary>
    public async ValueTask<byte[]?> Of(string accountKey, CancellationToken ct)
    {
        if (clock.GetUtcNow() - known.ReadAt > Keep) await Read(Keep, ct);
        return known.Secrets.GetValueOrDefault(accountKey);
    }

    /// <summary>The same, after a signature that did not fit: an account connected just now, or a secret just renewed, counts at once.</summary>
    public async ValueTask<byte[]?> OfAnew(string accountKey, CancellationToken ct)
    {
        await Read(LookAgainAtMost, ct);
        return known.Secrets.GetValueOrDefault(accountKey);
    }

    public void Dispose() => reading.Dispose();

    private async Task Read(TimeSpan unlessYoungerThan, CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() - known.ReadAt <= unlessYoungerThan) return;
            await using var scope = scopes.CreateAsyncScope();
            var accounts = await scope.ServiceProvider.GetRequiredService<EdgeDb>().ConnectedAccounts.AsNoTracking().Where(a => a.Platform == Platform.Line).ToListAsync(ct);
            known = new Known(
                accounts.Select(a => (a.AccountKey, LineSecret.Read(a.Open(master).Secret.Span)?.ChannelSecret))
                    .Where(a => a.ChannelSecret is { Length: > 0 })
                    .ToFrozenDictionary(a => a.AccountKey, a => Encoding.UTF8.GetBytes(a.ChannelSecret!), StringComparer.Ordinal),
                clock.GetUtcNow());
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed record Known(FrozenDictionary<string, byte[]> Secrets, DateTimeOffset ReadAt);
}
