using System.Text;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Facebook;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Platforms.X;

namespace Koshiki.Tests.Edge.Platforms;

/// <summary>Every documented error of the three platforms, and what we make of it.</summary>
public sealed class PlatformAnswerTests
{
    private static readonly DateTimeOffset MondayNine = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(401, "", typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(403, "", typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(400, """{"message":"The request body has 1 error(s)","details":[{"property":"messages[0].text","message":"Length must be between 0 and 5000"}]}""", typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(413, "", typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(429, """{"message":"You have reached your monthly limit."}""", typeof(DeliveryOutcome.Refused), "AccountHolder")]
    [InlineData(429, """{"message":"The API rate limit has been exceeded. Try again later."}""", typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(409, """{"message":"The retry key is already accepted"}""", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(500, "", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(503, "<html>", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(302, "", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(200, "{}", typeof(DeliveryOutcome.Delivered), null)]
    public void E1_line(int status, string body, Type outcome, string? fixes) => Expect(LineAnswers.Read(Answer(status, body), 3), outcome, fixes);

    [Fact]
    public void E1_line_a_key_accepted_before_is_success_under_the_first_requests_id()
    {
        var answer = Answer(409, """{"message":"The retry key is already accepted"}""", ("x-line-accepted-request-id", "first"), ("x-line-request-id", "second"));

        Assert.Equal(new DeliveryOutcome.Delivered(null, null, "first", 3), LineAnswers.Read(answer, 3));
    }

    [Theory]
    [InlineData(201, """{"data":{"id":"1990","text":"給水"}}""", typeof(DeliveryOutcome.Delivered), null)]
    [InlineData(200, """{"errors":[{"detail":"?"}]}""", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(401, "", typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(402, "", typeof(DeliveryOutcome.Refused), "AccountHolder")]
    [InlineData(403, """{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}""", typeof(DeliveryOutcome.Duplicate), null)]
    [InlineData(403, """{"detail":"Your account is suspended.","title":"Forbidden","status":403}""", typeof(DeliveryOutcome.Refused), "AccountHolder")]
    [InlineData(400, """{"errors":[{"message":"Invalid"}],"title":"Invalid Request"}""", typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(422, "", typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(429, "", typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(500, "", typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(503, "", typeof(DeliveryOutcome.Unknown), null)]
    public void E1_x(int status, string body, Type outcome, string? fixes) => Expect(XAnswers.ReadPost(Answer(status, body), MondayNine), outcome, fixes);

    [Fact]
    public void E1_x_waits_until_the_window_is_reset()
    {
        var answer = Answer(429, "", ("x-rate-limit-reset", $"{MondayNine.AddMinutes(9).ToUnixTimeSeconds()}"));

        Assert.Equal(TimeSpan.FromSeconds(541), Assert.IsType<DeliveryOutcome.TryLater>(XAnswers.ReadPost(answer, MondayNine)).After);
    }

    [Theory]
    [InlineData(400, 190, typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(400, 102, typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(403, 10, typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(403, 200, typeof(DeliveryOutcome.Refused), "Connection")]
    [InlineData(400, 4, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 17, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 32, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 341, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 613, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 80001, typeof(DeliveryOutcome.TryLater), null)]
    [InlineData(400, 368, typeof(DeliveryOutcome.Refused), "AccountHolder")]
    [InlineData(400, 506, typeof(DeliveryOutcome.Duplicate), null)]
    [InlineData(400, 100, typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(400, 1609005, typeof(DeliveryOutcome.Refused), "Author")]
    [InlineData(500, 1, typeof(DeliveryOutcome.Unknown), null)]
    [InlineData(500, 2, typeof(DeliveryOutcome.Unknown), null)]
    public void E1_facebook(int status, int code, Type outcome, string? fixes) =>
        Expect(FacebookAnswers.ReadPost(Answer(status, $$$"""{"error":{"message":"m","type":"OAuthException","code":{{{code}}},"fbtrace_id":"t"}}""")), outcome, fixes);

    [Fact]
    public void E1_facebook_waits_as_long_as_the_usage_header_says()
    {
        var answer = Answer(400, """{"error":{"code":80001,"message":"m"}}""", ("X-Business-Use-Case-Usage", """{"1":[{"type":"pages","estimated_time_to_regain_access":12}]}"""));

        Assert.Equal(TimeSpan.FromMinutes(12), Assert.IsType<DeliveryOutcome.TryLater>(FacebookAnswers.ReadPost(answer)).After);
    }

    private static void Expect(DeliveryOutcome read, Type outcome, string? fixes)
    {
        Assert.IsType(outcome, read);
        Assert.Equal(fixes, (read as DeliveryOutcome.Refused)?.Fixes.ToString());
    }

    private static PlatformAnswer.Answered Answer(int status, string body, params (string Name, string Value)[] headers) =>
        new(status, headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase), Encoding.UTF8.GetBytes(body));
}
