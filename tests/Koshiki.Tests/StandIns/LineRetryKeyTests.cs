using System.Net;
using System.Net.Http.Json;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;

namespace Koshiki.Tests.StandIns;

/// <summary>The retry key as documented (PLATFORMS.md, lines 38-47), also when the answer is lost.</summary>
public sealed class LineRetryKeyTests : LineStandInBase
{
    private static readonly Guid Key = Guid.Parse("123e4567-e89b-12d3-a456-426614174000");

    [Fact]
    public async Task Line_42_a_key_already_accepted_is_409_with_the_first_request_id()
    {
        var first = await Multicast(Account.FriendIds(), Key);

        var second = await Multicast(Account.FriendIds(), Key);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("The retry key is already accepted", (await Json(second)).GetProperty("message").GetString());
        Assert.Equal(first.Headers.GetValues("x-line-request-id"), second.Headers.GetValues("x-line-accepted-request-id"));
        Assert.Equal(new SortedDictionary<int, int> { [1] = 10 }, Account.ReceivedHistogram());
    }

    [Fact]
    public async Task Line_42_push_answers_409_with_the_messages_first_sent()
    {
        var body = new { to = Account.FriendId(0), messages = new[] { Text() } };
        var first = await Json(await Send("push", body, Key));

        var second = await Json(await Send("push", body, Key));

        Assert.Equal(
            first.GetProperty("sentMessages")[0].GetProperty("id").GetString(),
            second.GetProperty("sentMessages")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Line_39_a_key_on_any_other_endpoint_or_of_another_form_is_400()
    {
        var validate = await Send("validate/push", new { messages = new[] { Text() } }, Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, Host.LineApiBaseUrl + "/v2/bot/message/broadcast")
        {
            Content = JsonContent.Create(new { messages = new[] { Text() } }),
            Headers = { { "X-Line-Retry-Key", "post-1" } },
        };
        var malformed = await Caller.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, validate.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Empty(Account.Accepted);
    }

    [Fact]
    public async Task Line_41_after_24_hours_the_same_key_is_a_new_request_and_delivers_twice()
    {
        await Multicast(Account.FriendIds(), Key);
        Host.Clock.Advance(TimeSpan.FromHours(24));

        var again = await Multicast(Account.FriendIds(), Key);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(new SortedDictionary<int, int> { [2] = 10 }, Account.ReceivedHistogram());
    }

    [Fact]
    public async Task Line_44_a_refused_body_leaves_the_key_free()
    {
        await Multicast(["nobody"], Key);

        var corrected = await Multicast(Account.FriendIds(), Key);

        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
    }

    [Fact]
    public async Task Line_44_another_body_under_a_used_key_is_noted_for_the_test_to_see()
    {
        await Multicast(Account.FriendIds(), Key);

        await Multicast(Account.FriendIds(), Key, text: "別の本文");

        Assert.Equal(1, Account.RetriesWithAnotherBody);
    }

    [Theory]
    [InlineData(FaultKind.AcceptThenReset)]
    [InlineData(FaultKind.AcceptThenResetMidBody)]
    [InlineData(FaultKind.AcceptThenHang)]
    public async Task Accepted_and_the_answer_lost_is_one_delivery_and_then_409(FaultKind kind)
    {
        Host.Faults.Add(new Fault(kind) { Request = LineRequests.Multicast });
        using var patience = new CancellationTokenSource();
        var lost = Caller.PostAsJsonAsync(
            new Uri(Host.LineApiBaseUrl + "/v2/bot/message/multicast"), new { to = Account.FriendIds(), messages = new[] { Text() } }, patience.Token);
        await Host.Journal.WaitFor(LineRequests.Multicast, RequestStage.Accepted);
        if (kind == FaultKind.AcceptThenHang)
        {
            await patience.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => lost);

        Assert.Equal(new SortedDictionary<int, int> { [1] = 10 }, Account.ReceivedHistogram());
    }

    [Fact]
    public async Task A_key_accepted_without_an_answer_is_409_when_repeated()
    {
        Host.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Request = LineRequests.Multicast });
        await Assert.ThrowsAsync<HttpRequestException>(() => Multicast(Account.FriendIds(), Key));

        var repeated = await Multicast(Account.FriendIds(), Key);

        Assert.Equal(HttpStatusCode.Conflict, repeated.StatusCode);
        Assert.Equal(Account.Accepted.Single().RequestId, repeated.Headers.GetValues("x-line-accepted-request-id").Single());
    }
}
