using Koshiki.Exchange;

namespace Koshiki.Edge.PublicSite;

/// <summary>One part of what residents read, as core last published it. One row a part, replaced by a higher number only. K1, K3.</summary>
internal sealed class Publication
{
    public required PublishedPart Part { get; init; }

    /// <summary>The number core gave this publication; rises with each of its part.</summary>
    public required long Number { get; init; }

    /// <summary>The order that brought it, as JSON (<see cref="Foundation.Queues.MessageJson"/>).</summary>
    public required byte[] Content { get; init; }
}
