using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Platforms;

/// <summary>How the connections are stored.</summary>
internal static class PlatformsModel
{
    public const string Schema = "edge_platforms";

    public static void Build(ModelBuilder model) => model.Entity<ConnectedAccount>(account =>
    {
        account.ToTable("connected_account", Schema);
        account.HasKey(a => a.AccountKey);
        account.Property(a => a.WrappedSecret).WrappedAs("account/{account_key}/token");
    });
}

internal static class PlatformsTables
{
    extension(EdgeDb db)
    {
        public DbSet<ConnectedAccount> ConnectedAccounts => db.Set<ConnectedAccount>();
    }
}
