using System.Collections.Concurrent;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>All friends of all accounts in this node's memory: who fits a rule is found without asking the database. ARCHITECTURE 3.3.</summary>
/// <remarks>A <see cref="SegmentIndexKeeper"/> keeps it fresh. It answers only what it has compared with the database lately: else it is not ready.</remarks>
internal sealed class SegmentIndex(TimeProvider? clock = null) : ISegmentCounts
{
    /// <summary>A snapshot that nobody has compared with the database for so long is not counted any more.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private sealed record Known(SegmentSnapshot Snapshot, long ComparedAt);

    public ValueTask<SegmentCount> Count(string accountKey, SegmentRule rule, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Fresh(accountKey) is not { } snapshot) return new(new SegmentCount.NotReady());

        var chosen = ChosenOptions.Of(rule, snapshot.Head.Questionnaire);
        return new(chosen.IsRefused(out var refusal)
            ? new SegmentCount.NotOffered(((OptionNotOffered)refusal).Option)
            : new SegmentCount.Counted(snapshot.Count(chosen.Value), snapshot.Head.ChangeNumber));
    }

    public ValueTask<SegmentOverview?> Overview(string accountKey, CancellationToken ct) => new(Fresh(accountKey)?.Overview);

    /// <summary>What residents of an account are asked, as the index has it; null where nothing is known.</summary>
    public Questionnaire? Asked(string account) => Latest(account)?.Head.Questionnaire;

    /// <summary>One account as it is now, read for a single question and kept fresh by nobody. Without a register it stays not ready.</summary>
    public static async Task<SegmentIndex> Read(NpgsqlDataSource source, string account, CancellationToken ct)
    {
        var index = new SegmentIndex();
        if (await FriendRows.Newest(source, account, null, ct) is { } newest) index.Put(newest, index.Now);
        return index;
    }

    /// <summary>The newest snapshot of an account, however long ago it was compared; null where there is none.</summary>
    public SegmentSnapshot? Latest(string account) => known.GetValueOrDefault(account)?.Snapshot;

    /// <summary>Replaces an account's snapshot by one that the database has just confirmed.</summary>
    /// <param name="seenAt">A timestamp of this index's clock from before the database was asked.</param>
    public void Put(SegmentSnapshot snapshot, long seenAt) => known[snapshot.Head.Account] = new Known(snapshot, seenAt);

    /// <summary>Forgets the accounts that have no register any more.</summary>
    public void KeepOnly(IReadOnlySet<string> accounts)
    {
        foreach (var account in known.Keys.Where(account => !accounts.Contains(account))) known.TryRemove(account, out _);
    }

    public long Now => clock.GetTimestamp();

    private SegmentSnapshot? Fresh(string account) =>
        known.TryGetValue(account, out var entry) && clock.GetElapsedTime(entry.ComparedAt) <= GoodFor ? entry.Snapshot : null;
}
