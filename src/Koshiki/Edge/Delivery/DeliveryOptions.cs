namespace Koshiki.Edge.Delivery;

/// <summary>Settings of delivery, under <c>Koshiki__Delivery__</c>.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Koshiki:Delivery";

    /// <summary>The flood breaker: so many deliveries of one account within <see cref="FloodMinutes"/> stop the next one until a person has looked. Deliveries; default 30, 1 to 10,000.</summary>
    public int FloodPosts { get; set; } = 30;

    /// <summary>The time over which the flood breaker counts. Minutes; default 60, 1 to 1,440.</summary>
    public int FloodMinutes { get; set; } = 60;

    /// <returns>The first fault; null when there is none.</returns>
    public string? Fault() => this switch
    {
        { FloodPosts: < 1 or > 10_000 } => $"Koshiki__Delivery__FloodPosts must lie between 1 and 10000, but is {FloodPosts}.",
        { FloodMinutes: < 1 or > 1_440 } => $"Koshiki__Delivery__FloodMinutes must lie between 1 and 1440, but is {FloodMinutes}.",
        _ => null,
    };
}
