using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews;

internal static class ReviewsModel
{
    private const string Schema = "reviews";

    public static void Build(ModelBuilder model)
    {
        model.Entity<AccountReview>(review =>
        {
            review.ToTable("account_review", Schema);
            review.HasKey(r => r.Id);
            review.HasIndex(r => new { r.Account, r.Year, r.Half, r.Number }).IsUnique();
            review.HasIndex(r => new { r.Office, r.Status });
            review.HasIndex(r => new { r.Year, r.Half, r.Status });
            review.Ignore(r => r.Period);
            review.Property(r => r.Content).AsJson();
            review.Property(r => r.Figures).AsJson();
            review.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<Judgement>(judgement =>
        {
            judgement.ToTable("judgement", Schema);
            judgement.HasKey(j => j.Id);
            judgement.HasIndex(j => new { j.Account, j.BegunAt });
            judgement.HasIndex(j => new { j.Office, j.Status });
            judgement.Property(j => j.Content).AsJson();
            judgement.Property(j => j.Version).IsRowVersion();
        });
        BuildRetirement(model);
        model.Entity<Suspension>(suspension =>
        {
            suspension.ToTable("suspension", Schema);
            suspension.HasKey(s => s.Id);
            suspension.HasIndex(s => new { s.Account, s.From });
            suspension.Property(s => s.Version).IsRowVersion();
        });
        model.Entity<Advice>(advice =>
        {
            advice.ToTable("advice", Schema);
            advice.HasKey(a => a.Id);
            advice.HasIndex(a => new { a.Account, a.GivenAt });
            advice.HasIndex(a => new { a.State, a.AnswerBy });
            advice.HasIndex(a => new { a.Office, a.State });
            advice.Property(a => a.Version).IsRowVersion();
        });
        model.Entity<SharedCase>(shared =>
        {
            shared.ToTable("shared_case", Schema);
            shared.HasKey(s => s.Id);
            shared.HasIndex(s => new { s.State, s.Kind });
            shared.Property(s => s.SearchText).NotLogged();
            shared.Property(s => s.Version).IsRowVersion();
        });
        model.Entity<ScopeLook>(look =>
        {
            look.ToTable("scope_look", Schema);
            look.HasKey(l => l.Id);
            look.HasIndex(l => new { l.Scope, l.Until });
        });
    }

    private static void BuildRetirement(ModelBuilder model)
    {
        model.Entity<Retirement>(retirement =>
        {
            retirement.ToTable("retirement", Schema);
            retirement.HasKey(r => r.Id);
            // One at a time; a person who begins a second one is told so, and two who begin at once are stopped here.
            retirement.HasIndex(r => r.Account).IsUnique().HasFilter($"state not in ('{nameof(RetirementState.Retired)}', '{nameof(RetirementState.Disputed)}', '{nameof(RetirementState.Withdrawn)}')");
            retirement.HasIndex(r => new { r.State, r.NoticeFrom });
            retirement.HasIndex(r => r.Office);
            retirement.Property(r => r.Report).AsJson();
            retirement.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.Retirement).OnDelete(DeleteBehavior.Restrict);
            retirement.Navigation(r => r.Events).HasField("events").UsePropertyAccessMode(PropertyAccessMode.Field);
            retirement.HasMany(r => r.Looks).WithOne().HasForeignKey(l => l.Retirement).OnDelete(DeleteBehavior.Restrict);
            retirement.Navigation(r => r.Looks).HasField("looks").UsePropertyAccessMode(PropertyAccessMode.Field);
            retirement.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<RetirementEvent>(entry =>
        {
            entry.ToTable("retirement_event", Schema);
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.HasIndex(e => new { e.Retirement, e.At });
        });
        model.Entity<NameLook>(look =>
        {
            look.ToTable("name_look", Schema);
            look.HasKey(l => l.Id);
            look.Property(l => l.Id).ValueGeneratedNever();
            look.HasIndex(l => new { l.Retirement, l.On });
        });
    }
}

public static class ReviewSets
{
    extension(CoreDb db)
    {
        public DbSet<AccountReview> AccountReviews => db.Set<AccountReview>();

        public DbSet<Judgement> Judgements => db.Set<Judgement>();

        public DbSet<Retirement> Retirements => db.Set<Retirement>();

        public DbSet<Suspension> Suspensions => db.Set<Suspension>();

        public DbSet<Advice> Advice => db.Set<Advice>();

        public DbSet<SharedCase> SharedCases => db.Set<SharedCase>();

        public DbSet<ScopeLook> ScopeLooks => db.Set<ScopeLook>();
    }
}
