using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.X;

/// <summary>Reads an X account: GET /2/users/me for the profile, GET /2/users/{id}/tweets for its posts.</summary>
/// <remarks>Source: openapi.json 2.167; limits 75 and 900 requests in 15 minutes for each user. Own posts read cost $0.001 each (PLATFORMS.md, section 2).</remarks>
internal sealed class XAccountReader(PlatformHttp http, PlatformOptions options, TimeProvider clock) : IAccountReader
{
    private const string Name = "X";
    private const int PageSize = 100;
    private const int MostPages = 5;

    public Platform Platform => Platform.X;

    public async Task<ProfileReading> ReadProfile(AccountAccess account, CancellationToken ct)
    {
        if (XSecret.Read(account.Secret.Span) is not { } secret) return new ProfileReading.TokenRefused(CommonReasons.SecretUnreadable(Name));
        var answer = await Ask("/2/users/me?user.fields=description,entities,url", secret, ct);
        if (answer is not PlatformAnswer.Answered { Status: 200 } ok) return Trouble(answer, clock.GetUtcNow());
        var user = JsonAnswer.Read(ok.Body).At("data");
        if (user.At("name").Text is not { } name || user.At("id").Text is not { } id) return new ProfileReading.CannotTell(ReadingWords.Troubled(Name, ok.Status));
        if (id != account.PlatformAccountId) return new ProfileReading.TokenRefused(ReadingWords.OtherAccount(Name));

        var inText = user.At("entities").At("description").At("urls").Items.ToList();
        var own = user.At("entities").At("url").At("urls").Items.Select(Expanded).OfType<string>().ToList();
        if (own.Count == 0 && user.At("url").Text is { Length: > 0 } url) own.Add(url);
        return new ProfileReading.Seen(new SeenProfile(name, user.At("username").Text, Whole(user.At("description").Text ?? "", inText), [.. own, .. inText.Select(Expanded).OfType<string>()]));
    }

    public async Task<PostsReading> ReadPosts(AccountAccess account, DateTimeOffset since, CancellationToken ct)
    {
        if (XSecret.Read(account.Secret.Span) is not { } secret) return new PostsReading.CannotTell(CommonReasons.SecretUnreadable(Name));
        var posts = new List<ForeignPost>();
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"/2/users/{account.PlatformAccountId}/tweets?max_results={PageSize}&start_time={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&tweet.fields=created_at,entities{(next is null ? "" : $"&pagination_token={Uri.EscapeDataString(next)}")}";
            var answer = await Ask(path, secret, ct);
            if (answer is not PlatformAnswer.Answered { Status: 200 } ok) return Trouble(answer, clock.GetUtcNow()) switch
            {
                ProfileReading.CannotTell unknown => new PostsReading.CannotTell(unknown.Reason, unknown.After),
                ProfileReading.TokenRefused refused => new PostsReading.CannotTell(refused.Reason),
                _ => new PostsReading.CannotTell(ReadingWords.NoAnswer(Name)),
            };
            var json = JsonAnswer.Read(ok.Body);
            // An answer without data and without a count is none: it must not look like an empty account.
            if (json.At("meta").At("result_count").Number is null) return new PostsReading.CannotTell(ReadingWords.Troubled(Name, ok.Status));
            posts.AddRange(json.At("data").Items.Select(Post).OfType<ForeignPost>());
            next = json.At("meta").At("next_token").Text;
            if (next is null) return new PostsReading.Read(since, posts);
        }

        return new PostsReading.Read(posts.Min(post => post.At), posts);
    }

    private static ForeignPost? Post(JsonElement post) =>
        post.At("id").Text is { } id && DateTimeOffset.TryParse(post.At("created_at").Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new ForeignPost(id, at.ToUniversalTime(), ReadingWords.Beginning(Whole(post.At("text").Text ?? "", [.. post.At("entities").At("urls").Items])), XAnswers.UrlOf(id))
            : null;

    /// <summary>With the addresses as they were written, and the three escaped characters as themselves.</summary>
    private static string Whole(string served, IReadOnlyList<JsonElement> urls)
    {
        var text = WebUtility.HtmlDecode(served);
        foreach (var url in urls)
        {
            if (url.At("url").Text is { Length: > 0 } shortened && Expanded(url) is { } expanded) text = text.Replace(shortened, expanded, StringComparison.Ordinal);
        }

        return text;
    }

    private static string? Expanded(JsonElement url) => url.At("expanded_url").Text ?? url.At("url").Text;

    private static ProfileReading Trouble(PlatformAnswer answer, DateTimeOffset now) => answer switch
    {
        PlatformAnswer.Answered { Status: 401 } => new ProfileReading.TokenRefused(ReadingWords.Refused(Name)),
        PlatformAnswer.Answered { Status: 429 } fast => new ProfileReading.CannotTell(ReadingWords.TooOften(Name), UntilReset(fast, now)),
        PlatformAnswer.Answered other => new ProfileReading.CannotTell(ReadingWords.Troubled(Name, other.Status)),
        _ => new ProfileReading.CannotTell(ReadingWords.NoAnswer(Name)),
    };

    private static TimeSpan? UntilReset(PlatformAnswer.Answered answer, DateTimeOffset now) =>
        long.TryParse(answer.Header("x-rate-limit-reset"), CultureInfo.InvariantCulture, out var seconds) && DateTimeOffset.FromUnixTimeSeconds(seconds) - now is { Ticks: > 0 } wait ? wait : null;

    private async Task<PlatformAnswer> Ask(string path, XSecret secret, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.X.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.AccessToken);
        return await http.Send(request, ct);
    }
}
