using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>One post on the calendar.</summary>
/// <param name="Collides">Another post of the same account comes too close.</param>
public sealed record CalendarEntry(PostId Post, string Title, PostStatus Status, DateTimeOffset At, string[] AccountKeys, bool Collides);

public sealed record CalendarDay(DateOnly Day, string? Holiday, bool Within, IReadOnlyList<CalendarEntry> Entries);

/// <summary>What the calendar shows: whole weeks from Sunday, for a month or a week; the same days as a list.</summary>
public sealed record CalendarView(FormState Form, DateOnly First, DateOnly Last, string Shape, IReadOnlyList<CalendarDay> Days, DateOnly Today, DateOnly Earlier, DateOnly Later, bool Cut)
{
    public string Period => Shape == "week" ? $"{First.InWords}の週" : $"{First.Era.YearInWords(First.Year)}{First.Month}月";
}

/// <summary>The posts of the whole government by day, as far as a person may see them. 予定表. E6.</summary>
internal static class Calendar
{
    public const string Path = "/calendar";

    /// <summary>A month with more posts than this is shown in part, and says so.</summary>
    private const int MostEntries = 1500;

    private static readonly PostStatus[] Gone = [PostStatus.Withdrawn, PostStatus.Draft, PostStatus.Returned];

    public static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, IOptions<PublishingOptions> options, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var shape = form["view"] is "week" or "list" ? form["view"] : "month";
        var asked = DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", out var day) && JapaneseHolidays.Knows(day.Year) ? day : today;
        var (first, last) = shape == "week" ? (asked.AddDays(-(int)asked.DayOfWeek), asked.AddDays(6 - (int)asked.DayOfWeek)) : (new DateOnly(asked.Year, asked.Month, 1), new DateOnly(asked.Year, asked.Month, 1).AddMonths(1).AddDays(-1));
        var (from, to) = (first.AddDays(-(int)first.DayOfWeek), last.AddDays(6 - (int)last.DayOfWeek));

        var (begin, end) = (from.Beginning, to.AddDays(1).Beginning);
        var posts = db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.ShownAt >= begin && p.ShownAt < end && !Gone.Contains(p.Status));
        if (form["account"] is { Length: > 0 } account) posts = posts.Where(p => p.AccountKeys.Contains(account));
        var entries = await posts.OrderBy(p => p.ShownAt).Take(MostEntries).Select(p => new CalendarEntry(p.Id, p.Title, p.Status, p.ShownAt, p.AccountKeys, false)).ToListAsync(ct);
        var byDay = Collisions(entries, options.Value.Collision).ToLookup(e => e.At.DayInJapan);

        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays)
            .Select(d => new CalendarDay(d, JapaneseHolidays.Knows(d.Year) ? d.HolidayName : null, d >= first && d <= last, [.. byDay[d]])).ToList();
        var step = shape == "week" ? (first.AddDays(-7), first.AddDays(7)) : (first.AddMonths(-1), first.AddMonths(1));
        return Pages.Show<CalendarPage>(new CalendarView(form, first, last, shape, days, today, step.Item1, step.Item2, entries.Count == MostEntries));
    }

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
