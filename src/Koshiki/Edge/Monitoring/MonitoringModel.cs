using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Monitoring;

/// <summary>When an account was last looked at, and when it is due again.</summary>
internal sealed class LookDue
{
    public required string AccountKey { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Up to here its posts have been compared with the deliveries; null before the first reading.</summary>
    public DateTimeOffset? PostsReadTo { get; set; }
}

/// <summary>An address that published posts point to. E9.</summary>
internal sealed class WatchedLink
{
    public required string Url { get; init; }

    /// <summary>Its host, in lower case: one request at a time for each.</summary>
    public required string Host { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public LinkState State { get; set; }

    /// <summary>Since when it has stood so.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>How often it was not found since it last answered.</summary>
    public int Misses { get; set; }

    /// <summary>Rises with each report.</summary>
    public long Number { get; set; }
}

/// <summary>How monitoring is stored.</summary>
internal static class MonitoringModel
{
    public const string Schema = "edge_monitoring";

    public static void Build(ModelBuilder model)
    {
        model.Entity<LookDue>(look =>
        {
            look.ToTable("look_due", Schema);
            look.HasKey(l => l.AccountKey);
        });
        model.Entity<WatchedLink>(link =>
        {
            link.ToTable("watched_link", Schema);
            link.HasKey(l => l.Url);
            link.HasIndex(l => l.DueAt);
        });
    }
}

internal static class MonitoringTables
{
    extension(EdgeDb db)
    {
        public DbSet<LookDue> LooksDue => db.Set<LookDue>();

        public DbSet<WatchedLink> WatchedLinks => db.Set<WatchedLink>();
    }
}
