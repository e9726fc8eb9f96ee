using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits;

/// <remarks>What the audit office writes for itself is secret to the activity log: that somebody changed it is proven there, what it says is not.</remarks>
internal static class AuditsModel
{
    private const string Schema = "audits";

    public static void Build(ModelBuilder model)
    {
        model.Entity<Audit>(audit =>
        {
            audit.ToTable("audit", Schema);
            audit.HasKey(a => a.Id);
            audit.HasIndex(a => a.Number).IsUnique();
            audit.Property(a => a.Number).HasMaxLength(Audit.LongestNumber);
            audit.Property(a => a.Plan).AsJson().Secret();
            audit.Property(a => a.Version).IsRowVersion();
        });
        model.Entity<FrozenAudit>(frozen =>
        {
            frozen.ToTable("frozen_audit", Schema);
            frozen.HasKey(f => f.Audit);
        });
        model.Entity<AuditTarget>(target =>
        {
            target.ToTable("target", Schema);
            target.HasKey(t => t.Id);
            target.HasIndex(t => new { t.Audit, t.OfficeCode, t.AccountKey }).IsUnique();
            foreach (var text in new[] { nameof(AuditTarget.OfficeCode), nameof(AuditTarget.OfficeName), nameof(AuditTarget.Department), nameof(AuditTarget.AccountKey), nameof(AuditTarget.AccountName), nameof(AuditTarget.Why) })
                target.Property<string>(text).Secret();
            target.Property(t => t.Office).Secret();
            target.Property(t => t.Account).Secret();
            target.Property(t => t.Version).IsRowVersion();
        });
        BuildFieldwork(model);
        BuildFindings(model);
    }

    private static void BuildFieldwork(ModelBuilder model)
    {
        model.Entity<Fieldwork.FieldworkEntry>(entry =>
        {
            entry.ToTable("fieldwork_entry", Schema);
            entry.HasKey(e => e.Id);
            entry.HasIndex(e => new { e.Audit, e.Number }).IsUnique();
            entry.Property(e => e.Found).AsJson().Secret();
            entry.Property(e => e.Own).AsJson().Secret();
            entry.Property(e => e.OwnFrom).AsJson().Secret();
            entry.Property(e => e.OfficeName).Secret();
            entry.Property(e => e.Office).Secret();
            entry.Property(e => e.Group).Secret();
            entry.Property(e => e.Account).Secret();
            entry.Property(e => e.AccountKey).Secret();
            entry.Property(e => e.Notes).Secret();
            entry.Property(e => e.Version).IsRowVersion();
        });
        model.Entity<Hearing>(hearing =>
        {
            hearing.ToTable("hearing", Schema);
            hearing.HasKey(h => h.Id);
            hearing.HasIndex(h => new { h.Audit, h.On });
            hearing.HasIndex(h => h.Office);
            hearing.Property(h => h.Notes).Secret();
            hearing.Property(h => h.Version).IsRowVersion();
        });
        model.Entity<WorkingPaper>(paper =>
        {
            paper.ToTable("working_paper", Schema);
            paper.HasKey(p => p.Id);
            paper.HasIndex(p => p.Audit);
            paper.Property(p => p.Title).Secret();
            paper.Property(p => p.Text).Secret();
            paper.Property(p => p.About).Secret();
        });
        model.Entity<Evidence>(evidence =>
        {
            evidence.ToTable("evidence", Schema);
            evidence.HasKey(e => e.Id);
            evidence.HasIndex(e => e.Audit);
            evidence.Property(e => e.Title).Secret();
            evidence.Property(e => e.FileName).Secret();
            evidence.Property(e => e.Source).Secret();
        });
        model.Entity<EvidenceContent>(content =>
        {
            content.ToTable("evidence_content", Schema);
            content.HasKey(c => c.Evidence);
        });
    }

    private static void BuildFindings(ModelBuilder model)
    {
        model.Entity<FindingGrade>(grade =>
        {
            grade.ToTable("finding_grade", Schema);
            grade.HasKey(g => g.Key);
            grade.Property(g => g.Version).IsRowVersion();
        });
        model.Entity<AuditFinding>(finding =>
        {
            finding.ToTable("finding", Schema);
            finding.HasKey(f => f.Id);
            finding.HasIndex(f => new { f.Audit, f.Number }).IsUnique();
            finding.HasIndex(f => new { f.Office, f.State });
            finding.Property(f => f.Content).AsJson().Secret();
            finding.Property(f => f.Sent).AsJson().Secret();
            finding.Property(f => f.Office).Secret();
            finding.Property(f => f.OfficeName).Secret();
            finding.Property(f => f.ReplyText).Secret();
            finding.Property(f => f.Considered).Secret();
            finding.Property(f => f.Version).IsRowVersion();
        });
        model.Entity<Measure>(measure =>
        {
            measure.ToTable("measure", Schema);
            measure.HasKey(m => m.Id);
            measure.HasIndex(m => m.Finding).IsUnique();
            measure.HasIndex(m => new { m.Office, m.State });
            measure.HasIndex(m => new { m.Year, m.GradeKey });
            measure.Property(m => m.Events).AsJson().Secret();
            foreach (var text in new[] { nameof(Measure.Title), nameof(Measure.Facts), nameof(Measure.Rule), nameof(Measure.Report), nameof(Measure.Judgement) }) measure.Property<string>(text).Secret();
            measure.Property(m => m.Version).IsRowVersion();
        });
    }
}

internal static class AuditSets
{
    extension(CoreDb db)
    {
        public DbSet<Audit> Audits => db.Set<Audit>();

        public DbSet<FrozenAudit> FrozenAudits => db.Set<FrozenAudit>();

        public DbSet<AuditTarget> AuditTargets => db.Set<AuditTarget>();

        public DbSet<Fieldwork.FieldworkEntry> FieldworkEntries => db.Set<Fieldwork.FieldworkEntry>();

        public DbSet<Hearing> Hearings => db.Set<Hearing>();

        public DbSet<WorkingPaper> WorkingPapers => db.Set<WorkingPaper>();

        public DbSet<Evidence> Evidence => db.Set<Evidence>();

        public DbSet<EvidenceContent> EvidenceContents => db.Set<EvidenceContent>();

        public DbSet<FindingGrade> FindingGrades => db.Set<FindingGrade>();

        public DbSet<AuditFinding> AuditFindings => db.Set<AuditFinding>();

        public DbSet<Measure> Measures => db.Set<Measure>();
    }
}
