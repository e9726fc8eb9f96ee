using System.Globalization;
using System.Text.Json;
using Koshiki.Exchange;

namespace Koshiki.Edge.Platforms.Facebook;

/// <summary>Finds our post among those of the page.</summary>
internal static class FacebookFeed
{
    public static LookResult Find(JsonElement answer, SealedChannel channel, DateTimeOffset notBefore)
    {
        var wanted = PostText.Normalise(channel.Text);
        var found = answer.At("data").Items
            .Where(post => CreatedAt(post) is { } at && at >= notBefore)
            .Where(post => PostText.Normalise(post.At("message").Text ?? "") == wanted)
            .Where(post => Pictures(post) == channel.Media.Count)
            .ToArray();
        return found switch
        {
            [] => new LookResult.NotFound(),
            [var one] => new LookResult.FoundOnce(one.At("id").Text!, one.At("permalink_url").Text ?? FacebookAnswers.UrlOf(one.At("id").Text!)),
            _ => new LookResult.FoundSeveral(found.Length),
        };
    }

    /// <summary>An album holds its pictures below it; a single picture stands alone; a link has none of ours.</summary>
    private static int Pictures(JsonElement post)
    {
        var attached = post.At("attachments").At("data").Items.ToArray();
        var below = attached.SelectMany(a => a.At("subattachments").At("data").Items).Count();
        return below > 0 ? below : attached.Count(a => a.At("media_type").Text == "photo");
    }

    private static DateTimeOffset? CreatedAt(JsonElement post) =>
        DateTimeOffset.TryParse(post.At("created_time").Text?.Replace("+0000", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
