using Koshiki.Core.Organizations;

namespace Koshiki.Core.Publishing;

/// <summary>The names of offices for lists: one query for all that a page shows.</summary>
internal static class OfficeNames
{
    public static Task<IReadOnlyDictionary<OfficeId, string>> Of(CoreDb db, IEnumerable<OfficeId> offices, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<OfficeId, string>>(new Dictionary<OfficeId, string>());
}
