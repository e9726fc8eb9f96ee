using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Sends visitors to LINE and finds out, when they come back, which friend they are.</summary>
internal sealed class SignInByLine(EdgeDb db, MasterKey master, LineLogin login, Tickets tickets, Residents residents, TimeProvider clock, Settings settings, ILogger<SignInByLine> logger)
{
    /// <summary>How long after becoming a friend a registration code still tells where he came from.</summary>
    private static readonly TimeSpan NewFriend = TimeSpan.FromDays(1);

    /// <summary>Where LINE sends visitors back to; to be registered with the LINE Login channel.</summary>
    public string Callback => $"{settings.PublicUrl.AbsoluteUri.TrimEnd('/')}{Visits.Path}/return";

    /// <summary>Whether the account has a LINE Login channel.</summary>
    public async Task<bool> IsOffered(string account, CancellationToken ct) => (await Secret(account, ct))?.Login is not null;

    /// <returns>The address at LINE, or <see cref="NoSignInHere"/>.</returns>
    public async Task<Result<string>> Begin(string account, string browser, bool withFurigana, string? from, CancellationToken ct)
    {
        if ((await Secret(account, ct))?.Login is not { } channel) return new NoSignInHere();

        var attempt = LineLoginAttempt.Begin();
        await tickets.Remember(new SignInUnderWay(account, attempt.State, attempt.Nonce, attempt.Verifier, browser, withFurigana, from), ct);
        return login.AddressFor(channel, attempt, Callback);
    }

    /// <summary>Finds the friend whom LINE sent back.</summary>
    /// <param name="begun">What <see cref="Tickets.Recall"/> found.</param>
    /// <returns>The visit, or <see cref="DeniedAtLine"/>, <see cref="NoSuchSignIn"/>, <see cref="LineDidNotVouch"/>, <see cref="LineOutOfReach"/>, <see cref="NotAFriend"/>.</returns>
    public async Task<Result<Visit>> Return(SignInUnderWay begun, string? browser, string? code, CancellationToken ct)
    {
        if (browser != begun.Browser || await Secret(begun.Account, ct) is not { Login: { } channel } secret) return new NoSuchSignIn();
        if (string.IsNullOrEmpty(code)) return new DeniedAtLine();

        var vouched = await login.WhoIs(channel, new LineLoginAttempt(begun.State, begun.Nonce, begun.Verifier), code, Callback, ct);
        if (vouched.IsRefused(out var refusal))
        {
            logger.LogWarning("{Account}: a visitor's sign-in by LINE failed: {Why}.", begun.Account, (refusal as LineDidNotVouch)?.Why ?? (refusal as LineOutOfReach)?.Why);
            return refusal;
        }

        if (!LineUserId.TryParse(vouched.Value, out var who)) return new LineDidNotVouch("the id token's subject is no user id");
        var friend = await residents.Find(begun.Account, who, ct);
        if (friend is not { State: FriendState.Following })
        {
            var known = await BecomeKnown(begun.Account, who, secret, ct);
            if (known.IsRefused(out refusal)) return refusal;
            friend = known.Value;
        }

        // Who has been a friend for longer did not become one by the poster that he has just read.
        var now = Moment.Of(clock);
        if (begun.From is { } from && friend.FollowedAt > now - NewFriend) await residents.Tell(begun.Account, new FriendChange.CameBy(friend.Ordinal, from, now), ct);
        return new Visit(begun.Account, friend.Ordinal);
    }

    /// <summary>LINE may know of a friendship that no webhook has told us: from before the account was connected, or after an erasure.</summary>
    private async Task<Result<Friend>> BecomeKnown(string account, LineUserId who, LineSecret secret, CancellationToken ct)
    {
        switch (await login.IsFriend(secret, who.Text, ct))
        {
            case null: return new LineOutOfReach("the profile could not be read");
            case false: return new NotAFriend();
        }

        await residents.Tell(account, new FriendChange.Followed(who, Moment.Of(clock), IsUnblocked: false), ct);
        Friend? known = null;
        return await Residents.Applied(async () => (known = await residents.Find(account, who, ct)) is { State: FriendState.Following }, ct)
            ? known!
            : new LineOutOfReach("the register did not take the friend in");
    }

    private async Task<LineSecret?> Secret(string account, CancellationToken ct) =>
        await db.ConnectedAccounts.FindAsync([account], ct) is { Platform: Platform.Line } connected ? LineSecret.Read(connected.Open(master).Secret.Span) : null;
}
