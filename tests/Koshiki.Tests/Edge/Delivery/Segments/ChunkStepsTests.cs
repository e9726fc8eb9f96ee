using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>What follows from one multicast's outcome. No database, no clock, no platform.</summary>
public sealed class ChunkStepsTests
{
    private static readonly ChunkFacts First = new(Recipients: 500, Tries: 0, KeyAge: TimeSpan.Zero);

    [Fact]
    public void F4_every_outcome_has_one_step()
    {
        var table = new (ChunkOutcome Outcome, ChunkFacts Facts, ChunkStep Step)[]
        {
            (new ChunkOutcome.Accepted("r1"), First, new ChunkStep.Settle("r1")),
            (new ChunkOutcome.TooFast(null), First, new ChunkStep.SlowDown(TimeSpan.FromSeconds(1))),
            (new ChunkOutcome.TooFast(TimeSpan.FromSeconds(7)), First, new ChunkStep.SlowDown(TimeSpan.FromSeconds(7))),
            (new ChunkOutcome.NotSent("接続"), First, new ChunkStep.Repeat(TimeSpan.FromSeconds(1), "接続")),
            (new ChunkOutcome.InDoubt("応答"), First with { Tries = 2 }, new ChunkStep.Repeat(TimeSpan.FromSeconds(4), "応答")),
            (new ChunkOutcome.InDoubt("応答"), First with { Tries = 10 }, new ChunkStep.Stop(DeliveryReasons.RetriesUsedUp + "応答")),
            (new ChunkOutcome.InDoubt("応答"), First with { KeyAge = TimeSpan.FromHours(23) }, new ChunkStep.Stop(SegmentReasons.KeyTooOld)),
            (new ChunkOutcome.TooFast(null), First with { KeyAge = TimeSpan.FromHours(23) }, new ChunkStep.Stop(SegmentReasons.KeyTooOld)),
            (new ChunkOutcome.Accepted("r1"), First with { KeyAge = TimeSpan.FromHours(23) }, new ChunkStep.Settle("r1")),
            (new ChunkOutcome.Refused("上限", WhoFixes.AccountHolder), First, new ChunkStep.Stop("上限")),
            (new ChunkOutcome.Refused("接続", WhoFixes.Connection), First, new ChunkStep.Stop("接続", ConnectionBroken: true)),
            (new ChunkOutcome.Refused("内容", WhoFixes.Author), First, new ChunkStep.Stop("内容")),
        };

        Assert.All(table, row => Assert.Equal(row.Step, ChunkSteps.After(row.Outcome, row.Facts)));
    }

    [Fact]
    public void F4_a_named_friend_is_left_out_and_a_place_that_does_not_exist_stops()
    {
        var inside = new ChunkOutcome.Names([1, 499], "to[1]");
        var outside = new ChunkOutcome.Names([500], "to[500]");

        Assert.Equal([1, 499], Assert.IsType<ChunkStep.GoOnWithout>(ChunkSteps.After(inside, First)).Places);
        Assert.Equal(new ChunkStep.Stop("to[500]"), ChunkSteps.After(outside, First));
    }

    [Theory]
    [InlineData(200, "{}", "Accepted")]
    [InlineData(409, """{"message":"The retry key is already accepted"}""", "InDoubt")]
    [InlineData(429, """{"message":"The API rate limit has been exceeded. Try again later."}""", "TooFast")]
    [InlineData(429, """{"message":"You have reached your monthly limit."}""", "Refused")]
    [InlineData(400, """{"message":"The property, to[7], in the request body is invalid"}""", "Names")]
    [InlineData(400, """{"message":"The request body has 1 error(s)","details":[{"message":"May not be empty","property":"messages[0].text"}]}""", "Refused")]
    [InlineData(401, "{}", "Refused")]
    [InlineData(403, "{}", "Refused")]
    [InlineData(500, "", "InDoubt")]
    [InlineData(302, "", "InDoubt")]
    public void F4_line_s_answers_are_read_by_status_and_words(int status, string body, string outcome) =>
        Assert.Equal(outcome, LineAnswers.ReadChunk(new PlatformAnswer.Answered(status, new Dictionary<string, string>(), System.Text.Encoding.UTF8.GetBytes(body))).GetType().Name);
}
