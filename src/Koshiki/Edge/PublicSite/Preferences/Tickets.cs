using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Edge.Segments;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Leave to come in: one-time links, and sign-ins by LINE under way. The database holds hashes only: who reads it can make no link.</summary>
internal sealed class Tickets(EdgeDb db, MasterKey master, TimeProvider clock)
{
    /// <summary>How long a one-time link can be opened.</summary>
    public static readonly TimeSpan LinkLives = TimeSpan.FromMinutes(30);

    /// <summary>How long a visitor may take at LINE; its code lives as long.</summary>
    public static readonly TimeSpan SignInLives = TimeSpan.FromMinutes(10);

    /// <summary>Makes a one-time link for a friend; stored with the caller's next save.</summary>
    /// <returns>What the address carries: 256 bits by chance.</returns>
    public async Task<string> Issue(string account, int ordinal, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await Add(secret, account, ordinal, null, LinkLives, ct);
        return secret;
    }

    /// <summary>Looks at a link without using it up.</summary>
    public Task<PreferenceTicket?> Look(string secret, CancellationToken ct)
    {
        var hash = HashOf(secret);
        return db.PreferenceTickets.AsNoTracking().SingleOrDefaultAsync(ticket => ticket.Hash == hash && ticket.Wrapped == null, ct);
    }

    /// <summary>Uses a link up, within the caller's transaction.</summary>
    /// <returns>False when somebody was first.</returns>
    public async Task<bool> Use(byte[] hash, CancellationToken ct) =>
        await db.PreferenceTickets.Where(ticket => ticket.Hash == hash && ticket.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.UsedAt, clock.GetUtcNow()), ct) == 1;

    /// <summary>Remembers a sign-in until the visitor comes back.</summary>
    public async Task Remember(SignInUnderWay signIn, CancellationToken ct)
    {
        var hash = HashOf(signIn.State);
        await Add(signIn.State, signIn.Account, null, master.Wrap(JsonSerializer.SerializeToUtf8Bytes(signIn), Context(hash)), SignInLives, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Takes the remembered sign-in away: it is good for one return.</summary>
    /// <returns>Null when there is none, or its time is over.</returns>
    public async Task<SignInUnderWay?> Recall(string state, CancellationToken ct)
    {
        var hash = HashOf(state);
        var now = clock.GetUtcNow();
        var ticket = await db.PreferenceTickets.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash && t.Wrapped != null, ct);
        if (ticket?.Wrapped is not { } wrapped || await db.PreferenceTickets.Where(t => t.Hash == hash).ExecuteDeleteAsync(ct) == 0 || ticket.ExpiresAt <= now) return null;
        return JsonSerializer.Deserialize<SignInUnderWay>(master.Unwrap(wrapped, Context(hash)));
    }

    private async Task Add(string secret, string account, int? ordinal, byte[]? wrapped, TimeSpan lives, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A day later nobody needs to be told any more that a link has been used.
        var old = now - TimeSpan.FromDays(1);
        await db.PreferenceTickets.Where(ticket => ticket.ExpiresAt < old).ExecuteDeleteAsync(ct);
        db.PreferenceTickets.Add(new PreferenceTicket { Hash = HashOf(secret), AccountKey = account, Ordinal = ordinal, Wrapped = wrapped, ExpiresAt = now + lives });
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string Context(byte[] hash) => $"preferences/{Convert.ToHexStringLower(hash)}";
}

/// <summary>A visitor at LINE, whom we expect back.</summary>
/// <param name="Browser">Whose browser he left from: another one does not come back in his name.</param>
/// <param name="WithFurigana">How he reads.</param>
/// <param name="From">The registration code that led him here; null where there is none. K4.</param>
internal sealed record SignInUnderWay(string Account, string State, string Nonce, string Verifier, string Browser, bool WithFurigana, string? From)
{
    public override string ToString() => Account;
}
