using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>What a person's word means for the chunks of a delivery that is loaded and locked.</summary>
internal static class SegmentWord
{
    /// <summary>"Count as sent": every chunk that was ever requested counts as accepted, and the rest goes on.</summary>
    /// <returns>How many chunks are left to be sent.</returns>
    public static async Task<int> OpenedWereSent(EdgeDb db, ChannelDelivery delivery, CancellationToken ct)
    {
        if (await SegmentCase.Load(db, delivery, ct) is not { } segment) return 0;
        segment.SettleAllOpened();
        var (settled, accepted, _) = segment.Snapshot();
        delivery.Reached(accepted, null);
        await db.Database.ExecuteSqlAsync($"update edge_delivery.frozen_audience set settled = {settled} where delivery_id = {delivery.Id.Value}", ct);
        return segment.Chunks.Count - segment.NextUnopened;
    }

    /// <summary>"Send": chunks whose key has ended by now may go out under a new one.</summary>
    public static Task SendAnew(EdgeDb db, ChannelDelivery delivery, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update edge_delivery.frozen_audience set send_again_at = {now} where delivery_id = {delivery.Id.Value}", ct);
}
