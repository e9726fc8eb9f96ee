using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.Facebook;

/// <summary>Reads a Facebook Page: its own fields for the profile, published_posts for its posts.</summary>
/// <remarks>Source: Page.json of the Graph API's description; permission pages_read_engagement.</remarks>
internal sealed partial class FacebookAccountReader(PlatformHttp http, PlatformOptions options) : IAccountReader
{
    private const string Name = "Facebook";
    private const int PageSize = 100;
    private const int MostPages = 5;

    public Platform Platform => Platform.Facebook;

    public async Task<ProfileReading> ReadProfile(AccountAccess account, CancellationToken ct)
    {
        if (FacebookSecret.Read(account.Secret.Span) is not { } secret) return new ProfileReading.TokenRefused(CommonReasons.SecretUnreadable(Name));
        var answer = await Ask($"/{options.Meta.GraphVersion}/{account.PlatformAccountId}?fields=id,name,username,about,website", secret, ct);
        if (Trouble(answer) is { } trouble) return trouble;
        var page = JsonAnswer.Read(((PlatformAnswer.Answered)answer).Body);
        if (page.At("name").Text is not { } name) return new ProfileReading.CannotTell(ReadingWords.Troubled(Name, 200));
        var about = page.At("about").Text ?? "";
        // The field for the site may hold several, with spaces between them and often without a scheme.
        string[] sites = [.. (page.At("website").Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        return new ProfileReading.Seen(new SeenProfile(name, page.At("username").Text, about, [.. sites, .. Address().Matches(about).Select(match => match.Value)]));
    }

    public async Task<PostsReading> ReadPosts(AccountAccess account, DateTimeOffset since, CancellationToken ct)
    {
        if (FacebookSecret.Read(account.Secret.Span) is not { } secret) return new PostsReading.CannotTell(CommonReasons.SecretUnreadable(Name));
        var posts = new List<ForeignPost>();
        string? after = null;
        for (var number = 0; number < MostPages; number++)
        {
            var path = $"/{options.Meta.GraphVersion}/{account.PlatformAccountId}/published_posts?fields=id,message,created_time,permalink_url&limit={PageSize}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";
            var answer = await Ask(path, secret, ct);
            switch (Trouble(answer))
            {
                case ProfileReading.TokenRefused refused: return new PostsReading.CannotTell(refused.Reason);
                case ProfileReading.CannotTell unknown: return new PostsReading.CannotTell(unknown.Reason, unknown.After);
            }

            var json = JsonAnswer.Read(((PlatformAnswer.Answered)answer).Body);
            // An answer without a list is none: it must not look like an empty page.
            if (json.At("data").ValueKind != JsonValueKind.Array) return new PostsReading.CannotTell(ReadingWords.Troubled(Name, 200));
            var page = json.At("data").Items.Select(Post).OfType<ForeignPost>().ToList();
            posts.AddRange(page.Where(post => post.At >= since));
            after = json.At("paging").At("next").Text is null ? null : json.At("paging").At("cursors").At("after").Text;
            if (after is null || page.Exists(post => post.At < since)) return new PostsReading.Read(since, posts);
        }

        return new PostsReading.Read(posts.Min(post => post.At), posts);
    }

    private static ForeignPost? Post(JsonElement post) =>
        post.At("id").Text is { } id && DateTimeOffset.TryParse(post.At("created_time").Text?.Replace("+0000", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new ForeignPost(id, at.ToUniversalTime(), ReadingWords.Beginning(post.At("message").Text ?? ""), post.At("permalink_url").Text ?? FacebookAnswers.UrlOf(id))
            : null;

    /// <returns>Null when it was answered.</returns>
    private static ProfileReading? Trouble(PlatformAnswer answer) => answer is not PlatformAnswer.Answered said ? new ProfileReading.CannotTell(ReadingWords.NoAnswer(Name))
        : JsonAnswer.Read(said.Body).At("error").At("code").Number is 102 or 190 ? new ProfileReading.TokenRefused(ReadingWords.Refused(Name))
        : FacebookAnswers.ReadUpload(answer) switch
        {
            null => null,
            DeliveryOutcome.TryLater { After: { } wait } => new ProfileReading.CannotTell(ReadingWords.TooOften(Name), wait),
            _ => new ProfileReading.CannotTell(ReadingWords.Troubled(Name, said.Status)),
        };

    private async Task<PlatformAnswer> Ask(string path, FacebookSecret secret, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Meta.GraphBaseUrl.AbsoluteUri.TrimEnd('/')}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.PageAccessToken);
        return await http.Send(request, ct);
    }

    [GeneratedRegex(@"(?:https?://)?[A-Za-z0-9.\-]+\.[A-Za-z]{2,}(?:/[!#-;=?-\[\]_a-z~]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
