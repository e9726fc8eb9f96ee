using Koshiki.Core.Organizations;
using Koshiki.Core.Work;

namespace Koshiki.Tests.Core.Work;

public sealed class HomeListTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(12)]
    public async Task Z2_home_shows_the_ten_most_urgent_tasks_and_counts_all_of_the_persons_own_and_his_offices(int tasks)
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
}
