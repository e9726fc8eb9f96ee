using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Organizations.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

/// <summary>An office as it was on one day.</summary>
public sealed class OfficeOnDay
{
    public required OfficeId Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Division { get; init; }

    public required string Department { get; init; }

    public required OfficeKind Kind { get; init; }

    public required OfficeFunction Function { get; init; }

    public required OfficeId? Parent { get; init; }

    public required DateOnly Since { get; init; }
}

/// <summary>The tables of this area, and the questions that others ask them.</summary>
public static class OrganizationSets
{
    extension(CoreDb db)
    {
        public DbSet<Office> Offices => db.Set<Office>();

        public DbSet<OfficeSuccession> OfficeSuccessions => db.Set<OfficeSuccession>();

        public DbSet<OfficeContact> OfficeContacts => db.Set<OfficeContact>();

        public DbSet<Person> People => db.Set<Person>();

        public DbSet<Posting> Postings => db.Set<Posting>();

        public DbSet<Deputyship> Deputyships => db.Set<Deputyship>();

        internal DbSet<Credential> Credentials => db.Set<Credential>();

        internal DbSet<Session> Sessions => db.Set<Session>();

        /// <summary>The offices that there were on a day, as they were called and placed on that day.</summary>
        public IQueryable<OfficeOnDay> OfficesOn(DateOnly day) =>
            from office in db.Set<Office>().AsNoTracking().IgnoreAutoIncludes()
            join period in db.Set<OfficePeriod>() on office.Id equals period.Office
            where period.From <= day && (period.Last == null || period.Last >= day)
            select new OfficeOnDay
            {
                Id = office.Id,
                Code = office.Code,
                Name = period.Name,
                Division = period.Division,
                Department = period.Department,
                Kind = period.Kind,
                Function = period.Function,
                Parent = period.Parent,
                Since = period.From,
            };

        /// <summary>The postings in force on a day.</summary>
        public IQueryable<Posting> PostingsOn(DateOnly day) =>
            db.Set<Posting>().AsNoTracking().Where(p => p.From <= day && (p.Last == null || p.Last >= day));

        /// <summary>All postings that go on at a day or are still to come.</summary>
        public IQueryable<Posting> PostingsFrom(DateOnly day) =>
            db.Set<Posting>().Where(p => p.Last == null || (p.Last >= day && p.Last >= p.From));

        /// <summary>Who stands in for one of these people on a day. 代決者.</summary>
        public IQueryable<PersonId> DeputiesOf(IReadOnlyCollection<PersonId> absent, DateOnly day) =>
            db.Set<Deputyship>().AsNoTracking().Where(d => absent.Contains(d.Absent) && d.From <= day && d.Last >= day).Select(d => d.Deputy);

        /// <summary>The people that may be seen by whoever asks: everyone, or those with a posting in the offices of his reach, and always himself.</summary>
        public IQueryable<Person> PeopleVisibleTo(Me me)
        {
            ArgumentNullException.ThrowIfNull(me);
            var id = me.Id;
            switch (me.ScopeOf(Act.ReadPeople))
            {
                case Scope.Government: return db.Set<Person>().AsNoTracking();
                case Scope.Limited limited:
                    var offices = limited.Offices.ToArray();
                    return db.Set<Person>().AsNoTracking().Where(p => p.Id == id || db.Set<Posting>().Any(posting => posting.Person == p.Id && offices.Contains(posting.Office)));
                default: return db.Set<Person>().AsNoTracking().Where(p => p.Id == id);
            }
        }
    }
}
