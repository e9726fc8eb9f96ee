namespace Koshiki.Edge.Segments;

/// <summary>What a change makes of a friend. Pure; the order of arrival does not matter where LINE's own timestamps tell the order.</summary>
internal static class FriendRules
{
    /// <summary>The day's figures: did somebody come or go by this change?</summary>
    internal enum Movement
    {
        None,
        Came,
        Went,
    }

    /// <summary>A friend of whom nothing is known but the change that names him first.</summary>
    /// <remarks>Whoever left before we knew of him is kept as one who left, so that an older "followed" which is still on its way does not bring him back.</remarks>
    public static (Friend Friend, Movement Movement) First(string accountKey, int ordinal, FriendChange change)
    {
        var friend = new Friend { AccountKey = accountKey, Ordinal = ordinal, FollowedAt = change.At };
        if (change is FriendChange.Unfollowed)
        {
            friend.State = FriendState.Left;
            friend.LeftAt = change.At;
            return (friend, Movement.Went);
        }

        Answer(friend, change);
        return (friend, change is FriendChange.Followed ? Movement.Came : Movement.None);
    }

    /// <returns>Whether the friend's row changed, and whether he came or went.</returns>
    public static (bool Changed, Movement Movement) Apply(Friend friend, FriendChange change)
    {
        if (friend.State == FriendState.Erased) return (false, Movement.None);
        return change switch
        {
            FriendChange.Followed followed => Follow(friend, followed.At),
            FriendChange.Unfollowed left => Leave(friend, left.At),
            FriendChange.Wrote or FriendChange.PostedBack or FriendChange.LinkedAccount or FriendChange.Seen => IsThere(friend, change.At),
            FriendChange.Chose => (Answer(friend, change), Movement.None),
            FriendChange.CameBy came => (Came(friend, came.Source), Movement.None),
            FriendChange.Erase => Erase(friend, change.At),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Forgets everything but that the ordinal is used up. 消去.</summary>
    public static (bool Changed, Movement Movement) Erase(Friend friend, DateTimeOffset at)
    {
        var movement = friend.State == FriendState.Following ? Movement.Went : Movement.None;
        friend.State = FriendState.Erased;
        friend.LeftAt ??= at;
        (friend.Choices, friend.EmergencyOnly, friend.AnsweredAt, friend.Edition, friend.Source) = ([], false, null, null, null);
        return (true, movement);
    }

    private static (bool, Movement) Follow(Friend friend, DateTimeOffset at)
    {
        if (friend.State == FriendState.Left && at >= friend.LeftAt && at > friend.FollowedAt) return Return(friend, at);
        if (friend.State == FriendState.Left)
        {
            // His leaving arrived before his coming: only the date of coming is news.
            if (friend.FollowedAt != friend.LeftAt || at >= friend.FollowedAt) return (false, Movement.None);
            friend.FollowedAt = at;
            return (true, Movement.Came);
        }

        // He left and came back, and the leaving is still on its way or was lost.
        if (at <= friend.FollowedAt) return (false, Movement.None);
        friend.FollowedAt = at;
        return (true, Movement.None);
    }

    private static (bool, Movement) Leave(Friend friend, DateTimeOffset at)
    {
        if (friend.State == FriendState.Left)
        {
            if (at <= friend.LeftAt) return (false, Movement.None);
            friend.LeftAt = at;
            return (true, Movement.None);
        }

        if (at < friend.FollowedAt) return (false, Movement.None);
        (friend.State, friend.LeftAt) = (FriendState.Left, at);
        return (true, Movement.Went);
    }

    /// <summary>Who has blocked an account can neither write to it nor be in its list: his return was not told.</summary>
    private static (bool, Movement) IsThere(Friend friend, DateTimeOffset at) =>
        friend.State == FriendState.Left && at > friend.LeftAt ? Return(friend, at) : (false, Movement.None);

    private static (bool, Movement) Return(Friend friend, DateTimeOffset at)
    {
        (friend.State, friend.FollowedAt, friend.LeftAt) = (FriendState.Following, at, null);
        return (true, Movement.Came);
    }

    private static bool Answer(Friend friend, FriendChange change)
    {
        if (change is not FriendChange.Chose answer || answer.At < friend.AnsweredAt) return false;
        friend.Choices = [.. answer.Choices.Distinct().Order()];
        (friend.EmergencyOnly, friend.AnsweredAt, friend.Edition) = (answer.EmergencyOnly, answer.Edition is null ? null : answer.At, answer.Edition);
        return true;
    }

    private static bool Came(Friend friend, string source)
    {
        if (friend.Source is not null) return false;
        friend.Source = source;
        return true;
    }
}
