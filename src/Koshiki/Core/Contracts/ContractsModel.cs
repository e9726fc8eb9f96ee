using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts;

internal static class ContractsModel
{
    private const string Schema = "contracts";

    public static void Build(ModelBuilder model)
    {
        model.Entity<Agreement>(agreement =>
        {
            agreement.ToTable("agreement", Schema);
            agreement.HasKey(a => a.Id);
            agreement.HasIndex(a => a.Office);
            agreement.HasIndex(a => a.AccountKeys).HasMethod("gin");
            agreement.HasIndex(a => a.Succeeds).IsUnique();
            agreement.Property(a => a.Version).IsRowVersion();
            agreement.Ignore(a => a.End);
            agreement.HasMany(a => a.Clauses).WithOne().HasForeignKey(c => c.Agreement);
            agreement.Navigation(a => a.Clauses).HasField("clauses").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<AgreementClause>(clause =>
        {
            clause.ToTable("clause", Schema);
            clause.HasKey(c => new { c.Agreement, c.Kind });
        });
        model.Entity<PartnerLogin>(login =>
        {
            login.ToTable("partner_login", Schema);
            login.HasKey(l => l.Id);
            login.HasIndex(l => l.Agreement);
        });
        model.Entity<StaffDocument>(document =>
        {
            document.ToTable("staff_document", Schema);
            document.HasKey(d => d.Id);
            document.HasIndex(d => new { d.Agreement, d.ReceivedOn });
        });
        model.Entity<AgreementCheck>(check =>
        {
            check.ToTable("agreement_check", Schema);
            check.HasKey(c => c.Id);
            check.HasIndex(c => new { c.Agreement, c.On });
        });
        model.Entity<LoginHandBack>(handBack =>
        {
            handBack.ToTable("login_hand_back", Schema);
            handBack.HasKey(h => h.Agreement);
            handBack.HasIndex(h => new { h.Office, h.State });
            handBack.Property(h => h.Version).IsRowVersion();
        });
        model.Entity<Association>(association =>
        {
            association.ToTable("association", Schema);
            association.HasKey(a => a.Id);
            association.HasIndex(a => a.Name).IsUnique();
            association.HasIndex(a => a.AccountKeys).HasMethod("gin");
            association.Property(a => a.Version).IsRowVersion();
        });
        model.Entity<AssociationMember>(member =>
        {
            member.ToTable("association_member", Schema);
            member.HasKey(m => m.Id);
            member.HasIndex(m => m.Association);
        });
    }
}

public static class ContractSets
{
    extension(CoreDb db)
    {
        public DbSet<Agreement> Agreements => db.Set<Agreement>();

        public DbSet<PartnerLogin> PartnerLogins => db.Set<PartnerLogin>();

        public DbSet<StaffDocument> StaffDocuments => db.Set<StaffDocument>();

        public DbSet<AgreementCheck> AgreementChecks => db.Set<AgreementCheck>();

        public DbSet<LoginHandBack> LoginHandBacks => db.Set<LoginHandBack>();

        public DbSet<Association> Associations => db.Set<Association>();

        public DbSet<AssociationMember> AssociationMembers => db.Set<AssociationMember>();
    }
}
