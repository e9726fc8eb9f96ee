using Koshiki.Exchange;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>What was last handed to the edge of one part. One row a part.</summary>
internal sealed class PublishedList
{
    public required PublishedPart Id { get; init; }

    /// <summary>The number of the last order; the next one is one higher.</summary>
    public required long Number { get; set; }

    /// <summary>SHA-256 of the content of that order: the same is not sent twice.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>Says that what residents see may have changed. Only ever added, so that two savers never collide; removed when the list has been made anew.</summary>
internal sealed class ListDue
{
    public required Guid Id { get; init; }
}
