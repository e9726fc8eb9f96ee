using System.Text.Json;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>How questionnaires, counts and edge's figures of friends are stored.</summary>
internal static class SegmentsModel
{
    public static void Build(ModelBuilder model, string schema)
    {
        model.Entity<QuestionnaireEdition>(edition =>
        {
            edition.ToTable("questionnaire", schema);
            edition.HasKey(e => new { e.AccountKey, e.Number });
            edition.Property(e => e.Number).ValueGeneratedNever();
            edition.Property(e => e.Questions).HasColumnType("jsonb").HasConversion(
                questions => JsonSerializer.Serialize(questions, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<List<Question>>(json, JsonSerializerOptions.Default) ?? new List<Question>(),
                new ValueComparer<IReadOnlyList<Question>>((a, b) => ReferenceEquals(a, b), list => list.Count, list => list));
            edition.Ignore(e => e.IsDraft);
            edition.Ignore(e => e.ForEdge);
            edition.Property(e => e.Version).IsRowVersion();
        });
        model.Entity<AudienceCount>(count =>
        {
            count.ToTable("audience_count", schema);
            count.HasKey(c => new { c.Post, c.AccountKey, c.Round, c.Moment, c.Step });
        });
        model.Entity<RegistrationCode>(code =>
        {
            code.ToTable("registration_code", schema);
            code.HasKey(c => c.Code);
            code.Property(c => c.Code).ValueGeneratedNever();
            code.HasIndex(c => new { c.AccountKey, c.Place }).IsUnique();
        });
        model.Entity<FriendsDay>(day =>
        {
            // The edge's reports are the evidence; this mirror of them is not logged once more. The same of the two below.
            day.ToTable("friends_day", schema).NotLogged();
            day.HasKey(d => new { d.AccountKey, d.Day });
            AsJson(day.Property(d => d.ByOption));
            AsJson(day.Property(d => d.BySource));
        });
        model.Entity<LineQuota>(quota =>
        {
            quota.ToTable("line_quota", schema).NotLogged();
            quota.HasKey(q => q.AccountKey);
        });
        model.Entity<DeliveryEffect>(effect =>
        {
            effect.ToTable("delivery_effect", schema).NotLogged();
            effect.HasKey(e => e.DeliveryId);
            effect.Property(e => e.DeliveryId).ValueGeneratedNever();
        });
    }

    private static void AsJson<TKey, TValue>(Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<IReadOnlyDictionary<TKey, TValue>> property)
        where TKey : notnull => property
        .HasColumnType("jsonb")
        .HasConversion(
            map => JsonSerializer.Serialize(map, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<TKey, TValue>>(json, JsonSerializerOptions.Default) ?? new Dictionary<TKey, TValue>(),
            new ValueComparer<IReadOnlyDictionary<TKey, TValue>>((a, b) => ReferenceEquals(a, b), map => map.Count, map => map));
}

public static class SegmentSets
{
    extension(CoreDb db)
    {
        public DbSet<QuestionnaireEdition> Questionnaires => db.Set<QuestionnaireEdition>();

        public DbSet<AudienceCount> AudienceCounts => db.Set<AudienceCount>();

        public DbSet<RegistrationCode> RegistrationCodes => db.Set<RegistrationCode>();

        public DbSet<FriendsDay> FriendsDays => db.Set<FriendsDay>();

        public DbSet<LineQuota> LineQuotas => db.Set<LineQuota>();

        public DbSet<DeliveryEffect> DeliveryEffects => db.Set<DeliveryEffect>();
    }
}
