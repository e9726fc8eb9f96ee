using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>One entry of the timeline: requests that carried the same messages one after the other.</summary>
/// <param name="Messages">The message objects, JSON.</param>
/// <param name="Recipients">How many deliveries reached somebody.</param>
/// <param name="Skipped">How many did not: blocked, gone or unknown.</param>
public sealed record LinePost(
    LineSendKind Kind, DateTimeOffset First, DateTimeOffset Last, int Requests, long Recipients, long Skipped, string Messages, bool Silent);

/// <summary>One accepted sending.</summary>
public readonly record struct LineAccepted(LineSendKind Kind, DateTimeOffset At, string RequestId, Guid? RetryKey, int Recipients, int Skipped);

/// <summary>A LINE official account with its friends and all it has sent.</summary>
public sealed class LineAccount
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private readonly Lock gate = new();
    private readonly List<LineRichMenu> richMenus = [];
    private string? shownRichMenu;
    private readonly LineStandIn platform;
    private readonly Dictionary<Guid, RetryKey> keys = [];
    private readonly Dictionary<(LineSendKind, DateOnly), long> delivered = [];
    private readonly List<LinePost> posts = [];
    private readonly List<LineAccepted> accepted = [];
    private readonly Dictionary<string, TokenBucket> buckets = [];
    private readonly LineUnits units = new();
    private readonly Dictionary<string, (int Friend, DateTimeOffset Until)> replyTokens = [];

    internal LineAccount(LineStandIn platform, string key, string name)
    {
        (this.platform, Key, Name) = (platform, key, name);
        Friends = new FriendBook(key);
        BotUserId = FriendBook.Text(new FriendBook("bot of " + key).IdOf(0));
        People = new LineFriendActs(platform, this);
    }

    public string Key { get; }

    public string Name { get; internal set; }

    /// <summary>Null after it was withdrawn.</summary>
    public string? Token { get; internal set; }

    /// <summary>Messages a month; null without limit, as on the plan for local governments.</summary>
    public long? Quota { get; internal set; }

    /// <summary>The LINE Login channel of the same provider; null where there is none.</summary>
    public LineLoginChannel? Login { get; internal set; }

    /// <summary>The account's own user id, the destination of its webhooks.</summary>
    public string BotUserId { get; }

    /// <summary>What people do in their app.</summary>
    public LineFriendActs People { get; }

    /// <summary>Where its events are told; null while nowhere.</summary>
    public LineWebhookAddress? Webhook { get; internal set; }

    public IReadOnlyList<LineRichMenu> RichMenus => Read(() => richMenus.ToArray());

    /// <summary>The menu that everybody sees; null where none is set, or it was deleted.</summary>
    public LineRichMenu? DefaultRichMenu => Read(() => richMenus.Find(menu => menu.Id == shownRichMenu));

    internal void ApplyToMenus(LineEvent happened) => Read(() =>
    {
        switch (happened)
        {
            case LineEvent.RichMenuMade made:
                richMenus.Add(new LineRichMenu(made.Menu, made.Body, null));
                break;
            case LineEvent.RichMenuDrawn drawn:
                richMenus[richMenus.FindIndex(menu => menu.Id == drawn.Menu)] = richMenus.Find(menu => menu.Id == drawn.Menu)! with { Picture = drawn.Picture };
                break;
            case LineEvent.RichMenuDeleted deleted:
                richMenus.RemoveAll(menu => menu.Id == deleted.Menu);
                break;
            case LineEvent.RichMenuSet set:
                shownRichMenu = set.Menu;
                break;
        }

        return true;
    });

    internal FriendBook Friends { get; }

    /// <summary>The statistics units used in the month of a day.</summary>
    public IReadOnlyCollection<string> UnitsOf(DateOnly day) => Read(() => units.Names(day));

    internal long ReachedByUnit(string unit, DateOnly from, DateOnly to) => Read(() => units.Reached(unit, from, to));

    public int FriendCount => Read(() => Friends.Count);

    /// <summary>How many could be reached now.</summary>
    public int Reachable => Read(() => Friends.Reachable);

    /// <summary>What it sent, the oldest first; multicasts of the same messages are one.</summary>
    public IReadOnlyList<LinePost> Posts => Read(() => posts.ToArray());

    /// <summary>Every accepted sending, the oldest first.</summary>
    public IReadOnlyList<LineAccepted> Accepted => Read(() => accepted.ToArray());

    /// <summary>How often a used retry key came back with another body: a fault of the caller (PLATFORMS.md, line 44).</summary>
    public int RetriesWithAnotherBody { get; private set; }

    public string FriendId(int number) => Read(() => FriendBook.Text(Friends.IdOf(number)));

    public IReadOnlyList<string> FriendIds() =>
        Read(() => Enumerable.Range(0, Friends.Count).Select(number => FriendBook.Text(Friends.IdOf(number))).ToArray());

    /// <summary>How many deliveries each friend has got, by his number.</summary>
    public int[] ReceivedCounts() => Read(() => Friends.Received.ToArray());

    /// <summary>How many deliveries one friend has got; 0 for a stranger.</summary>
    public int ReceivedBy(string friendId) => Read(() =>
        FriendBook.TryParse(System.Text.Encoding.UTF8.GetBytes(friendId), out var id) && Friends.TryFind(id, out var friend)
            ? Friends.ReceivedBy(friend)
            : 0);

    /// <summary>How many friends have got 0, 1, 2 … deliveries.</summary>
    public SortedDictionary<int, int> ReceivedHistogram() => Read(() =>
    {
        var histogram = new SortedDictionary<int, int>();
        foreach (var count in Friends.Received)
        {
            histogram[count] = histogram.GetValueOrDefault(count) + 1;
        }

        return histogram;
    });

    public void AddFriends(int howMany) => platform.Happen(new LineEvent.FriendsMade(Key, howMany));

    public void AddFriends(IEnumerable<string> ids) => platform.Happen(new LineEvent.FriendsListed(Key, [.. ids]));

    public void Change(int friend, FriendState state) => platform.Happen(new LineEvent.FriendChanged(Key, friend, state));

    public void SetWebhook(Uri? url, string? channelSecret) => platform.Happen(new LineEvent.WebhookSet(Key, url, channelSecret));

    /// <summary>The friend's number; null for a stranger.</summary>
    public int? NumberOf(string userId) => Read(() => Known(userId));

    public void SetQuota(long? messagesAMonth) => platform.Happen(new LineEvent.QuotaSet(Key, messagesAMonth));

    public void OpenLogin(string channel, string secret, params string[] callbackUrls) => platform.Happen(new LineEvent.LoginChannelOpened(Key, channel, secret, callbackUrls));

    public void SetToken(string? token) => platform.Happen(new LineEvent.TokenChanged(Key, token));

    /// <summary>Somebody changes the name in the LINE Official Account Manager.</summary>
    public void Rename(string name) => platform.Happen(new LineEvent.Renamed(Key, name));

    /// <summary>What counted against the quota in the Japanese month of an instant.</summary>
    public long UsedInMonthOf(DateTimeOffset instant) => Read(() =>
    {
        var day = DayOf(instant);
        return delivered.Where(entry => entry.Key.Item1 != LineSendKind.Reply && entry.Key.Item2.Year == day.Year && entry.Key.Item2.Month == day.Month).Sum(entry => entry.Value);
    });

    internal long DeliveredOn(LineSendKind kind, DateOnly day) => Read(() => delivered.GetValueOrDefault((kind, day)));

    internal static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Japan).DateTime);

    /// <summary>Decides and changes the state in one step.</summary>
    internal T Decide<T>(Func<T> step)
    {
        lock (gate)
        {
            return step();
        }
    }

    /// <summary>The key's first use, kept for its lifetime; a key whose life is over is a new one (PLATFORMS.md, line 41).</summary>
    internal RetryKey Use(Guid key, DateTimeOffset now, TimeSpan lives)
    {
        if (!keys.TryGetValue(key, out var known) || now - known.FirstSeen >= lives)
        {
            known = new RetryKey(now, null, null, []);
            keys[key] = known;
        }

        return known;
    }

    internal void NoteAnotherBody() => RetriesWithAnotherBody++;

    internal bool TakeToken(string endpoint, Func<TokenBucket> make)
    {
        lock (buckets)
        {
            if (!buckets.TryGetValue(endpoint, out var bucket))
            {
                buckets[endpoint] = bucket = make();
            }

            return bucket.TryTake();
        }
    }

    internal void ForgetRates()
    {
        lock (buckets)
        {
            buckets.Clear();
        }
    }

    /// <summary>Delivers, counts and remembers. Blocked and gone friends are skipped and not counted (PLATFORMS.md, line 75).</summary>
    internal int Apply(LineEvent.Sent sent) => Decide(() =>
    {
        var reached = 0;
        var named = sent.To?.Length ?? Friends.Count;
        for (var i = 0; i < named; i++)
        {
            reached += Friends.Deliver(sent.To is null ? i : sent.To[i]) ? 1 : 0;
        }

        var skipped = named - reached + sent.Unknown;
        var day = (sent.Kind, DayOf(sent.At));
        delivered[day] = delivered.GetValueOrDefault(day) + reached;
        if (sent.Unit is { } unit)
        {
            units.Add(unit, day.Item2, reached);
        }

        accepted.Add(new LineAccepted(sent.Kind, sent.At, sent.RequestId, sent.RetryKey, reached, skipped));
        if (sent.RetryKey is { } key)
        {
            keys[key] = new RetryKey(sent.KeyFirstSeen ?? sent.At, sent.RequestId, sent.BodyHash, sent.MessageIds);
        }

        Remember(sent, reached, skipped);
        return reached;
    });

    /// <summary>Good for one reply within a minute, and never after twenty minutes from the event (PLATFORMS.md, line 36).</summary>
    internal string? IssueReplyToken(string userId, DateTimeOffset happened, DateTimeOffset now) => Decide(() =>
    {
        if (Known(userId) is not { } friend)
        {
            return null;
        }

        var token = Guid.NewGuid().ToString("n");
        var until = happened + TimeSpan.FromMinutes(20) is var last && last < now + TimeSpan.FromMinutes(1) ? last : now + TimeSpan.FromMinutes(1);
        replyTokens[token] = (friend, until);
        return token;
    });

    /// <returns>The friend whom the token answers; null when it was used, is too old or is none.</returns>
    internal int? TakeReplyToken(string token, DateTimeOffset now) =>
        Decide<int?>(() => replyTokens.Remove(token, out var issued) && now <= issued.Until ? issued.Friend : null);

    private int? Known(string userId) =>
        FriendBook.TryParse(System.Text.Encoding.UTF8.GetBytes(userId), out var id) && Friends.TryFind(id, out var friend) ? friend : null;

    private void Remember(LineEvent.Sent sent, int reached, int skipped)
    {
        var same = sent.Kind == LineSendKind.Multicast
            ? posts.FindLastIndex(post => post.Kind == sent.Kind && post.Messages == sent.Messages && sent.At - post.Last < TimeSpan.FromMinutes(30))
            : -1;
        if (same < 0)
        {
            posts.Add(new LinePost(sent.Kind, sent.At, sent.At, 1, reached, skipped, sent.Messages, sent.Silent));
            return;
        }

        var before = posts[same];
        posts[same] = before with
        {
            Last = sent.At,
            Requests = before.Requests + 1,
            Recipients = before.Recipients + reached,
            Skipped = before.Skipped + skipped,
        };
    }

    private T Read<T>(Func<T> read) => Decide(read);

    /// <param name="AcceptedAs">The request id under which it was accepted; null while it was not.</param>
    internal sealed record RetryKey(DateTimeOffset FirstSeen, string? AcceptedAs, string? BodyHash, string[] MessageIds);
}
