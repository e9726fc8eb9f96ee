using Koshiki.Core.Organizations;
using Koshiki.Core.Work;

namespace Koshiki.Tests.Core.Work;

public sealed class HomeListTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(12)]
    public async Task A2_home_shows_the_ten_most_urgent_tasks_and_counts_all_of_the_persons_own_and_his_offices(int tasks)
    {
        await using var city = await StaffApplication.Start();
        var (ours, theirs) = (await city.AddOffice("01001", "広報広聴課"), await city.AddOffice("01002", "観光課"));
        var me = await city.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
        await using (var db = city.Open())
        {
            for (var i = 1; i < tasks; i++) db.Tasks.Add(Due(ours, null, i));
            db.Tasks.AddRange(Due(null, me, 0), Due(theirs, null, 100));
            await db.SaveChangesAsync();
        }

        using var suzuki = await city.SignIn("suzuki");
        var section = (await suzuki.Open("/home")).QuerySelectorAll("h3").Single(heading => heading.TextContent.StartsWith("期限のある作業", StringComparison.Ordinal));

        Assert.Equal($"{tasks}件", section.QuerySelector(".count")!.TextContent);
        var shown = section.NextElementSibling!.QuerySelectorAll("a").Select(link => link.TextContent.Trim()).ToList();
        Assert.Equal(Enumerable.Range(0, Math.Min(tasks, 10)).Select(i => $"作業{i}"), shown);

        WorkTask Due(OfficeId? office, PersonId? person, int day) =>
            WorkTask.For(office, person, "check", $"A{day}", $"作業{day}", "/accounts", new DateOnly(2026, 4, 7).AddDays(day), city.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A2_all_tasks_stand_on_a_page_of_their_own_narrowed_by_charge_state_and_words()
    {
        await using var city = await StaffApplication.Start();
        var (ours, theirs) = (await city.AddOffice("01001", "広報広聴課"), await city.AddOffice("01002", "観光課"));
        var me = await city.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
        var today = city.Clock.Today;
        await using (var db = city.Open())
        {
            for (var i = 0; i < 60; i++) db.Tasks.Add(Task(ours, null, $"所属の作業{i}", today.AddDays(i)));
            db.Tasks.AddRange(Task(null, me, "遅れた作業", today.AddDays(-1)), Task(theirs, null, "よその作業", today));
            await db.SaveChangesAsync();
        }

        using var suzuki = await city.SignIn("suzuki");
        var all = await suzuki.Open("/home");
        var first = await suzuki.Open(all.QuerySelectorAll("main a").Single(link => link.TextContent.StartsWith("すべて見る", StringComparison.Ordinal)).GetAttribute("href")!);
        var second = await suzuki.Open("/tasks?page=2");
        await suzuki.Submit("/tasks/" + Titles(first)[0].Path.Split('/')[^1], ("how", "not-needed"), ("note", "重複していました。"));
        var ended = await suzuki.Open("/tasks?state=ended");

        Assert.Equal((50, 11), (Titles(first).Length, Titles(second).Length));
        Assert.Equal(("遅れた作業", "期限超過", "自分"), (Titles(first)[0].Title, first.QuerySelector("#tasks tbody .tag")!.TextContent.Trim(), first.QuerySelector("#tasks tbody td:last-child")!.TextContent.Trim()));
        Assert.Equal(("所属の作業0", "広報広聴課"), (Titles(first)[1].Title, first.QuerySelectorAll("#tasks tbody td:last-child")[1].TextContent.Trim()));
        Assert.Contains("61件", first.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["遅れた作業"], Titles(ended).Select(one => one.Title));
        Assert.Contains("重複していました。", ended.QuerySelector("#tasks")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["所属の作業59"], Titles(await suzuki.Open("/tasks?q=作業59&of=office")).Select(one => one.Title));
        Assert.Empty(Titles(await suzuki.Open("/tasks?state=late")));
        Assert.Contains("条件に合う作業はありません", (await suzuki.Open("/tasks?of=own")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        WorkTask Task(OfficeId? office, PersonId? person, string title, DateOnly due) => WorkTask.For(office, person, "check", title, title, "/accounts", due, city.Clock.GetUtcNow());
        static (string Path, string Title)[] Titles(AngleSharp.Html.Dom.IHtmlDocument list) => [.. list.QuerySelectorAll("#tasks tbody th a").Select(link => (link.GetAttribute("href")!, link.TextContent.Trim()))];
    }
}
