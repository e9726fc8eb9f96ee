using Koshiki.Core.Accounts;
using Koshiki.Exchange;

namespace Koshiki.Core.Monitoring;

/// <summary>What the program saw when it last looked at an account on its platform: a mirror of the edge's reports. 自動確認の結果. D3.</summary>
public sealed class AccountLook
{
    public required AccountId Account { get; init; }

    /// <summary>When it last tried.</summary>
    public DateTimeOffset TriedAt { get; private set; }

    /// <summary>When the profile was last seen; null while it never was.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    public TokenHealth Token { get; private set; }

    public string? Name { get; private set; }

    public string? Handle { get; private set; }

    /// <summary>Null where the platform does not tell.</summary>
    public string? Text { get; private set; }

    /// <summary>Null where the platform does not tell.</summary>
    public string[]? Links { get; private set; }

    /// <summary>When its posts were last compared with the delivery log; null where the platform does not show them.</summary>
    public DateTimeOffset? PostsReadAt { get; private set; }

    /// <summary>Why the last try could not tell everything; null when it could.</summary>
    public string? Reason { get; private set; }

    /// <summary>Takes note of a report. What could not be asked this time keeps what was seen before; the reason says so.</summary>
    /// <returns>False when a later one was heard before.</returns>
    public bool Follow(AccountSeen seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (seen.At <= TriedAt) return false;
        (TriedAt, Reason) = (seen.At, seen.Reason);
        if (seen.Token is not TokenHealth.CannotTell) Token = seen.Token;
        if (seen.Profile is { } profile)
        {
            (SeenAt, Name, Handle, Text, Links) = (seen.At, profile.Name, profile.Handle, profile.Text, profile.Links is { } links ? [.. links] : null);
        }

        if (seen.Posts is not null) PostsReadAt = seen.At;
        return true;
    }
}
