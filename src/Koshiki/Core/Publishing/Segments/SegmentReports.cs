using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>Takes note of what edge reports of friends, quotas and what came of deliveries. A later report replaces an earlier one.</summary>
internal sealed class SegmentReports(CoreDb db) : IReportListener
{
    public bool Takes(Report report) => report is FriendsReported or QuotaReported or EffectReported;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        switch (report)
        {
            case FriendsReported friends:
                var day = await db.FriendsDays.SingleOrDefaultAsync(d => d.AccountKey == friends.AccountKey && d.Day == friends.Day, ct)
                    ?? db.FriendsDays.Add(new FriendsDay { AccountKey = friends.AccountKey, Day = friends.Day }).Entity;
                day.Take(friends);
                break;
            case QuotaReported said:
                var quota = await db.LineQuotas.SingleOrDefaultAsync(q => q.AccountKey == said.AccountKey, ct)
                    ?? db.LineQuotas.Add(new LineQuota { AccountKey = said.AccountKey }).Entity;
                quota.Take(said);
                break;
            case EffectReported came:
                var effect = await db.DeliveryEffects.SingleOrDefaultAsync(e => e.DeliveryId == came.DeliveryId, ct)
                    ?? db.DeliveryEffects.Add(new DeliveryEffect { DeliveryId = came.DeliveryId }).Entity;
                effect.Take(came);
                break;
        }

        await db.SaveChangesAsync(ct);
    }
}
