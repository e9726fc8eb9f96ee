using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing;

public sealed class DeliveringTests
{
    [Theory]
    [InlineData("Sent", PostStatus.Sent)]
    [InlineData("Sent Sent", PostStatus.Sent)]
    [InlineData("Sent NotSent", PostStatus.PartlyFailed)]
    [InlineData("Sent TooLate", PostStatus.PartlyFailed)]
    [InlineData("NotSent TooLate", PostStatus.Failed)]
    [InlineData("Withdrawn Withdrawn", PostStatus.Withdrawn)]
    [InlineData("Waiting Waiting", PostStatus.Approved)]
    [InlineData("Sent Waiting", PostStatus.Sending)]
    [InlineData("Sent Unknown", PostStatus.Sending)]
    [InlineData("NotSent AskingAPerson", PostStatus.Sending)]
    [InlineData("Held Waiting", PostStatus.Held)]
    public void E3_a_posts_status_follows_from_its_channels(string channels, PostStatus expected)
    {
        var states = channels.Split(' ').Select(Enum.Parse<DeliveryState>).ToList();

        Assert.Equal(expected, PostFlow.After(states));
    }

    [Fact]
    public async Task E8_two_channels_one_refused_is_a_state_of_its_own()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A002", Platform.X));
        var (post, _) = await desk.Approved(Sample.Content(accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]));

        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");
        await desk.Report(post, "A002", DeliveryState.NotSent, 2, reason: "文字数が多すぎます。");

        await using var db = desk.Db();
        var lines = await db.ChannelDeliveries.OrderBy(d => d.AccountKey).ToListAsync();
        Assert.Equal(PostStatus.PartlyFailed, (await desk.Load(post)).Status);
        Assert.Equal([("https://social.example/p/123", null), (null, "文字数が多すぎます。")], lines.Select(l => (l.Url, l.Reason)));
    }

    [Fact]
    public async Task E8_an_older_report_that_comes_later_changes_nothing()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();

        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");
        await desk.Report(post, "A001", DeliveryState.Sending, 2);

        Assert.Equal(PostStatus.Sent, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E8_a_report_about_a_seal_that_core_does_not_know_is_left_aside()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();
        await using var db = desk.Db();
        var line = await db.ChannelDeliveries.AsNoTracking().SingleAsync();
        var stranger = Sample.Report(line, DeliveryState.Sent, 9, "9") with { Seal = new SealHash(new string('0', 64)) };

        await new Koshiki.Core.Publishing.Delivering.DeliveryListener(db, Microsoft.Extensions.Logging.Abstractions.NullLogger<Koshiki.Core.Publishing.Delivering.DeliveryListener>.Instance).Handle(stranger, Guid.NewGuid(), default);

        Assert.Equal(PostStatus.Approved, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E3_a_post_that_went_out_before_its_recall_arrived_is_shown_as_sent()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Approved();
        await desk.Save(Sample.Sato, new(post, (await desk.Load(post)).SavedVersion, Sample.DisasterOffice, Sample.Content(text: "中止します。")));

        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");

        Assert.Equal(PostStatus.Sent, (await desk.Load(post)).Status);
        Assert.Equal(new WithdrawDelivery(seal, false), Assert.Single(await desk.Orders<WithdrawDelivery>()));
    }
}
