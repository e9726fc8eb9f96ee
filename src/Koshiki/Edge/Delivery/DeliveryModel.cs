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

/// <summary>The recipients of one delivery to a segment, fixed in one transaction; they never change afterwards. ARCHITECTURE 3.4.</summary>
internal sealed class FrozenAudience
{
    public required DeliveryId DeliveryId { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The account's last change that was counted.</summary>
    public required long ChangeNumber { get; set; }

    /// <summary>A bit for each ordinal, least significant first.</summary>
    public required byte[] Recipients { get; set; }

    public required long Count { get; set; }

    /// <summary>SHA-256 of <see cref="Recipients"/>, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    public required DateTimeOffset FrozenAt { get; set; }

    /// <summary>How often its recipients were frozen: 1, and one more for each time it had to wait too long before the first chunk.</summary>
    public int Freezing { get; set; } = 1;

    /// <summary>A bit for each chunk that LINE has accepted.</summary>
    public required byte[] Settled { get; set; }

    /// <summary>When a person last said "send": chunks whose key had ended by then may go out under a new one.</summary>
    public DateTimeOffset? SendAgainAt { get; set; }

    /// <summary>The name under which LINE keeps statistics; null where none was assigned.</summary>
    public string? StatisticsUnit { get; set; }

    /// <summary>The last day (Asia/Tokyo) on which the effect was read.</summary>
    public DateOnly? EffectReadOn { get; set; }
}

/// <summary>Neighbouring chunks that may have been requested: written before the first of their requests. ARCHITECTURE 3.5.</summary>
internal sealed class ChunkWindow
{
    public required DeliveryId DeliveryId { get; init; }

    public required int FirstChunk { get; init; }

    public required int LastChunk { get; init; }

    /// <summary>Database time: LINE's 24 hours of the retry keys count from here.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    public required long Epoch { get; init; }

    /// <summary>SHA-256 of each chunk's body, one after the other: under the same key nothing else is ever sent.</summary>
    public required byte[] BodyHashes { get; init; }
}

/// <summary>A chunk that went on under another key: LINE had refused the whole request because of friends it named, or a person let it be sent again after the old key's end.</summary>
internal sealed class ChunkGeneration
{
    public required DeliveryId DeliveryId { get; init; }

    public required int Chunk { get; init; }

    /// <summary>1 for the first; 0 is the window's own.</summary>
    public required int Generation { get; init; }

    /// <summary>The ordinals that LINE named, who are in no later body of the chunk; empty where a person has spoken.</summary>
    public required int[] Dropped { get; init; }

    /// <summary>Database time: the new key's 24 hours count from here.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    public required long Epoch { get; init; }

    /// <summary>SHA-256 of the body; empty where nobody was left.</summary>
    public required byte[] BodyHash { get; init; }
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
        model.Entity<FrozenAudience>(frozen =>
        {
            frozen.ToTable("frozen_audience", Schema);
            frozen.HasKey(f => f.DeliveryId);
            frozen.HasOne<ChannelDelivery>().WithOne().HasForeignKey<FrozenAudience>(f => f.DeliveryId);
        });
        model.Entity<ChunkWindow>(window =>
        {
            window.ToTable("chunk_window", Schema);
            window.HasKey(w => new { w.DeliveryId, w.FirstChunk });
            window.HasOne<ChannelDelivery>().WithMany().HasForeignKey(w => w.DeliveryId);
        });
        model.Entity<ChunkGeneration>(generation =>
        {
            generation.ToTable("chunk_generation", Schema);
            generation.HasKey(g => new { g.DeliveryId, g.Chunk, g.Generation });
            generation.HasOne<ChannelDelivery>().WithMany().HasForeignKey(g => g.DeliveryId);
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

        public DbSet<FrozenAudience> FrozenAudiences => db.Set<FrozenAudience>();

        public DbSet<ChunkWindow> ChunkWindows => db.Set<ChunkWindow>();

        public DbSet<ChunkGeneration> ChunkGenerations => db.Set<ChunkGeneration>();

        public DbSet<StoredSeal> Seals => db.Set<StoredSeal>();

        public DbSet<HeartbeatRow> Heartbeats => db.Set<HeartbeatRow>();
    }
}
