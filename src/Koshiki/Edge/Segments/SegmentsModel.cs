using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Segments;

/// <summary>How friends and their choices are stored.</summary>
internal static class SegmentsModel
{
    /// <summary>What every node's index reads, and core's courier too: nothing here names a person.</summary>
    public const string Schema = "edge_segments";

    /// <summary>What names a person, and nobody but edge reads.</summary>
    public const string PrivateSchema = "edge_friends";

    public static void Build(ModelBuilder model)
    {
        model.Entity<FriendRegister>(register =>
        {
            register.ToTable("friend_register", Schema);
            register.HasKey(r => r.AccountKey);
        });
        model.Entity<Friend>(friend =>
        {
            friend.ToTable("friend", Schema);
            friend.HasKey(f => new { f.AccountKey, f.Ordinal });
            friend.Property(f => f.State).HasConversion<short>();
            friend.HasIndex(f => new { f.AccountKey, f.ChangeNumber });
        });
        model.Entity<QuestionnaireRow>(questionnaire =>
        {
            questionnaire.ToTable("questionnaire", Schema);
            questionnaire.HasKey(q => new { q.AccountKey, q.Edition });
        });
        model.Entity<FriendKey>(key =>
        {
            key.ToTable("friend_key", PrivateSchema);
            key.HasKey(k => new { k.AccountKey, k.Hash });
            key.HasIndex(k => new { k.AccountKey, k.Ordinal }).IsUnique();
        });
        model.Entity<FriendIdBlock>(block =>
        {
            block.ToTable("friend_id_block", PrivateSchema);
            block.HasKey(b => new { b.AccountKey, b.Number });
            block.Property(b => b.Wrapped).WrappedAs("friends/{account_key}/{number}");
        });
        model.Entity<InboxItem>(item =>
        {
            item.ToTable("inbox", PrivateSchema);
            item.HasKey(i => i.Id);
            item.Property(i => i.Id).UseIdentityAlwaysColumn();
            item.Property(i => i.Wrapped).WrappedAs("inbox/{account_key}");
            item.HasIndex(i => new { i.AccountKey, i.EventId }).IsUnique();
            item.HasIndex(i => new { i.AccountKey, i.Id }).HasFilter("applied_at is null").HasDatabaseName("inbox_waiting");
        });
        model.Entity<FriendDay>(day =>
        {
            day.ToTable("friend_day", Schema);
            day.HasKey(d => new { d.AccountKey, d.Day, d.Source });
        });
        model.Entity<FriendReport>(report =>
        {
            report.ToTable("friend_report", Schema);
            report.HasKey(r => r.AccountKey);
        });
        model.Entity<ErasedPlace>(place =>
        {
            place.ToTable("erased_place", PrivateSchema);
            place.HasKey(p => new { p.AccountKey, p.Ordinal });
        });
        model.Entity<PreferenceTicket>(ticket =>
        {
            ticket.ToTable("preference_ticket", PrivateSchema);
            ticket.HasKey(t => t.Hash);
        });
    }
}

internal static class SegmentsTables
{
    extension(EdgeDb db)
    {
        public DbSet<FriendRegister> FriendRegisters => db.Set<FriendRegister>();

        public DbSet<Friend> Friends => db.Set<Friend>();

        public DbSet<QuestionnaireRow> Questionnaires => db.Set<QuestionnaireRow>();

        public DbSet<FriendKey> FriendKeys => db.Set<FriendKey>();

        public DbSet<FriendIdBlock> FriendIdBlocks => db.Set<FriendIdBlock>();

        public DbSet<InboxItem> Inbox => db.Set<InboxItem>();

        public DbSet<FriendDay> FriendDays => db.Set<FriendDay>();

        public DbSet<FriendReport> FriendReports => db.Set<FriendReport>();

        public DbSet<ErasedPlace> ErasedPlaces => db.Set<ErasedPlace>();

        public DbSet<PreferenceTicket> PreferenceTickets => db.Set<PreferenceTicket>();
    }
}
