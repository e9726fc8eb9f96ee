using System.Security.Cryptography;

namespace Koshiki.StandIns.Line;

/// <summary>What people do with an account in their app, and what LINE tells the account's server of it.</summary>
public sealed class LineFriendActs
{
    private readonly LineStandIn line;
    private readonly LineAccount account;

    internal LineFriendActs(LineStandIn line, LineAccount account) => (this.line, this.account) = (line, account);

    /// <summary>Adds the account as a friend, or unblocks it; somebody new when no id is given.</summary>
    public Task<ToldEvent> Follow(string? userId = null, DateTimeOffset? at = null)
    {
        var id = userId ?? "U" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var known = account.NumberOf(id);
        if (known is { } friend) account.Change(friend, FriendState.Friend);
        else account.AddFriends([id]);
        return line.Webhooks.Tell(account, "follow", id, new() { ["follow"] = new { isUnblocked = known is not null } }, at);
    }

    public Task<ToldEvent> Block(string userId, DateTimeOffset? at = null)
    {
        if (account.NumberOf(userId) is { } friend) account.Change(friend, FriendState.Blocked);
        return line.Webhooks.Tell(account, "unfollow", userId, [], at);
    }

    public Task<ToldEvent> Write(string userId, string text, DateTimeOffset? at = null) =>
        line.Webhooks.Tell(account, "message", userId, new() { ["message"] = new { id = "1", type = "text", text, quoteToken = "q1" } }, at);

    /// <summary>Presses a button or a field of the rich menu.</summary>
    public Task<ToldEvent> Press(string userId, string data, DateTimeOffset? at = null) =>
        line.Webhooks.Tell(account, "postback", userId, new() { ["postback"] = new { data } }, at);

    /// <summary>An event of a kind that nobody knows yet: it must be tolerated (PLATFORMS.md, line 35).</summary>
    public Task<ToldEvent> DoSomethingNew(string userId) => line.Webhooks.Tell(account, "somethingNew", userId, new() { ["something"] = new { @new = true } }, null);

    /// <summary>The console's "Verify".</summary>
    public Task<int?> Verify() => line.Webhooks.Verify(account);
}
