namespace Koshiki.Edge.Delivery;

/// <summary>Settings of delivery, under <c>Koshiki__Delivery__</c>.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Koshiki:Delivery";

    /// <summary>The flood breaker: so many deliveries of one account within <see cref="FloodMinutes"/> stop the next one until a person has looked. Deliveries; default 30, 1 to 10,000.</summary>
    public int FloodPosts { get; set; } = 30;

    /// <summary>The time over which the flood breaker counts. Minutes; default 60, 1 to 1,440.</summary>
    public int FloodMinutes { get; set; } = 60;

    /// <summary>Each LINE account's share of the 200 multicasts a second that LINE allows; what is left is for other programs of the same account. Requests in a second; default 198, 1 to 100,000 (above 200 only for measuring).</summary>
    public int MulticastsPerSecond { get; set; } = 198;

    /// <summary>Multicasts of one account that may be under way at a time. Requests; default 128, 1 to 1,000.</summary>
    public int MulticastsInFlight { get; set; } = 128;

    /// <returns>The first fault; null when there is none.</returns>
    public string? Fault() => this switch
    {
        { FloodPosts: < 1 or > 10_000 } => $"Koshiki__Delivery__FloodPosts must lie between 1 and 10000, but is {FloodPosts}.",
        { FloodMinutes: < 1 or > 1_440 } => $"Koshiki__Delivery__FloodMinutes must lie between 1 and 1440, but is {FloodMinutes}.",
        { MulticastsPerSecond: < 1 or > 100_000 } => $"Koshiki__Delivery__MulticastsPerSecond must lie between 1 and 100000, but is {MulticastsPerSecond}.",
        { MulticastsInFlight: < 1 or > 1_000 } => $"Koshiki__Delivery__MulticastsInFlight must lie between 1 and 1000, but is {MulticastsInFlight}.",
        _ => null,
    };
}
