using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Core.Publishing.Scopes;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>Another time for a post that was approved: what of the approval stays, and until when it may go.</summary>
public sealed class ReschedulingTests
{
    /// <summary>Monday 14:00 to Tuesday noon.</summary>
    private static PostWindow UntilTuesday { get; } = new(Sample.MondayNine.AddHours(5), Sample.MondayNine.AddHours(27));

    [Fact]
    public async Task E3_a_post_under_a_scope_keeps_its_leave_only_where_the_scope_covers_the_new_time()
    {
        await using var desk = await Desk.Open();
        var scope = Sample.ScopeInForce(expires: new DateOnly(2026, 11, 16));
        await desk.Add(scope);
        var (inside, evening, nextDay, ended) = (await UnderScope(desk, scope, "一"), await UnderScope(desk, scope, "二"), await UnderScope(desk, scope, "三"), await UnderScope(desk, scope, "四"));

        var stays = await Move(desk, inside, Sample.MondayNine.AddHours(6));
        var outsideItsHours = await Move(desk, evening, Sample.MondayNine.AddHours(9));
        var pastItsLastDay = await Move(desk, nextDay, Sample.MondayNine.AddHours(25));
        await End(desk, scope);
        var afterItsEnd = await Move(desk, ended, Sample.MondayNine.AddHours(6));

        Assert.Equal([true, false, false, false], new[] { stays, outsideItsHours, pastItsLastDay, afterItsEnd }.Select(m => m.Value.ApprovalStays));
        Assert.Equal(Sample.MondayNine.AddHours(6), Assert.Single(await desk.Orders<MoveDelivery>()).NotBefore);
        Assert.Equal(3, (await desk.Orders<WithdrawDelivery>()).Count);
        var moved = await desk.Load(evening);
        Assert.Equal((PostStatus.AwaitingApproval, AuthorizationKind.Approved, RouteStepKind.OfficeHead), (moved.Status, moved.SubmittedAs!.Value, moved.OpenStep!.Kind));
        Assert.Equal((null, scope.Id), (moved.Scope, (await desk.Load(inside)).Scope!.Value));
    }

    [Fact]
    public async Task E6_a_narrower_limit_given_with_a_move_is_what_counts_from_then_on()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved(Sample.Content(window: UntilTuesday));
        var limit = Sample.MondayNine.AddHours(7);

        var narrowed = await Move(desk, post, Sample.MondayNine.AddHours(6), limit);
        var withoutAWord = await Move(desk, post, Sample.MondayNine.AddMinutes(390));
        var later = await Move(desk, post, Sample.MondayNine.AddHours(8));

        Assert.True(narrowed.Value.ApprovalStays && withoutAWord.Value.ApprovalStays);
        Assert.Equal(new WindowTurnedRound(), later.Refusal);
        Assert.Equal([limit, limit], (await desk.Orders<MoveDelivery>()).Select(m => m.NotAfter));
        var stored = await desk.Load(post);
        Assert.Equal(limit, stored.NotAfter);
        Assert.Contains("発信日時：令和8年11月16日（月）15:00（令和8年11月16日（月）16:00を過ぎたら発信しない）", stored.Events.Where(e => e.Kind is PostEventKind.Moved).Select(e => e.Told));
    }

    [Fact]
    public async Task E6_a_retry_keeps_to_the_narrower_limit()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved(Sample.Content(window: UntilTuesday));
        var limit = Sample.MondayNine.AddHours(7);
        await Move(desk, post, Sample.MondayNine.AddHours(6), limit);
        await desk.Report(post, "A001", DeliveryState.NotSent, 2, reason: "媒体が受け付けませんでした。");

        desk.Clock.Now = limit.AddMinutes(-10);
        var retried = await Retry(desk, post);
        await desk.Report(post, "A001", DeliveryState.NotSent, 3, reason: "媒体が受け付けませんでした。");
        desk.Clock.Now = limit;
        var tooLate = await Retry(desk, post);

        Assert.True(retried.Succeeded);
        Assert.Equal(limit, (await desk.Orders<DeliverPost>())[^1].Authorization.NotAfter);
        Assert.Equal(new WindowPassed(limit), tooLate.Refusal);
    }

    [Fact]
    public async Task E6_a_post_whose_author_set_no_limit_is_moved_to_another_day_without_asking_for_one()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();

        var moved = await Move(desk, post, Sample.MondayNine.AddHours(25));

        Assert.False(moved.Value.ApprovalStays);
        Assert.Null((await desk.Load(post)).NotAfter);
    }

    [Fact]
    public async Task E6_the_reason_for_a_time_outside_the_posting_hours_is_kept_with_the_post()
    {
        await using var desk = await Desk.Open();
        await desk.Add(new PostingHours { AccountKey = "A001", Times = new PostingTimes("月火水木金", new(8, 30), new(17, 15)) });
        var (post, _) = await desk.Approved(Sample.Content(window: UntilTuesday));

        var silent = await Move(desk, post, Sample.MondayNine.AddHours(9));
        var moved = await Move(desk, post, Sample.MondayNine.AddHours(9), hoursReason: "訓練の参加者が帰宅してから読むため");

        Assert.IsType<OutsidePostingHours>(silent.Refusal);
        Assert.True(moved.Value.ApprovalStays);
        Assert.Equal("訓練の参加者が帰宅してから読むため", (await desk.Load(post)).HoursReason);
    }

    private static async Task<PostId> UnderScope(Desk desk, PostingScope scope, string title)
    {
        var post = await desk.Draft(content: Sample.Content(title: title, window: UntilTuesday));
        var seal = (await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.WithinScope, scope.Id))).Value.Seal;
        Assert.True((await desk.Approve(Sample.Suzuki, post, seal)).Succeeded);
        return post;
    }

    private static async Task<Result<PostRescheduled>> Move(Desk desk, PostId post, DateTimeOffset goesAt, DateTimeOffset? notAfter = null, string? hoursReason = null)
    {
        var seen = (await desk.Load(post)).SavedVersion;
        await using var db = desk.Db(Sample.Sato);
        return await new ReschedulePostHandler(db, desk.Clock).Handle(new ReschedulePost(post, seen, goesAt, notAfter, hoursReason), Sample.Sato, default);
    }

    private static async Task<Result<int>> Retry(Desk desk, PostId post)
    {
        await using var db = desk.Db(Sample.Sato);
        return await new RetryPostHandler(db, desk.Clock).Handle(new RetryPost(post), Sample.Sato, default);
    }

    private static async Task End(Desk desk, PostingScope scope)
    {
        await using var db = desk.Db(Sample.Tanaka);
        Assert.True((await new DecideScopeHandler(db, desk.Clock).Handle(new DecideScope(scope.Id, scope.Number, ScopeAct.End, "方針を改めるため"), Sample.Tanaka, default)).Succeeded);
    }
}
