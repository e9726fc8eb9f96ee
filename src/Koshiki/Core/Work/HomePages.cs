using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.News;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work;

public sealed record HomeView(string Today, IReadOnlyList<WaitingSection> Waiting, IReadOnlyList<WaitingItem> GoingOut, IReadOnlyList<WaitingItem> Care, IReadOnlyList<NewsView> News, DateOnly Day, bool SeesPosts)
{
    public int Count => Waiting.Sum(section => section.Count);
}

public sealed record NewsView(string Heading, string? Text, string? Link, string At);

/// <summary>The home page: first what waits for the person, then what goes out today, what to take care of, and news.</summary>
internal static class HomePages
{
    private const int NewsShown = 10;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/home", ShowHome).Requires(Act.UseOwnDesk);

    private static async Task<IResult> ShowHome(Me me, CoreDb db, TimeProvider clock, IEnumerable<IWaitingList> lists, IEnumerable<IHomeNews> news, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        await using var held = await db.HoldConnection(ct);
        var sections = new List<WaitingSection>();
        foreach (var list in lists)
        {
            if (await list.For(me, now, ct) is { } section) sections.Add(section with { Items = [.. section.Items.Take(WaitingSection.Shown)] });
        }

        var lines = new Dictionary<HomePart, List<WaitingItem>> { [HomePart.GoingOutToday] = [], [HomePart.TakeCare] = [] };
        foreach (var one in news) lines[one.Part].AddRange(await one.For(me, now, ct));

        var offices = me.Roles.Select(role => role.Office).Distinct().ToArray();
        var staffNews = await db.News.AsNoTracking()
            .Where(n => n.Last >= today && (n.Office == null || offices.Contains(n.Office.Value)))
            .OrderByDescending(n => n.At).Take(NewsShown).ToListAsync(ct);
        return Pages.Show<HomePage>(new HomeView(
            today.InWords,
            [.. sections.OrderBy(section => section.Items.Count == 0).ThenByDescending(section => section.OthersWait).ThenBy(section => section.Items is [{ DueAt: { } due }, ..] ? due : DateTimeOffset.MaxValue)],
            lines[HomePart.GoingOutToday],
            lines[HomePart.TakeCare],
            [.. staffNews.Select(n => new NewsView(n.Heading, n.Text, n.Link, n.At.InWords))],
            today,
            me.May(Act.ReadPosts)));
    }
}

/// <summary>The home page's section of <see cref="WorkTask"/>s.</summary>
internal sealed class TaskList(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        var open = db.TasksVisibleTo(me).AsNoTracking().Where(t => t.State == TaskState.Open);
        var (first, count) = await open.OrderBy(t => t.DueOn).ThenBy(t => t.Id).FirstAndCount(ct);
        return new WaitingSection("期限のある作業", [.. first.Select(t => new WaitingItem(t.Title, TaskPages.PlaceOf(t), EndOf(t.DueOn)))], count, TaskPages.Path, "期限のある作業はありません。");
    }

    /// <summary>A task may be done until the last minute of its day.</summary>
    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(23, 59)), JapanTime.Offset);
}
