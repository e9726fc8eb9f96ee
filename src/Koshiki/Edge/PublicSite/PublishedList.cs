namespace Koshiki.Edge.PublicSite;

/// <summary>The official account list as core last published it. One row, replaced by a higher number only. K1.</summary>
internal sealed class PublishedList
{
    /// <summary>The only row's key.</summary>
    public const int OnlyRow = 1;

    public int Id { get; init; } = OnlyRow;

    /// <summary>The number core gave this publication; rises with each.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The order that brought the list, as JSON (<see cref="Foundation.Queues.MessageJson"/>).</summary>
    public required byte[] Content { get; init; }
}
