using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts;

internal static class AccountsModel
{
    private const string Schema = "accounts";

    public static void Build(ModelBuilder model) => model.Entity<Account>(account =>
    {
        account.ToTable("account", Schema);
        account.HasKey(a => a.Id);
        account.HasIndex(a => a.Key).IsUnique();
        account.HasIndex(a => a.AddressKey);
        account.HasIndex(a => a.Office);
        account.Property(a => a.SearchText).NotLogged();
        account.Property(a => a.Version).IsRowVersion();
    });
}

public static class AccountSets
{
    extension(CoreDb db)
    {
        /// <summary>The register.</summary>
        public DbSet<Account> Accounts => db.Set<Account>();
    }
}
