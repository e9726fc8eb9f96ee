using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>One post on the calendar.</summary>
/// <param name="Title">Null for a post of others that nobody has approved yet: what it is about may not be known.</param>
/// <param name="Collides">Another post of the same account comes too close.</param>
/// <param name="Of">The office of a post that cannot be opened; null for one's own.</param>
public sealed record CalendarEntry(PostId Post, string? Title, PostStatus Status, DateTimeOffset At, string[] AccountKeys, bool Collides = false, string? Of = null);

public sealed record CalendarDay(DateOnly Day, string? Holiday, bool Within, IReadOnlyList<CalendarEntry> Entries);

/// <summary>What the calendar shows: whole weeks from Sunday, for a month or a week; the same days as a list.</summary>
/// <param name="Asked">The day asked for, which every shape shows.</param>
/// <param name="Whole">Whether it shows the whole government; null for whoever has no choice.</param>
public sealed record CalendarView(FormState Form, DateOnly First, DateOnly Last, string Shape, IReadOnlyList<CalendarDay> Days, DateOnly Today, DateOnly Asked, DateOnly Earlier, DateOnly Later, bool Cut, bool? Whole)
{
    public string Period => Shape == "week" ? $"{First.InWords}の週" : $"{First.Era.YearInWords(First.Year)}{First.Month}月";
}

/// <summary>The posts by day: those that a person may read, or those of the whole government, of which others' are named and not opened. 予定表. E6.</summary>
internal static class Calendar
{
    public const string Path = "/calendar";

    /// <summary>The condition <c>whose</c> for the whole government.</summary>
    public const string All = "all";

    /// <summary>A month with more posts than this is shown in part, and says so.</summary>
    private const int MostEntries = 1500;

    private static readonly PostStatus[] Gone = [PostStatus.Withdrawn, PostStatus.Draft, PostStatus.Returned];

    /// <summary>Whose titles the whole government may know.</summary>
    private static readonly PostStatus[] Settled =
        [PostStatus.Approved, PostStatus.Held, PostStatus.Sending, PostStatus.Sent, PostStatus.PartlyFailed, PostStatus.Failed, PostStatus.Corrected, PostStatus.Deleted];

    public static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, IOptions<PublishingOptions> options, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var shape = form["view"] is "week" or "list" ? form["view"] : "month";
        var asked = DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", out var day) && JapaneseHolidays.Knows(day.Year) ? day : today;
        var (first, last) = shape == "week" ? (asked.AddDays(-(int)asked.DayOfWeek), asked.AddDays(6 - (int)asked.DayOfWeek)) : (new DateOnly(asked.Year, asked.Month, 1), new DateOnly(asked.Year, asked.Month, 1).AddMonths(1).AddDays(-1));
        var (from, to) = (first.AddDays(-(int)first.DayOfWeek), last.AddDays(6 - (int)last.DayOfWeek));

        var (begin, end) = (from.Beginning, to.AddDays(1).Beginning);
        bool? whole = me.ScopeOf(Act.ReadCalendar) is Organizations.Scope.Government && me.ScopeOf(Act.ReadPosts) is not Organizations.Scope.Government ? form["whose"] == All : null;
        var posts = db.Posts.AsNoTracking().Where(p => p.ShownAt >= begin && p.ShownAt < end && !Gone.Contains(p.Status));
        if (form["account"] is { Length: > 0 } account) posts = posts.Where(p => p.AccountKeys.Contains(account));
        var entries = whole == true ? await OfAll(posts, me, db, ct) : await InOrder(posts.VisibleTo(me)).Select(p => new CalendarEntry(p.Id, p.Title, p.Status, p.ShownAt, p.AccountKeys, false, null)).ToListAsync(ct);
        var byDay = Collisions(entries, options.Value.Collision).ToLookup(e => e.At.DayInJapan);

        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays)
            .Select(d => new CalendarDay(d, JapaneseHolidays.Knows(d.Year) ? d.HolidayName : null, d >= first && d <= last, [.. byDay[d]])).ToList();
        var step = shape == "week" ? (first.AddDays(-7), first.AddDays(7)) : (first.AddMonths(-1), first.AddMonths(1));
        return Pages.Show<CalendarPage>(new CalendarView(form, first, last, shape, days, today, asked, step.Item1, step.Item2, entries.Count == MostEntries, whole));
    }

    private static async Task<List<CalendarEntry>> OfAll(IQueryable<Post> posts, Me me, CoreDb db, CancellationToken ct)
    {
        var readable = await posts.VisibleTo(me).Select(p => p.Id).ToHashSetAsync(ct);
        var rows = await InOrder(posts).Select(p => new { p.Id, p.Title, p.Status, p.ShownAt, p.AccountKeys, p.Office }).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, rows.Select(r => r.Office), ct);
        return rows.ConvertAll(r => readable.Contains(r.Id)
            ? new CalendarEntry(r.Id, r.Title, r.Status, r.ShownAt, r.AccountKeys)
            : new CalendarEntry(r.Id, Settled.Contains(r.Status) ? r.Title : null, r.Status, r.ShownAt, r.AccountKeys, Of: offices.GetValueOrDefault(r.Office, "ほかの所属")));
    }

    private static IQueryable<Post> InOrder(IQueryable<Post> posts) => posts.OrderBy(p => p.ShownAt).ThenBy(p => p.Id).Take(MostEntries);

    /// <summary>Marks posts of one account that come closer to each other than the setting allows; what has failed does not count.</summary>
    internal static IEnumerable<CalendarEntry> Collisions(IReadOnlyList<CalendarEntry> inOrder, TimeSpan tooClose)
    {
        var collides = new HashSet<PostId>();
        var latest = new Dictionary<string, CalendarEntry>(StringComparer.Ordinal);
        foreach (var entry in inOrder.Where(e => e.Status is not (PostStatus.Failed or PostStatus.Deleted)))
        {
            foreach (var key in entry.AccountKeys)
            {
                if (latest.TryGetValue(key, out var before) && entry.At - before.At < tooClose) collides.UnionWith([before.Post, entry.Post]);
                latest[key] = entry;
            }
        }

        return inOrder.Select(e => e with { Collides = collides.Contains(e.Post) });
    }
}
