using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Exchange;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>What is asked of LINE before the first chunk: whether the month's messages are enough, and whether statistics can still be kept. An emergency asks nothing.</summary>
internal sealed class Preflight(LineConnector connector, LineMulticasts line)
{
    /// <summary>Names of statistics units that LINE keeps for an account in a month; the next one is silently not kept.</summary>
    /// <remarks>Source: Messaging API reference, "Get number of units used this month".</remarks>
    private const int MostUnits = 1_000;

    /// <summary>LINE's silence does not keep a message from going.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>Why a person must be asked, or null; the statistics unit, or null; the quota as read, or null.</returns>
    public async Task<Findings> Ask(ChannelDelivery delivery, AccountAccess account, LineSecret secret, CancellationToken ct)
    {
        if (delivery.Priority == DeliveryPriority.Emergency) return new Findings(null, Unit(delivery), null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var (check, units) = (Silent(connector.Check(account, patience.Token)), Silent(line.UnitsThisMonth(secret, patience.Token)));
        await Task.WhenAll(check, units);
        ct.ThrowIfCancellationRequested();

        var quota = (await check as ConnectionCheck.Works)?.Quota;
        var count = delivery.Planned ?? 0;
        var left = quota is { Limit: { } limit } ? Math.Max(0, limit - quota.Value.Used) : (long?)null;
        var tooSmall = left < count && !delivery.ReleasedByAPerson ? SegmentReasons.QuotaTooSmall(count, left.Value) : null;
        return new Findings(tooSmall, await units >= MostUnits ? null : Unit(delivery), quota);
    }

    /// <summary>A name of its own for each delivery; 25 characters of the 30 allowed.</summary>
    private static string Unit(ChannelDelivery delivery) => "k" + delivery.Id.Value.ToString("n")[..24];

    private static async Task<T?> Silent<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (OperationCanceledException)
        {
            return default;
        }
    }
}

/// <summary>What LINE said before the first chunk.</summary>
/// <param name="Refusal">Why a person is asked; null when nothing stands in the way.</param>
/// <param name="Unit">The name for statistics; null when the month's names are used up.</param>
/// <param name="Quota">Null when LINE did not say.</param>
internal sealed record Findings(string? Refusal, string? Unit, (long? Limit, long Used)? Quota);
