using Koshiki.Core.Accounts.FriendFiles;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts;

internal static class AccountsModel
{
    private const string Schema = "accounts";

    public static void Build(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("account", Schema);
            account.HasKey(a => a.Id);
            account.HasIndex(a => a.Key).IsUnique();
            account.HasIndex(a => a.AddressKey).IsUnique().HasFilter($"state <> '{nameof(AccountState.Retired)}'");
            account.HasIndex(a => new { a.Platform, a.PermanentId }).IsUnique().HasFilter($"permanent_id is not null and state <> '{nameof(AccountState.Retired)}'");
            account.HasIndex(a => a.Office);
            account.HasIndex(a => a.SearchBigrams).HasMethod("gin");
            account.Property(a => a.SearchText).NotLogged();
            account.Property(a => a.SearchBigrams).NotLogged();
            account.Property(a => a.AddressKey).NotLogged();
            account.Property(a => a.Version).IsRowVersion();
            account.Ignore(a => a.Facts);
            account.HasMany(a => a.Periods).WithOne().HasForeignKey(p => p.Account);
            account.Navigation(a => a.Periods).HasField("periods").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<AccountPeriod>(period =>
        {
            // The account's own entry in the log says all of it: what changed, and since when.
            period.ToTable("account_period", Schema).NotLogged();
            period.HasKey(p => p.Id);
            period.Property(p => p.Id).ValueGeneratedNever();
            period.HasIndex(p => new { p.Account, p.From }).IsUnique();
            period.HasIndex(p => p.Office);
            period.HasIndex(p => p.AddressKey);
            period.Ignore(p => p.Facts);
        });
        model.Entity<PublishedList>(list =>
        {
            list.ToTable("published_list", Schema).NotLogged();
            list.HasKey(l => l.Id);
            list.Property(l => l.Id).ValueGeneratedNever();
        });
        model.Entity<FriendFileAct>(act =>
        {
            act.ToTable("friend_file_act", Schema);
            act.HasKey(a => a.Id);
            act.Property(a => a.Id).ValueGeneratedNever();
            act.HasIndex(a => new { a.AccountKey, a.BegunAt });
        });
        model.Entity<ListDue>(due =>
        {
            due.ToTable("list_due", Schema).NotLogged();
            due.HasKey(d => d.Id);
        });
    }
}

public static class AccountSets
{
    extension(CoreDb db)
    {
        /// <summary>The register.</summary>
        public DbSet<Account> Accounts => db.Set<Account>();

        /// <summary>Imports and exports of friends, by counts alone.</summary>
        public DbSet<FriendFileAct> FriendFileActs => db.Set<FriendFileAct>();

        /// <summary>What accounts were on earlier days.</summary>
        public DbSet<AccountPeriod> AccountPeriods => db.Set<AccountPeriod>();
    }
}
