using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms;

/// <summary>How "once" can be promised on a platform. ARCHITECTURE 3.2.</summary>
internal enum Promise
{
    /// <summary>The platform itself refuses a repeated request by our key: a request in doubt is simply repeated.</summary>
    ByKey,

    /// <summary>The platform knows no key: a request in doubt is looked for before anything is sent again.</summary>
    ByLooking,
}

/// <summary>Translates our message into a platform's calls, and the platform's answers into outcomes. Nothing more: no retry, no waiting, no state.</summary>
internal interface IConnector
{
    Platform Platform { get; }

    Promise Promise { get; }

    /// <summary>True when the requests stay in the house, as a rehearsal demands. 訓練.</summary>
    bool StaysInTheHouse { get; }

    /// <summary>Makes the requests that publish a channel, in their order. May upload media: that is repeatable and publishes nothing.</summary>
    Task<Prepared> Prepare(PostToSend post, CancellationToken ct);

    /// <summary>Makes one publishing request. The only irreversible thing a connector does.</summary>
    Task<DeliveryOutcome> Send(PlatformCall call, AccountAccess account, CancellationToken ct);

    /// <summary>Looks for a post by author, time, text and media.</summary>
    /// <param name="notBefore">When the request in doubt was opened: nothing older can be it.</param>
    Task<LookResult> Look(PostToSend post, DateTimeOffset notBefore, CancellationToken ct);

    /// <summary>Renews a secret that is about to end. Renewals of one account never overlap: only its clerk asks for them.</summary>
    /// <returns>The new secret, to be stored before it is used; null when the present one is still good.</returns>
    Task<SecretRenewal?> Renew(AccountAccess account, CancellationToken ct);

    /// <summary>Asks whether the platform takes our token, without publishing anything.</summary>
    Task<ConnectionCheck> Check(AccountAccess account, CancellationToken ct);
}

/// <summary>What came of renewing a secret.</summary>
internal abstract record SecretRenewal
{
    private SecretRenewal() { }

    public sealed record Renewed(ReadOnlyMemory<byte> Secret) : SecretRenewal;

    /// <summary>The platform does not renew it any more, or could not be asked.</summary>
    public sealed record Failed(DeliveryOutcome Because) : SecretRenewal;
}

/// <summary>Whether a connection works.</summary>
internal abstract record ConnectionCheck
{
    private ConnectionCheck() { }

    /// <param name="Quota">The month's messages, where the platform counts them.</param>
    public sealed record Works((long? Limit, long Used)? Quota) : ConnectionCheck;

    public sealed record Broken(string Reason) : ConnectionCheck;

    /// <summary>The platform could not be asked: nothing is known, and nothing is reported.</summary>
    public sealed record CouldNotAsk : ConnectionCheck;
}

/// <summary>One channel of a sealed post with what is needed to send it.</summary>
/// <param name="Delivery">Makes the retry keys.</param>
/// <param name="Generation">Rises only when a person lets a request be made anew under another key.</param>
/// <param name="ReadMedia">The bytes of a stored object by its hash.</param>
internal sealed record PostToSend(
    Guid Delivery,
    int Generation,
    SealedChannel Channel,
    AccountAccess Account,
    Func<string, CancellationToken, Task<byte[]>> ReadMedia);

/// <summary>An account as a connector needs it: who it is, and the opened secret.</summary>
/// <param name="Secret">UTF-8 JSON in the form of the platform's own folder. Never logged, never stored open.</param>
internal sealed record AccountAccess(string Key, string PlatformAccountId, ReadOnlyMemory<byte> Secret)
{
    public override string ToString() => $"{Key} ({PlatformAccountId})";
}

/// <summary>One publishing request, complete to the byte, so that its hash can be stored before it is made.</summary>
/// <param name="Chunk">0 for the first; only multicasts have more than one.</param>
/// <param name="RetryKey">The key under which the platform knows the request again; null where it knows none.</param>
/// <param name="Recipients">How many it names; null where it names nobody.</param>
internal sealed record PlatformCall(int Chunk, string Path, string ContentType, byte[] Body, Guid? RetryKey, int? Recipients);

/// <summary>Whether a channel can be sent now.</summary>
internal abstract record Prepared
{
    private Prepared() { }

    public sealed record Ready(IReadOnlyList<PlatformCall> Calls) : Prepared;

    /// <summary>An upload failed or the content cannot be translated. Nothing was published.</summary>
    public sealed record NotReady(DeliveryOutcome Because) : Prepared;
}
