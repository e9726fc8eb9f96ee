using Koshiki.Core.Accounts;
using Koshiki.Core.Publishing;
using Koshiki.Foundation.Japanese;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing;

public sealed class ApprovingTests
{
    [Fact]
    public async Task E3_what_is_approved_is_what_is_ordered()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();

        var decided = await desk.Approve(Sample.Tanaka, post, seal);

        var order = Assert.Single(await desk.Orders<DeliverPost>());
        Assert.Equal(seal, SealHash.Of(order.SealedBytes));
        Assert.Equal(new DeliveryAuthorization(decided.Value.Leave!.Value, AuthorizationKind.Approved, seal, Sample.MondayNine.AddMinutes(1), Sample.MondayNine.AddMinutes(1).AddHours(6)), order.Authorization);
        Assert.Equal(("A001", 1, DeliveryPriority.Normal), (Assert.Single(order.AccountKeys), order.Attempt, order.Priority));
        Assert.Equal(PostStatus.Approved, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E3_the_author_cannot_approve_by_any_way()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted(Sample.Tanaka);

        var result = await desk.Approve(Sample.Tanaka, post, seal);

        Assert.Equal(new CannotApproveOwnPost(), result.Refusal);
        Assert.Empty(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task E3_an_author_without_authority_who_approves_his_own_is_told_why()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted(Sample.Sato);

        var result = await desk.Approve(Sample.Sato, post, seal);

        Assert.Equal(new CannotApproveOwnPost(), result.Refusal);
    }

    [Fact]
    public async Task E3_a_colleague_without_the_heads_authority_cannot_approve()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();

        var result = await desk.Approve(Sample.Suzuki, post, seal);

        Assert.Equal(new NotYourDecision("所属長"), result.Refusal);
    }

    [Fact]
    public async Task E3_another_offices_head_does_not_learn_that_the_post_exists()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();

        var result = await desk.Approve(Sample.Watanabe, post, seal);

        Assert.Equal(new PostNotFound(), result.Refusal);
    }

    [Fact]
    public async Task E3_the_author_saving_between_look_and_click_makes_the_click_stale()
    {
        await using var desk = await Desk.Open();
        var (post, seen) = await desk.Submitted();
        await desk.Save(Sample.Sato, new SavePost(post, (await desk.Load(post)).SavedVersion, Sample.DisasterOffice, Sample.Content(text: "中止します。")));
        await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.Approved));

        var result = await desk.Approve(Sample.Tanaka, post, seen);

        Assert.Equal(new ChangedSinceYouLooked(), result.Refusal);
        Assert.Empty(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task E3_two_approvers_at_once_give_one_authorisation()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();

        var results = await Task.WhenAll(FirstOrLate(desk, Sample.Tanaka, post, seal), FirstOrLate(desk, Sample.Yamamoto, post, seal));

        Assert.Single(results, r => r.Succeeded);
        Assert.Single(results, r => !r.Succeeded && r.Refusal is Conflict);
        Assert.Single(await desk.Orders<DeliverPost>());
        Assert.Equal(PostStatus.Approved, (await desk.Load(post)).Status);
    }

    /// <summary>As the page machinery answers: who saves second is told that somebody else was first.</summary>
    private static async Task<Result<PostDecided>> FirstOrLate(Desk desk, Me me, PostId post, SealHash seal)
    {
        try
        {
            return await desk.Approve(me, post, seal);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SomebodyElseSavedFirst();
        }
    }

    [Fact]
    public async Task E3_a_form_sent_twice_gives_one_authorisation()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();
        await desk.Approve(Sample.Tanaka, post, seal);

        var again = await desk.Approve(Sample.Tanaka, post, seal);

        Assert.Equal(new NotPossibleNow(PostStatus.Approved, PostAction.Approve), again.Refusal);
        Assert.Single(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task E3_a_route_that_asks_for_more_since_the_submission_stops_the_approval()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();
        await desk.Add(new ApprovalRoute { Id = ApprovalRouteId.New(), Name = "広報担当課も見る", AsksPrOffice = true });

        var result = await desk.Approve(Sample.Tanaka, post, seal);

        Assert.Equal(new RouteAsksForMore(), result.Refusal);
    }

    [Fact]
    public async Task E3_the_approvers_successor_decides_when_he_has_left()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();
        var left = Sample.Tanaka with { Roles = [] };
        var successor = Sample.Tanaka with { Id = Sample.Ito.Id, Name = "後任 恵" };

        var refused = await desk.Approve(left, post, seal);
        var decided = await desk.Approve(successor, post, seal);

        Assert.Equal(new PostNotFound(), refused.Refusal);
        Assert.Equal(PostStatus.Approved, decided.Value.Status);
    }

    [Fact]
    public async Task E3_another_offices_account_asks_that_offices_head_too()
    {
        await using var desk = await Desk.Open(Sample.Account("A009", office: Sample.PrOffice));
        var (post, seal) = await desk.Submitted(content: Sample.Content(accounts: Sample.Account("A009", office: Sample.PrOffice)));

        var first = await desk.Approve(Sample.Tanaka, post, seal);
        var second = await desk.Approve(Sample.Takahashi, post, seal);

        Assert.Equal((PostStatus.AwaitingApproval, PostStatus.Approved), (first.Value.Status, second.Value.Status));
    }

    [Theory]
    [InlineData(AccountState.Retired, ConnectionState.Works, "廃止されたか、廃止の手続中です。発信先から外してください。")]
    [InlineData(AccountState.Active, ConnectionState.Broken, "接続が切れています。広報担当課か情報システム所管課に連絡してください。")]
    public async Task E3_an_account_that_falls_silent_while_the_post_waits_stops_the_approval(AccountState state, ConnectionState connection, string why)
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Submitted();
        await using (var db = desk.Db())
        {
            var account = await db.Accounts.Include(a => a.Periods).SingleAsync();
            if (state != account.State) Assert.True(account.Change(account.Facts with { State = state }, Sample.MondayNine.DayInJapan, Sample.MondayNine.DayInJapan).Succeeded);
            account.Saw(connection == ConnectionState.Works, null);
            await db.SaveChangesAsync();
        }

        var result = await desk.Approve(Sample.Tanaka, post, seal);

        Assert.Equal(new AccountCannotSpeak("愛光市 LINE", why), result.Refusal);
        Assert.Equal(PostStatus.AwaitingApproval, (await desk.Load(post)).Status);
    }

    [Fact]
    public async Task E3_a_post_within_its_scope_goes_out_after_a_second_persons_look()
    {
        await using var desk = await Desk.Open();
        var scope = Sample.ScopeInForce();
        await desk.Add(scope);
        var id = await desk.Draft();
        var submitted = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.WithinScope, scope.Id));

        var own = await desk.Approve(Sample.Sato, id, submitted.Value.Seal);
        var second = await desk.Approve(Sample.Suzuki, id, submitted.Value.Seal);

        Assert.Equal(new CannotCheckOwnPost(), own.Refusal);
        Assert.Equal(PostStatus.Approved, second.Value.Status);
        Assert.Equal(AuthorizationKind.WithinScope, Assert.Single(await desk.Orders<DeliverPost>()).Authorization.Kind);
    }

    [Fact]
    public async Task E3_a_post_outside_its_scope_is_refused_with_every_limit_it_breaks()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A002", Platform.X));
        var scope = Sample.ScopeInForce();
        await desk.Add(scope);
        var id = await desk.Draft(content: Sample.Content(purpose: Purpose.Awareness, window: new PostWindow(Sample.MondayNine.AddHours(12), null), accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]));

        var result = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.WithinScope, scope.Id));

        Assert.Equal(
            new OutsideScope(["発信先が範囲の外です（A002）。", "目的「啓発」は範囲の外です。", "発信できる時間は月火水木金 08:30〜17:15です。"]),
            result.Refusal);
    }

    [Fact]
    public async Task E3_an_emergency_goes_at_once_with_its_reason_and_waits_for_a_later_word()
    {
        await using var desk = await Desk.Open();
        var id = await desk.Draft(Sample.Tanaka, Sample.Content(purpose: Purpose.Emergency));

        await desk.Submit(Sample.Tanaka, new SubmitPost(id, null, AuthorizationKind.Emergency, EmergencyReason: "避難指示を出したため"));

        var order = Assert.Single(await desk.Orders<DeliverPost>());
        Assert.Equal((AuthorizationKind.Emergency, DeliveryPriority.Emergency, Sample.MondayNine), (order.Authorization.Kind, order.Priority, order.Authorization.NotBefore));
        await using var db = desk.Db();
        var review = await db.EmergencyReviews.SingleAsync();
        Assert.Equal(("避難指示を出したため", Sample.MondayNine.AddHours(24), null), (review.Reason, review.Deadline, review.Approved));
    }

    [Fact]
    public async Task E3_an_emergency_without_authority_or_reason_is_refused()
    {
        await using var desk = await Desk.Open();
        var id = await desk.Draft();

        var clerk = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Emergency, EmergencyReason: "急ぐため"));
        var silent = await desk.Submit(Sample.Tanaka, new SubmitPost(id, null, AuthorizationKind.Emergency));

        Assert.Equal(new MayNotPublishEmergencies(), clerk.Refusal);
        Assert.Equal(new ReasonMissing("emergencyReason"), silent.Refusal);
        Assert.Empty(await desk.Orders<DeliverPost>());
    }

    [Fact]
    public async Task E6_posting_hours_ask_for_a_reason_or_refuse()
    {
        await using var desk = await Desk.Open();
        var hours = new PostingHours { AccountKey = "A001", Times = new PostingTimes("月火水木金", new(8, 30), new(17, 15)) };
        await desk.Add(hours);
        var id = await desk.Draft(content: Sample.Content(window: new PostWindow(Sample.MondayNine.AddHours(10), null)));

        var asked = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved));
        var kept = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved, HoursReason: "夜の工事の知らせのため"));

        Assert.Equal(new OutsidePostingHours("愛光市 LINE", "月火水木金 08:30〜17:15"), asked.Refusal);
        Assert.True(kept.Succeeded);
    }

    [Fact]
    public async Task E3_what_a_post_lacks_is_told_all_at_once()
    {
        await using var desk = await Desk.Open();
        var id = await desk.Draft(content: Sample.Content(title: " ", text: "") with { Channels = [] });

        var result = await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved));

        Assert.Equal(["title", "channels"], result.Refusal.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task E1_a_contractor_addresses_the_accounts_of_his_contract_only()
    {
        await using var desk = await Desk.Open(Sample.Account("A001"), Sample.Account("A002", Platform.X));

        var named = await desk.Save(Sample.Contractor, new SavePost(null, 0, Sample.DisasterOffice, Sample.Content()));
        var other = await desk.Save(Sample.Contractor, new SavePost(null, 0, Sample.DisasterOffice, Sample.Content(accounts: Sample.Account("A002", Platform.X))));

        Assert.True(named.Succeeded);
        Assert.Equal(new MayNotWriteTo("愛光市 X"), other.Refusal);
    }

    [Fact]
    public async Task E3_a_return_goes_back_with_its_reason_and_can_be_submitted_again()
    {
        await using var desk = await Desk.Open();
        var id = await desk.Draft();
        desk.Clock.Now += TimeSpan.FromMinutes(1);
        var (post, seal) = (id, (await desk.Submit(Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved))).Value.Seal);

        desk.Clock.Now += TimeSpan.FromMinutes(1);
        await desk.Return(Sample.Tanaka, post, seal, "日付を確かめてください。");
        desk.Clock.Now += TimeSpan.FromMinutes(1);
        var again = await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.Approved));

        var stored = await desk.Load(post);
        Assert.True(again.Succeeded);
        Assert.Equal([PostEventKind.Begun, PostEventKind.Submitted, PostEventKind.Returned, PostEventKind.Submitted], stored.Events.Select(e => e.Kind));
        Assert.Equal("日付を確かめてください。", stored.Events[2].Words);
    }

    [Fact]
    public async Task E3_an_edit_of_an_approved_post_calls_the_order_off()
    {
        await using var desk = await Desk.Open();
        var (post, seal) = await desk.Approved();

        var saved = await desk.Save(Sample.Sato, new SavePost(post, (await desk.Load(post)).SavedVersion, Sample.DisasterOffice, Sample.Content(text: "中止します。")));
        var submitted = await desk.Submit(Sample.Sato, new SubmitPost(post, null, AuthorizationKind.Approved));
        var tooEarly = await desk.Approve(Sample.Tanaka, post, submitted.Value.Seal);
        await desk.Report(post, "A001", DeliveryState.Withdrawn, 2);
        var then = await desk.Approve(Sample.Tanaka, post, submitted.Value.Seal);

        Assert.True(saved.Value.ApprovalVoided);
        Assert.Equal(new WithdrawDelivery(seal, false), Assert.Single(await desk.Orders<WithdrawDelivery>()));
        Assert.Equal(new EarlierDeliveriesStillOpen(), tooEarly.Refusal);
        Assert.Equal(PostStatus.Approved, then.Value.Status);
    }
}
