using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;

namespace Koshiki.Tests.Core.Publishing.Segments;

public sealed class AudienceChecksTests
{
    private static readonly SegmentRule Families = Rule(("topic", ["child-raising"]));

    [Fact]
    public void F3_an_empty_choice_is_nobody_and_stops_the_submission()
    {
        var finding = Assert.Single(Check(Rule(("topic", [])), count: null));

        Assert.Equal(("nobody", "配信対象が選ばれていません。だれにも届きません。"), (finding.Rule, finding.Why));
    }

    [Fact]
    public void F3_a_question_without_a_tick_is_nobody_even_beside_one_with_ticks()
    {
        var finding = Assert.Single(Check(Rule(("district", []), ("topic", ["child-raising"])), count: null));

        Assert.Equal("「住んでいる地区」が選ばれていません。だれにも届きません。", finding.Why);
    }

    [Theory]
    [InlineData(0, "nobody-matches")]
    [InlineData(-1, "not-counted")]
    [InlineData(-2, "not-offered")]
    public void F3_a_segment_that_matches_nobody_or_cannot_be_counted_stops_the_submission(int people, string rule)
    {
        SegmentCount count = people switch { -1 => new SegmentCount.NotReady(), -2 => new SegmentCount.NotOffered("topic/old"), _ => new SegmentCount.Counted(people, 1) };

        Assert.Equal(rule, Assert.Single(Check(Families, count)).Rule);
    }

    [Fact]
    public void F5_a_topic_that_is_used_for_everything_is_pointed_out()
    {
        var before = Enumerable.Range(1, 10).Select(day => Earlier(Rule(("topic", [day <= 7 ? "city-notices" : "events"])), day)).ToList();

        var ofNotices = Check(Rule(("topic", ["city-notices"])), Counted, before);
        var ofEvents = Check(Rule(("topic", ["events"])), Counted, before);

        Assert.Equal("overused-topic", Assert.Single(ofNotices).Rule);
        Assert.Contains("10件のうち7件", ofNotices[0].Why, StringComparison.Ordinal);
        Assert.Empty(ofEvents);
    }

    [Fact]
    public void F5_people_who_got_many_messages_within_thirty_days_are_pointed_out_and_an_emergency_goes_nevertheless()
    {
        var before = Enumerable.Range(0, 12).Select(i => Earlier(Rule(("topic", ["child-raising"])), 1 + i)).Concat([Earlier(Families, 31)]).ToList();

        Assert.Contains(Check(Families, Counted, before), f => f.Rule == "many-messages" && f.Why.Contains("12通", StringComparison.Ordinal));
        Assert.Empty(Check(Families, Counted, before, Purpose.Emergency));
    }

    [Theory]
    [InlineData("north", "child-raising", "north", "events", false)]
    [InlineData("north", "child-raising", "south", "child-raising", false)]
    [InlineData("north", "child-raising", "north", "child-raising", true)]
    [InlineData("north", "child-raising", null, "child-raising", true)]
    public void F5_two_audiences_share_people_unless_a_question_keeps_them_apart(string district, string topic, string? otherDistrict, string otherTopic, bool share)
    {
        var one = Rule(("district", [district]), ("topic", [topic]));
        var other = otherDistrict is null ? Rule(("topic", [otherTopic])) : Rule(("district", [otherDistrict]), ("topic", [otherTopic]));

        Assert.Equal(share, AudienceChecks.Overlap(one, other));
        Assert.True(AudienceChecks.Overlap(one, null));
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(100, 150)]
    [InlineData(500, 550)]
    [InlineData(501, 552)]
    [InlineData(3_120, 3_432)]
    public void F4_the_ceiling_is_a_tenth_more_and_at_least_fifty_more(long people, long ceiling) => Assert.Equal(ceiling, Sealing.CeilingFor(people));

    [Fact]
    public void F4_the_cost_says_what_the_month_has_left_and_what_more_costs()
    {
        var standard = Quota(30_000, 29_000);

        Assert.Equal((0, true), Brief(LineCost.Of(standard, 1_000)));
        Assert.Equal((2_000, true), Brief(LineCost.Of(standard, 3_000)));
        Assert.Contains("6,000円", LineCost.Of(standard, 3_000).Words, StringComparison.Ordinal);
        Assert.Equal((2_000, false), Brief(LineCost.Of(Quota(5_000, 4_000), 3_000)));
        Assert.StartsWith("月の上限のない契約です。", LineCost.Of(Quota(null, 900_000), 1_000_000).Words, StringComparison.Ordinal);

        static (long, bool) Brief(LineCost cost) => (cost.ExceedsBy, cost.CanExceed);
    }

    [Fact]
    public void F3_a_rule_is_told_in_words()
    {
        var rule = SegmentRule.Of([new("topic", ["events", "child-raising"]), new("district", ["gone"])], withUnanswered: true, isEmergency: true);

        Assert.Equal("住んでいる地区：gone（今はありません）。かつ、ほしい情報：子育て、催し・イベントのいずれか。未回答の人にも送る。「緊急のみ」の人にも送る", SegmentWords.InWords(rule, BuiltInQuestionnaire.Questions));
        Assert.Equal("友だち全員（一斉配信）", SegmentWords.InWords(null, BuiltInQuestionnaire.Questions));
    }

    private static readonly SegmentCount Counted = new SegmentCount.Counted(3_120, 7);

    private static List<AudienceFinding> Check(SegmentRule rule, SegmentCount? count, IReadOnlyList<EarlierDelivery>? earlier = null, Purpose purpose = Purpose.Notice) =>
        [.. AudienceChecks.Of("A001", rule, count, BuiltInQuestionnaire.Questions, LineCost.Of(null, null), earlier ?? [], 12, purpose, Sample.MondayNine)];

    private static SegmentRule Rule(params (string Question, string[] Options)[] parts) => SegmentRule.Of(parts.Select(p => new SegmentQuestion(p.Question, p.Options)));

    private static EarlierDelivery Earlier(SegmentRule rule, int daysAgo) => new(rule, Sample.MondayNine.AddDays(-daysAgo).AddMinutes(1));

    private static LineQuota Quota(long? limit, long used)
    {
        var quota = new LineQuota { AccountKey = "A001" };
        quota.Take(new QuotaReported("A001", limit, used, Sample.MondayNine));
        return quota;
    }
}
