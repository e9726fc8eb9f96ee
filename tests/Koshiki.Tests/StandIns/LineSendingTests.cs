using System.Net;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;

namespace Koshiki.Tests.StandIns;

/// <summary>The documented rules of sending (PLATFORMS.md section 1).</summary>
public sealed class LineSendingTests : LineStandInBase
{
    [Fact]
    public async Task Line_75_a_multicast_reaches_friends_and_silently_skips_those_who_blocked()
    {
        Account.Change(1, FriendState.Blocked);

        var answer = await Multicast(Account.FriendIds().Take(3));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([1, 0, 1, 0, 0, 0, 0, 0, 0, 0], Account.ReceivedCounts());
    }

    [Fact]
    public async Task Line_43_every_answer_has_its_own_request_id()
    {
        var one = await Multicast([Account.FriendId(0)]);
        var two = await Get("/v2/bot/info");

        Assert.NotEqual(one.Headers.GetValues("x-line-request-id").Single(), two.Headers.GetValues("x-line-request-id").Single());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Line_65_one_to_five_messages(int messages)
    {
        var answer = await Send("broadcast", new { messages = Enumerable.Repeat(Text(), messages) });

        Assert.Equal("400 messages: Size must be between 1 and 5", await FirstDetail(answer));
    }

    [Fact]
    public async Task Line_65_at_most_500_recipients_and_nobody_gets_anything_otherwise()
    {
        Account.AddFriends(491);

        var answer = await Multicast(Account.FriendIds());

        Assert.Equal("400 to: Size must be between 1 and 500", await FirstDetail(answer));
        Assert.Equal(501, Account.ReceivedHistogram()[0]);
    }

    [Theory]
    [InlineData(4998, 200)]
    [InlineData(4999, 400)]
    public async Task Line_66_text_is_counted_in_utf16_units_an_emoji_being_two(int units, int status)
    {
        var answer = await Multicast([Account.FriendId(0)], text: new string('あ', units) + "🏫");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.True(status == 200 || await FirstDetail(answer) == "400 messages[0].text: Length must be between 0 and 5000");
    }

    [Fact]
    public async Task Line_65_every_fault_of_a_body_is_named_by_its_place()
    {
        var answer = await Send("push", new { messages = new object[] { new { type = "text" }, new { type = "letter" } } });

        var places = (await Json(answer)).GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("property").GetString());
        Assert.Equal(["messages[0].text", "messages[1].type", "to"], places);
    }

    [Fact]
    public async Task Line_65_a_body_over_2_megabytes_is_413()
    {
        var answer = await Multicast([Account.FriendId(0)], text: new string('a', 2 * 1024 * 1024));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(UnknownUsers.AcceptedAndSkipped, 200)]
    [InlineData(UnknownUsers.Refused, 400)]
    public async Task Line_74_an_unknown_user_is_skipped_or_refused_as_the_switch_says(UnknownUsers behaviour, int status)
    {
        Host.Line.Options.UnknownUsers = behaviour;

        var answer = await Multicast([Account.FriendId(0), "U" + new string('0', 32)]);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, Account.ReceivedBy(Account.FriendId(0)));
        Assert.True(status == 200 || (await Json(answer)).GetProperty("message").GetString() == "The property, to[1], in the request body is invalid");
    }

    [Fact]
    public async Task Line_67_a_picture_must_have_an_https_address()
    {
        var picture = new { type = "image", originalContentUrl = "http://www.city.example.jp/a.jpg", previewImageUrl = "https://www.city.example.jp/b.jpg" };

        var answer = await Send("broadcast", new { messages = new[] { picture } });

        Assert.Equal("400 messages[0].originalContentUrl: Must be a valid HTTPS URL", await FirstDetail(answer));
    }

    [Fact]
    public async Task Line_78_aggregation_units_are_for_push_and_multicast_only_and_have_no_hyphen()
    {
        var broadcast = await Send("broadcast", new { messages = new[] { Text() }, customAggregationUnits = Unit("bousai") });
        var hyphen = await Send("multicast", new { to = new[] { Account.FriendId(0) }, messages = new[] { Text() }, customAggregationUnits = Unit("bou-sai") });

        Assert.Equal("400 customAggregationUnits: Not allowed here", await FirstDetail(broadcast));
        Assert.Equal("400 customAggregationUnits[0]: Must match ^[a-zA-Z0-9_]{1,30}$", await FirstDetail(hyphen));
    }

    private static string[] Unit(string name) => [name];

    [Fact]
    public async Task Line_84_the_quota_counts_recipients_and_what_exceeds_it_is_sent_to_nobody()
    {
        Account.SetQuota(12);
        await Send("broadcast", new { messages = new[] { Text(), Text() } });

        var answer = await Multicast(Account.FriendIds().Take(3));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("You have reached your monthly limit.", (await Json(answer)).GetProperty("message").GetString());
        Assert.Equal(10, (await Json(await Get("/v2/bot/message/quota/consumption"))).GetProperty("totalUsage").GetInt64());
        Assert.Equal("""{"type":"limited","value":12}""", await (await Get("/v2/bot/message/quota")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Line_58_the_201st_multicast_in_a_second_is_429_and_a_second_later_it_goes()
    {
        Host.Line.Options.MulticastsPerSecond = 3;
        for (var i = 0; i < 3; i++)
        {
            await Multicast([Account.FriendId(0)]);
        }

        var tooFast = await Multicast([Account.FriendId(0)]);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await Multicast([Account.FriendId(0)]);

        Assert.Equal("The API rate limit has been exceeded. Try again later.", (await Json(tooFast)).GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Line_12_validating_says_what_is_wrong_and_delivers_nothing()
    {
        var good = await Send("validate/multicast", new { messages = new[] { Text() } });
        var bad = await Send("validate/multicast", new { messages = new[] { new { type = "text", text = "" } } });

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal("400 messages[0].text: Length must be between 0 and 5000", await FirstDetail(bad));
        Assert.Empty(Account.Accepted);
    }

    [Fact]
    public async Task Line_15_and_80_counts_of_a_day_are_ready_the_day_after()
    {
        var today = LineAccount.DayOf(Host.Clock.GetUtcNow()).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        await Multicast(Account.FriendIds());

        var before = await Json(await Get("/v2/bot/message/delivery/multicast?date=" + today));
        Host.Clock.Advance(TimeSpan.FromDays(2));
        var after = await Json(await Get("/v2/bot/message/delivery/multicast?date=" + today));

        Assert.Equal("unready", before.GetProperty("status").GetString());
        Assert.Equal(10, after.GetProperty("success").GetInt64());
    }

    [Fact]
    public async Task A_withdrawn_token_is_401()
    {
        Account.SetToken(null);

        var answer = await Multicast([Account.FriendId(0)]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_million_friends_are_opened_at_once_and_each_is_found_by_his_id()
    {
        Account.AddFriends(1_000_000);

        await Multicast([Account.FriendId(999_999), Account.FriendId(3)]);

        Assert.Equal(new SortedDictionary<int, int> { [0] = 1_000_008, [1] = 2 }, Account.ReceivedHistogram());
        Assert.Equal(1, Account.ReceivedBy(Account.FriendId(999_999)));
    }
}
