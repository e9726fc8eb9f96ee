using System.Text.Json;
using System.Text.Json.Serialization;
using Koshiki.StandIns.Line;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.X;

namespace Koshiki.StandIns.Control;

/// <summary>The same control over HTTP, for programs in other processes: accounts, faults, gates, clock, journal, waiting.</summary>
internal static class ControlApi
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static void Map(IEndpointRouteBuilder app, StandInWorld world)
    {
        MapAccounts(app, world);
        MapPeople(app, world);
        MapFaults(app, world);
        MapJournal(app, world);
        MapStates(app, world);
    }

    private static void MapAccounts(IEndpointRouteBuilder app, StandInWorld world)
    {
        Post(app, "/control/line/accounts", (OpenLine open) =>
        {
            var account = world.Line.Open(open.Key, open.Name, open.Token, open.Friends);
            if (open.FriendIds is { Length: > 0 } ids)
            {
                account.AddFriends(ids);
            }

            if (open.Quota != account.Quota)
            {
                account.SetQuota(open.Quota);
            }

            if (open.Login is { } login)
            {
                account.OpenLogin(login.Id, login.Secret, [.. login.CallbackUrls]);
            }

            return new { account.Key, account.FriendCount };
        });
        Post(app, "/control/x/accounts", (OpenX open) =>
        {
            var user = world.X.Open(open.Key, open.Name, open.Username, open.Token, open.Id);
            return new { user.Key, user.Id, user.Username };
        });
        Post(app, "/control/meta/accounts", (OpenPage open) =>
        {
            var page = world.Meta.Open(open.Key, open.Name, open.Token, open.Id);
            return new { page.Key, page.Id };
        });
        Post(app, "/control/tokens/revoke", (Revoke revoke) =>
        {
            world.Line.Find(revoke.Key)?.SetToken(null);
            world.X.Find(revoke.Key)?.SetToken(null);
            world.Meta.Find(revoke.Key)?.SetToken(null);
            return new { revoked = revoke.Key };
        });
        MapHands(app, world);
    }

    /// <summary>What people do on the platforms themselves, past every program.</summary>
    private static void MapHands(IEndpointRouteBuilder app, StandInWorld world)
    {
        Post(app, "/control/profile", (ChangeProfile change) =>
        {
            world.Line.Find(change.Key)?.Rename(change.Name);
            if (world.X.Find(change.Key) is { } user)
            {
                user.ChangeProfile(new XProfile(change.Name, change.Username ?? user.Username, change.Text ?? "", change.Link));
            }

            world.Meta.Find(change.Key)?.ChangeProfile(new FacebookProfile(change.Name, change.Username, change.Text, change.Link));
            return change;
        });
        Post(app, "/control/posts-by-hand", (PostByHand post) =>
            new { id = world.X.Find(post.Key)?.PostByHand(post.Text, post.At) ?? world.Meta.Find(post.Key)?.PostByHand(post.Text, post.At) });
    }

    /// <summary>What people do with a LINE account; the answer comes when its server has been told.</summary>
    private static void MapPeople(IEndpointRouteBuilder app, StandInWorld world)
    {
        app.MapPost("/control/line/{key}/webhook", async http =>
        {
            var set = (await JsonSerializer.DeserializeAsync<SetWebhook>(http.Request.Body, Json))!;
            await Found(http, Told(set), account => new { account.Key, account.Webhook?.Url });

            LineAccount? Told(SetWebhook webhook)
            {
                var account = world.Line.Find(Key(http));
                account?.SetWebhook(webhook.Url, webhook.ChannelSecret);
                return account;
            }
        });
        app.MapPost("/control/line/{key}/people", async http =>
        {
            var act = (await JsonSerializer.DeserializeAsync<PersonsAct>(http.Request.Body, Json))!;
            if (world.Line.Find(Key(http)) is not { } account)
            {
                await Found<LineAccount>(http, null, _ => new { });
                return;
            }

            await Answer(http, act switch
            {
                { Act: "follow" } => await account.People.Follow(act.UserId, act.At),
                { Act: "block", UserId: { } id } => await account.People.Block(id, act.At),
                { Act: "write", UserId: { } id, Text: { } text } => await account.People.Write(id, text, act.At),
                { Act: "press", UserId: { } id, Data: { } data } => await account.People.Press(id, data, act.At),
                { Act: "something-new", UserId: { } id } => await account.People.DoSomethingNew(id),
                { Act: "verify" } => new { status = await account.People.Verify() },
                _ => (object)new { message = "follow [userId] | block userId | write userId text | press userId data | something-new userId | verify" },
            });
        });
    }

    private static void MapFaults(IEndpointRouteBuilder app, StandInWorld world)
    {
        Post(app, "/control/faults", (Fault fault) =>
        {
            world.Faults.Add(fault);
            return new { added = fault.Kind };
        });
        app.MapDelete("/control/faults", http =>
        {
            world.Faults.Clear();
            return Answer(http, new { cleared = true });
        });
        Post(app, "/control/gates", (CloseGate close) =>
        {
            world.Gates.Close(close.Request, close.Point);
            return new { closed = close.Request };
        });
        Post(app, "/control/gates/open", (CloseGate open) =>
        {
            var gate = world.Gates.Find(open.Request, open.Point);
            if (open.Drop)
            {
                gate?.Drop();
            }
            else
            {
                gate?.Open();
            }

            return new { held = gate?.Held ?? 0 };
        });
        Post(app, "/control/clock/advance", (Advance advance) =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(advance.Seconds));
            return new { now = world.Clock.GetUtcNow() };
        });
        Post(app, "/control/line/options", (LineSwitches switches) =>
        {
            world.Line.Options.EnforceRateLimits = switches.EnforceRateLimits ?? world.Line.Options.EnforceRateLimits;
            world.Line.Options.MulticastsPerSecond = switches.MulticastsPerSecond ?? world.Line.Options.MulticastsPerSecond;
            world.Line.Options.UnknownUsers = switches.UnknownUsers ?? world.Line.Options.UnknownUsers;
            world.Line.Options.WebhookCopies = switches.WebhookCopies ?? world.Line.Options.WebhookCopies;
            world.Line.Options.WebhookRedeliveries = switches.WebhookRedeliveries ?? world.Line.Options.WebhookRedeliveries;
            world.Line.Options.Verified = switches.Verified ?? world.Line.Options.Verified;
            world.Line.ForgetRates();
            return switches;
        });
    }

    private static void MapJournal(IEndpointRouteBuilder app, StandInWorld world)
    {
        app.MapGet("/control/journal", http =>
        {
            var kind = http.Request.Query["kind"].ToString();
            return Answer(http, world.Journal.Entries.Where(entry => kind.Length == 0 || entry.Kind == kind).Select(Shown));
        });
        app.MapGet("/control/journal/count", http =>
        {
            var (kind, stage, _) = Wanted(http.Request);
            return Answer(http, new { total = world.Journal.Total, count = world.Journal.Count(kind, stage) });
        });

        // Waits until the n-th request of a kind has reached a stage; 408 when it does not within the seconds given.
        app.MapGet("/control/journal/wait", async http =>
        {
            var (kind, stage, number) = Wanted(http.Request);
            var seconds = double.TryParse(http.Request.Query["seconds"], System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 30;
            try
            {
                var entry = await world.Journal.WaitFor(kind, stage, number, TimeSpan.FromSeconds(seconds));
                await Answer(http, entry is null ? new { } : Shown(entry));
            }
            catch (TimeoutException late)
            {
                http.Response.StatusCode = StatusCodes.Status408RequestTimeout;
                await Answer(http, new { message = late.Message });
            }
        });
    }

    private static void MapStates(IEndpointRouteBuilder app, StandInWorld world)
    {
        app.MapGet("/control/line/{key}", http => Found(http, world.Line.Find(Key(http)), account => new
        {
            account.Key,
            account.Name,
            account.FriendCount,
            account.Reachable,
            received = account.ReceivedHistogram(),
            account.RetriesWithAnotherBody,
            accepted = account.Accepted.Count,
            account.Posts,
        }));
        app.MapGet("/control/line/{key}/friends", http => Found(http, world.Line.Find(Key(http)), account => account.FriendIds()));
        app.MapGet("/control/line/{key}/received", http => Found(http, world.Line.Find(Key(http)), account => account.ReceivedCounts()));
        app.MapGet("/control/x/{key}", http => Found(http, world.X.Find(Key(http)), user => new { user.Key, user.Id, user.Username, user.EveryPost }));
        app.MapGet("/control/meta/{key}", http => Found(http, world.Meta.Find(Key(http)), page => new { page.Key, page.Id, page.Name, page.EveryPost }));
    }

    private static (string Kind, RequestStage Stage, long Number) Wanted(HttpRequest request) => (
        request.Query["kind"].ToString(),
        Enum.TryParse<RequestStage>(request.Query["stage"], ignoreCase: true, out var stage) ? stage : RequestStage.Arrived,
        long.TryParse(request.Query["number"], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 1);

    private static object Shown(JournalEntry entry) => new
    {
        entry.Number,
        entry.Platform,
        entry.Kind,
        entry.Account,
        entry.At,
        entry.Method,
        entry.Path,
        entry.Query,
        entry.Headers,
        body = Convert.ToBase64String(entry.Body.Span),
        entry.Status,
        entry.Accepted,
        entry.Fault,
        entry.Stage,
    };

    private static string Key(HttpContext http) => (string)http.Request.RouteValues["key"]!;

    private static void Post<T>(IEndpointRouteBuilder app, string path, Func<T, object> change) =>
        app.MapPost(path, async http =>
        {
            try
            {
                await Answer(http, change((await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Json))!));
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException)
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                await Answer(http, new { message = wrong.Message });
            }
        });

    private static Task Found<T>(HttpContext http, T? found, Func<T, object> shown)
        where T : class
    {
        http.Response.StatusCode = found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Answer(http, found is null ? new { message = "no such account" } : shown(found));
    }

    private static Task Answer(HttpContext http, object body) => http.Response.WriteAsJsonAsync(body, body.GetType(), Json);

    private sealed record OpenLine(string Key, string Name, string Token, int Friends = 0, string[]? FriendIds = null, long? Quota = null, LineLoginChannel? Login = null);

    private sealed record OpenX(string Key, string Name, string Username, string Token, string? Id = null);

    private sealed record OpenPage(string Key, string Name, string Token, string? Id = null);

    private sealed record Revoke(string Key);

    private sealed record ChangeProfile(string Key, string Name, string? Text = null, string? Link = null, string? Username = null);

    private sealed record PostByHand(string Key, string Text, DateTimeOffset? At = null);

    private sealed record CloseGate(string Request, GatePoint Point, bool Drop = false);

    private sealed record Advance(double Seconds);

    private sealed record SetWebhook(Uri? Url, string? ChannelSecret);

    private sealed record PersonsAct(string Act, string? UserId = null, string? Text = null, string? Data = null, DateTimeOffset? At = null);

    private sealed record LineSwitches(
        bool? EnforceRateLimits = null, int? MulticastsPerSecond = null, UnknownUsers? UnknownUsers = null,
        int? WebhookCopies = null, int? WebhookRedeliveries = null, bool? Verified = null);
}
