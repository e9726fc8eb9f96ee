using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody;

internal static class CustodyModel
{
    private const string Schema = "custody";

    public static void Build(ModelBuilder model)
    {
        model.Entity<CustodyRecord>(record =>
        {
            record.ToTable("record", Schema);
            record.HasKey(r => r.Account);
            record.HasIndex(r => r.Administrator);
            record.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<PasswordAttestation>(attestation =>
        {
            attestation.ToTable("password_attestation", Schema);
            attestation.HasKey(a => a.Id);
            attestation.HasIndex(a => new { a.Account, a.On });
            attestation.Ignore(a => a.IsMixed);
        });
        model.Entity<CustodyReview>(review =>
        {
            review.ToTable("review", Schema);
            review.HasKey(r => r.Id);
            review.HasIndex(r => new { r.Account, r.Kind, r.On });
        });
        model.Entity<ConnectedApplication>(application =>
        {
            application.ToTable("connected_application", Schema);
            application.HasKey(a => a.Id);
            application.HasIndex(a => a.Account);
        });
        model.Entity<PlatformChange>(change =>
        {
            change.ToTable("platform_change", Schema);
            change.HasKey(c => c.Id);
            change.HasIndex(c => new { c.Platform, c.On });
        });
        model.Entity<HandOver>(handOver =>
        {
            handOver.ToTable("hand_over", Schema);
            handOver.HasKey(h => h.Id);
            handOver.HasIndex(h => new { h.Posting, h.Account }).IsUnique();
            handOver.HasIndex(h => new { h.Account, h.State });
            handOver.HasIndex(h => new { h.Office, h.State });
            handOver.Property(h => h.Version).IsRowVersion();
            handOver.HasMany(h => h.Steps).WithOne().HasForeignKey(s => s.HandOver);
            handOver.Navigation(h => h.Steps).HasField("steps").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<HandOverStep>(step =>
        {
            step.ToTable("hand_over_step", Schema);
            step.HasKey(s => new { s.HandOver, s.Kind });
            step.HasIndex(s => s.DoneBy);
            step.Ignore(s => s.IsDone);
        });
    }
}

public static class CustodySets
{
    extension(CoreDb db)
    {
        public DbSet<CustodyRecord> CustodyRecords => db.Set<CustodyRecord>();

        public DbSet<PasswordAttestation> PasswordAttestations => db.Set<PasswordAttestation>();

        public DbSet<CustodyReview> CustodyReviews => db.Set<CustodyReview>();

        public DbSet<ConnectedApplication> ConnectedApplications => db.Set<ConnectedApplication>();

        public DbSet<PlatformChange> PlatformChanges => db.Set<PlatformChange>();

        public DbSet<HandOver> HandOvers => db.Set<HandOver>();
    }
}
