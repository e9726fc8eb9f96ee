using Koshiki.Core.Accounts;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Core.Publishing;

namespace Koshiki.Tests.Core.Reviews;

/// <summary>The rules of reviews and retirements, without database and pages.</summary>
public sealed class ReviewRulesTests
{
    private static readonly ReviewPeriod Reiwa7 = new(2025, 0);
    private static readonly ReviewOptions Options = new();

    [Fact]
    public void D6_every_move_of_a_retirement_is_in_the_readme()
    {
        var moves =
            from state in Enum.GetValues<RetirementState>()
            from action in Enum.GetValues<RetirementAction>()
            let next = RetirementFlow.Next(state, action)
            where next.Succeeded
            select $"| {state.Word} | {action.Word} | {next.Value.Word} |";

        Assert.Equal(ReadMe("| 段階 | すること | 次の段階 |"), moves);
    }

    [Fact]
    public void D4_every_move_of_a_review_is_in_the_readme()
    {
        var moves =
            from state in Enum.GetValues<ReviewStatus>()
            from action in Enum.GetValues<ReviewAction>()
            let next = ReviewFlow.Next(state, action)
            where next.Succeeded
            select $"| {state.Word} | {action} | {next.Value.Word} |";

        Assert.Equal(ReadMe("| 状態 | act | 次の状態 |"), moves);
    }

    [Theory]
    [InlineData("2026-03-31", 2024)]
    [InlineData("2026-04-01", 2025)]
    public void D4_the_fiscal_year_that_ended_last_is_the_one_that_is_due(string today, int year) =>
        Assert.Equal(new ReviewPeriod(year, 0), ReviewPeriod.DueOn(DateOnly.Parse(today)));

    [Theory]
    [InlineData("2025", "令和7年度")]
    [InlineData("2025-1", "令和7年度 上半期")]
    [InlineData("2025-2", "令和7年度 下半期")]
    [InlineData("2025-3", null)]
    [InlineData("1999", null)]
    [InlineData("来年", null)]
    public void D4_a_period_is_a_fiscal_year_or_a_half_of_one(string key, string? name)
    {
        var period = ReviewPeriod.Parse(key);

        Assert.Equal(name, period.Succeeded ? period.Value.Name : null);
    }

    [Fact]
    public void D4_figures_count_a_post_once_and_what_went_out_later_is_no_failure()
    {
        var (first, second, third) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        DeliveryOutcomeRow[] rows =
        [
            new(first, DeliveryState.NotSent, null, new DateOnly(2025, 4, 10).At(new TimeOnly(9, 0))),
            new(first, DeliveryState.Sent, 1000, new DateOnly(2025, 4, 10).At(new TimeOnly(10, 0))),
            new(second, DeliveryState.Sent, 500, new DateOnly(2025, 6, 30).At(new TimeOnly(10, 0))),
            new(third, DeliveryState.TooLate, null, new DateOnly(2025, 7, 1).At(new TimeOnly(10, 0))),
        ];

        var figures = ReviewFigures.Count(rows, Reiwa7, today: new DateOnly(2026, 4, 6));

        Assert.Equal(new PeriodFigures(Posts: 2, Accepted: 1500, Failures: 1, MonthsWithout: 10, LongestPauseDays: 274, new DateOnly(2025, 6, 30)), figures);
    }

    [Fact]
    public void D4_days_that_have_not_come_yet_are_not_counted_as_silent()
    {
        var figures = ReviewFigures.Count([], new ReviewPeriod(2026, 0), today: new DateOnly(2026, 5, 10));

        Assert.Equal(new PeriodFigures(0, null, 0, MonthsWithout: 1, LongestPauseDays: 40, null), figures);
    }

    [Fact]
    public void D4_a_review_is_submitted_complete_and_after_its_period_only()
    {
        var review = AccountReview.Begin(Sample.Account(), Reiwa7, 1);
        review.Write(ReviewSample.Content with { OverallReason = "", Targets = [new("投稿数", "件", 100, null)] }, PeriodFigures.None, Sample.Sato, Sample.MondayNine);

        var early = review.Submit(new DateOnly(2026, 3, 31));
        var incomplete = review.Submit(new DateOnly(2026, 4, 1));

        Assert.Equal(new PeriodNotOver(Reiwa7), early.Refusal);
        Assert.Equal(["reached1", "overallReason"], incomplete.Refusal.Faults.Select(f => f.Field));
        Assert.Equal(ReviewStatus.Draft, review.Status);
    }

    [Fact]
    public void D4_what_is_confirmed_is_never_changed()
    {
        var review = AccountReview.Begin(Sample.Account(), Reiwa7, 1);
        review.Write(ReviewSample.Content, PeriodFigures.None, Sample.Sato, Sample.MondayNine);
        review.Submit(new DateOnly(2026, 4, 6));
        review.Decide(new Decider(Sample.Tanaka.Id, Sample.Tanaka.Name, null), confirm: true, null, Sample.MondayNine);

        var again = review.Write(ReviewContent.Empty, PeriodFigures.None, Sample.Sato, Sample.MondayNine);

        Assert.Equal(new ReviewNotPossibleNow(ReviewStatus.Confirmed), again.Refusal);
        Assert.Equal(ReviewSample.Content.NextAction, review.Content.NextAction);
    }

    [Fact]
    public void D5_all_four_criteria_are_judged_with_reasons()
    {
        var judgement = Judgement.Begin(Sample.Account(), JudgementCause.Quiet, null, Sample.MondayNine);
        judgement.Write(ReviewSample.Judged(Verdict.Retire) with { Answers = [new(EndCriterion.PurposeReached, true, "目的を達した。"), new(EndCriterion.NoProspect, null, ""), new(EndCriterion.Harm, false, "")] }, Sample.Sato, Sample.MondayNine);

        var submitted = judgement.Submit();

        Assert.Equal(["applies1", "reason1", "reason2", "applies3", "reason3"], submitted.Refusal.Faults.Select(f => f.Field));
    }

    [Fact]
    public void D6_nobody_approves_the_retirement_that_he_wrote()
    {
        var retirement = Submitted();

        var own = retirement.Approve(new Decider(Sample.Sato.Id, Sample.Sato.Name, null), null, Sample.MondayNine);

        Assert.Equal(new AuthorCannotApprove(), own.Refusal);
        Assert.Equal(RetirementState.AwaitingHead, retirement.State);
    }

    [Fact]
    public void D6_the_account_is_deleted_after_the_notice_was_given_and_has_run_out()
    {
        var retirement = Submitted();
        var today = new DateOnly(2026, 11, 16);
        retirement.Approve(new Decider(Sample.Tanaka.Id, Sample.Tanaka.Name, null), null, Sample.MondayNine);
        retirement.Receive(Sample.Takahashi, null, today, Sample.MondayNine);

        var untold = retirement.Delete(Sample.Sato, today.AddDays(30), "佐藤", null, Options, Sample.MondayNine);
        retirement.RecordNotice(Sample.Sato, today, "固定した投稿", Sample.MondayNine);
        var early = retirement.Delete(Sample.Sato, today.AddDays(29), "佐藤", null, Options, Sample.MondayNine);
        var inTime = retirement.Delete(Sample.Sato, today.AddDays(30), "佐藤", null, Options, Sample.MondayNine);

        Assert.Equal(new NoticeNotRecorded(), untold.Refusal);
        Assert.Equal(new NoticeStillRuns(today.AddDays(29)), early.Refusal);
        Assert.Equal(RetirementState.Retired, inTime.Value);
        Assert.Equal((today.AddDays(30 + 180), today.AddDays(30).AddMonths(12)), (retirement.SiteNoticeUntil, retirement.WatchUntil));
    }

    [Fact]
    public void D6_where_harm_threatens_the_word_follows_the_deletion()
    {
        var retirement = Retirement.Begin(Sample.Account(), null).Value;
        retirement.DeleteAtOnce(Sample.Sato, new DateOnly(2026, 11, 16), "佐藤", "乗っ取られ、偽の給付金の案内が出ている。", Options, Sample.MondayNine);

        var own = retirement.DecideLater(new Decider(Sample.Sato.Id, Sample.Sato.Name, null), true, null, Sample.MondayNine);
        var head = retirement.DecideLater(new Decider(Sample.Tanaka.Id, Sample.Tanaka.Name, null), true, null, Sample.MondayNine);

        Assert.Equal(new AuthorCannotApprove(), own.Refusal);
        Assert.Equal(RetirementState.Retired, head.Value);
    }

    [Fact]
    public void D6_the_report_asks_for_the_notice_that_the_settings_want()
    {
        var missing = (ReviewSample.Report with { NoticeDays = 29, Grounds = [] }).Missing(shortestNotice: 30);

        Assert.Equal(["grounds", "noticeDays"], missing.Select(f => f.Field));
    }

    private static Retirement Submitted()
    {
        var retirement = Retirement.Begin(Sample.Account(), null).Value;
        retirement.Write(ReviewSample.Report, Sample.Sato, Sample.MondayNine);
        Assert.True(retirement.Submit(Sample.Sato, Options.NoticeDays, Sample.MondayNine).Succeeded);
        return retirement;
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string here = "") => here;

    private static IEnumerable<string> ReadMe(string head) => File.ReadLines(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../src/Koshiki/Core/Reviews/README.md")))
        .SkipWhile(line => line != head).Skip(2).TakeWhile(line => line.StartsWith('|'));
}

/// <summary>Complete contents, valid unless a test says otherwise.</summary>
internal static class ReviewSample
{
    public static ReviewContent Content { get; } = new(
        [new("投稿数", "件", 100, 120)], Reactions.Unknown with { Shares = 40 }, "防災の投稿がよく共有された。", "毎週続いた。", OverallJudgement.MostlyReached, "目標の数に届いた。", "写真を増やす。", new DateOnly(2026, 9, 30));

    public static RetirementReport Report { get; } = new(
        [EndCriterion.PurposeReached], "事業が終わったため。", "市のホームページの「防災」", 30, new DateOnly(2026, 12, 20), "このアカウントの運用を終えます。", "このシステムの投稿の記録を保存する。");

    public static JudgementContent Judged(Verdict verdict) => new(
        [.. Enum.GetValues<EndCriterion>().Select(c => new CriterionAnswer(c, c is EndCriterion.PurposeReached, "確かめた。"))], verdict, "事業が終わるため。", new DateOnly(2026, 12, 1));
}
