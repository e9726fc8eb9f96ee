using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>The canonical bytes of a seal, once for all its deliveries.</summary>
internal sealed class StoredSeal
{
    public required SealHash Seal { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>The right to send for one account. ARCHITECTURE 3.6.</summary>
internal sealed class LeaseRow
{
    public required string AccountKey { get; init; }

    /// <summary>Rises with every taking: who holds an older one writes nothing any more.</summary>
    public long Epoch { get; init; }

    public Guid Node { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The one row that notices a restore or a long stop. ARCHITECTURE 3.8.</summary>
internal sealed class HeartbeatRow
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>Which database this was when it last beat.</summary>
    public required string Identity { get; set; }

    public required DateTimeOffset BeatenAt { get; set; }

    /// <summary>Orders given before this instant are held: a restored queue may repeat what was already done.</summary>
    public DateTimeOffset? OrdersHeldBefore { get; set; }
}

/// <summary>How deliveries are stored.</summary>
internal static class DeliveryModel
{
    public const string Schema = "edge_delivery";

    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredSeal>(seal =>
        {
            seal.ToTable("seal", Schema);
            seal.HasKey(s => s.Seal);
            seal.Property(s => s.Seal).HasConversion(s => s.Hex, hex => new SealHash(hex));
        });
        model.Entity<ChannelDelivery>(delivery =>
        {
            delivery.ToTable("delivery", Schema);
            delivery.HasKey(d => d.Id);
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Seal).HasConversion(s => s.Hex, hex => new SealHash(hex));
            delivery.Property(d => d.Priority).HasConversion<int>();
            delivery.HasIndex(d => d.Seal);
            delivery.HasIndex(d => new { d.AccountKey, d.Priority, d.DueAt }).HasFilter("state in ('Waiting', 'Sending', 'Unknown')").HasDatabaseName("delivery_running");
            delivery.HasIndex(d => new { d.AccountKey, d.FirstIntentAt });
        });
        model.Entity<DeliveryIntent>(intent =>
        {
            intent.ToTable("intent", Schema);
            intent.HasKey(i => new { i.DeliveryId, i.Chunk, i.Generation, i.Try });
            intent.HasOne<ChannelDelivery>().WithMany().HasForeignKey(i => i.DeliveryId);
        });
        model.Entity<LeaseRow>(lease =>
        {
            lease.ToTable("lease", Schema);
            lease.HasKey(l => l.AccountKey);
        });
        model.Entity<HeartbeatRow>(heartbeat =>
        {
            heartbeat.ToTable("heartbeat", Schema);
            heartbeat.HasKey(h => h.Id);
            heartbeat.Property(h => h.Id).ValueGeneratedNever();
        });
    }
}

internal static class DeliveryTables
{
    extension(EdgeDb db)
    {
        public DbSet<ChannelDelivery> Deliveries => db.Set<ChannelDelivery>();

        public DbSet<DeliveryIntent> Intents => db.Set<DeliveryIntent>();

        public DbSet<StoredSeal> Seals => db.Set<StoredSeal>();

        public DbSet<HeartbeatRow> Heartbeats => db.Set<HeartbeatRow>();
    }
}
