namespace Koshiki.StandIns.X;

/// <summary>A user of X with his posts, the oldest first.</summary>
public sealed class XUser
{
    private readonly Lock gate = new();
    private readonly List<XPost> posts = [];
    private readonly Dictionary<string, XMedia> media = [];
    private readonly Dictionary<string, (DateTimeOffset Ends, int Used)> windows = [];
    private readonly XStandIn platform;

    internal XUser(XStandIn platform, string key, string id, string name, string username) =>
        (this.platform, Key, Id, Profile) = (platform, key, id, new XProfile(name, username, "", null));

    public string Key { get; }

    public string Id { get; }

    public XProfile Profile { get; private set; }

    public string Name => Profile.Name;

    public string Username => Profile.Username;

    /// <summary>Null after it was withdrawn.</summary>
    public string? Token { get; internal set; }

    /// <summary>What stands now, also what cannot be read yet.</summary>
    public IReadOnlyList<XPost> Posts => Decide(() => posts.Where(post => post.Deleted is null).ToArray());

    /// <summary>Everything ever posted, deleted posts too.</summary>
    public IReadOnlyList<XPost> EveryPost => Decide(() => posts.ToArray());

    public XMedia? Media(string id) => Decide(() => media.GetValueOrDefault(id));

    public void SetToken(string? token) => platform.Happen(new XEvent.TokenChanged(Key, token));

    /// <summary>Somebody who is signed in to X changes the profile.</summary>
    public void ChangeProfile(XProfile profile) => platform.Happen(new XEvent.ProfileChanged(Key, profile));

    /// <summary>Somebody who is signed in to X posts, past every program.</summary>
    /// <param name="at">When; null for now.</param>
    /// <returns>The post's id.</returns>
    public string PostByHand(string text, DateTimeOffset? at = null)
    {
        var post = new XPost(platform.NewId(), at ?? platform.Clock.GetUtcNow(), text, [], null, null);
        platform.Happen(new XEvent.Posted(Key, post));
        return post.Id;
    }

    /// <summary>Decides and changes the state in one step.</summary>
    internal T Decide<T>(Func<T> step)
    {
        lock (gate)
        {
            return step();
        }
    }

    /// <summary>One call in a window of 15 minutes.</summary>
    /// <returns>What is left after it, negative when there was none, and when the window ends.</returns>
    internal (int Left, DateTimeOffset Ends) Count(string endpoint, int limit, TimeSpan length, DateTimeOffset now) => Decide(() =>
    {
        var window = windows.GetValueOrDefault(endpoint);
        if (now >= window.Ends)
        {
            window = (now + length, 0);
        }

        window.Used++;
        windows[endpoint] = window;
        return (limit - window.Used, window.Ends);
    });

    internal void ForgetRates() => Decide(() =>
    {
        windows.Clear();
        return true;
    });

    internal void Apply(XEvent happened) => Decide(() =>
    {
        switch (happened)
        {
            case XEvent.ProfileChanged changed:
                Profile = changed.Profile;
                break;
            case XEvent.MediaStored stored:
                media[stored.Media.Id] = stored.Media;
                break;
            case XEvent.AltTextSet alt:
                media[alt.MediaId] = media[alt.MediaId] with { AltText = alt.Text };
                break;
            case XEvent.Posted posted:
                posts.Add(posted.Post);
                break;
            case XEvent.Deleted deleted:
                var at = posts.FindIndex(post => post.Id == deleted.PostId);
                posts[at] = posts[at] with { Deleted = deleted.At };
                break;
        }

        return true;
    });
}
