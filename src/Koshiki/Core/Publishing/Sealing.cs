using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing;

/// <summary>A submitted content in its canonical bytes, kept for ever. 承認した内容の控え. ARCHITECTURE 3.1.</summary>
public sealed class StoredSeal
{
    public required SealHash Hash { get; init; }

    public required PostId Post { get; init; }

    public required byte[] Bytes { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public SealedPost Read() => SealedPost.Parse(Bytes);
}

/// <summary>Makes of a post exactly what goes out. The composer's preview, the approver's page and the edge show and send the same.</summary>
public static class Sealing
{
    /// <summary>What goes out of this post, channel by channel, with no ceiling yet: for looking at.</summary>
    public static SealedPost Of(Post post) => Of(post, new Dictionary<string, long>());

    /// <summary>What goes out of this post, channel by channel.</summary>
    /// <param name="people">How many people each segment reaches at the sealing, by account key.</param>
    public static SealedPost Of(Post post, IReadOnlyDictionary<string, long> people)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(people);
        return new SealedPost(post.Id.Value, [.. post.Channels.OrderBy(c => c.Number).Select(c => Of(post, c, people))]);
    }

    /// <summary>The most people that an approval of so many covers: a tenth more, at least 50 more. Above it the sending waits for a person. ARCHITECTURE 3.4.</summary>
    public static long CeilingFor(long people) => people + Math.Max(50, (people + 9) / 10);

    /// <summary>The text of one channel to the letter.</summary>
    /// <param name="own">The channel's own text; null takes the common one.</param>
    /// <param name="link">The page the post points to. Facebook takes it apart from the text; elsewhere it stands on the last line, unless the text names it already.</param>
    public static string TextFor(Platform platform, string common, string? own, string? link)
    {
        var text = (own ?? common).TrimEnd();
        return link is null || platform is Platform.Facebook || text.Contains(link, StringComparison.Ordinal) ? text : $"{text}\n{link}";
    }

    /// <summary>The same content for a few named staff, marked 【試験】; only the LINE channels go.</summary>
    /// <param name="recipients">The LINE user ids by account key; an account without any is left out.</param>
    public static SealedPost ForTest(Post post, ILookup<string, string> recipients)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(recipients);
        return new SealedPost(post.Id.Value,
            [.. from channel in post.Channels.OrderBy(c => c.Number)
                where channel.Platform is Platform.Line && recipients.Contains(channel.AccountKey)
                let users = recipients[channel.AccountKey].Distinct().Order(StringComparer.Ordinal).ToList()
                let real = Of(post, channel, new Dictionary<string, long>())
                select real with { Text = "【試験】\n" + real.Text, Audience = new Audience.Named(users), Ceiling = users.Count }]);
    }

    private static SealedChannel Of(Post post, PostChannel channel, IReadOnlyDictionary<string, long> people) => new(
        channel.AccountKey,
        channel.Platform,
        TextFor(channel.Platform, post.CommonText, channel.OwnText, post.Link),
        channel.Platform is Platform.Facebook ? post.Link : null,
        [.. channel.Media.Select(m => m.Sealed)],
        channel.SegmentFor(post.Purpose) is { } rule ? new Audience.Segment(rule) : new Audience.Everyone(),
        channel.Segment is not null && people.TryGetValue(channel.AccountKey, out var counted) ? CeilingFor(counted) : null);
}
