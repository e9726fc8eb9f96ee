using Koshiki.Edge.Delivery;
using Koshiki.Edge.Monitoring;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.PublicSite;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Media;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge;

/// <summary>Edge's database: what speaking to the world needs, and nothing of the staff side.</summary>
public sealed class EdgeDb(DbContextOptions<EdgeDb> options) : DbContext(options)
{
    public DbSet<IncomingOrder> IncomingOrders => Set<IncomingOrder>();

    public DbSet<OutgoingReport> OutgoingReports => Set<OutgoingReport>();

    public DbSet<MediaObject> MediaObjects => Set<MediaObject>();

    public DbSet<MediaPart> MediaParts => Set<MediaPart>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        MessageTables.BuildEdge(modelBuilder);
        KeyRingRow.Build(modelBuilder, "edge_keys");
        MediaRows.Build(modelBuilder, "edge_media");
        PlatformsModel.Build(modelBuilder);
        SegmentsModel.Build(modelBuilder);
        DeliveryModel.Build(modelBuilder);
        PublicSiteModel.Build(modelBuilder);
        MonitoringModel.Build(modelBuilder);
        ModelConventions.UseSnakeCase(modelBuilder);
    }
}

/// <summary>Does what one kind of order asks, within the transaction that marks the order as done.</summary>
/// <remarks>The same order may be handed over twice after a crash in a far place; the implementation is idempotent by <c>orderId</c>.</remarks>
internal interface IOrderListener
{
    bool Takes(Order order);

    Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct);
}
