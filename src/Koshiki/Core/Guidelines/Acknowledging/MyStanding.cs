using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Acknowledging;

/// <summary>What one person has to read today: for himself, and for the offices whose head (or deputy) he is.</summary>
/// <param name="Own">Null where he is not asked.</param>
internal sealed record MyStanding(Standing? Own, IReadOnlyList<(OfficeId Office, string Name, Standing Standing)> Offices)
{
    public bool Waits => Own is { State: not StandingState.Current } || Offices.Any(one => one.Standing.State is not (StandingState.Current or StandingState.OwnRules));

    public static async Task<MyStanding> Of(Me me, CoreDb db, DateOnly day, CancellationToken ct)
    {
        var mine = me.Roles.Select(role => role.Office).Distinct().ToArray();
        var book = await AcknowledgementBook.Read(db, day, mine, ct);
        if (!book.Asks || book.Offices.Count == 0) return new MyStanding(null, []);
        var id = me.Id;
        var posted = await db.PostingsOn(day).Where(p => p.Person == id).Select(p => new { p.Office, p.From }).ToListAsync(ct);
        var own = book.Of(id, posted.Select(p => (p.Office, p.From)));
        var headed = book.Offices.Where(office => me.May(Act.AcknowledgeForOffice, office)).ToArray();
        if (headed.Length == 0) return new MyStanding(own, []);
        var names = await db.OfficesOn(day).Where(o => headed.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        return new MyStanding(
            own,
            [.. names.OrderBy(o => o.Name, StringComparer.Ordinal).Where(o => book.Of(o.Id) is not null).Select(o => (o.Id, o.Name, book.Of(o.Id)!))]);
    }
}

/// <summary>The home page's section: what is to be read. B2.</summary>
internal sealed class GuidelineToRead(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        var standing = await MyStanding.Of(me, db, now.DayInJapan, ct);
        if (standing.Own is null && standing.Offices.Count == 0) return null;
        var items = new List<WaitingItem>();
        if (standing.Own is { State: not StandingState.Current } own) items.Add(Item("要領を読んで記録する", own));
        items.AddRange(standing.Offices.Where(one => one.Standing.State is not (StandingState.Current or StandingState.OwnRules)).Select(one => Item($"「{one.Name}」として要領の確認を記録する", one.Standing)));
        return new WaitingSection("要領の確認", items, items.Count, AcknowledgePages.Path, "確認の必要な要領はありません。");
    }

    private static WaitingItem Item(string text, Standing standing) => new(
        text, AcknowledgePages.Path, standing.DueOn is { } due ? new DateTimeOffset(due.ToDateTime(new TimeOnly(23, 59)), JapanTime.Offset) : null, string.Join("、", standing.Open.Select(asking => asking.Words)));
}
