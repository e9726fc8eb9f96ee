using Koshiki.Foundation.Japanese;
using Npgsql;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>The friends that one batch of changes is about: read together, changed one after the other in memory, written together.</summary>
internal sealed class FriendBatch(FriendRegister register, FriendHash hash)
{
    private readonly Dictionary<LineUserId, Friend> byId = [];
    private readonly Dictionary<int, Friend> byOrdinal = [];
    private readonly HashSet<Friend> changed = [];
    private readonly List<(int Ordinal, LineUserId Id)> arrivals = [];
    private readonly List<int> erased = [];
    private readonly Dictionary<(DateOnly Day, string Source), (int Followed, int Left)> days = [];

    /// <summary>Reads the friends that the changes name and that are known.</summary>
    public async Task Load(NpgsqlConnection connection, IEnumerable<FriendChange> changes, CancellationToken ct)
    {
        var named = new Dictionary<string, LineUserId>();
        var ordinals = new HashSet<int>();
        foreach (var change in changes)
        {
            foreach (var who in Ids(change)) named[Convert.ToHexString(hash.Of(register.AccountKey, who))] = who;
            if (Ordinal(change) is { } ordinal) ordinals.Add(ordinal);
        }

        await foreach (var (friend, key) in FriendTable.Read(connection, register.AccountKey, named.Keys.Select(Convert.FromHexString), ordinals, ct))
        {
            byOrdinal[friend.Ordinal] = friend;
            if (key is not null && named.TryGetValue(Convert.ToHexString(key), out var who)) byId[who] = friend;
        }
    }

    /// <summary>Applies one change to whom it names; a stranger gets the next ordinal.</summary>
    /// <returns>The friends it was about.</returns>
    public IReadOnlyList<Friend> Take(FriendChange change)
    {
        if (Ordinal(change) is { } ordinal) return byOrdinal.TryGetValue(ordinal, out var known) ? [Apply(known, change)] : [];
        return [.. Ids(change).Select(who => byId.TryGetValue(who, out var friend) ? Apply(friend, change) : Arrive(who, change))];
    }

    /// <summary>Forgets friends whatever they did; their ordinals stay used up.</summary>
    public void Erase(IEnumerable<Friend> friends, DateTimeOffset at)
    {
        foreach (var friend in friends) Note(friend, FriendRules.Erase(friend, at), at);
    }

    /// <summary>Writes what changed under the account's next number. A batch that changed nobody takes no number.</summary>
    public async Task Store(NpgsqlConnection connection, FriendIds ids, CancellationToken ct)
    {
        if (changed.Count == 0) return;
        register.ChangeNumber++;
        foreach (var friend in changed) friend.ChangeNumber = register.ChangeNumber;
        await FriendTable.Write(connection, register, changed, ct);
        await FriendTable.WriteKeys(connection, register.AccountKey, arrivals.Select(a => (a.Ordinal, hash.Of(register.AccountKey, a.Id))).ToList(), ct);
        await ids.Put(connection, register.AccountKey, arrivals, ct);
        await FriendTable.Forget(connection, register, erased, ct);
        await FriendTable.Count(connection, register.AccountKey, days, ct);
    }

    private Friend Arrive(LineUserId who, FriendChange change)
    {
        var (friend, movement) = FriendRules.First(register.AccountKey, ++register.LastOrdinal, change);
        byId[who] = friend;
        byOrdinal[friend.Ordinal] = friend;
        arrivals.Add((friend.Ordinal, who));
        Note(friend, (true, movement), change.At);
        return friend;
    }

    private Friend Apply(Friend friend, FriendChange change)
    {
        var outcome = FriendRules.Apply(friend, change);
        Note(friend, outcome, change.At);
        if (change is FriendChange.CameBy && outcome.Changed)
        {
            // His coming was counted before he said by which code he came.
            Count(friend.FollowedAt.DayInJapan, "", -1, 0);
            Count(friend.FollowedAt.DayInJapan, friend.Source!, 1, 0);
        }

        return friend;
    }

    private void Note(Friend friend, (bool Changed, FriendRules.Movement Movement) outcome, DateTimeOffset at)
    {
        if (!outcome.Changed) return;
        changed.Add(friend);
        if (friend.State == FriendState.Erased)
        {
            erased.Add(friend.Ordinal);
            foreach (var (who, _) in byId.Where(known => known.Value == friend).ToList()) byId.Remove(who);
        }

        if (outcome.Movement == FriendRules.Movement.None) return;
        if (outcome.Movement == FriendRules.Movement.Came) Count(at.DayInJapan, friend.Source ?? "", 1, 0);
        else Count(at.DayInJapan, friend.Source ?? "", 0, 1);
    }

    private void Count(DateOnly day, string source, int came, int went)
    {
        var (followed, left) = days.GetValueOrDefault((day, source));
        days[(day, source)] = (followed + came, left + went);
    }

    private static IReadOnlyList<LineUserId> Ids(FriendChange change) => change switch
    {
        FriendChange.Followed c => [c.Who],
        FriendChange.Unfollowed c => [c.Who],
        FriendChange.Wrote c => [c.Who],
        FriendChange.PostedBack c => [c.Who],
        FriendChange.LinkedAccount c => [c.Who],
        FriendChange.Chose { Ordinal: null, Who: { } who } => [who],
        FriendChange.Seen c => c.Followers,
        _ => [],
    };

    private static int? Ordinal(FriendChange change) => change switch
    {
        FriendChange.Chose c => c.Ordinal,
        FriendChange.CameBy c => c.Ordinal,
        FriendChange.Erase c => c.Ordinal,
        _ => null,
    };
}
