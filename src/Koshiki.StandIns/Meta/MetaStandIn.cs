using System.Collections.Concurrent;
using System.Globalization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>Meta's state: Facebook Pages, found by key, id and token.</summary>
public sealed class MetaStandIn : IPlatform
{
    private readonly ConcurrentDictionary<string, FacebookPage> pages = new();
    private readonly ConcurrentDictionary<string, FacebookPage> tokens = new();
    private readonly EventLog<MetaEvent> log;
    private long lastId = 122_100_000_000_000;

    internal MetaStandIn(MetaOptions options, StandInClock clock, MediaStore media, MediaFetcher fetcher, EventLog<MetaEvent> log)
    {
        (Options, Clock, MediaBytes, Fetcher, this.log) = (options, clock, media, fetcher, log);
        log.Replay(Apply);
    }

    public MetaOptions Options { get; }

    public IReadOnlyList<FacebookPage> Pages => [.. pages.Values.OrderBy(page => page.Key, StringComparer.Ordinal)];

    string IPlatform.Name => "meta";

    long IPlatform.LargestBody => 64 * 1024 * 1024;

    internal StandInClock Clock { get; }

    internal MediaStore MediaBytes { get; }

    internal MediaFetcher Fetcher { get; }

    /// <summary>Opens a page; one that exists is given the token.</summary>
    public FacebookPage Open(string key, string name, string token, string? id = null)
    {
        if (!pages.TryGetValue(key, out var known))
        {
            Happen(new MetaEvent.PageOpened(key, id ?? NewId(), name, token));
        }
        else if (known.Token != token)
        {
            Happen(new MetaEvent.TokenChanged(key, token));
        }

        return pages[key];
    }

    public FacebookPage Page(string key) => pages[key];

    public FacebookPage? Find(string key) => pages.GetValueOrDefault(key);

    public void ForgetRates()
    {
        foreach (var page in pages.Values)
        {
            page.ForgetRates();
        }
    }

    internal string NewId() => Interlocked.Add(ref lastId, 7).ToString(CultureInfo.InvariantCulture);

    internal void Happen(MetaEvent happened)
    {
        Apply(happened);
        log.Append(happened);
    }

    /// <summary>The token comes in the header or as access_token in the address.</summary>
    string? IPlatform.AccountOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : request.Query["access_token"].ToString();
        return PageOfToken(token)?.Key;
    }

    internal FacebookPage? PageOfToken(string? token) => token is null ? null : tokens.GetValueOrDefault(token);

    /// <summary>Codes of PLATFORMS.md, line 107.</summary>
    StandInAnswer IPlatform.Injected(Fault fault, string? account) => fault.Kind switch
    {
        FaultKind.Unavailable => MetaAnswers.Error(503, 2, "An unexpected error has occurred. Please retry your request later.", transient: true),
        FaultKind.RateLimited or FaultKind.MonthlyLimit => MetaAnswers.Throttled(account ?? "0", fault.Code == 0 ? Options.ThrottlingCode : fault.Code),
        FaultKind.Conflict => MetaAnswers.Duplicate(),
        FaultKind.TokenRevoked => MetaAnswers.BadToken(fault.Subcode ?? 460),
        FaultKind.PlatformError => MetaAnswers.Error(
            fault.Code is 1 or 2 ? 500 : 400, fault.Code, "Injected by a test", transient: fault.Code is 1 or 2, subcode: fault.Subcode),
        _ => MetaAnswers.Error(500, 1, "An unknown error occurred", transient: true),
    };

    void IPlatform.Sign(StandInAnswer answer)
    {
        answer.Headers.TryAdd("x-app-usage", """{"call_count":1,"total_time":1,"total_cputime":1}""");
        answer.Headers.TryAdd("x-fb-trace-id", MetaAnswers.Trace());
    }

    private void Apply(MetaEvent happened)
    {
        switch (happened)
        {
            case MetaEvent.PageOpened opened:
                var made = new FacebookPage(this, opened.Account, opened.Id, opened.Name) { Token = opened.Token };
                pages[opened.Account] = made;
                tokens[opened.Token] = made;
                Pass(opened.Id);
                break;
            case MetaEvent.TokenChanged changed:
                var page = pages[changed.Account];
                if (page.Token is { } old)
                {
                    tokens.TryRemove(old, out _);
                }

                page.Token = changed.Token;
                if (changed.Token is { } fresh)
                {
                    tokens[fresh] = page;
                }

                break;
            default:
                pages[happened.Account].Apply(happened);
                Pass((happened as MetaEvent.Posted)?.Post.Id.Split('_')[^1] ?? (happened as MetaEvent.PhotoStored)?.Photo.Id);
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
