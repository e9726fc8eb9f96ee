using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

internal static class OrganizationsModel
{
    public const string Schema = "organizations";

    public static void Build(ModelBuilder model)
    {
        BuildOffices(model);
        BuildPeople(model);
        BuildSignIn(model);
        model.Entity<RightsVersion>(rights =>
        {
            rights.ToTable("rights_version", Schema).NotLogged();
            rights.HasKey(r => r.Id);
            rights.Property(r => r.Id).ValueGeneratedNever();
        });
    }

    private static void BuildOffices(ModelBuilder model)
    {
        model.Entity<Office>(office =>
        {
            office.ToTable("office", Schema);
            office.HasKey(o => o.Id);
            office.HasIndex(o => o.Code).IsUnique();
            office.Property(o => o.Version).IsRowVersion();
            office.Ignore(o => o.LastDay);
            office.HasMany(o => o.Periods).WithOne().HasForeignKey(p => p.Office);
            office.Navigation(o => o.Periods).HasField("periods").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<OfficePeriod>(period =>
        {
            period.ToTable("office_period", Schema);
            period.HasKey(p => p.Id);
            period.Property(p => p.Id).ValueGeneratedNever();
            period.HasIndex(p => new { p.Office, p.From }).IsUnique();
            period.HasIndex(p => new { p.Division, p.Department });
            period.Ignore(p => p.Facts);
        });
        model.Entity<OfficeContact>(contact =>
        {
            contact.ToTable("office_contact", Schema);
            contact.HasKey(c => new { c.Office, c.Key });
        });
        model.Entity<OfficeSuccession>(succession =>
        {
            succession.ToTable("office_succession", Schema);
            succession.HasKey(s => new { s.Predecessor, s.Successor });
            succession.HasIndex(s => s.Successor);
        });
    }

    private static void BuildPeople(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("person", Schema);
            person.HasKey(p => p.Id);
            person.HasIndex(p => p.StaffNumber).IsUnique();
            person.HasIndex(p => p.SearchBigrams).HasMethod("gin");
            person.Property(p => p.SearchText).NotLogged();
            person.Property(p => p.SearchBigrams).NotLogged();
            person.Property(p => p.Version).IsRowVersion();
        });
        model.Entity<Posting>(posting =>
        {
            posting.ToTable("posting", Schema);
            posting.HasKey(p => p.Id);
            posting.HasIndex(p => p.Person);
            posting.HasIndex(p => p.Office);
        });
        model.Entity<Deputyship>(deputyship =>
        {
            deputyship.ToTable("deputyship", Schema);
            deputyship.HasKey(d => d.Id);
            deputyship.HasIndex(d => d.Deputy);
            deputyship.HasIndex(d => d.Absent);
            deputyship.Ignore(d => d.TookPlace);
        });
    }

    private static void BuildSignIn(ModelBuilder model)
    {
        model.Entity<Credential>(credential =>
        {
            credential.ToTable("credential", Schema);
            credential.HasKey(c => c.Person);
            credential.HasIndex(c => c.UserName).IsUnique();
            credential.Property(c => c.PasswordHash).Secret();
            credential.Property(c => c.Totp).Secret().WrappedAs("credential/{person}/totp");
            credential.Property(c => c.RecoveryCodes).Secret();
            credential.Property(c => c.Failures).NotLogged();
            credential.Property(c => c.LastStep).NotLogged();
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("session", Schema).NotLogged();
            session.HasKey(s => s.TokenHash);
            session.HasIndex(s => s.Id).IsUnique();
            session.HasIndex(s => new { s.Person, s.StartedAt });
        });
        model.Entity<KeptFormRow>(form =>
        {
            form.ToTable("kept_form", Schema).NotLogged();
            form.HasKey(f => f.Id);
            form.HasIndex(f => f.ExpiresAt);
        });
        model.Entity<SeenFormRow>(form =>
        {
            form.ToTable("seen_form", Schema).NotLogged();
            form.HasKey(f => f.Id);
            form.HasIndex(f => f.SeenAt);
        });
    }
}

/// <summary>A number that rises with every change of people, postings, deputies or offices, in the same transaction; whoever keeps a <see cref="Me"/> in memory compares it.</summary>
internal sealed class RightsVersion
{
    /// <summary>There is one row, made by organizations.sql.</summary>
    public const int OnlyRow = 1;

    public required int Id { get; init; }

    public required long Value { get; init; }
}
