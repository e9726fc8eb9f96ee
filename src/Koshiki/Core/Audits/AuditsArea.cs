using Koshiki.Core.Audits.Tables;

namespace Koshiki.Core.Audits;

internal static class AuditsArea
{
    public static void MapAudits(this IEndpointRouteBuilder app) => TablePages.Map(app);
}
