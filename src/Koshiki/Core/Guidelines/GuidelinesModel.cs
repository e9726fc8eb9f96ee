using System.Text.Json;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Koshiki.Core.Guidelines;

internal static class GuidelinesModel
{
    public const string Schema = "guidelines";

    public static void Build(ModelBuilder model)
    {
        model.Entity<GuidelineVersion>(version =>
        {
            version.ToTable("version", Schema);
            version.HasKey(v => v.Id);
            version.HasIndex(v => v.Number).IsUnique();
            version.HasIndex(v => v.State).IsUnique().HasFilter($"state = '{nameof(GuidelineState.Draft)}'");
            // The log keeps the digest and what was done: a whole guideline twice for each edit would bury what changed.
            version.Property(v => v.Clauses).NotLogged().HasColumnType("jsonb").HasConversion(
                tree => JsonSerializer.Serialize(tree.Chapters, MessageJson.Options),
                json => new ClauseTree(JsonSerializer.Deserialize<List<Clause>>(json, MessageJson.Options) ?? new List<Clause>()),
                new ValueComparer<ClauseTree>((a, b) => ReferenceEquals(a, b), tree => tree.All.Count, tree => tree));
            version.Property(v => v.Removals).HasColumnType("jsonb").HasConversion(
                removals => JsonSerializer.Serialize(removals, MessageJson.Options),
                json => JsonSerializer.Deserialize<List<ControlRemoval>>(json, MessageJson.Options) ?? new List<ControlRemoval>(),
                new ValueComparer<IReadOnlyList<ControlRemoval>>((a, b) => ReferenceEquals(a, b), list => list.Count, list => list));
            version.Ignore(v => v.Text);
            version.Ignore(v => v.IsDraft);
            version.Ignore(v => v.ReviewDue);
            version.Property(v => v.RowVersion).IsRowVersion();
        });
        model.Entity<Acknowledgement>(read =>
        {
            read.ToTable("acknowledgement", Schema);
            read.HasKey(a => a.Id);
            read.HasIndex(a => new { a.Office, a.Day });
            read.HasIndex(a => new { a.Person, a.Day });
        });
        model.Entity<PrivateUseCount>(count =>
        {
            count.ToTable("private_use_count", Schema);
            count.HasKey(c => new { c.Office, c.FiscalYear });
        });
        model.Entity<ClauseReport>(report =>
        {
            report.ToTable("clause_report", Schema);
            report.HasKey(r => r.Id);
            report.HasIndex(r => new { r.State, r.At });
            report.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<OwnRulebook>(book =>
        {
            book.ToTable("own_rulebook", Schema);
            book.HasKey(b => b.Id);
        });
        model.Entity<PlatformTerms>(terms =>
        {
            terms.ToTable("platform_terms", Schema);
            terms.HasKey(t => t.Id);
            terms.HasIndex(t => new { t.Platform, t.RecordedOn });
        });
        model.Entity<ChannelRule>(rule =>
        {
            rule.ToTable("channel_rule", Schema);
            rule.HasKey(r => r.Id);
            rule.HasIndex(r => new { r.Platform, r.Topic, r.From });
        });
        BuildVerdicts(model);
    }

    private static void BuildVerdicts(ModelBuilder model)
    {
        model.Entity<Verdict>(verdict =>
        {
            verdict.ToTable("verdict", Schema).NotLogged();
            verdict.HasKey(v => v.Id);
            verdict.Property(v => v.Id).UseIdentityAlwaysColumn();
            verdict.HasIndex(v => new { v.Control, v.Subject }).IsUnique().HasFilter("last is null").HasDatabaseName("verdict_standing");
            verdict.HasIndex(v => new { v.Subject, v.Control, v.Id });
            verdict.HasIndex(v => new { v.Office, v.Outcome }).HasFilter("last is null").HasDatabaseName("verdict_standing_office");
        });
        model.Entity<ControlRunRow>(run =>
        {
            run.ToTable("control_run", Schema).NotLogged();
            run.HasKey(r => new { r.Control, r.Day });
        });
        model.Entity<ControlStatement>(statement =>
        {
            statement.ToTable("control_statement", Schema);
            statement.HasKey(s => s.Id);
            statement.HasIndex(s => new { s.Control, s.Office, s.At });
        });
    }
}

public static class GuidelineSets
{
    extension(CoreDb db)
    {
        public DbSet<GuidelineVersion> GuidelineVersions => db.Set<GuidelineVersion>();

        public DbSet<Acknowledgement> Acknowledgements => db.Set<Acknowledgement>();

        public DbSet<PrivateUseCount> PrivateUseCounts => db.Set<PrivateUseCount>();

        public DbSet<ClauseReport> ClauseReports => db.Set<ClauseReport>();

        public DbSet<OwnRulebook> OwnRulebooks => db.Set<OwnRulebook>();

        public DbSet<PlatformTerms> PlatformTerms => db.Set<PlatformTerms>();

        public DbSet<ChannelRule> ChannelRules => db.Set<ChannelRule>();

        public DbSet<Verdict> Verdicts => db.Set<Verdict>();

        public DbSet<ControlRunRow> ControlRuns => db.Set<ControlRunRow>();

        public DbSet<ControlStatement> ControlStatements => db.Set<ControlStatement>();

        /// <summary>The version in force on a day; null before the first one.</summary>
        public Task<GuidelineVersion?> GuidelineOn(DateOnly day, CancellationToken ct) =>
            db.Set<GuidelineVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.State == GuidelineState.Published && v.From <= day && (v.Last == null || v.Last >= day), ct);
    }
}
