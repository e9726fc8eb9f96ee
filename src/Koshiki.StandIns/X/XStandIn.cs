using System.Collections.Concurrent;
using System.Globalization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>X's state: its users, found by key, id and token.</summary>
public sealed class XStandIn : IPlatform
{
    private readonly ConcurrentDictionary<string, XUser> users = new();
    private readonly ConcurrentDictionary<string, XUser> tokens = new();
    private readonly EventLog<XEvent> log;
    private long lastId = 1_990_000_000_000_000_000;

    internal XStandIn(XOptions options, StandInClock clock, MediaStore media, EventLog<XEvent> log)
    {
        (Options, Clock, MediaBytes, this.log) = (options, clock, media, log);
        log.Replay(Apply);
    }

    public XOptions Options { get; }

    public IReadOnlyList<XUser> Users => [.. users.Values.OrderBy(user => user.Key, StringComparer.Ordinal)];

    string IPlatform.Name => "x";

    /// <summary>The largest upload is a film of 512 MB (PLATFORMS.md, line 93), sent in pieces; one request is far smaller.</summary>
    long IPlatform.LargestBody => 64 * 1024 * 1024;

    internal StandInClock Clock { get; }

    internal MediaStore MediaBytes { get; }

    /// <summary>Opens a user; one that exists is given the token.</summary>
    public XUser Open(string key, string name, string username, string token, string? id = null)
    {
        if (!users.TryGetValue(key, out var known))
        {
            Happen(new XEvent.UserOpened(key, id ?? NewId(), name, username, token));
        }
        else if (known.Token != token)
        {
            Happen(new XEvent.TokenChanged(key, token));
        }

        return users[key];
    }

    public XUser User(string key) => users[key];

    public XUser? Find(string key) => users.GetValueOrDefault(key);

    public void ForgetRates()
    {
        foreach (var user in users.Values)
        {
            user.ForgetRates();
        }
    }

    internal XUser? ById(string id) => users.Values.FirstOrDefault(user => user.Id == id);

    internal string NewId() => Interlocked.Add(ref lastId, 4099).ToString(CultureInfo.InvariantCulture);

    internal void Happen(XEvent happened)
    {
        Apply(happened);
        log.Append(happened);
    }

    string? IPlatform.AccountOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return tokens.GetValueOrDefault(header[7..])?.Key;
        }

        // OAuth 1.0a (PLATFORMS.md, line 91): the token is looked at, the signature is not.
        var token = header.StartsWith("OAuth ", StringComparison.Ordinal) ? header.Split("oauth_token=\"").ElementAtOrDefault(1)?.Split('"')[0] : null;
        return token is null ? null : tokens.GetValueOrDefault(Uri.UnescapeDataString(token))?.Key;
    }

    StandInAnswer IPlatform.Injected(Fault fault, string? account) => fault.Kind switch
    {
        FaultKind.Unavailable => XAnswers.Problem(503, "Service Unavailable", "Service Unavailable"),
        FaultKind.RateLimited or FaultKind.MonthlyLimit => XAnswers.TooMany()
            .With("x-rate-limit-limit", "100")
            .With("x-rate-limit-remaining", "0")
            .With("x-rate-limit-reset", Clock.GetUtcNow().AddSeconds(fault.Takes.TotalSeconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        FaultKind.Conflict => XAnswers.Duplicate(),
        FaultKind.TokenRevoked => XAnswers.Unauthorized(),
        FaultKind.PlatformError => XAnswers.Problem(fault.Code == 0 ? 500 : fault.Code, "Injected by a test", "Injected by a test"),
        _ => XAnswers.Problem(500, "Internal Server Error", "Internal Server Error"),
    };

    void IPlatform.Sign(StandInAnswer answer) => answer.Headers.TryAdd("x-transaction-id", Guid.NewGuid().ToString("N")[..16]);

    private void Apply(XEvent happened)
    {
        switch (happened)
        {
            case XEvent.UserOpened opened:
                var made = new XUser(this, opened.Account, opened.Id, opened.Name, opened.Username) { Token = opened.Token };
                users[opened.Account] = made;
                tokens[opened.Token] = made;
                Pass(opened.Id);
                break;
            case XEvent.TokenChanged changed:
                var user = users[changed.Account];
                if (user.Token is { } old)
                {
                    tokens.TryRemove(old, out _);
                }

                user.Token = changed.Token;
                if (changed.Token is { } fresh)
                {
                    tokens[fresh] = user;
                }

                break;
            default:
                users[happened.Account].Apply(happened);
                Pass((happened as XEvent.Posted)?.Post.Id ?? (happened as XEvent.MediaStored)?.Media.Id);
                break;
        }
    }

    /// <summary>Ids made after a restart are above those of before.</summary>
    private void Pass(string? id)
    {
        if (long.TryParse(id, CultureInfo.InvariantCulture, out var number) && number > lastId)
        {
            lastId = number;
        }
    }
}
