namespace Koshiki.PlatformFacts;

/// <summary>By what an address names its account.</summary>
public enum IdentityKind
{
    /// <summary>The name that its owner chose and can change: @niiza_pr on X, the LINE ID, a Bluesky handle.</summary>
    Handle,
    /// <summary>The number or code that the platform gave and never changes: a YouTube channel id, a Facebook page id, a DID.</summary>
    PermanentId,
    /// <summary>An older name in an address, in a name space of its own: youtube.com/c/… and /user/….</summary>
    CustomName,
    /// <summary>A short address that leads to the account and does not say its name: lin.ee/….</summary>
    ShortLink,
    /// <summary>A site that is no account of a known platform: the address itself is the identity. ブログ等.</summary>
    Address,
}

/// <summary>An account as its platform tells accounts apart. Two addresses name the same account by the same means exactly when these are equal.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Kind">By what the account is named; a handle and a permanent id of one account are two identities.</param>
/// <param name="Key">
/// The comparison form. Lower case where the platform ignores case (handles, host names), as given where it does not
/// (YouTube channel ids, lin.ee codes, paths); without "@", except in a LINE ID, which has it.
/// </param>
/// <remarks>
/// Case is ignored by X, Instagram, LINE, YouTube handles and Bluesky handles; Facebook ignores full stops in a name as well.
/// The rules are the platforms' help pages as known in November 2026; nothing is asked over the network.
/// </remarks>
public readonly record struct AccountIdentity(Platform Platform, IdentityKind Kind, string Key)
{
    /// <summary>The one text under which the identity is stored and looked up: <c>x:handle:niiza_pr</c>.</summary>
    public override string ToString() => $"{Platform.Key}:{KindKey}:{Key}";

    private string KindKey => Kind switch
    {
        IdentityKind.Handle => "handle",
        IdentityKind.PermanentId => "id",
        IdentityKind.CustomName => "name",
        IdentityKind.ShortLink => "link",
        _ => "address",
    };
}
