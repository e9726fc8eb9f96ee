using System.Globalization;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>The kinds of request as journal, faults and gates name them.</summary>
public static class LineRequests
{
    public const string Push = "line.push";
    public const string Multicast = "line.multicast";
    public const string Broadcast = "line.broadcast";
    public const string Narrowcast = "line.narrowcast";
    public const string NarrowcastProgress = "line.narrowcast-progress";
    public const string Validate = "line.validate";
    public const string Quota = "line.quota";
    public const string Consumption = "line.consumption";
    public const string BotInfo = "line.bot-info";
    public const string DeliveryCount = "line.delivery-count";
    public const string Followers = "line.followers";
    public const string UnitStatistics = "line.unit-statistics";
    public const string UnitsUsed = "line.units-used";
    public const string UnitNames = "line.unit-names";
    public const string FollowerIds = "line.follower-ids";
    public const string Reply = "line.reply";
    public const string Profile = "line.profile";
    public const string RichMenu = "line.rich-menu";
    public const string LoginToken = "line.login-token";
    public const string Unknown = "line.unknown";
}

/// <summary>The paths of api.line.me under /line, and of api-data.line.me under /line-data.</summary>
internal static class LineEndpoints
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline, LineStandIn line)
    {
        var sending = new LineSending(line);

        // PLATFORMS.md, lines 52, 58 and 61.
        Send("push", LineRequests.Push, LineSendKind.Push, () => Bucket(2000, Second));
        Send("multicast", LineRequests.Multicast, LineSendKind.Multicast, () => Bucket(line.Options.MulticastsPerSecond, Second));
        Send("broadcast", LineRequests.Broadcast, LineSendKind.Broadcast, () => Bucket(60, Hour));
        Send("narrowcast", LineRequests.Narrowcast, LineSendKind.Narrowcast, () => Bucket(60, Hour));

        Other("GET", "/v2/bot/message/progress/narrowcast", LineRequests.NarrowcastProgress, (_, r) => sending.Progress(r));
        Other("POST", "/v2/bot/message/validate/{how}", LineRequests.Validate, (_, r) => Validate(line, r));
        Other("GET", "/v2/bot/message/quota", LineRequests.Quota, (a, _) => Quota(a));
        Other("GET", "/v2/bot/message/quota/consumption", LineRequests.Consumption,
            (a, _) => LineAnswers.Ok(new { totalUsage = a.UsedInMonthOf(line.Clock.GetUtcNow()) }));
        Other("GET", "/v2/bot/message/delivery/{how}", LineRequests.DeliveryCount, (a, r) => DeliveryCount(line, a, r));
        Other("GET", "/v2/bot/info", LineRequests.BotInfo, (a, _) => BotInfo(a));
        Other("GET", "/v2/bot/insight/followers", LineRequests.Followers, (a, r) => Followers(line, a, r), () => Bucket(60, Hour));
        Other("GET", "/v2/bot/insight/message/event/aggregation", LineRequests.UnitStatistics, (a, r) => LineInsight.Statistics(line, a, r), () => Bucket(60, Hour));
        Other("GET", "/v2/bot/message/aggregation/info", LineRequests.UnitsUsed, (a, _) => LineInsight.UnitsUsed(line, a));
        Other("GET", "/v2/bot/message/aggregation/list", LineRequests.UnitNames, (a, _) => LineInsight.UnitNames(line, a));
        Other("GET", "/v2/bot/followers/ids", LineRequests.FollowerIds, (a, r) => FollowerIds(line, a, r));
        Other("POST", "/v2/bot/message/reply", LineRequests.Reply, (a, r) => LineReplies.Reply(line, a, r));
        Other("GET", "/v2/bot/profile/{userId}", LineRequests.Profile, Profile);

        foreach (var prefix in (string[])["/line", "/line-data"])
        {
            app.Map(prefix + "/{**rest}", http => pipeline.Serve(http, line, LineRequests.Unknown,
                _ => ValueTask.FromResult(LineAnswers.Message(404, "Not found"))));
        }

        TokenBucket Bucket(int calls, TimeSpan period) => new(calls, period, calls, line.Clock);

        void Send(string path, string kind, LineSendKind how, Func<TokenBucket> bucket) =>
            Endpoint("POST", "/v2/bot/message/" + path, kind, (account, request) => sending.Send(how, account, request), bucket);

        void Other(string method, string path, string kind, Func<LineAccount, StandInRequest, StandInAnswer> answer, Func<TokenBucket>? bucket = null) =>
            Endpoint(method, path, kind,
                // PLATFORMS.md, line 39: a retry key anywhere else is an error.
                (account, request) => request.Header("X-Line-Retry-Key") is null
                    ? answer(account, request)
                    : LineAnswers.Message(400, "The retry key is not supported by this endpoint"),
                bucket ?? (() => Bucket(2000, Second)));

        void Endpoint(string method, string path, string kind, Func<LineAccount, StandInRequest, StandInAnswer> answer, Func<TokenBucket> bucket) =>
            app.MapMethods("/line" + path, [method], http => pipeline.Serve(http, line, kind, request =>
                ValueTask.FromResult(
                    request.Account is not { } key ? LineAnswers.BadToken()
                    : line.Options.EnforceRateLimits && !line.Account(key).TakeToken(path, bucket) ? LineAnswers.RateLimited()
                    : answer(line.Account(key), request))));
    }

    /// <summary>PLATFORMS.md, line 12: the real checks, no delivery, no count.</summary>
    private static StandInAnswer Validate(LineStandIn line, StandInRequest request)
    {
        var faults = new List<LineDetail>();
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            LineMessageRules.Check(document.RootElement, line.Options, faults);
        }
        catch (JsonException)
        {
            return LineAnswers.Message(400, "The request body could not be parsed as JSON");
        }

        return faults.Count == 0 ? LineAnswers.Ok(new { }) : LineAnswers.Invalid(faults);
    }

    /// <summary>PLATFORMS.md, lines 14 and 85: type none has no value.</summary>
    private static StandInAnswer Quota(LineAccount account) =>
        account.Quota is { } value ? LineAnswers.Ok(new { type = "limited", value }) : LineAnswers.Ok(new { type = "none" });

    private static StandInAnswer BotInfo(LineAccount account) => LineAnswers.Ok(new
    {
        userId = account.BotUserId,
        basicId = "@" + account.Key.ToLowerInvariant(),
        displayName = account.Name,
        chatMode = "bot",
        markAsReadMode = "auto",
    });

    /// <summary>PLATFORMS.md, line 15; the number is ready after about a day (line 80).</summary>
    private static StandInAnswer DeliveryCount(LineStandIn line, LineAccount account, StandInRequest request)
    {
        if (Day(request) is not { } day || !Enum.TryParse<LineSendKind>(request.Route("how"), ignoreCase: true, out var kind))
        {
            return LineAnswers.Message(400, "The value for the 'date' parameter is invalid");
        }

        return IsReady(line, day)
            ? LineAnswers.Ok(new { status = "ready", success = account.DeliveredOn(kind, day) })
            : LineAnswers.Ok(new { status = "unready" });
    }

    /// <summary>PLATFORMS.md, line 80: followers never falls; who blocked is in blocks.</summary>
    private static StandInAnswer Followers(LineStandIn line, LineAccount account, StandInRequest request)
    {
        if (Day(request) is not { } day)
        {
            return LineAnswers.Message(400, "The value for the 'date' parameter is invalid");
        }

        return IsReady(line, day)
            ? LineAnswers.Ok(new
            {
                status = "ready",
                followers = account.FriendCount,
                targetedReaches = account.Reachable,
                blocks = account.FriendCount - account.Reachable,
            })
            : LineAnswers.Ok(new { status = "unready" });
    }

    /// <summary>PLATFORMS.md, line 19: verified accounts only; up to 1,000 ids a page, 300 when nothing is said (messaging-api.yml, getFollowers). Who blocked is left out.</summary>
    private static StandInAnswer FollowerIds(LineStandIn line, LineAccount account, StandInRequest request)
    {
        if (!line.Options.Verified)
        {
            return LineAnswers.Message(403, "Access to this API is not available for your account");
        }

        var limit = 300;
        var start = 0;
        if ((request.Query("limit") is { } asked && (!int.TryParse(asked, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 1000))
            || (request.Query("start") is { } token && !int.TryParse(token, CultureInfo.InvariantCulture, out start)))
        {
            return LineAnswers.Message(400, "The value for the 'limit' or 'start' parameter is invalid");
        }

        return account.Decide(() =>
        {
            var ids = new List<string>(limit);
            var friend = start;
            for (; friend < account.Friends.Count && ids.Count < limit; friend++)
            {
                if (account.Friends.StateOf(friend) == FriendState.Friend)
                {
                    ids.Add(FriendBook.Text(account.Friends.IdOf(friend)));
                }
            }

            return LineAnswers.Ok(new { userIds = ids, next = friend < account.Friends.Count ? friend.ToString(CultureInfo.InvariantCulture) : null });
        });
    }

    private static StandInAnswer Profile(LineAccount account, StandInRequest request) =>
        FriendBook.TryParse(System.Text.Encoding.UTF8.GetBytes(request.Route("userId")), out var id)
            && account.Decide(() => account.Friends.TryFind(id, out var friend) && account.Friends.StateOf(friend) == FriendState.Friend)
            ? LineAnswers.Ok(new { userId = request.Route("userId"), displayName = "友だち", language = "ja" })
            : LineAnswers.Message(404, "Not found");

    private static DateOnly? Day(StandInRequest request) =>
        DateOnly.TryParseExact(request.Query("date"), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool IsReady(LineStandIn line, DateOnly day) => LineAccount.DayOf(line.Clock.GetUtcNow() - line.Options.CountsReadyAfter) >= day;
}
