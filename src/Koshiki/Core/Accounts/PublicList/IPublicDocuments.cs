using Koshiki.Exchange;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>An area's documents that residents may read. Registered with <c>services.AddScoped&lt;IPublicDocuments, …&gt;()</c>.</summary>
/// <remarks>Who changes one adds a row by <c>db.RenewPublicList()</c> in the same save; the list's job then asks everyone and publishes what differs. K3.</remarks>
public interface IPublicDocuments
{
    /// <returns>All of the area's documents that residents see on that day.</returns>
    Task<IReadOnlyList<PublicDocument>> On(DateOnly day, CancellationToken ct);
}

/// <summary>The accounts that pretend to be ours and of which residents are warned. Registered as <see cref="IPublicDocuments"/> is. G2, K2.</summary>
public interface IKnownImpersonators
{
    Task<IReadOnlyList<KnownImpersonator>> On(DateOnly day, CancellationToken ct);
}
