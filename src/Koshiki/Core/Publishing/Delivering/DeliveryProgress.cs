using System.Globalization;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>How far a delivery to a segment is, from the edge's last report. LINE accepts messages; whether telephones got them nobody can know.</summary>
/// <param name="Accepted">The people LINE has accepted the message for.</param>
/// <param name="Planned">The people it was frozen for; null before that and for everyone.</param>
/// <param name="PerSecond">People a second since it began; null before a second has passed.</param>
/// <param name="Remaining">At this rate; null where nothing can be said.</param>
public sealed record DeliveryProgress(long Accepted, long? Planned, double? PerSecond, TimeSpan? Remaining)
{
    public static DeliveryProgress Of(ChannelDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var accepted = delivery.Recipients ?? 0;
        var took = delivery.BeganAt is { } began ? delivery.At - began : TimeSpan.Zero;
        double? rate = took >= TimeSpan.FromSeconds(1) && accepted > 0 ? accepted / took.TotalSeconds : null;
        TimeSpan? remaining = delivery.State is DeliveryState.Sending && rate is { } known && delivery.Planned is { } planned && planned > accepted ? TimeSpan.FromSeconds((planned - accepted) / known) : null;
        return new DeliveryProgress(accepted, delivery.Planned, rate, remaining);
    }

    public string RateInWords => PerSecond is { } rate ? $"1秒に{rate.ToString("N0", CultureInfo.InvariantCulture)}人" : "まだ分かりません";

    /// <summary>Rounded up to what a person can use.</summary>
    public string RemainingInWords => Remaining switch
    {
        null => "まだ分かりません",
        { TotalSeconds: <= 60 } left => $"あと約{Math.Max(1, Math.Ceiling(left.TotalSeconds)).ToString("N0", CultureInfo.InvariantCulture)}秒",
        var left => $"あと約{Math.Ceiling(left.Value.TotalMinutes).ToString("N0", CultureInfo.InvariantCulture)}分",
    };
}
