namespace Koshiki.Edge.Segments;

/// <summary>Understands what friends write and press, such as commands about their choices. Asked by the applier, one message after the other, in the transaction that makes the friend known.</summary>
internal interface IFriendMessageListener
{
    /// <summary>Decides what a message means. It calls no platform here: the transaction is open.</summary>
    /// <param name="db">In the applier's transaction: what is saved here commits with the friend's own row, or not at all.</param>
    /// <returns>Null when the message is not for this listener; the first listener with an answer is the last that is asked.</returns>
    ValueTask<FriendAnswer?> Hear(FriendMessage message, EdgeDb db, CancellationToken ct);
}

/// <summary>Something that a friend wrote or pressed.</summary>
/// <param name="Friend">As he is now; who wrote follows the account.</param>
/// <param name="Said"><see cref="FriendChange.Wrote"/> or <see cref="FriendChange.PostedBack"/>.</param>
internal sealed record FriendMessage(string AccountKey, Friend Friend, FriendChange Said);

/// <summary>What a listener makes of a message.</summary>
/// <param name="Changes">Applied at once, in the same batch, such as a new choice.</param>
/// <param name="Afterwards">Run once after the commit, such as a reply; lost if the node dies just then. Null when there is nothing to do.</param>
internal sealed record FriendAnswer(IReadOnlyList<FriendChange> Changes, Func<CancellationToken, Task>? Afterwards);
