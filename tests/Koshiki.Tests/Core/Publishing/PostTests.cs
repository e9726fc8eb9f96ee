using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Publishing;

public sealed class PostTests
{
    [Fact]
    public void E3_nobody_approves_their_own_post()
    {
        var post = Sample.PostAwaitingApproval(author: Sample.Tanaka);

        var result = post.Approve(Sample.Tanaka.AsDecider, post.Seal!.Value, null, null, Sample.MondayNine);

        Assert.Equal(new CannotApproveOwnPost(), result.Refusal);
        Assert.Equal(PostStatus.AwaitingApproval, post.Status);
    }

    [Fact]
    public void E3_who_edited_last_does_not_approve()
    {
        var post = Sample.Draft();
        post.Edit(Sample.Content(title: "防災訓練（変更）"), Sample.Tanaka.AsDecider, post.SavedVersion, Sample.MondayNine);
        Sample.Submit(post, AuthorizationKind.Approved, new RouteStep(RouteStepKind.OfficeHead, Sample.DisasterOffice));

        var result = post.Approve(Sample.Tanaka.AsDecider, post.Seal!.Value, null, null, Sample.MondayNine);

        Assert.Equal(new CannotApproveOwnPost(), result.Refusal);
    }

    [Fact]
    public void E3_an_edit_between_look_and_click_is_told_to_the_approver()
    {
        var post = Sample.PostAwaitingApproval();
        var seen = post.Seal!.Value;
        post.Edit(Sample.Content(text: "中止します。"), Sample.Sato.AsDecider, post.SavedVersion, Sample.MondayNine);
        Sample.Submit(post, AuthorizationKind.Approved, new RouteStep(RouteStepKind.OfficeHead, Sample.DisasterOffice));

        var result = post.Approve(Sample.Tanaka.AsDecider, seen, null, null, Sample.MondayNine);

        Assert.Equal(new ChangedSinceYouLooked(), result.Refusal);
    }

    [Fact]
    public void E3_another_time_between_look_and_click_is_told_too()
    {
        var post = Sample.PostAwaitingApproval();
        var (seen, seenVersion) = (post.Seal!.Value, post.SavedVersion);
        post.Edit(Sample.Content(window: new PostWindow(Sample.MondayNine.AddHours(3), null)), Sample.Sato.AsDecider, post.SavedVersion, Sample.MondayNine);
        Sample.Submit(post, AuthorizationKind.Approved, new RouteStep(RouteStepKind.OfficeHead, Sample.DisasterOffice));

        var result = post.Approve(Sample.Tanaka.AsDecider, seen, seenVersion, null, Sample.MondayNine);

        Assert.Equal(new ChangedSinceYouLooked(), result.Refusal);
    }

    [Fact]
    public void E3_an_edit_after_approval_makes_it_void()
    {
        var post = Sample.ApprovedPost();

        var before = post.Edit(Sample.Content(text: "中止します。"), Sample.Sato.AsDecider, post.SavedVersion, Sample.MondayNine);

        Assert.Equal(PostStatus.Approved, before.Value);
        Assert.Equal((PostStatus.Draft, null, null), (post.Status, post.Seal, post.GoesAt));
        Assert.Equal(PostEventKind.ApprovalVoided, post.Events[^1].Kind);
    }

    [Fact]
    public void E1_two_people_editing_one_draft_the_second_is_told_who_was_first()
    {
        var post = Sample.Draft();
        var seen = post.SavedVersion;
        post.Edit(Sample.Content(text: "佐藤の案"), Sample.Sato.AsDecider, seen, Sample.MondayNine.AddMinutes(3));

        var second = post.Edit(Sample.Content(text: "鈴木の案"), Sample.Suzuki.AsDecider, seen, Sample.MondayNine.AddMinutes(4));

        Assert.Equal(new SomebodyElseEdited("佐藤 花子", Sample.MondayNine.AddMinutes(3)), second.Refusal);
        Assert.Equal("佐藤の案", post.CommonText);
    }

    [Fact]
    public void E3_a_route_of_two_steps_needs_both()
    {
        var post = Sample.PostAwaitingApproval(steps: [new(RouteStepKind.OfficeHead, Sample.DisasterOffice), new(RouteStepKind.PrOffice, Sample.DisasterOffice)]);

        var first = post.Approve(Sample.Tanaka.AsDecider, post.Seal!.Value, null, null, Sample.MondayNine);
        var second = post.Approve(Sample.Takahashi.AsDecider, post.Seal!.Value, null, "よい", Sample.MondayNine);

        Assert.Equal((PostStatus.AwaitingApproval, PostStatus.Approved), (first.Value, second.Value));
        Assert.Equal(["田中 実", "高橋 由紀"], post.PresentSteps.Select(s => s.DecidedByName));
    }

    [Fact]
    public void E3_a_deputys_approval_names_both()
    {
        var post = Sample.PostAwaitingApproval();
        var by = Sample.Ito.DeciderOf(RouteStepKind.OfficeHead, Sample.DisasterOffice)!;

        post.Approve(by, post.Seal!.Value, null, null, Sample.MondayNine);

        Assert.Equal(("伊藤 健", "田中 実"), (post.Steps[0].DecidedByName, post.Steps[0].InPlaceOf));
        Assert.Equal("伊藤 健（田中 実の代決）", by.InWords);
    }

    [Fact]
    public void E3_a_return_needs_a_reason()
    {
        var post = Sample.PostAwaitingApproval();

        var result = post.Return(Sample.Tanaka.AsDecider, post.Seal!.Value, " ", Sample.MondayNine);

        Assert.Equal(new ReasonMissing("reason"), result.Refusal);
    }

    [Fact]
    public void E6_a_post_whose_time_has_passed_is_not_approved()
    {
        var post = Sample.PostAwaitingApproval(content: Sample.Content(window: new PostWindow(Sample.MondayNine.AddHours(1), Sample.MondayNine.AddHours(2))));

        var result = post.Approve(Sample.Tanaka.AsDecider, post.Seal!.Value, null, null, Sample.MondayNine.AddHours(2));

        Assert.Equal(new WindowPassed(Sample.MondayNine.AddHours(2)), result.Refusal);
    }

    [Fact]
    public void E6_moving_inside_the_approved_window_keeps_the_approval_and_outside_voids_it()
    {
        var approved = new PostWindow(Sample.MondayNine.AddHours(1), Sample.MondayNine.AddHours(5));
        RouteStep[] route = [new(RouteStepKind.OfficeHead, Sample.DisasterOffice)];
        var inside = Sample.ApprovedPost();
        var outside = Sample.ApprovedPost();

        var stays = inside.Reschedule(Sample.Sato.AsDecider, Sample.MondayNine.AddHours(3), approved.NotAfter, null, approved, route, Sample.MondayNine);
        var falls = outside.Reschedule(Sample.Sato.AsDecider, Sample.MondayNine.AddHours(6), null, null, approved, route, Sample.MondayNine);

        Assert.Equal((true, PostStatus.Approved), (stays.Value, inside.Status));
        Assert.Equal((false, PostStatus.AwaitingApproval), (falls.Value, outside.Status));
        Assert.NotNull(outside.OpenStep);
    }

    [Fact]
    public void E1_each_platform_gets_its_own_text_with_the_link_where_it_belongs()
    {
        var post = Sample.Draft(content: Sample.Content(text: "訓練です。", link: "https://www.city.example/a", accounts:
            [Sample.Account("A001"), Sample.Account("A002", Platform.X), Sample.Account("A003", Platform.Facebook)]));

        var channels = Sealing.Of(post).Channels;

        Assert.Equal(["訓練です。\nhttps://www.city.example/a", "訓練です。\nhttps://www.city.example/a", "訓練です。"], channels.Select(c => c.Text));
        Assert.Equal([null, null, "https://www.city.example/a"], channels.Select(c => c.Link));
    }

    [Fact]
    public void E3_a_test_goes_to_named_staff_only_and_says_so()
    {
        var post = Sample.Draft(content: Sample.Content(accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]));

        string[] staff = ["U2", "U1"];

        var test = Sealing.ForTest(post, staff.ToLookup(_ => "A001"));

        var channel = Assert.Single(test.Channels);
        Assert.StartsWith("【試験】\n", channel.Text, StringComparison.Ordinal);
        Assert.Equal(new Audience.Named(["U1", "U2"]), channel.Audience);
    }
}
