using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Core.Publishing.Scopes;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>Test sending, retrying, correcting, releasing, ending a scope, refusing an emergency afterwards.</summary>
public sealed class ActingOnPostsTests
{
    [Fact]
    public async Task E1_a_test_goes_to_the_registered_staff_only_marked_and_under_a_leave_of_its_own()
    {
        await using var desk = await Desk.Open();
        await desk.Add(new TestRecipient { Person = Sample.Sato.Id, AccountKey = "A001", Name = "佐藤 花子", LineUserId = "U" + new string('a', 32), AgreedAt = Sample.MondayNine });
        var post = await desk.Draft();

        var sent = await Test(desk, Sample.Sato, post);

        var order = Assert.Single(await desk.Orders<DeliverPost>());
        var channel = Assert.Single(SealedPost.Parse(order.SealedBytes).Channels);
        Assert.Equal(1, sent.Value);
        Assert.Equal((AuthorizationKind.Test, Sample.MondayNine.AddMinutes(30)), (order.Authorization.Kind, order.Authorization.NotAfter));
        Assert.StartsWith("【試験】", channel.Text, StringComparison.Ordinal);
        Assert.Equal(PostStatus.Draft, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E1_a_test_without_recipients_without_line_or_by_a_stranger_is_refused()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A002", Platform.X));
        var line = await desk.Draft();
        var x = await desk.Draft(content: Sample.Content(accounts: Sample.Account("A002", Platform.X)));

        var nobody = await Test(desk, Sample.Sato, line);
        var notLine = await Test(desk, Sample.Sato, x);
        var auditor = await Test(desk, Sample.Auditor, line);

        Assert.Equal(new NobodyToTestWith("愛光市 LINE"), nobody.Refusal);
        Assert.Equal(new OnlyLineCanBeTested(), notLine.Refusal);
        Assert.Equal(new NotYourPost(), auditor.Refusal);
        Assert.Empty(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task E8_a_retry_orders_only_the_channel_that_certainly_did_not_go_out()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A002", Platform.X));
        var (post, seal) = await desk.Approved(Sample.Content(accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]));
        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");
        await desk.Report(post, "A002", DeliveryState.NotSent, 2, reason: "媒体が受け付けませんでした。");

        var retried = await Retry(desk, Sample.Sato, post);

        var order = (await desk.Orders<DeliverPost>())[^1];
        Assert.Equal(1, retried.Value);
        Assert.Equal(("A002", 2, seal), (Assert.Single(order.AccountKeys), order.Attempt, SealHash.Of(order.SealedBytes)));
        Assert.Equal(PostStatus.Sending, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E8_nothing_is_retried_that_went_out_or_whose_time_has_passed()
    {
        await using var desk = await Desk.Open();
        var (sent, _) = await desk.Approved();
        await desk.Report(sent, "A001", DeliveryState.Sent, 3, "123");
        var (late, _) = await desk.Approved(Sample.Content(title: "別の知らせ"));
        await desk.Report(late, "A001", DeliveryState.NotSent, 2, reason: "媒体が受け付けませんでした。");

        var nothing = await Retry(desk, Sample.Sato, sent);
        desk.Clock.Now += TimeSpan.FromHours(7);
        var passed = await Retry(desk, Sample.Sato, late);
        var stranger = await Retry(desk, Sample.Auditor, late);

        Assert.Equal(new NothingToRetry(), nothing.Refusal);
        Assert.IsType<WindowPassed>(passed.Refusal);
        Assert.Equal(new MayNotSteer(), stranger.Refusal);
    }

    [Fact]
    public async Task E12_a_correction_is_a_draft_for_the_same_channels_and_marks_the_earlier_post_once_it_is_out()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();
        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");

        var begun = (await Correct(desk, Sample.Sato, post)).Value.Post;
        var draft = await desk.Load(begun);
        var seal = (await desk.Submit(Sample.Sato, new SubmitPost(begun, null, AuthorizationKind.Approved))).Value.Seal;
        Assert.True((await desk.Approve(Sample.Tanaka, begun, seal)).Succeeded);
        await desk.Report(begun, "A001", DeliveryState.Sent, 3, "124");

        Assert.Equal((PostStatus.Draft, post, "【訂正】防災訓練のお知らせ"), (draft.Status, draft.Corrects, draft.Title));
        Assert.Equal("A001", Assert.Single(draft.Channels).AccountKey);
        Assert.Equal(PostStatus.Corrected, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E12_what_has_not_gone_out_is_edited_and_not_corrected()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();

        var early = await Correct(desk, Sample.Sato, post);
        var auditor = await Correct(desk, Sample.Auditor, post);

        Assert.Equal(new NotPossibleNow(PostStatus.Approved, PostAction.Correct), early.Refusal);
        Assert.Equal(new NotYourPost(), auditor.Refusal);
    }

    [Fact]
    public async Task E6_a_release_waits_until_the_hold_has_arrived_and_then_frees_what_is_held()
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();
        await Steer(desk, new SteerPost(post, PostAction.Hold, "内容を確かめるため"));

        var tooEarly = await Steer(desk, new SteerPost(post, PostAction.Release));
        await desk.Report(post, "A001", DeliveryState.Held, 2);
        var released = await Steer(desk, new SteerPost(post, PostAction.Release));

        Assert.Equal(new NothingHeldYet(), tooEarly.Refusal);
        Assert.Equal(PostStatus.Approved, released.Value);
        Assert.Single(Assert.Single(await desk.Orders<ReleaseHeld>()).DeliveryIds);
    }

    [Theory]
    [InlineData(PostAction.TakeBack)]
    [InlineData(PostAction.Edit)]
    public async Task E6_what_was_held_in_doubt_does_not_go_back_to_the_desk_before_it_is_known(PostAction action)
    {
        await using var desk = await Desk.Open();
        var (post, _) = await desk.Approved();
        await desk.Report(post, "A001", DeliveryState.Sending, 2);
        await desk.Report(post, "A001", DeliveryState.Unknown, 3);
        await Steer(desk, new SteerPost(post, PostAction.Hold, "内容を確かめるため"));
        await desk.Report(post, "A001", DeliveryState.Held, 4);
        var version = (await desk.Load(post)).SavedVersion;

        var refused = action is PostAction.Edit
            ? (await desk.Save(Sample.Sato, new SavePost(post, version, Sample.DisasterOffice, Sample.Content("別の題名")))).Refusal
            : (await Steer(desk, new SteerPost(post, PostAction.TakeBack))).Refusal;
        var withdrawn = await Steer(desk, new SteerPost(post, PostAction.Withdraw, "中止のため"));
        await desk.Report(post, "A001", DeliveryState.Unknown, 5);
        var finding = (await desk.Load(post)).Status;
        await desk.Report(post, "A001", DeliveryState.Sent, 6, "123");

        Assert.Equal(new SomethingMayBeOut(), refused);
        Assert.Equal(PostStatus.Withdrawn, withdrawn.Value);
        Assert.Equal((PostStatus.Sending, PostStatus.Sent), (finding, (await desk.Load(post)).Status));
    }

    [Fact]
    public async Task E6_a_partly_sent_post_stays_at_the_desk_when_what_was_called_off_says_so()
    {
        var accounts = new[] { Sample.Account(), Sample.Account("A002", Platform.X) };
        await using var desk = await Desk.Open(accounts);
        var (post, _) = await desk.Approved(Sample.Content(accounts: accounts));
        await desk.Report(post, "A001", DeliveryState.Sent, 2, "123");
        await Steer(desk, new SteerPost(post, PostAction.Hold, "内容を確かめるため"));
        await desk.Report(post, "A002", DeliveryState.Held, 2);
        await Steer(desk, new SteerPost(post, PostAction.TakeBack));

        await desk.Report(post, "A001", DeliveryState.Sent, 3, "123");
        await desk.Report(post, "A002", DeliveryState.Withdrawn, 3);
        var draft = await desk.Load(post);
        var again = await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.Approved));

        Assert.Equal(PostStatus.Draft, draft.Status);
        Assert.True((await desk.Approve(Sample.Tanaka, post, again.Value.Seal)).Succeeded);
        Assert.Equal(["A002"], (await desk.Orders<DeliverPost>())[^1].AccountKeys);
    }

    [Fact]
    public async Task E6_what_went_out_although_it_was_taken_back_leaves_the_desk_as_it_was_sealed()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Approved();
        await Steer(desk, new SteerPost(post, PostAction.TakeBack));

        await desk.Report(post, "A001", DeliveryState.Sent, 2, "123");

        var sent = await desk.Load(post);
        Assert.Equal((PostStatus.Sent, seal), (sent.Status, sent.Seal!.Value));
    }

    [Fact]
    public async Task E3_an_office_proposes_a_scope_for_its_own_accounts_only()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A009", office: Sample.PrOffice));

        var others = await Propose(desk, Sample.Sato, "A001", "A009", "A999");
        var byThePrOffice = await Propose(desk, Sample.Takahashi, "A009");
        var own = await Propose(desk, Sample.Sato, "A001");

        Assert.Equal([new Fault("accounts", "この所属のアカウントではありません（A009、A999）。この所属のアカウントだけを選んでください。")], Assert.IsType<NotAcceptable>(others.Refusal).Faults);
        Assert.False(byThePrOffice.Succeeded);
        Assert.Equal(1, own.Value.Number);
    }

    [Fact]
    public async Task E3_an_ended_scope_covers_nothing_any_more()
    {
        await using var desk = await Desk.Open();
        var scope = Sample.ScopeInForce();
        await desk.Add(scope);
        var post = await desk.Draft();

        var silent = await Decide(desk, Sample.Tanaka, new DecideScope(scope.Id, 1, ScopeAct.End, " "));
        var clerk = await Decide(desk, Sample.Suzuki, new DecideScope(scope.Id, 1, ScopeAct.End, "方針を改めるため"));
        var ended = await Decide(desk, Sample.Tanaka, new DecideScope(scope.Id, 1, ScopeAct.End, "方針を改めるため"));
        var submitted = await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.WithinScope, scope.Id));

        Assert.Equal(new ReasonMissing("opinion"), silent.Refusal);
        Assert.Equal(new MayNotDecideScopes(), clerk.Refusal);
        Assert.Equal(ScopeState.Ended, ended.Value);
        Assert.Equal(new ScopeNotFound(), submitted.Refusal);
    }

    [Fact]
    public async Task E3_an_emergency_refused_afterwards_needs_a_reason_and_stays_on_record()
    {
        await using var desk = await Desk.Open();
        var post = await desk.Draft(Sample.Tanaka, Sample.Content(purpose: Purpose.Emergency));
        await desk.Submit(Sample.Tanaka, new SubmitPost(post, null, AuthorizationKind.Emergency, EmergencyReason: "避難指示を出したため"));

        var own = await Review(desk, Sample.Tanaka, new ReviewEmergency(post, true, null));
        var silent = await Review(desk, Sample.Yamamoto, new ReviewEmergency(post, false, null));
        var refused = await Review(desk, Sample.Yamamoto, new ReviewEmergency(post, false, "平常の手続で足りた。"));
        var again = await Review(desk, Sample.Yamamoto, new ReviewEmergency(post, true, null));

        Assert.Equal(new CannotApproveOwnEmergency(), own.Refusal);
        Assert.Equal(new ReasonMissing("opinion"), silent.Refusal);
        Assert.False(refused.Value.Approved);
        Assert.Equal(new NoLaterApprovalDue(), again.Refusal);
        var stored = await desk.Load(post);
        Assert.Equal(("平常の手続で足りた。", Sample.Yamamoto.Name), stored.Events.Where(e => e.Kind is PostEventKind.LaterRefused).Select(e => (e.Words, e.ByName)).Single());
    }

    private static async Task<Result<int>> Test(Desk desk, Me me, PostId post)
    {
        await using var db = desk.Db(me);
        return await new SendTestHandler(db, desk.Clock).Handle(new SendTest(post), me, default);
    }

    private static async Task<Result<int>> Retry(Desk desk, Me me, PostId post)
    {
        await using var db = desk.Db(me);
        return await new RetryPostHandler(db, desk.Clock).Handle(new RetryPost(post), me, default);
    }

    private static async Task<Result<PostSaved>> Correct(Desk desk, Me me, PostId post)
    {
        await using var db = desk.Db(me);
        return await new BeginCorrectionHandler(db, new SavePostHandler(db, desk.Clock, desk.Counts)).Handle(new BeginCorrection(post), me, default);
    }

    private static async Task<Result<PostStatus>> Steer(Desk desk, SteerPost command)
    {
        await using var db = desk.Db(Sample.Sato);
        return await new SteerPostHandler(db, desk.Clock).Handle(command, Sample.Sato, default);
    }

    private static async Task<Result<(PostingScopeId Scope, int Number)>> Propose(Desk desk, Me me, params string[] accounts)
    {
        var scope = Sample.Scope(accounts);
        await using var db = desk.Db(me);
        return await new ProposeScopeHandler(db, desk.Clock).Handle(new ProposeScope(null, scope.Office, scope.Name, scope.Clause, accounts, scope.Purposes, scope.Times, scope.ValidFrom, scope.ExpiresOn), me, default);
    }

    private static async Task<Result<ScopeState>> Decide(Desk desk, Me me, DecideScope command)
    {
        await using var db = desk.Db(me);
        return await new DecideScopeHandler(db, desk.Clock).Handle(command, me, default);
    }

    private static async Task<Result<EmergencyReviewed>> Review(Desk desk, Me me, ReviewEmergency command)
    {
        await using var db = desk.Db(me);
        return await new ReviewEmergencyHandler(db, desk.Clock).Handle(command, me, default);
    }
}
