using System.Diagnostics.CodeAnalysis;
using Koshiki.Exchange;

namespace Koshiki.Edge.Delivery;

/// <summary>Puts news into the queue of reports, within the transaction that makes it true.</summary>
internal static class DeliveryReports
{
    extension(EdgeDb db)
    {
        /// <summary>Reports of one delivery keep their order.</summary>
        [SuppressMessage("Performance", "CA1822", Justification = "An extension member speaks of its receiver.")]
        public void Announce(DeliveryReported report) =>
            db.OutgoingReports.Add(OutgoingReport.For(report, report.DeliveryId.ToString(), report.At));

        [SuppressMessage("Performance", "CA1822", Justification = "An extension member speaks of its receiver.")]
        public void Announce(ConnectionReported report) =>
            db.OutgoingReports.Add(OutgoingReport.For(report, report.AccountKey, report.At));
    }
}
