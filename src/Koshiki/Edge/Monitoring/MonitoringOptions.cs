namespace Koshiki.Edge.Monitoring;

/// <summary>Settings of monitoring on the worker's side, under <c>Koshiki__Monitoring__</c>.</summary>
internal sealed class MonitoringOptions
{
    public const string Section = "Koshiki:Monitoring";

    /// <summary>Each connected account is looked at so often. Hours; default 24, 1 to 168. X asks money for each post that is read.</summary>
    public int LookEveryHours { get; set; } = 24;

    /// <summary>An address that answers is checked so often. Days; default 7, 1 to 90.</summary>
    public int LinkEveryDays { get; set; } = 7;

    /// <summary>An address that was not found is checked again after so long; the second time in a row it counts as dead. Minutes; default 360, 1 to 10,080.</summary>
    public int LinkAgainMinutes { get; set; } = 360;

    /// <summary>True lets links on this machine be checked, for demonstrations and tests. Default false: no check ever reaches a private or loopback address.</summary>
    public bool AllowLoopbackLinks { get; set; }

    /// <returns>The first fault; null when there is none.</returns>
    public string? Fault() => this switch
    {
        { LookEveryHours: < 1 or > 168 } => $"Koshiki__Monitoring__LookEveryHours must lie between 1 and 168, but is {LookEveryHours}.",
        { LinkEveryDays: < 1 or > 90 } => $"Koshiki__Monitoring__LinkEveryDays must lie between 1 and 90, but is {LinkEveryDays}.",
        { LinkAgainMinutes: < 1 or > 10_080 } => $"Koshiki__Monitoring__LinkAgainMinutes must lie between 1 and 10080, but is {LinkAgainMinutes}.",
        _ => null,
    };
}
