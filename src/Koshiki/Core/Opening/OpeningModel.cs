using System.Text.Json;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Koshiki.Core.Opening;

internal static class OpeningModel
{
    private const string Schema = "opening";

    public static void Build(ModelBuilder model)
    {
        model.Entity<Consultation>(consultation =>
        {
            consultation.ToTable("consultation", Schema);
            consultation.HasKey(c => c.Id);
            consultation.HasIndex(c => new { c.State, c.ChangedAt });
            consultation.HasIndex(c => c.Office);
            consultation.HasIndex(c => c.Account);
            consultation.Property(c => c.Need).AsJson();
            consultation.Property(c => c.Form).AsJson();
            consultation.Property(c => c.Joint).AsJson();
            consultation.Ignore(c => c.PlatformName);
            consultation.Ignore(c => c.WordsNow);
            consultation.Ignore(c => c.Missing);
            consultation.Property(c => c.Version).IsRowVersion();
            consultation.HasMany(c => c.Words).WithOne().HasForeignKey(w => w.Consultation).OnDelete(DeleteBehavior.Restrict);
            consultation.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.Consultation).OnDelete(DeleteBehavior.Restrict);
            consultation.Navigation(c => c.Words).HasField("words").UsePropertyAccessMode(PropertyAccessMode.Field);
            consultation.Navigation(c => c.Events).HasField("events").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<ReviewWord>(word =>
        {
            word.ToTable("review_word", Schema);
            word.HasKey(w => w.Id);
            word.Property(w => w.Id).ValueGeneratedNever();
            word.HasIndex(w => new { w.Consultation, w.Round, w.Side }).IsUnique();
        });
        model.Entity<ConsultationEvent>(happened =>
        {
            happened.ToTable("consultation_event", Schema);
            happened.HasKey(e => e.Id);
            happened.Property(e => e.Id).ValueGeneratedNever();
            happened.HasIndex(e => new { e.Consultation, e.At });
        });
        model.Entity<DocumentVersion>(document =>
        {
            document.ToTable("document_version", Schema);
            document.HasKey(d => d.Id);
            document.HasIndex(d => new { d.Account, d.Kind, d.Number }).IsUnique().HasFilter("account is not null");
            document.HasIndex(d => new { d.Consultation, d.Kind, d.Number }).IsUnique().HasFilter("consultation is not null");
            document.Property(d => d.Sections).HasColumnType("jsonb").HasConversion(
                list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<List<DocumentSection>>(json, JsonSerializerOptions.Default) ?? new List<DocumentSection>(),
                new ValueComparer<IReadOnlyList<DocumentSection>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
            document.Property(d => d.Version).IsRowVersion();
        });
        model.Entity<EarlierRecord>(earlier =>
        {
            earlier.ToTable("earlier_record", Schema);
            earlier.HasKey(e => new { e.Account, e.Of });
        });
        model.Entity<PolicyDisclosure>(disclosure =>
        {
            disclosure.ToTable("policy_disclosure", Schema);
            disclosure.HasKey(d => d.Id);
            disclosure.Property(d => d.Id).ValueGeneratedNever();
            disclosure.HasIndex(d => new { d.Account, d.CheckedOn, d.At });
        });
        model.Entity<Holding>(holding =>
        {
            holding.ToTable("holding", Schema);
            holding.HasKey(h => h.Account);
            holding.HasIndex(h => h.NamedPerson);
            holding.Property(h => h.Version).IsRowVersion();
        });
        model.Entity<ConsultationDuty>(duty =>
        {
            duty.ToTable("consultation_duty", Schema);
            duty.HasKey(d => d.Id);
            duty.Property(d => d.Id).ValueGeneratedNever();
        });
        model.Entity<StartRecord>(start =>
        {
            start.ToTable("start_record", Schema);
            start.HasKey(s => new { s.Account, s.Item });
        });
    }
}

public static class OpeningSets
{
    extension(CoreDb db)
    {
        public DbSet<Consultation> Consultations => db.Set<Consultation>();

        public DbSet<DocumentVersion> DocumentVersions => db.Set<DocumentVersion>();

        public DbSet<EarlierRecord> EarlierRecords => db.Set<EarlierRecord>();

        public DbSet<PolicyDisclosure> PolicyDisclosures => db.Set<PolicyDisclosure>();

        public DbSet<Holding> Holdings => db.Set<Holding>();

        public DbSet<StartRecord> StartRecords => db.Set<StartRecord>();

        /// <summary>The consultations that whoever asks may see: those of his offices, or all.</summary>
        public IQueryable<Consultation> ConsultationsVisibleTo(Me me)
        {
            ArgumentNullException.ThrowIfNull(me);
            switch (me.ScopeOf(Act.ReadConsultations))
            {
                case Scope.Government: return db.Set<Consultation>();
                case Scope.Limited limited:
                    var offices = limited.Offices.ToArray();
                    return db.Set<Consultation>().Where(consultation => offices.Contains(consultation.Office));
                default: return db.Set<Consultation>().Where(consultation => false);
            }
        }

        /// <summary>Announces what has just happened to a consultation; stored with the next save.</summary>
        public void AnnounceMoves(Consultation consultation)
        {
            ArgumentNullException.ThrowIfNull(consultation);
            foreach (var happened in consultation.Events.Where(one => db.Entry(one).State is not EntityState.Unchanged).ToList())
            {
                db.Announce(new ConsultationMoved(consultation.Id, happened.Id), consultation.Id.Value.ToString());
            }
        }

        /// <summary>All versions of the documents of a consultation: those written for it, and those of its account.</summary>
        public IQueryable<DocumentVersion> DocumentsOf(Consultation consultation)
        {
            ArgumentNullException.ThrowIfNull(consultation);
            var (id, account) = (consultation.Id, consultation.Account);
            return account is null
                ? db.Set<DocumentVersion>().Where(document => document.Consultation == id)
                : db.Set<DocumentVersion>().Where(document => document.Account == account || document.Consultation == id);
        }
    }
}
