namespace Koshiki.Edge.Segments;

/// <summary>Settings of friends and segments, under <c>Koshiki__Segments__</c>.</summary>
internal sealed class SegmentOptions
{
    public const string Section = "Koshiki:Segments";

    /// <summary>So long after he left a friend is erased. Days; default 30, 1 to 3,650.</summary>
    public int EraseAfterDays { get; set; } = 30;

    /// <returns>The first fault; null when there is none.</returns>
    public string? Fault() => EraseAfterDays is < 1 or > 3_650 ? $"Koshiki__Segments__EraseAfterDays must lie between 1 and 3650, but is {EraseAfterDays}." : null;
}
