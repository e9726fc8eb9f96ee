using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Exchange;

namespace Koshiki.Tests.Core.Publishing;

public sealed class DeliveryProgressTests
{
    [Fact]
    public void F4_the_rate_and_the_remaining_time_follow_from_what_line_accepted_since_it_began()
    {
        var line = Line((DeliveryState.Sending, 0, 0), (DeliveryState.Sending, 4, 200_000));

        var progress = DeliveryProgress.Of(line);

        Assert.Equal((200_000, 1_000_000L, 50_000d, TimeSpan.FromSeconds(16)), (progress.Accepted, progress.Planned, progress.PerSecond, progress.Remaining));
        Assert.Equal(("1秒に50,000人", "あと約16秒"), (progress.RateInWords, progress.RemainingInWords));
    }

    [Fact]
    public void F4_nothing_is_promised_before_a_second_has_passed_nor_once_it_stands()
    {
        Assert.Equal("まだ分かりません", DeliveryProgress.Of(Line((DeliveryState.Sending, 0, 500))).RemainingInWords);
        Assert.Null(DeliveryProgress.Of(Line((DeliveryState.Sending, 0, 0), (DeliveryState.Held, 5, 250_000))).Remaining);
    }

    private static ChannelDelivery Line(params (DeliveryState State, int Second, long Accepted)[] reports)
    {
        var post = Sample.ApprovedPost();
        var leave = new GivenAuthorization
        {
            Id = Guid.NewGuid(), Post = post.Id, Kind = AuthorizationKind.Approved, Seal = post.Seal!.Value, NotBefore = Sample.MondayNine, NotAfter = Sample.MondayNine.AddHours(6),
            GivenBy = Sample.Tanaka.Id, GivenByName = Sample.Tanaka.Name, GivenAt = Sample.MondayNine,
        };
        var line = ChannelDelivery.Ordered(post, post.Channels[0], leave, 1, Sample.MondayNine);
        var number = 0;
        foreach (var (state, second, accepted) in reports)
        {
            line.Follow(Sample.Report(line, state, ++number) with { At = Sample.MondayNine.AddSeconds(second), Recipients = accepted, Planned = 1_000_000 });
        }

        return line;
    }
}
