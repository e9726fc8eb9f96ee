using System.Globalization;
using System.Text.RegularExpressions;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Foundation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Koshiki.BrowserTests;

/// <summary>A post to a segment in Chromium: written with live counts, approved on a telephone, watched until LINE has accepted it for everybody.</summary>
public sealed partial class SegmentJourneyTests(SegmentTown town) : IClassFixture<SegmentTown>
{
    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public async Task F3_F4_a_segment_is_chosen_counted_approved_and_delivered_to_exactly_its_people(Way way)
    {
        var text = Journeys.Words("水と食べ物は、3日分を目安に備えましょう。");
        await using var author = await Person.SignIn(town, way, "d2202");
        await using var head = await Person.SignIn(town, way, "d2201");
        await UntilCounted(author);

        await author.Open("/posts/new");
        await author.Choose("purpose", "Awareness");
        await author.Fill("title", "試験：備えの講座");
        await author.Choose("channels", "A006");
        await author.ChooseAudience("A006", "segment");
        await author.Choose("segment.A006.district", "midorino-north");
        await author.Choose("segment.A006.topic", "preparedness");
        if (way is Way.WithoutScript) await author.Press("見え方を更新");
        await Assertions.Expect(author.Page.Locator("segment-count[data-account=A006] .audience-count")).ToHaveTextAsync(Counted());
        var people = Number(await author.Page.Locator("segment-count[data-account=A006] .audience-count").InnerTextAsync());
        if (way is Way.Mouse) await author.Look("segment-composer");
        await author.Fill("text", text);
        await author.Choose("when", "now");
        await author.Press("確認へ進む");
        await author.Sees("発信する内容の確認");
        await author.SeesText("住んでいる地区：みどり野市 北部。かつ、ほしい情報：日ごろの備え");
        if (way is Way.Mouse) await author.Look("segment-confirm");
        var post = author.PathNow.Split('/')[2];
        await author.Choose("route", "approval");
        await author.Press("依頼する");
        Assert.Equal("/posts/" + post, author.PathNow);

        await head.Page.SetViewportSizeAsync(390, 844);
        await head.Open("/approvals/" + post);
        await head.SeesText($"今の人数{people.ToString("N0", CultureInfo.InvariantCulture)}人");
        if (way is Way.Mouse) await head.Look("segment-approval");
        await Journeys.Approve(head, post);
        await author.Open("/posts/" + post);
        await author.WaitsForStatus("発信済み");
        await author.Page.GetByText("配信の進みを見る").ClickAsync();
        await author.SeesText(string.Create(CultureInfo.InvariantCulture, $"LINEが受け付けた人数：{people:N0}／{people:N0}人"));
        if (way is Way.Mouse) await author.Look("segment-progress");

        Assert.InRange(people, 1, 2_999);
        Assert.Equal(people, town.StandIns.Line.Account("A006").Posts.Where(p => Regex.Unescape(p.Messages).Contains(text, StringComparison.Ordinal)).Sum(p => p.Recipients));
    }

    /// <summary>A node that has just started reads its friends first.</summary>
    private static async Task UntilCounted(Person person)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(30);
        while (DateTimeOffset.UtcNow < deadline)
        {
            await person.Open("/line/segments/count?account=A006&audience.A006=segment&segment.A006.district=*&segment.A006.topic=preparedness");
            if (Counted().IsMatch(await person.Page.InnerTextAsync("body"))) return;
            await Task.Delay(100);
        }

        Assert.Fail("The friends of A006 were not counted within 30 s.");
    }

    private static long Number(string words) => long.Parse(Counted().Match(words).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("見込み([1-9][0-9,]*)人")]
    private static partial Regex Counted();
}

/// <summary>A town whose LINE accounts have friends with choices.</summary>
public sealed class SegmentTown() : Town(edgeApart: false)
{
    private protected override Task Prepare(Stage stage) => stage.Act(services =>
        new StoryFriends(services.GetRequiredService<Settings>(), new Uri(StandIns.BaseUrl + "/")).Take(stage, new StoryCounts(), DateTimeOffset.UtcNow, CancellationToken.None));
}
