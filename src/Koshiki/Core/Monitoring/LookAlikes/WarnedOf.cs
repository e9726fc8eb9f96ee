using Koshiki.Core.Accounts.PublicList;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.LookAlikes;

/// <summary>The look-alikes of which residents are warned on a day. What is over is not among them. K2.</summary>
internal sealed class WarnedOf(CoreDb db) : IKnownImpersonators
{
    public async Task<IReadOnlyList<KnownImpersonator>> On(DateOnly day, CancellationToken ct)
    {
        var warned = await db.LookAlikes.AsNoTracking().Where(alike => alike.State == LookAlikeState.Warned).OrderBy(alike => alike.FoundOn).ThenBy(alike => alike.Id).ToListAsync(ct);
        return [.. warned.Where(alike => alike.IsWarnedOfOn(day)).Select(alike => new KnownImpersonator(alike.Platform.Key, alike.Name, alike.Address, alike.Handle, alike.WarnedOn!.Value, alike.Warning))];
    }
}
