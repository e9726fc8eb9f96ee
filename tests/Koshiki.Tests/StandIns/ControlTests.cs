using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;
using Koshiki.StandIns.X;

namespace Koshiki.Tests.StandIns;

/// <summary>Gates, faults, waiting, the control API, state over a restart, and the timeline pages.</summary>
public sealed class ControlTests : LineStandInBase
{
    [Theory]
    [InlineData(GatePoint.Arrival, 0)]
    [InlineData(GatePoint.AfterAcceptance, 10)]
    public async Task A_gate_holds_a_request_before_or_after_it_is_accepted(GatePoint point, int delivered)
    {
        var gate = Host.Gates.Close(LineRequests.Multicast, point);
        var sending = Multicast(Account.FriendIds());
        await Host.Journal.WaitFor(LineRequests.Multicast, point == GatePoint.Arrival ? RequestStage.Arrived : RequestStage.Accepted);

        var whileHeld = Account.ReceivedCounts().Sum();
        gate.Open();
        var answer = await sending;

        Assert.Equal(delivered, whileHeld);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_dropped_at_its_arrival_was_never_accepted()
    {
        var gate = Host.Gates.Close(LineRequests.Multicast, GatePoint.Arrival);
        var sending = Multicast(Account.FriendIds());
        await Host.Journal.WaitFor(LineRequests.Multicast, RequestStage.Arrived);

        gate.Drop();

        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Empty(Account.Accepted);
    }

    [Theory]
    [InlineData(FaultKind.ServerError, 500, 0)]
    [InlineData(FaultKind.Unavailable, 503, 0)]
    [InlineData(FaultKind.AcceptThenServerError, 500, 1)]
    [InlineData(FaultKind.RateLimited, 429, 0)]
    [InlineData(FaultKind.MonthlyLimit, 429, 0)]
    [InlineData(FaultKind.Conflict, 409, 0)]
    [InlineData(FaultKind.TokenRevoked, 401, 0)]
    public async Task A_fault_strikes_the_request_it_is_set_for_and_no_other(FaultKind kind, int status, int accepted)
    {
        Host.Faults.Add(new Fault(kind) { Request = LineRequests.Multicast, From = 2 });

        var first = await Multicast(Account.FriendIds());
        var second = await Multicast(Account.FriendIds());
        var third = await Multicast(Account.FriendIds());

        Assert.Equal([200, status, 200], new[] { first, second, third }.Select(answer => (int)answer.StatusCode));
        Assert.Equal(2 + accepted, Account.Accepted.Count);
    }

    [Theory]
    [InlineData(FaultKind.SlowAnswer)]
    [InlineData(FaultKind.SlowRead)]
    [InlineData(FaultKind.Delay)]
    public async Task A_slow_platform_answers_all_the_same(FaultKind kind)
    {
        Host.Faults.Add(new Fault(kind) { Takes = TimeSpan.FromMilliseconds(50) });

        var answer = await Multicast(Account.FriendIds());

        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal(kind, Host.Journal.Entries.Single().Fault);
    }

    [Fact]
    public async Task The_journal_keeps_what_was_asked_and_answered_but_never_the_token()
    {
        await Multicast(Account.FriendIds().Take(2), Guid.Parse("123e4567-e89b-12d3-a456-426614174000"));

        var entry = await Host.Journal.WaitFor(LineRequests.Multicast, RequestStage.Finished);

        Assert.Equal(
            ("POST", "/v2/bot/message/multicast", "A001", 200, true, "123e4567-e89b-12d3-a456-426614174000"),
            (entry!.Method, entry.Path, entry.Account, entry.Status, entry.Accepted, entry.RetryKey));
        Assert.Equal(2, entry.BodyJson.GetProperty("to").GetArrayLength());
        Assert.DoesNotContain(entry.Headers, header => header.Value.Contains("token-a001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_process_opens_accounts_sets_faults_and_waits_over_http()
    {
        await Control("line/accounts", new { key = "A009", name = "防災課", token = "token-a009", friends = 5 });
        await Control("faults", new { kind = "ServerError", request = "line.broadcast" });
        Caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token-a009");
        var waiting = Caller.GetStringAsync(new Uri(Host.BaseUrl + "/control/journal/wait?kind=line.broadcast&stage=accepted&seconds=20"));

        var failed = await Send("broadcast", new { messages = new[] { Text() } });
        var sent = await Send("broadcast", new { messages = new[] { Text() } });

        Assert.Equal((500, 200), ((int)failed.StatusCode, (int)sent.StatusCode));
        Assert.Contains("\"account\":\"A009\"", await waiting, StringComparison.Ordinal);
        Assert.Contains("\"received\":{\"1\":5}", await Caller.GetStringAsync(new Uri(Host.BaseUrl + "/control/line/A009")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_survives_a_restart_retry_keys_too()
    {
        var directory = Directory.CreateTempSubdirectory("koshiki-standins-").FullName;
        var key = Guid.NewGuid();
        object body;
        await using (var before = await StandInHost.Start(new StandInOptions { StateDirectory = directory }))
        {
            var account = before.Line.Open("A001", "広報課", "token-a001", friends: 3);
            before.X.Open("A002", "ひばり市", "hibari", "token-a002");
            body = new { to = account.FriendIds(), messages = new[] { Text() } };
            await Post(before, body, key);
        }

        await using var after = await StandInHost.Start(new StandInOptions { StateDirectory = directory });
        var repeated = await Post(after, body, key);

        Assert.Equal(HttpStatusCode.Conflict, repeated.StatusCode);
        Assert.Equal(new SortedDictionary<int, int> { [1] = 3 }, after.Line.Account("A001").ReceivedHistogram());
        Assert.Equal("hibari", after.X.User("A002").Username);
        Directory.Delete(directory, recursive: true);

        Task<HttpResponseMessage> Post(StandInHost host, object content, Guid retryKey) => Caller.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, host.LineApiBaseUrl + "/v2/bot/message/multicast")
            {
                Content = JsonContent.Create(content),
                Headers = { { "X-Line-Retry-Key", retryKey.ToString() } },
            });
    }

    [Fact]
    public async Task A_picture_of_an_accepted_message_is_fetched_and_a_missing_one_is_noted()
    {
        var missing = Host.BaseUrl + "/media/none";
        await Send("broadcast", new { messages = new[] { new { type = "image", originalContentUrl = missing, previewImageUrl = missing } } });

        var fetched = await Host.Line.MediaFetched(missing);

        Assert.Equal("the address answered 404", fetched.Problem);
    }

    [Fact]
    public async Task The_timeline_says_that_it_is_a_stand_in_and_shows_text_time_and_recipients_safely()
    {
        await Multicast(Account.FriendIds(), text: "避難所<b>開設</b>");
        await Multicast(Account.FriendIds(), text: "避難所<b>開設</b>");

        var page = new HtmlParser().ParseDocument(await Caller.GetStringAsync(new Uri(Host.BaseUrl + "/timeline/line/A001")));

        Assert.Equal("これは試験用の代役です。実際には発信されません。", page.QuerySelector(".standin")!.TextContent);
        Assert.Equal("避難所<b>開設</b>", page.QuerySelector("article .text")!.TextContent);
        Assert.Equal("対象を絞った配信　受け取った人 20 人（2 回に分けて受け付け）", page.QuerySelector("article .quiet")!.TextContent);
        Assert.Empty(page.Scripts);
    }

    [Fact]
    public async Task The_first_page_lists_every_account_and_an_unknown_one_is_404()
    {
        Host.X.Open("A002", "ひばり市", "hibari", "token-a002");

        var page = new HtmlParser().ParseDocument(await Caller.GetStringAsync(new Uri(Host.BaseUrl + "/")));
        var unknown = await Caller.GetAsync(new Uri(Host.BaseUrl + "/timeline/x/A999"));

        Assert.Equal(["/timeline/line/A001", "/timeline/x/A002"], page.QuerySelectorAll(".accounts a").Select(link => link.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_run_of_millions_keeps_counts_only()
    {
        await using var host = await StandInHost.Start(new StandInOptions { JournalKeeps = JournalKeeping.CountsOnly });
        host.X.Open("A002", "ひばり市", "hibari", "token-a001");

        await Caller.PostAsJsonAsync(new Uri(host.XApiBaseUrl + "/2/tweets"), new { text = "給水" });

        Assert.Equal(1, host.Journal.Count(XRequests.Create, RequestStage.Accepted));
        Assert.Empty(host.Journal.Entries);
    }

    private async Task Control(string path, object body) =>
        (await Caller.PostAsJsonAsync(new Uri(Host.BaseUrl + "/control/" + path), body)).EnsureSuccessStatusCode();
}
