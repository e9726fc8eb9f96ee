using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>Each clause of what a segment means, on five friends whom a reader can keep in mind.</summary>
public sealed class SegmentRuleTests
{
    private const int North = 0, South = 1, Silent = 2, Alarmed = 3, Gone = 4;

    private static readonly SegmentSnapshot Friends = Snapshot(
        new FriendNow(North, 1, 11, 12),
        new FriendNow(South, 2, 12),
        new FriendNow(Silent) { Answered = false },
        new FriendNow(Alarmed, 1) { EmergencyOnly = true },
        new FriendNow(Gone, 1, 11, 12) { State = FriendState.Left });

    [Theory]
    [InlineData("topic:children", new[] { North, South })]
    [InlineData("topic:disaster,children", new[] { North, South })]
    [InlineData("topic:disaster,garbage", new[] { North })]
    [InlineData("topic:garbage", new int[0])]
    public void F3_within_a_question_any_of_the_options_is_enough(string rule, int[] expected) => Assert.Equal(expected, Members(FriendTown.Rule(rule)));

    [Theory]
    [InlineData("district:north topic:children", new[] { North })]
    [InlineData("district:south topic:disaster", new int[0])]
    [InlineData("district:north,south topic:children", new[] { North, South })]
    public void F3_across_questions_all_of_them_are_needed(string rule, int[] expected) => Assert.Equal(expected, Members(FriendTown.Rule(rule)));

    [Theory]
    [InlineData("")]
    [InlineData("topic:")]
    [InlineData("district:north topic:")]
    [InlineData("district: topic:children")]
    public void F3_an_empty_rule_and_an_empty_question_are_nobody_in_an_emergency_too(string rule)
    {
        Assert.Empty(Members(FriendTown.Rule(rule)));
        Assert.Empty(Members(FriendTown.Rule(rule, isEmergency: true)));
    }

    [Fact]
    public void F3_who_never_answered_is_told_only_when_he_is_named()
    {
        Assert.Equal([North, South], Members(FriendTown.Rule("topic:children")));
        Assert.Equal([North, South, Silent], Members(FriendTown.Rule("topic:children", withUnanswered: true)));
        Assert.Equal([Silent], Members(FriendTown.Rule("", withUnanswered: true)));
    }

    [Fact]
    public void F3_who_wants_emergencies_alone_is_told_of_nothing_else()
    {
        Assert.Equal([North], Members(FriendTown.Rule("district:north")));
        Assert.Equal([North, Alarmed], Members(FriendTown.Rule("district:north", isEmergency: true)));
    }

    [Theory]
    [InlineData("topic:garbage", new[] { Alarmed })]
    [InlineData("district:north topic:garbage", new[] { Alarmed })]
    [InlineData("district:south topic:garbage", new int[0])]
    [InlineData("district:south", new[] { South })]
    public void F3_in_an_emergency_he_counts_as_having_chosen_every_topic_but_no_district(string rule, int[] expected) =>
        Assert.Equal(expected, Members(FriendTown.Rule(rule, isEmergency: true)));

    [Fact]
    public void F3_who_left_is_counted_nowhere()
    {
        var overview = Friends.Overview;

        Assert.DoesNotContain(Gone, Members(FriendTown.Rule("topic:disaster,children", withUnanswered: true, isEmergency: true)));
        Assert.Equal((4, 1, 1), (overview.Friends, overview.Unanswered, overview.EmergencyOnly));
        Assert.Equal([(1, 2L), (2, 1L), (11, 1L), (12, 2L)], overview.ByOption.OrderBy(o => o.Key).Select(o => ((int)o.Key, o.Value)));
    }

    [Theory]
    [InlineData("topic:culture", "topic/culture")]
    [InlineData("topic:disaster,unknown", "topic/unknown")]
    [InlineData("mood:happy", "mood/happy")]
    public void F3_what_is_not_offered_or_not_any_more_is_refused_by_name(string rule, string named)
    {
        var asked = FriendTown.Asked with { Questions = [FriendTown.Asked.Questions[0], FriendTown.Asked.Questions[1] with { Options = [FriendTown.Option(11, "disaster"), FriendTown.Option(14, "culture", isRetired: true)] }] };

        var chosen = ChosenOptions.Of(FriendTown.Rule(rule), asked);

        Assert.Equal(new OptionNotOffered(named), chosen.Refusal);
    }

    [Fact]
    public void F3_a_change_leaves_the_snapshot_before_it_as_it_was()
    {
        var draft = new SnapshotDraft(Friends, FriendTown.Asked);
        draft.Set(North, FriendMarks.Following, [2]);
        draft.Set(FriendBlock.Friends * 3, FriendMarks.Following, [12, 13]);

        var after = draft.Publish(Friends.Head with { LastOrdinal = FriendBlock.Friends * 3, ChangeNumber = 2 });

        Assert.Equal([North, South], Members(FriendTown.Rule("topic:children")));
        Assert.Equal([South, FriendBlock.Friends * 3], Members(FriendTown.Rule("topic:children"), after));
        Assert.Equal([North, South], Members(FriendTown.Rule("district:south"), after));
    }

    [Fact]
    public void F3_a_count_that_is_shared_among_processors_leaves_nobody_out()
    {
        var far = Snapshot([.. Enumerable.Range(0, 2 * SegmentSnapshot.BlocksWorthSharing + 1).Select(block => new FriendNow(block * FriendBlock.Friends + block, 1, 11))]);

        Assert.Equal(2 * SegmentSnapshot.BlocksWorthSharing + 1, Members(FriendTown.Rule("district:north topic:disaster"), far).Length);
    }

    private static SegmentSnapshot Snapshot(params FriendNow[] friends)
    {
        var draft = new SnapshotDraft(null, FriendTown.Asked);
        foreach (var friend in friends) draft.Set(friend.Ordinal, Marks(friend), friend.Choices);
        return draft.Publish(new RegisterHead(FriendTown.Account, 1, friends.Max(f => f.Ordinal), 1, "here", FriendTown.Asked));
    }

    private static FriendMarks Marks(FriendNow friend) => friend switch
    {
        { State: not FriendState.Following } => FriendMarks.None,
        { EmergencyOnly: true } => FriendMarks.Following | FriendMarks.EmergencyOnly,
        { Answered: false } => FriendMarks.Following | FriendMarks.Unanswered,
        _ => FriendMarks.Following,
    };

    private static int[] Members(SegmentRule rule, SegmentSnapshot? friends = null)
    {
        var chosen = ChosenOptions.Of(rule, FriendTown.Asked).Value;
        var bits = (friends ?? Friends).Select(chosen);
        int[] members = [.. Enumerable.Range(0, bits.Length * 8).Where(i => (bits[i / 8] & (1 << (i % 8))) != 0)];
        Assert.Equal(members.Length, (friends ?? Friends).Count(chosen));
        return members;
    }
}
