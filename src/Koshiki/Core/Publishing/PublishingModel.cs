using System.Text.Json;
using Koshiki.Core.Publishing.Media;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Koshiki.Core.Publishing;

internal static class PublishingModel
{
    private const string Schema = "publishing";
    private static readonly ValueConverter<SealHash, string> Hash = new(seal => seal.Hex, hex => new SealHash(hex));

    public static void Build(ModelBuilder model)
    {
        BuildPost(model);
        BuildParts(model);
        BuildRules(model);
        BuildDelivery(model);
        MediaModel.Build(model, Schema);
        SegmentsModel.Build(model, Schema);
    }

    private static void BuildPost(ModelBuilder model) => model.Entity<Post>(post =>
    {
        post.ToTable("post", Schema);
        post.HasKey(p => p.Id);
        post.Property(p => p.Version).IsRowVersion();
        post.Property(p => p.Seal).HasConversion(Hash);
        AsJsonRecord(post.Property(p => p.Event));
        AsJson(post.Property(p => p.Notes));
        post.Property(p => p.SearchText).NotLogged();
        post.Property(p => p.SearchBigrams).NotLogged();
        post.Property(p => p.ConcernedOffices).NotLogged();
        post.Ignore(p => p.PresentSteps);
        post.Ignore(p => p.OpenStep);
        post.HasMany(p => p.Channels).WithOne().HasForeignKey(c => c.Post).OnDelete(DeleteBehavior.Cascade);
        post.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.Post).OnDelete(DeleteBehavior.Restrict);
        post.HasMany(p => p.Events).WithOne().HasForeignKey(e => e.Post).OnDelete(DeleteBehavior.Restrict);

        // The list, the waiting list and the calendar: by time within what a person may see.
        post.HasIndex(p => new { p.ShownAt, p.Id });
        post.HasIndex(p => new { p.Status, p.ShownAt, p.Id });
        post.HasIndex(p => new { p.Office, p.ShownAt, p.Id });
        // "My offices' posts or my own": each side of the "or" needs an index, or the whole table is read.
        post.HasIndex(p => new { p.Author, p.ShownAt, p.Id });
        post.HasIndex(p => p.ConcernedOffices).HasMethod("gin");
        post.HasIndex(p => p.AccountKeys).HasMethod("gin");
        post.HasIndex(p => p.SearchBigrams).HasMethod("gin");
        post.HasIndex(p => p.Corrects);
        post.HasIndex(p => p.Receipt);
    });

    private static void BuildParts(ModelBuilder model)
    {
        model.Entity<PostChannel>(channel =>
        {
            channel.ToTable("post_channel", Schema);
            channel.HasKey(c => new { c.Post, c.AccountKey });
            AsJson(channel.Property(c => c.Media));
            AsJsonRecord(channel.Property(c => c.Segment));
        });
        model.Entity<ApprovalStep>(step =>
        {
            step.ToTable("approval_step", Schema);
            step.HasKey(s => new { s.Post, s.Round, s.Number });
            step.Property(s => s.Seal).HasConversion(Hash);
            step.HasIndex(s => s.DecidedBy);
        });
        model.Entity<PostEvent>(entry =>
        {
            entry.ToTable("post_event", Schema);
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Seal).HasConversion(Hash);
            entry.Ignore(e => e.Asked);
            entry.Ignore(e => e.Told);
            entry.HasIndex(e => new { e.Post, e.At });
        });
        model.Entity<StoredSeal>(seal =>
        {
            seal.ToTable("seal", Schema);
            seal.HasKey(s => s.Hash);
            seal.Property(s => s.Hash).HasConversion(Hash);
            seal.HasIndex(s => s.Post);
        });
    }

    private static void BuildRules(ModelBuilder model)
    {
        model.Entity<ApprovalRoute>(route =>
        {
            route.ToTable("approval_route", Schema);
            route.HasKey(r => r.Id);
            route.HasIndex(r => new { r.Office, r.Purpose }).IsUnique().AreNullsDistinct(false);
            route.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<PostingScope>(scope =>
        {
            scope.ToTable("posting_scope", Schema);
            scope.HasKey(s => new { s.Id, s.Number });
            AsJsonRecord(scope.Property(s => s.Times));
            scope.HasIndex(s => new { s.Office, s.State });
            scope.Property(s => s.Version).IsRowVersion();
        });
        model.Entity<PostingHours>(hours =>
        {
            hours.ToTable("posting_hours", Schema);
            hours.HasKey(h => h.AccountKey);
            AsJsonRecord(hours.Property(h => h.Times));
            hours.Property(h => h.Version).IsRowVersion();
        });
        model.Entity<TestRecipient>(recipient =>
        {
            recipient.ToTable("test_recipient", Schema);
            recipient.HasKey(r => new { r.Person, r.AccountKey });
            recipient.Property(r => r.LineUserId).Secret();
            recipient.HasIndex(r => r.AccountKey);
        });
    }

    private static void BuildDelivery(ModelBuilder model)
    {
        model.Entity<GivenAuthorization>(leave =>
        {
            leave.ToTable("authorization", Schema);
            leave.HasKey(a => a.Id);
            leave.Property(a => a.Seal).HasConversion(Hash);
            leave.Ignore(a => a.Window);
            leave.HasIndex(a => new { a.Post, a.GivenAt });
            leave.HasIndex(a => new { a.Kind, a.GivenAt });
        });
        model.Entity<EmergencyReview>(review =>
        {
            review.ToTable("emergency_review", Schema);
            review.HasKey(r => r.Post);
            review.HasIndex(r => new { r.Approved, r.Deadline });
            review.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<ChannelDelivery>(delivery =>
        {
            // The edge's reports are the evidence; this mirror of them is not logged once more.
            delivery.ToTable("channel_delivery", Schema).NotLogged();
            delivery.HasKey(d => d.Id);
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Seal).HasConversion(Hash);
            AsJsonRecord(delivery.Property(d => d.Segment));
            delivery.Ignore(d => d.AsksAPerson);
            delivery.Ignore(d => d.IsCertainlyUnsent);
            delivery.HasIndex(d => new { d.Seal, d.AccountKey, d.Attempt, d.Authorization }).IsUnique();
            delivery.HasIndex(d => d.Post);
            delivery.HasIndex(d => d.DeliveryId);
            delivery.HasIndex(d => new { d.At, d.Id });
            delivery.HasIndex(d => new { d.Office, d.At, d.Id });
            delivery.HasIndex(d => new { d.AccountKey, d.At, d.Id });
            delivery.HasIndex(d => new { d.State, d.At });
            delivery.HasIndex(d => d.SearchBigrams).HasMethod("gin");
            delivery.Property(d => d.Version).IsRowVersion();
        });
    }

    /// <summary>A list of small records in one jsonb column: read and written whole.</summary>
    private static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> property) => property
        .HasColumnType("jsonb")
        .HasConversion(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<T>>(json, JsonSerializerOptions.Default) ?? new List<T>(),
            new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));

    private static void AsJsonRecord<T>(PropertyBuilder<T> property) where T : class? => property
        .HasColumnType("jsonb")
        .HasConversion(
            record => JsonSerializer.Serialize(record, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Default)!);
}

public static class PublishingSets
{
    extension(CoreDb db)
    {
        public DbSet<Post> Posts => db.Set<Post>();

        public DbSet<PostEvent> PostEvents => db.Set<PostEvent>();

        public DbSet<StoredSeal> Seals => db.Set<StoredSeal>();

        public DbSet<ApprovalRoute> ApprovalRoutes => db.Set<ApprovalRoute>();

        public DbSet<PostingScope> PostingScopes => db.Set<PostingScope>();

        public DbSet<PostingHours> PostingHours => db.Set<PostingHours>();

        public DbSet<TestRecipient> TestRecipients => db.Set<TestRecipient>();

        public DbSet<GivenAuthorization> GivenAuthorizations => db.Set<GivenAuthorization>();

        public DbSet<EmergencyReview> EmergencyReviews => db.Set<EmergencyReview>();

        public DbSet<ChannelDelivery> ChannelDeliveries => db.Set<ChannelDelivery>();
    }
}
