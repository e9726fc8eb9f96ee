using System.Collections.Concurrent;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>LINE's state: its accounts, found by key and by channel token.</summary>
public sealed class LineStandIn : IPlatform, IDisposable
{
    private readonly ConcurrentDictionary<string, LineAccount> accounts = new();
    private readonly ConcurrentDictionary<string, LineAccount> tokens = new();
    private readonly MediaFetcher fetcher;
    private readonly EventLog<LineEvent> log;

    internal LineStandIn(LineOptions options, StandInClock clock, MediaFetcher fetcher, EventLog<LineEvent> log)
    {
        (Options, Clock, this.fetcher, this.log) = (options, clock, fetcher, log);
        Login = new LineLogin(this);
        Webhooks = new LineWebhooks(this);
        log.Replay(Apply);
    }

    public LineOptions Options { get; }

    public LineLogin Login { get; }

    public IReadOnlyList<LineAccount> Accounts => [.. accounts.Values.OrderBy(account => account.Key, StringComparer.Ordinal)];

    string IPlatform.Name => "line";

    /// <summary>2 MB (PLATFORMS.md, line 65).</summary>
    long IPlatform.LargestBody => LargestBody;

    internal const int LargestBody = 2 * 1024 * 1024;

    internal StandInClock Clock { get; }

    internal LineWebhooks Webhooks { get; }

    public void Dispose() => Webhooks.Dispose();

    /// <summary>The pictures fetched so far, one entry for each address.</summary>
    public IReadOnlyList<FetchedMedia> Fetched => fetcher.Done;

    /// <summary>Opens an account; one that exists is given the token.</summary>
    public LineAccount Open(string key, string name, string token, int friends = 0)
    {
        if (!accounts.TryGetValue(key, out var known))
        {
            Happen(new LineEvent.AccountOpened(key, name, token));
            if (friends > 0)
            {
                Happen(new LineEvent.FriendsMade(key, friends));
            }
        }
        else if (known.Token != token)
        {
            Happen(new LineEvent.TokenChanged(key, token));
        }

        return accounts[key];
    }

    public LineAccount Account(string key) => accounts[key];

    public LineAccount? Find(string key) => accounts.GetValueOrDefault(key);

    /// <summary>Waits until a message's picture has been fetched, or tried.</summary>
    public Task<FetchedMedia> MediaFetched(string url) => fetcher.FetchOnce(url);

    /// <summary>Fills every bucket again.</summary>
    public void ForgetRates()
    {
        foreach (var account in accounts.Values)
        {
            account.ForgetRates();
        }
    }

    internal void Happen(LineEvent happened)
    {
        Apply(happened);
        log.Append(happened);
    }

    /// <summary>Stores an accepted sending, and fetches its pictures without keeping the caller waiting.</summary>
    internal int Happen(LineEvent.Sent sent)
    {
        var reached = accounts[sent.Account].Apply(sent);
        log.Append(sent);
        if (Options.FetchesMedia)
        {
            foreach (var url in PicturesIn(sent.Messages))
            {
                _ = fetcher.FetchOnce(url);
            }
        }

        return reached;
    }

    internal static IEnumerable<string> PicturesIn(string messages)
    {
        if (!messages.Contains("ontentUrl", StringComparison.Ordinal) && !messages.Contains("ImageUrl", StringComparison.Ordinal))
        {
            return [];
        }

        return
        [
            .. JsonElement.Parse(messages).EnumerateArray()
                .SelectMany(message => message.EnumerateObject())
                .Where(property => property.Name is "originalContentUrl" or "previewImageUrl" && property.Value.ValueKind == JsonValueKind.String)
                .Select(property => property.Value.GetString()!)
                .Distinct(),
        ];
    }

    private LineAccount? TokenOwner(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? tokens.GetValueOrDefault(header[7..]) : null;
    }

    string? IPlatform.AccountOf(HttpRequest request) => TokenOwner(request)?.Key;

    StandInAnswer IPlatform.Injected(Fault fault, string? account) => fault.Kind switch
    {
        FaultKind.Unavailable => LineAnswers.Message(503, "Service Unavailable"),
        FaultKind.RateLimited => LineAnswers.RateLimited(),
        FaultKind.MonthlyLimit => LineAnswers.MonthlyLimit(),
        FaultKind.Conflict => LineAnswers.AlreadyAccepted(Guid.NewGuid().ToString(), []),
        FaultKind.TokenRevoked => LineAnswers.BadToken(),
        FaultKind.PlatformError => LineAnswers.Message(fault.Code == 0 ? 500 : fault.Code, "Injected by a test"),
        _ => LineAnswers.Message(500, "Internal Server Error"),
    };

    /// <summary>Every answer has its own request id (PLATFORMS.md, line 43).</summary>
    void IPlatform.Sign(StandInAnswer answer) => answer.Headers.TryAdd("x-line-request-id", Guid.NewGuid().ToString());

    private void Apply(LineEvent happened)
    {
        if (happened is LineEvent.AccountOpened opened)
        {
            var made = new LineAccount(this, opened.Account, opened.Name) { Token = opened.Token };
            accounts[opened.Account] = made;
            tokens[opened.Token] = made;
            return;
        }

        var account = accounts[happened.Account];
        switch (happened)
        {
            case LineEvent.TokenChanged changed:
                if (account.Token is { } old)
                {
                    tokens.TryRemove(old, out _);
                }

                account.Token = changed.Token;
                if (changed.Token is { } fresh)
                {
                    tokens[fresh] = account;
                }

                break;
            case LineEvent.Renamed renamed:
                account.Name = renamed.Name;
                break;
            case LineEvent.LoginChannelOpened login:
                account.Login = new LineLoginChannel(login.Channel, login.Secret, login.CallbackUrls);
                break;
            case LineEvent.RichMenuMade or LineEvent.RichMenuDrawn or LineEvent.RichMenuDeleted or LineEvent.RichMenuSet:
                account.ApplyToMenus(happened);
                break;
            case LineEvent.QuotaSet quota:
                account.Quota = quota.Messages;
                break;
            case LineEvent.FriendsMade made:
                account.Decide(() =>
                {
                    account.Friends.AddMade(made.HowMany);
                    return true;
                });
                break;
            case LineEvent.FriendsListed listed:
                account.Decide(() =>
                {
                    foreach (var text in listed.Ids)
                    {
                        account.Friends.Add(FriendBook.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var id)
                            ? id
                            : throw new FormatException($"{text} is not a LINE user id: U and 32 hexadecimal digits"));
                    }

                    return true;
                });
                break;
            case LineEvent.FriendChanged changed:
                account.Decide(() =>
                {
                    account.Friends.Set(changed.Friend, changed.State);
                    return true;
                });
                break;
            case LineEvent.WebhookSet webhook:
                account.Webhook = webhook is { Url: { } url, ChannelSecret: { } secret } ? new LineWebhookAddress(url, secret) : null;
                break;
            case LineEvent.Sent sent:
                account.Apply(sent);
                break;
        }
    }
}
