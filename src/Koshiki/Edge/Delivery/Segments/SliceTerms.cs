using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>On what terms a slice may send.</summary>
/// <param name="MostInFlight">Requests under way at a time.</param>
/// <param name="NotAfter">The end of the delivery's window, by the monotonic clock of this process.</param>
internal sealed record SliceTerms(AccountLease Lease, LineSecret Secret, Pace Pace, int MostInFlight, long NotAfter);
