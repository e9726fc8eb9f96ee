using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring;

internal static class MonitoringModel
{
    private const string Schema = "monitoring";

    public static void Build(ModelBuilder model)
    {
        BuildRounds(model);
        BuildFindings(model);
        BuildLinks(model);
    }

    private static void BuildRounds(ModelBuilder model)
    {
        model.Entity<Watch>(watch =>
        {
            watch.ToTable("watch", Schema);
            watch.HasKey(w => w.Account);
            watch.HasIndex(w => w.AccountKey).IsUnique();
            watch.HasIndex(w => w.NextDueOn);
            // The check itself is logged; what follows from it is not logged once more.
            watch.Property(w => w.LastCheckedOn).NotLogged();
            watch.Property(w => w.LastCheckedBy).NotLogged();
            watch.Property(w => w.LastOutcome).NotLogged();
            watch.Property(w => w.NextDueOn).NotLogged();
            watch.Property(w => w.Version).IsRowVersion();
            watch.HasMany(w => w.Periods).WithOne().HasForeignKey(p => p.Account);
            watch.Navigation(w => w.Periods).HasField("periods").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<WatchPeriod>(period =>
        {
            // The watch's own entry in the log says all of it.
            period.ToTable("watch_period", Schema).NotLogged();
            period.HasKey(p => new { p.Account, p.From });
        });
        model.Entity<AccountCheck>(check =>
        {
            check.ToTable("account_check", Schema);
            check.HasKey(c => c.Id);
            check.HasIndex(c => new { c.Account, c.At });
            check.HasIndex(c => new { c.At, c.Id });
            check.HasIndex(c => new { c.Office, c.At });
        });
        model.Entity<AccountLook>(look =>
        {
            // The edge's reports are the evidence; this mirror of them is not logged once more.
            look.ToTable("account_look", Schema).NotLogged();
            look.HasKey(l => l.Account);
        });
    }

    private static void BuildFindings(ModelBuilder model)
    {
        model.Entity<Finding>(finding =>
        {
            finding.ToTable("finding", Schema);
            finding.HasKey(f => f.Id);
            finding.Property(f => f.About).HasMaxLength(Finding.MostAbout);
            finding.HasIndex(f => new { f.Account, f.Kind, f.About });
            finding.HasIndex(f => new { f.State, f.FoundAt });
            finding.HasIndex(f => new { f.Office, f.State });
            finding.Property(f => f.Version).IsRowVersion();
            finding.HasMany(f => f.Events).WithOne().HasForeignKey(e => e.Finding).OnDelete(DeleteBehavior.Restrict);
            finding.Navigation(f => f.Events).HasField("events").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<FindingEvent>(entry =>
        {
            entry.ToTable("finding_event", Schema);
            entry.HasKey(e => new { e.Finding, e.Number });
        });
        model.Entity<LookAlike>(alike =>
        {
            alike.ToTable("look_alike", Schema);
            alike.HasKey(a => a.Id);
            alike.HasIndex(a => new { a.State, a.FoundOn });
            alike.Property(a => a.Version).IsRowVersion();
        });
    }

    private static void BuildLinks(ModelBuilder model)
    {
        model.Entity<PublishedLink>(link =>
        {
            // Follows from the seals that were sent, which are logged.
            link.ToTable("published_link", Schema).NotLogged();
            link.HasKey(l => new { l.Post, l.AccountKey, l.Url });
            link.HasIndex(l => l.Url);
            link.HasIndex(l => new { l.Office, l.PostedAt });
            link.HasOne<CheckedLink>().WithMany().HasForeignKey(l => l.Url);
        });
        model.Entity<CheckedLink>(link =>
        {
            link.ToTable("checked_link", Schema).NotLogged();
            link.HasKey(l => l.Url);
            link.Property(l => l.Url).HasMaxLength(LinkAddress.Longest);
            link.HasIndex(l => l.State);
        });
    }
}

public static class MonitoringSets
{
    extension(CoreDb db)
    {
        public DbSet<Watch> Watches => db.Set<Watch>();

        public DbSet<WatchPeriod> WatchPeriods => db.Set<WatchPeriod>();

        public DbSet<AccountCheck> AccountChecks => db.Set<AccountCheck>();

        public DbSet<AccountLook> AccountLooks => db.Set<AccountLook>();

        public DbSet<Finding> Findings => db.Set<Finding>();

        public DbSet<LookAlike> LookAlikes => db.Set<LookAlike>();

        public DbSet<PublishedLink> PublishedLinks => db.Set<PublishedLink>();

        public DbSet<CheckedLink> CheckedLinks => db.Set<CheckedLink>();
    }
}
