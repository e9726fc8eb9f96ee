using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Links;

/// <summary>Tells who writes a post which of its links were dead when the edge last asked them. E4, E9.</summary>
internal sealed class KnownLinks(CoreDb db) : IKnownLinks
{
    private const int Gone = 410, NotFound = 404;

    public async Task<IReadOnlyList<DeadLink>> DeadAmong(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var written = addresses.Select(address => (address, Url: LinkAddress.Canonical(address))).Where(pair => pair.Url is not null).ToList();
        var urls = written.Select(pair => pair.Url!).Distinct().ToArray();
        var dead = await db.CheckedLinks.AsNoTracking().Where(link => urls.Contains(link.Url) && link.State == LinkState.Dead && link.CheckedAt != null)
            .Select(link => new { link.Url, link.Status, On = link.CheckedAt!.Value }).ToDictionaryAsync(link => link.Url, StringComparer.Ordinal, ct);
        return
        [
            .. written.Where(pair => dead.ContainsKey(pair.Url!)).Select(pair => new DeadLink(pair.address, dead[pair.Url!].Status is NotFound or Gone, dead[pair.Url!].On.DayInJapan)),
        ];
    }
}
