using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Monitoring;

/// <summary>An address in a post that stands on a platform. 発信した投稿のリンク. E9.</summary>
public sealed class PublishedLink
{
    public required PostId Post { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The address, as <see cref="LinkAddress"/> writes it.</summary>
    public required string Url { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>The office that issued the post.</summary>
    public required OfficeId Office { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The post on its platform; null where the platform gives no address (LINE).</summary>
    public string? PostUrl { get; init; }
}

/// <summary>Where one address stands, as the edge last reported; one row for however many posts point to it.</summary>
public sealed class CheckedLink
{
    public required string Url { get; init; }

    public long Number { get; private set; }

    public LinkState State { get; private set; }

    /// <summary>Since when it has stood so; null before the first check.</summary>
    public DateTimeOffset? Since { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public int? Status { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Takes note of a report; an older one is left aside.</summary>
    public void Follow(SeenLink seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (seen.Number <= Number) return;
        (Number, State, Since, CheckedAt, Status, Reason) = (seen.Number, seen.State, seen.Since, seen.CheckedAt, seen.Status, seen.Reason);
    }
}
