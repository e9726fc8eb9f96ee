namespace Koshiki.Core.Accounts.PublicList;

/// <summary>What was last handed to the edge as the official list. One row.</summary>
internal sealed class PublishedList
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    /// <summary>The number of the last order; the next one is one higher.</summary>
    public required long Number { get; set; }

    /// <summary>SHA-256 of the accounts in that order: the same list is not sent twice.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>Says that what residents see may have changed. Only ever added, so that two savers never collide; removed when the list has been made anew.</summary>
internal sealed class ListDue
{
    public required Guid Id { get; init; }
}
