using System.Net;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Work;

/// <summary>別の人に回す.</summary>
public sealed class HandOnTests : IAsyncLifetime
{
    private readonly PostOfficeCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task E3_a_head_hands_an_approval_on_to_another_head_who_is_told_and_decides()
    {
        var (post, seal) = await town.Submitted();
        await town.Delivered();
        using var tanaka = await town.City.SignIn("tanaka@aiko.example");
        using var kimura = await town.City.SignIn("kimura@aiko.example");
        var kimuraId = (await town.MeOf("木村 進")).Id.Value.ToString();

        var page = await tanaka.Open($"/approvals/{post.Value}/hand-on");
        await tanaka.Submit($"/approvals/{post.Value}/hand-on", ("to", kimuraId), ("note", "会場の件に詳しいため"));
        var mail = Assert.Single(await town.Delivered());
        var waiting = await kimura.Open("/approvals");
        await town.As("木村 進", (services, me) => services.GetRequiredService<ApprovePostHandler>().Handle(new ApprovePost(post, seal), me, default));
        var detail = await kimura.Open($"/posts/{post.Value}");

        Assert.Equal(["木村 進"], page.QuerySelectorAll("input[name=to]").Select(input => page.QuerySelector($"label[for='{input.Id}']")!.TextContent.Trim().Split('\n')[0]));
        Assert.Equal("kimura@aiko.example", mail.To);
        Assert.Contains("田中 実さんから、次の投稿の承認を回されました。", mail.Text, StringComparison.Ordinal);
        Assert.Contains("田中 実さんから回されました", waiting.QuerySelector("#waiting")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("木村 進さんへ：会場の件に詳しいため", detail.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("承認済み・予約", detail.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_nobody_hands_it_to_the_author_to_himself_or_to_somebody_without_the_authority()
    {
        var (post, seal) = await town.Submitted();

        foreach (var name in new[] { "佐藤 花子", "田中 実", "青木 守" })
        {
            var to = (await town.MeOf(name)).Id;
            var handed = await town.As("田中 実", (services, me) => services.GetRequiredService<HandOnApprovalHandler>().Handle(new HandOnApproval(post, seal, to, null), me, default));
            Assert.Equal(new CannotDecideInstead(), handed.Refusal);
        }

        var kimura = (await town.MeOf("木村 進")).Id;
        var byTheAuthor = await town.As("佐藤 花子", (services, me) => services.GetRequiredService<HandOnApprovalHandler>().Handle(new HandOnApproval(post, seal, kimura, null), me, default));
        Assert.Equal(new NotYourDecision("所属長"), byTheAuthor.Refusal);
    }

    [Fact]
    public async Task E3_handing_on_what_changed_meanwhile_is_refused_and_the_others_may_still_decide()
    {
        var (post, seal) = await town.Submitted();
        var kimura = (await town.MeOf("木村 進")).Id;

        var stale = await town.As("田中 実", (services, me) => services.GetRequiredService<HandOnApprovalHandler>().Handle(new HandOnApproval(post, new("00"), kimura, null), me, default));
        await town.As("田中 実", (services, me) => services.GetRequiredService<HandOnApprovalHandler>().Handle(new HandOnApproval(post, seal, kimura, null), me, default));
        await town.Approved(post, seal);

        Assert.Equal(new ChangedSinceYouLooked(), stale.Refusal);
    }
}
