using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing.Segments;

/// <summary>A post to a segment from its draft to its order: what was counted when, and what was sealed.</summary>
public sealed class SegmentPostTests : IAsyncLifetime
{
    private static readonly SegmentRule Families = SegmentRule.Of([new SegmentQuestion("topic", ["child-raising"])]);

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.Open();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task F3_the_count_at_the_draft_the_submission_and_the_approval_are_kept_and_the_ceiling_follows_from_the_submission()
    {
        desk.Counts.Answer = new SegmentCount.Counted(3_000, 5);
        var id = await desk.Draft(content: ToSegment());
        desk.Counts.Answer = new SegmentCount.Counted(3_120, 6);
        var seal = (await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved))).Value.Seal;
        desk.Counts.Answer = new SegmentCount.Counted(3_125, 7);
        Assert.True((await desk.Approve(Sample.Tanaka, id, seal)).Succeeded);

        await using var db = desk.Db();
        var kept = await db.AudienceCounts.AsNoTracking().OrderBy(c => c.Moment).Select(c => new { c.Moment, c.Round, c.Step, c.People, c.ChangeNumber }).ToListAsync();
        var channel = Assert.Single((await db.Seals.SingleAsync(s => s.Hash == seal)).Read().Channels);

        Assert.Equal(
            [(CountMoment.Draft, 0, 0, 3_000L, 5L), (CountMoment.Submission, 1, 0, 3_120L, 6L), (CountMoment.Approval, 1, 1, 3_125L, 7L)],
            kept.OrderBy(k => k.People).Select(k => (k.Moment, k.Round, k.Step, k.People, k.ChangeNumber)));
        Assert.Equal((new Audience.Segment(Families), 3_432L), ((Audience.Segment)channel.Audience, channel.Ceiling));
        Assert.Equal(Families, (await db.ChannelDeliveries.AsNoTracking().SingleAsync()).Segment);
    }

    [Fact]
    public async Task F3_a_segment_that_cannot_be_counted_is_not_submitted()
    {
        var id = await desk.Draft(content: ToSegment());
        desk.Counts.Answer = new SegmentCount.NotReady();

        var submitted = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved));

        var fault = Assert.Single(Assert.IsType<NotReady>(submitted.Refusal).All);
        Assert.Equal("audience.A001", fault.Field);
        Assert.Equal(PostStatus.Draft, (await desk.Load(id)).Status);
    }

    [Fact]
    public async Task F3_a_post_to_nobody_is_not_submitted()
    {
        var id = await desk.Draft(content: ToSegment(SegmentRule.Of([])));

        var submitted = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved));

        Assert.StartsWith("配信対象が選ばれていません。", Assert.Single(Assert.IsType<NotReady>(submitted.Refusal).All).Sentence, StringComparison.Ordinal);
        Assert.Empty(desk.Counts.Asked);
    }

    [Fact]
    public async Task F1_a_topic_that_was_retired_while_the_post_waited_is_not_approved()
    {
        var (id, seal) = await desk.Submitted(content: ToSegment());
        desk.Counts.Answer = new SegmentCount.NotOffered("topic/child-raising");

        var approved = await desk.Approve(Sample.Tanaka, id, seal);

        Assert.Equal(new SegmentNotOffered("topic/child-raising"), approved.Refusal);
        Assert.Empty(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task F1_an_emergency_also_reaches_those_who_want_emergencies_alone()
    {
        var id = await desk.Draft(content: ToSegment() with { Purpose = Purpose.Emergency });

        var seal = (await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved))).Value.Seal;

        await using var db = desk.Db();
        var channel = Assert.Single((await db.Seals.SingleAsync(s => s.Hash == seal)).Read().Channels);
        Assert.Equal(Families with { IsEmergency = true }, ((Audience.Segment)channel.Audience).Rule);
        Assert.All(desk.Counts.Asked, asked => Assert.True(asked.Rule.IsEmergency));
    }

    [Fact]
    public async Task E3_changing_the_audience_makes_the_approval_void_and_another_seal()
    {
        var (id, before) = await desk.Approved(ToSegment());
        var post = await desk.Load(id);

        await desk.Save(Sample.Sato, new SavePost(id, post.SavedVersion, default, ToSegment(SegmentRule.Of([new SegmentQuestion("topic", ["events"])]))));
        var after = (await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved))).Value.Seal;

        Assert.NotEqual(before, after);
        Assert.Equal(PostStatus.AwaitingApproval, (await desk.Load(id)).Status);
    }

    private static PostContent ToSegment(SegmentRule? rule = null) =>
        Sample.Content() with { Channels = [new ChannelContent(Sample.Account(), null, [], rule ?? Families)] };
}
