using Koshiki.Core.Accounts;
using Koshiki.Core.Api;
using Koshiki.Core.Audits;
using Koshiki.Core.Opening;
using Koshiki.Core.Contracts;
using Koshiki.Core.Custody;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Surveys;
using Koshiki.Core.Work;
using Koshiki.Core.Monitoring;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Media;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core;

/// <summary>Core's database and unit of work. Every save writes the activity log with it, and a save of which nobody says who makes it throws.</summary>
public sealed class CoreDb : DbContext
{
    private readonly Acting acting;
    private readonly TimeProvider clock;
    private readonly FactListening[] listening;

    internal CoreDb(DbContextOptions<CoreDb> options, Acting acting, TimeProvider clock, IEnumerable<FactListening> listening)
        : base(options)
    {
        this.acting = acting;
        this.clock = clock;
        this.listening = [.. listening];
    }

    public DbSet<OutgoingOrder> OutgoingOrders => Set<OutgoingOrder>();

    public DbSet<IncomingReport> IncomingReports => Set<IncomingReport>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<LogEntry> Log => Set<LogEntry>();

    public DbSet<MediaObject> MediaObjects => Set<MediaObject>();

    public DbSet<MediaPart> MediaParts => Set<MediaPart>();

    /// <summary>Gives edge an order when this save commits.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="aggregate">Orders about one thing keep their order: a seal's hash, or an account's key.</param>
    public void Send(Order order, string aggregate) => OutgoingOrders.Add(OutgoingOrder.For(order, aggregate, clock.GetUtcNow()));

    /// <summary>Tells the areas above when this save commits.</summary>
    /// <param name="fact">What happened, as a record that JSON can carry.</param>
    /// <param name="aggregate">Facts about one thing are heard in their order.</param>
    public void Announce<TFact>(TFact fact, string aggregate) where TFact : notnull
    {
        var now = clock.GetUtcNow();
        foreach (var one in listening.Where(l => l.Fact == typeof(TFact)))
        {
            Outbox.Add(new OutboxRow
            {
                Id = Guid.CreateVersion7(now),
                Kind = typeof(TFact).Name,
                Listener = one.Listener,
                Aggregate = $"{one.Listener}/{aggregate}",
                Body = MessageJson.ToBytes(fact),
                CreatedAt = now,
            });
        }
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        LogWriter.AddEntries(this, acting.Actor, clock.GetUtcNow());
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        LogWriter.AddEntries(this, acting.Actor, clock.GetUtcNow());
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        LogTables.Build(modelBuilder);
        OutboxRow.Build(modelBuilder);
        MessageTables.BuildCore(modelBuilder);
        KeyRingRow.Build(modelBuilder, "core_keys");
        MediaRows.Build(modelBuilder, "media");
        OrganizationsModel.Build(modelBuilder);
        MonitoringModel.Build(modelBuilder);
        WorkModel.Build(modelBuilder);
        AccountsModel.Build(modelBuilder);
        OpeningModel.Build(modelBuilder);
        ContractsModel.Build(modelBuilder);
        CustodyModel.Build(modelBuilder);
        GuidelinesModel.Build(modelBuilder);
        PublishingModel.Build(modelBuilder);
        ReviewsModel.Build(modelBuilder);
        AuditsModel.Build(modelBuilder);
        SurveysModel.Build(modelBuilder);
        ApiModel.Build(modelBuilder);
        ModelConventions.UseSnakeCase(modelBuilder);
    }
}

/// <summary>Takes note of one kind of report, within the transaction that marks it as done.</summary>
internal interface IReportListener
{
    bool Takes(Report report);

    Task Handle(Report report, Guid reportId, CancellationToken ct);
}
