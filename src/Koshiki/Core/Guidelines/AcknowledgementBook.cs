using System.Collections.Concurrent;
using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines;

/// <summary>Who has read the guideline on a day, and who has to: every office that answers for an account in use, and the people posted there. B2, table 5.</summary>
/// <remarks>Read in a fixed number of queries, however many offices there are.</remarks>
internal sealed class AcknowledgementBook
{
    private static readonly ConcurrentDictionary<GuidelineVersionId, int> DaysKnown = new();

    private readonly Dictionary<OfficeId, AskedOffice> offices;
    private readonly Dictionary<PersonId, List<DateOnly>> readByPerson;
    private readonly IReadOnlyList<(int Number, DateOnly From)> versions;
    private readonly List<(Platform Platform, DateOnly Day, string Words)> terms;

    private AcknowledgementBook(DateOnly day, int days, Dictionary<OfficeId, AskedOffice> offices, Dictionary<PersonId, List<DateOnly>> readByPerson, IReadOnlyList<(int, DateOnly)> versions, List<(Platform, DateOnly, string)> terms) =>
        (Day, Days, this.offices, this.readByPerson, this.versions, this.terms) = (day, days, offices, readByPerson, versions, terms);

    public DateOnly Day { get; }

    /// <summary>How long one may take for reading.</summary>
    public int Days { get; }

    /// <summary>False before the first version comes into force: then nobody is asked anything.</summary>
    public bool Asks => versions.Any(version => version.From <= Day);

    /// <summary>The offices that are asked.</summary>
    public IReadOnlyCollection<OfficeId> Offices => offices.Keys;

    /// <param name="only">Only these offices; null for all that answer for an account in use.</param>
    public static async Task<AcknowledgementBook> Read(CoreDb db, DateOnly day, IReadOnlyCollection<OfficeId>? only, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var published = await db.GuidelineVersions.AsNoTracking().Where(v => v.State == GuidelineState.Published && v.From <= day).OrderBy(v => v.Number).Select(v => new { v.Id, v.Number, v.From }).ToListAsync(ct);
        var days = published.Count == 0 ? AskingRule.UsualDays : await DaysOf(db, published[^1].Id, ct);
        var operating = await Operating(db, day, only, ct);
        var ids = operating.Keys.ToArray();
        var divisions = await db.OfficesOn(day).Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Division }).ToDictionaryAsync(o => o.Id, o => o.Division, ct);
        var heads = await db.PostingsOn(day).Where(p => p.Duty == Duty.Head && ids.Contains(p.Office)).GroupBy(p => p.Office).Select(g => new { g.Key, From = g.Max(p => p.From) }).ToDictionaryAsync(g => g.Key, g => g.From, ct);
        var read = await db.Acknowledgements.AsNoTracking().Where(a => a.Day <= day && (only == null || (a.Office != null ? ids.Contains(a.Office.Value) : db.Set<Posting>().Any(p => p.Person == a.Person && ids.Contains(p.Office))))).Select(a => new { a.Office, a.Person, a.Day }).ToListAsync(ct);
        var own = await db.OwnRulebooks.AsNoTracking().Where(b => b.From <= day && (b.Last == null || b.Last >= day)).ToListAsync(ct);
        var changes = await db.PlatformTerms.AsNoTracking().Where(t => t.IsChange && t.RecordedOn <= day).Select(t => new { t.Platform, t.RecordedOn, t.Title }).ToListAsync(ct);

        var byOffice = read.Where(a => a.Office is not null).ToLookup(a => a.Office!.Value, a => a.Day);
        var facts = operating.ToDictionary(pair => pair.Key, pair => new AskedOffice(
            pair.Value,
            heads.TryGetValue(pair.Key, out var from) ? from : null,
            [.. byOffice[pair.Key]],
            own.Find(book => book.Office == pair.Key) ?? own.Find(book => book.Division is { } division && divisions.GetValueOrDefault(pair.Key) == division)));
        return new AcknowledgementBook(
            day,
            days,
            facts,
            read.Where(a => a.Office is null).GroupBy(a => a.Person).ToDictionary(g => g.Key, g => g.Select(a => a.Day).ToList()),
            [.. published.Select(v => (v.Number, v.From!.Value))],
            [.. changes.Select(c => (c.Platform, c.RecordedOn, $"{c.Platform.DisplayName}の{c.Title}の変更"))]);
    }

    /// <summary>The rules of its own under which the office works; null for none.</summary>
    public OwnRulebook? RulebookOf(OfficeId office) => offices.GetValueOrDefault(office)?.OwnRules;

    /// <returns>Null for an office that is not asked.</returns>
    public Standing? Of(OfficeId office)
    {
        if (!Asks || !offices.TryGetValue(office, out var facts)) return null;
        var last = facts.Read.Where(one => one <= Day).Select(one => (DateOnly?)one).Max();
        return facts.OwnRules is not null
            ? new Standing(StandingState.OwnRules, [], null, last)
            : AskingRule.Stand(AskingRule.Askings(versions, facts.HeadSince, TermsOf(facts), Day), facts.Read, since: null, Days, Day);
    }

    /// <param name="posted">The person's postings on the day.</param>
    /// <returns>Null for a person who is not asked: no posting in an office that is, or only in such as have rules of their own.</returns>
    public Standing? Of(PersonId person, IEnumerable<(OfficeId Office, DateOnly From)> posted)
    {
        var places = posted.Where(one => offices.TryGetValue(one.Office, out var facts) && facts.OwnRules is null).ToList();
        if (!Asks || places.Count == 0) return null;
        var since = places.Min(one => one.From);
        var askings = places.SelectMany(one => AskingRule.Askings(versions, one.From, TermsOf(offices[one.Office]), Day)).Distinct().OrderBy(asking => asking.Since).ToList();
        return AskingRule.Stand(askings, readByPerson.GetValueOrDefault(person, []), since, Days, Day);
    }

    private IEnumerable<(DateOnly, string)> TermsOf(AskedOffice facts) => terms.Where(change => facts.Platforms.Contains(change.Platform)).Select(change => (change.Day, change.Words));

    /// <summary>What the clause of the control sets. A published version never changes, so each is looked into once.</summary>
    private static async Task<int> DaysOf(CoreDb db, GuidelineVersionId id, CancellationToken ct)
    {
        if (DaysKnown.TryGetValue(id, out var known)) return known;
        var version = await db.GuidelineVersions.AsNoTracking().SingleAsync(v => v.Id == id, ct);
        var set = version.Clauses.Controls.Where(one => one.Control.Key == AskingRule.Control).SelectMany(one => one.Clause.Clause.Parameters).FirstOrDefault(one => one.Key == AskingRule.DaysParameter)?.Value;
        return DaysKnown[id] = int.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days : AskingRule.UsualDays;
    }

    private static async Task<Dictionary<OfficeId, HashSet<Platform>>> Operating(CoreDb db, DateOnly day, IReadOnlyCollection<OfficeId>? only, CancellationToken ct)
    {
        var wanted = only?.ToArray() ?? [];
        var all = only is null;
        var rows = await (
            from account in db.Accounts.AsNoTracking()
            join period in db.AccountPeriods on account.Id equals period.Account
            where period.From <= day && (period.Last == null || period.Last >= day) && (all || wanted.Contains(period.Office))
                && period.State != AccountState.InConsultation && period.State != AccountState.Retired
            select new { period.Office, account.Platform }).Distinct().ToListAsync(ct);
        return rows.GroupBy(row => row.Office).ToDictionary(group => group.Key, group => group.Select(row => row.Platform).ToHashSet());
    }

    /// <param name="HeadSince">The first day of the head's posting; null where there is none.</param>
    private sealed record AskedOffice(HashSet<Platform> Platforms, DateOnly? HeadSince, IReadOnlyList<DateOnly> Read, OwnRulebook? OwnRules);
}
