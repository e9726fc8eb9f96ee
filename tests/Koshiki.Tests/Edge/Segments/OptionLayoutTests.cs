using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>However choices are laid out in pages, a count is what the choices say.</summary>
public sealed class OptionLayoutTests
{
    [Theory]
    [InlineData(1, false, 7)]
    [InlineData(60, false, 11)]
    [InlineData(60, true, 13)]
    [InlineData(AnswerColumn.Highest, false, 17)]
    [InlineData(300, false, 19)]
    [InlineData(300, true, 23)]
    public void F3_any_set_of_districts_is_counted_as_a_plain_list_would_count_it(int districts, bool someGaveTwo, int seed)
    {
        var random = new Random(seed);
        var asked = Districts(districts);
        short[][] choices = [.. Enumerable.Range(0, 10_000).Select(_ => random.Next(10) switch
        {
            0 => Array.Empty<short>(),
            1 when someGaveTwo => [(short)random.Next(1, districts + 1), (short)random.Next(1, districts + 1)],
            _ => [(short)random.Next(1, districts + 1)],
        })];
        var friends = Snapshot(null, asked, choices);

        for (var i = 0; i < 40; i++)
        {
            var wanted = Enumerable.Range(1, districts).Where(_ => random.Next(1 + (i % 5)) == 0).Select(n => (short)n).ToHashSet();
            Assert.Equal(choices.Count(c => c.Any(wanted.Contains)), friends.Count(Any(wanted)));
        }

        Assert.Equal(!someGaveTwo, friends.Blocks[0].Column(0) is not null);
        Assert.Equal(choices.Length, friends.Overview.Friends);
        Assert.Equal(
            Enumerable.Range(1, districts).Select(n => (long)choices.Count(c => c.Contains((short)n))),
            Enumerable.Range(1, districts).Select(n => friends.Overview.ByOption.GetValueOrDefault((short)n)));
    }

    [Fact]
    public void F3_districts_added_by_a_later_edition_are_counted_beside_the_old_ones()
    {
        var before = Snapshot(null, Districts(3), [[1], [2], [3]]);

        var after = Snapshot(before, Districts(9), [[1], [9], [8, 2]]);

        Assert.Equal([1L, 0, 0, 0, 0, 0, 0, 1, 1], Enumerable.Range(1, 9).Select(n => after.Count(Any([(short)n])) - (n == 2 ? 1 : 0)));
        Assert.Equal(3, after.Count(Any([1, 8, 9])));
        Assert.Equal(3, before.Count(Any([1, 2, 3])));
    }

    [Fact]
    public void F3_a_friend_who_moves_is_counted_in_his_new_district_alone()
    {
        var before = Snapshot(null, Districts(20), [[1], [2], [3]]);

        var after = Snapshot(before, Districts(20), [[20], [2], []]);

        Assert.Equal(2, after.Count(Any([.. Enumerable.Range(2, 19).Where(n => n != 3).Select(n => (short)n)])));
        Assert.Equal(0, after.Count(Any([1, 3, 4, 5, 6, 7, 8, 9, 10, 11])));
        Assert.Equal(2, before.Count(Any([1, 3, 4, 5, 6, 7, 8, 9, 10, 11])));
    }

    [Fact]
    public void F3_a_question_that_comes_to_take_one_answer_only_keeps_the_answers_it_has()
    {
        var many = Districts(3) with { Questions = [Districts(3).Questions[0] with { IsSingle = false }] };
        var before = Snapshot(null, many, [[1, 2], [3]]);

        var after = Snapshot(before, Districts(4), [[1, 2], [3], [4]]);

        Assert.Equal([1L, 1, 1, 1], Enumerable.Range(1, 4).Select(n => after.Count(Any([(short)n]))));
        Assert.Equal(2, after.Count(Any([2, 4])));
    }

    [Fact]
    public void F3_sixty_districts_and_fourteen_topics_take_less_than_twelve_bytes_a_friend()
    {
        var random = new Random(1);
        var topics = new Question("topic", "", null, false, [.. Enumerable.Range(101, 14).Select(n => FriendTown.Option((short)n, $"t{n}"))]);
        var asked = Districts(60) with { Questions = [Districts(60).Questions[0], topics] };

        var friends = Snapshot(null, asked, [.. Enumerable.Range(0, 10 * FriendBlock.Friends).Select(_ => new[] { (short)random.Next(1, 61), (short)random.Next(101, 115) })]);

        const int objectHeader = 24, reference = 8;
        var bytes = friends.Blocks.Sum(block =>
            block.Pages.Sum(page => reference + (page is null ? 0 : objectHeader + (page.Length * sizeof(ulong)))) + block.Columns.Sum(column => reference + objectHeader + column!.Length));
        Assert.InRange((double)bytes / (10 * FriendBlock.Friends), 9, 12);
    }

    private static Questionnaire Districts(int count) => new(FriendTown.Account, 1, [new Question("district", "", null, IsSingle: true, [.. Enumerable.Range(1, count).Select(n => FriendTown.Option((short)n, $"d{n}"))])]);

    private static ChosenOptions Any(IReadOnlyCollection<short> numbers) => new([new ChosenOptions.OfQuestion([.. numbers], IsSingle: true)], WithUnanswered: false, IsEmergency: false);

    /// <summary>The friends 0, 1, … with these choices.</summary>
    private static SegmentSnapshot Snapshot(SegmentSnapshot? basis, Questionnaire asked, short[][] choices)
    {
        var draft = new SnapshotDraft(basis, asked);
        for (var ordinal = 0; ordinal < choices.Length; ordinal++) draft.Set(ordinal, FriendMarks.Following, choices[ordinal]);
        return draft.Publish(new RegisterHead(FriendTown.Account, 1, choices.Length - 1, asked.Edition, "here", asked));
    }
}
