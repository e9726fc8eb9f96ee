using System.Collections.Concurrent;
using Koshiki.Core.Organizations.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>Makes of a person what today's postings and deputyships say. For sessions and tokens alike.</summary>
internal sealed class MeReader(CoreDb db, MeMemory memory)
{
    /// <summary>From memory while nothing about rights has changed in the database since; otherwise read anew.</summary>
    /// <param name="rightsVersion">The number read in the same request.</param>
    public async ValueTask<Me?> Read(PersonId person, DateOnly today, long rightsVersion, CancellationToken ct)
    {
        if (memory.Find(person, today, rightsVersion) is { } known) return known;
        var me = await Read(person, today, ct);
        if (me is not null) memory.Keep(me, today, rightsVersion);
        return me;
    }

    /// <returns>The person with the roles of this day; null for an unknown person.</returns>
    public async Task<Me?> Read(PersonId id, DateOnly day, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.Name }).SingleOrDefaultAsync(ct);
        if (person is null) return null;

        var held = await (
            from posting in db.PostingsOn(day)
            join office in db.OfficesOn(day) on posting.Office equals office.Id
            where posting.Person == id
            orderby posting.From, posting.Id
            select new Held(posting.Duty, posting.Accounts, office, null)).ToListAsync(ct);
        // Whoever has no duty of the staff's own on this day decides for nobody, whatever was registered.
        List<Held> deputised = !held.Exists(one => one.Duty.IsStaffs) ? [] : await (
            from deputyship in db.Deputyships.AsNoTracking()
            where deputyship.Deputy == id && deputyship.From <= day && deputyship.Last >= day
            join absent in db.People on deputyship.Absent equals absent.Id
            join posting in db.PostingsOn(day) on deputyship.Absent equals posting.Person
            where posting.Duty == Duty.Head || posting.Duty == Duty.DepartmentHead
            join office in db.OfficesOn(day) on posting.Office equals office.Id
            select new Held(posting.Duty, posting.Accounts, office, absent.Name)).ToListAsync(ct);

        var roles = new List<RoleInOffice>();
        foreach (var one in held.Concat(deputised))
        {
            IReadOnlyList<OfficeId> department = one.Duty is Duty.DepartmentHead
                ? await db.OfficesOn(day).Where(o => o.Division == one.Office.Division && o.Department == one.Office.Department).Select(o => o.Id).ToListAsync(ct)
                : [];
            // A deputy decides in the absent head's place; what the office does for the whole government is not lent with it.
            roles.AddRange(Roles.Of(one.Duty, one.DeputyFor is null ? one.Office.Function : OfficeFunction.None)
                .Select(role => new RoleInOffice(role, one.Office.Id, department, one.DeputyFor)));
        }

        return new Me(id, person.Name, roles, [.. held.SelectMany(one => one.Accounts).Distinct(StringComparer.Ordinal)])
        {
            Desk = held.FirstOrDefault()?.Office.Name ?? "",
        };
    }

    private sealed record Held(Duty Duty, string[] Accounts, OfficeOnDay Office, string? DeputyFor);
}

/// <summary>What this node remembers of people's rights. One entry a person.</summary>
internal sealed class MeMemory
{
    private readonly ConcurrentDictionary<PersonId, (DateOnly Day, long RightsVersion, Me Me)> known = new();

    public Me? Find(PersonId person, DateOnly day, long rightsVersion) =>
        known.TryGetValue(person, out var entry) && entry.Day == day && entry.RightsVersion == rightsVersion ? entry.Me : null;

    public void Keep(Me me, DateOnly day, long rightsVersion) => known[me.Id] = (day, rightsVersion, me);
}
