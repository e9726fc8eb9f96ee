using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms;

/// <summary>An account that edge can speak for. 接続済みアカウント.</summary>
internal sealed class ConnectedAccount
{
    /// <summary>The register's key, such as <c>A001</c>.</summary>
    public required string AccountKey { get; init; }

    public required Platform Platform { get; set; }

    /// <summary>The platform's permanent id (LINE: the bot's user id; X: user id; Facebook: page id).</summary>
    public required string PlatformAccountId { get; set; }

    /// <summary>The platform's tokens as JSON, wrapped under the master key for exactly this account.</summary>
    public required byte[] WrappedSecret { get; set; }

    public required DateTimeOffset ConnectedAt { get; set; }

    /// <summary>Whether the platform took our token when we last spoke to it; null while we have not.</summary>
    public bool? Works { get; private set; }

    /// <summary>Why not, in Japanese; null while it works.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>The context under which a secret is wrapped: moved to another account's row it does not open.</summary>
    public static string SecretContext(string accountKey) => $"account/{accountKey}/token";

    public AccountAccess Open(MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(master);
        return new AccountAccess(AccountKey, PlatformAccountId, master.Unwrap(WrappedSecret, SecretContext(AccountKey)));
    }

    /// <summary>Keeps a secret that the platform has renewed.</summary>
    public void Keep(ReadOnlySpan<byte> renewed, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(master);
        WrappedSecret = master.Wrap(renewed, SecretContext(AccountKey));
    }

    /// <summary>Notes how the platform took our token.</summary>
    /// <returns>True when that is news to be reported.</returns>
    public bool Saw(bool works, string? reason, DateTimeOffset at)
    {
        var news = Works != works;
        (Works, Reason, SeenAt) = (works, works ? null : reason, at);
        return news;
    }

    /// <summary>A new secret makes what was seen with the old one void.</summary>
    public void ConnectAgain(Platform platform, string platformAccountId, byte[] wrappedSecret, DateTimeOffset at)
    {
        (Platform, PlatformAccountId, WrappedSecret, ConnectedAt) = (platform, platformAccountId, wrappedSecret, at);
        (Works, Reason, SeenAt) = (null, null, null);
    }
}
