using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Koshiki.Exchange;

namespace Koshiki.Edge.Platforms.X;

/// <summary>Finds our post among those that X serves.</summary>
/// <remarks>X shortens every address to t.co, escapes three characters, and adds an address of its own for media: all that is undone before comparing.</remarks>
internal static partial class XTimeline
{
    public static LookResult Find(JsonElement answer, SealedChannel channel, DateTimeOffset notBefore)
    {
        var wanted = PostText.Normalise(channel.Text);
        var found = answer.At("data").Items
            .Where(post => CreatedAt(post) is not { } at || at >= notBefore)
            .Where(post => MediaCount(post) is not { } count || count == channel.Media.Count)
            .Where(post => IsSameText(post, wanted))
            .Select(post => post.At("id").Text!)
            .ToArray();
        return found switch
        {
            [] => new LookResult.NotFound(),
            [var id] => new LookResult.FoundOnce(id, XAnswers.UrlOf(id)),
            _ => new LookResult.FoundSeveral(found.Length),
        };
    }

    private static bool IsSameText(JsonElement post, string wanted)
    {
        var served = WebUtility.HtmlDecode(post.At("text").Text ?? "");
        var urls = post.At("entities").At("urls").Items.ToArray();
        foreach (var url in urls)
        {
            if (url.At("url").Text is not { } shortened) continue;
            var isOurMedia = url.At("media_key").Text is not null || (url.At("display_url").Text ?? "").StartsWith("pic.", StringComparison.Ordinal);
            served = served.Replace(shortened, isOurMedia ? "" : url.At("expanded_url").Text, StringComparison.Ordinal);
        }

        // Scheme and final slash are X's additions to an address written bare.
        return Bare(PostText.Normalise(served)) == Bare(wanted)
            || (urls.Length == 0 && WithoutAddresses(served) == WithoutAddresses(wanted));
    }

    private static string Bare(string text) => Scheme().Replace(text, "").Replace("/ ", " ", StringComparison.Ordinal).TrimEnd('/');

    /// <summary>When X does not say what its short addresses stand for, the words around them must do.</summary>
    private static string WithoutAddresses(string text) => PostText.Normalise(Address().Replace(text, ""));

    private static DateTimeOffset? CreatedAt(JsonElement post) =>
        DateTimeOffset.TryParse(post.At("created_at").Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <returns>Null when the answer does not tell.</returns>
    private static int? MediaCount(JsonElement post) =>
        post.At("attachments").At("media_keys") is { ValueKind: JsonValueKind.Array } keys ? keys.GetArrayLength()
        : CreatedAt(post) is null ? null : 0;

    [GeneratedRegex("https?://")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
