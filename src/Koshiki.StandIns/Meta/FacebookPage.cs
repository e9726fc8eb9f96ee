using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>A Facebook Page with its posts, the oldest first.</summary>
public sealed class FacebookPage
{
    private readonly Lock gate = new();
    private readonly List<FacebookPost> posts = [];
    private readonly Dictionary<string, FacebookPhoto> photos = [];
    private readonly MetaStandIn platform;
    private (DateTimeOffset Ends, int Used) hour;

    internal FacebookPage(MetaStandIn platform, string key, string id, string name) =>
        (this.platform, Key, Id, Profile) = (platform, key, id, new FacebookProfile(name, null, null, null));

    public string Key { get; }

    public string Id { get; }

    public FacebookProfile Profile { get; private set; }

    public string Name => Profile.Name;

    /// <summary>Null after it was withdrawn.</summary>
    public string? Token { get; internal set; }

    /// <summary>What stands and is published, also what cannot be read yet.</summary>
    public IReadOnlyList<FacebookPost> Posts => Decide(() => posts.Where(post => post.Deleted is null && post.Published).ToArray());

    /// <summary>Everything ever posted: drafts and deleted posts too.</summary>
    public IReadOnlyList<FacebookPost> EveryPost => Decide(() => posts.ToArray());

    public FacebookPhoto? Photo(string id) => Decide(() => photos.GetValueOrDefault(id) is { Deleted: null } photo ? photo : null);

    public void SetToken(string? token) => platform.Happen(new MetaEvent.TokenChanged(Key, token));

    /// <summary>Somebody who manages the page changes what it says of itself.</summary>
    public void ChangeProfile(FacebookProfile profile) => platform.Happen(new MetaEvent.ProfileChanged(Key, profile));

    /// <summary>Somebody who manages the page posts on Facebook, past every program.</summary>
    /// <param name="at">When; null for now.</param>
    /// <returns>The post's id.</returns>
    public string PostByHand(string message, DateTimeOffset? at = null)
    {
        var post = new FacebookPost($"{Id}_{platform.NewId()}", at ?? platform.Clock.GetUtcNow(), message, null, [], true, null);
        platform.Happen(new MetaEvent.Posted(Key, post));
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

    /// <returns>How many calls this hour has seen, this one too.</returns>
    internal int CountCall(DateTimeOffset now) => Decide(() =>
    {
        hour = now >= hour.Ends ? (now.AddHours(1), 1) : (hour.Ends, hour.Used + 1);
        return hour.Used;
    });

    internal void ForgetRates() => Decide(() => hour = default);

    internal void Apply(MetaEvent happened) => Decide(() =>
    {
        switch (happened)
        {
            case MetaEvent.ProfileChanged changed:
                Profile = changed.Profile;
                break;
            case MetaEvent.PhotoStored stored:
                photos[stored.Photo.Id] = stored.Photo;
                break;
            case MetaEvent.Posted posted:
                posts.Add(posted.Post);
                break;
            case MetaEvent.Deleted deleted:
                var at = posts.FindIndex(post => post.Id == deleted.Id);
                if (at >= 0)
                {
                    posts[at] = posts[at] with { Deleted = deleted.At };
                }
                else
                {
                    photos[deleted.Id] = photos[deleted.Id] with { Deleted = deleted.At };
                }

                break;
        }

        return true;
    });
}
