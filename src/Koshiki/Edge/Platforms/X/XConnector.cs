using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.X;

/// <summary>X accounts: pictures are uploaded and described first, then one request publishes.</summary>
internal sealed class XConnector(PlatformHttp http, PlatformOptions options, TimeProvider clock) : IConnector
{
    /// <summary>Pictures in one post.</summary>
    private const int MostPictures = 4;

    /// <summary>Their clock and ours may differ by this much when a post in doubt is looked for.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public Platform Platform => Platform.X;

    public Promise Promise => Promise.ByLooking;

    public bool StaysInTheHouse => options.X.ApiBaseUrl.IsLoopback;

    public async Task<Prepared> Prepare(PostToSend post, CancellationToken ct)
    {
        var channel = post.Channel;
        if (channel.Audience is not Audience.Everyone) return No(new NamedPeopleOnlyOnLine("X"));
        if (channel.Media.Count > MostPictures) return No(new TooManyPictures("X", MostPictures, channel.Media.Count));

        var ids = new List<string>();
        foreach (var media in channel.Media)
        {
            var (id, refused) = await Upload(post, media, ct);
            if (refused is not null) return new Prepared.NotReady(refused);
            ids.Add(id!);
        }

        var body = new CreatePost(channel.Text, ids.Count > 0 ? new MediaOfPost(ids) : null);
        return new Prepared.Ready([new PlatformCall(0, "/2/tweets", "application/json", JsonSerializer.SerializeToUtf8Bytes(body, Json), null, null)]);
    }

    public async Task<DeliveryOutcome> Send(PlatformCall call, AccountAccess account, CancellationToken ct)
    {
        if (XSecret.Read(account.Secret.Span) is not { } secret) return Unreadable();
        using var content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue(call.ContentType) } };
        return XAnswers.ReadPost(await Ask(HttpMethod.Post, call.Path, secret, content, ct), clock.GetUtcNow());
    }

    public async Task<LookResult> Look(PostToSend post, DateTimeOffset notBefore, CancellationToken ct)
    {
        if (XSecret.Read(post.Account.Secret.Span) is not { } secret) return new LookResult.CouldNotLook(CommonReasons.SecretUnreadable("X"));
        var since = notBefore - ClocksDiffer;
        var path = $"/2/users/{post.Account.PlatformAccountId}/tweets?max_results=100&start_time={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&tweet.fields=created_at,entities,attachments";
        return await Ask(HttpMethod.Get, path, secret, null, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } ok => XTimeline.Find(JsonAnswer.Read(ok.Body), post.Channel, since),
            PlatformAnswer.Answered { Status: 401 } => new LookResult.CouldNotLook(CommonReasons.TokenRefused("X")),
            _ => new LookResult.CouldNotLook(CommonReasons.NoConnection("X")),
        };
    }

    public async Task<SecretRenewal?> Renew(AccountAccess account, CancellationToken ct) =>
        XSecret.Read(account.Secret.Span) is { } secret && secret.ShouldBeRenewed(clock.GetUtcNow())
            ? await XTokens.Renew(secret, http, options, clock.GetUtcNow(), ct)
            : null;

    /// <summary>A token that has ended is no news while it can be renewed.</summary>
    public async Task<ConnectionCheck> Check(AccountAccess account, CancellationToken ct)
    {
        if (XSecret.Read(account.Secret.Span) is not { } secret) return new ConnectionCheck.Broken(CommonReasons.SecretUnreadable("X"));
        if (secret.ShouldBeRenewed(clock.GetUtcNow())) return new ConnectionCheck.CouldNotAsk();
        return await Ask(HttpMethod.Get, "/2/users/me", secret, null, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } => new ConnectionCheck.Works(null),
            PlatformAnswer.Answered { Status: 401 } => new ConnectionCheck.Broken(CommonReasons.TokenRefused("X")),
            _ => new ConnectionCheck.CouldNotAsk(),
        };
    }

    private async Task<(string? Id, DeliveryOutcome? Refused)> Upload(PostToSend post, SealedMedia media, CancellationToken ct)
    {
        if (XSecret.Read(post.Account.Secret.Span) is not { } secret) return (null, Unreadable());
        using var form = new MultipartFormDataContent();
        using var bytes = new ByteArrayContent(await post.ReadMedia(media.Sha256, ct)) { Headers = { ContentType = new MediaTypeHeaderValue(media.ContentType) } };
        using var category = new StringContent("tweet_image");
        form.Add(bytes, "media", media.Sha256);
        form.Add(category, "media_category");
        var answer = await Ask(HttpMethod.Post, "/2/media/upload", secret, form, ct);
        if (XAnswers.ReadUpload(answer, clock.GetUtcNow()) is { } refused) return (null, refused);
        if (JsonAnswer.Read(((PlatformAnswer.Answered)answer).Body).At("data").At("id").Text is not { } id)
        {
            return (null, new DeliveryOutcome.TryLater(null, CommonReasons.NotTakenNow("X", 200)));
        }

        return (id, media.AltText.Length > 0 ? await Describe(id, media.AltText, secret, ct) : null);
    }

    private async Task<DeliveryOutcome?> Describe(string id, string altText, XSecret secret, CancellationToken ct)
    {
        var body = new MediaMetadata(id, new Metadata(new AltText(altText)));
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return XAnswers.ReadUpload(await Ask(HttpMethod.Post, "/2/media/metadata", secret, content, ct), clock.GetUtcNow());
    }

    private async Task<PlatformAnswer> Ask(HttpMethod method, string path, XSecret secret, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"{options.X.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.AccessToken);
        return await http.Send(request, ct);
    }

    private static DeliveryOutcome.Refused Unreadable() => new(CommonReasons.SecretUnreadable("X"), WhoFixes.Connection);

    private static Prepared.NotReady No(Foundation.Refusal reason) => new(new DeliveryOutcome.Refused(reason.Sentence, WhoFixes.Author));

    private sealed record CreatePost(string Text, MediaOfPost? Media);

    private sealed record MediaOfPost(IReadOnlyList<string> MediaIds);

    private sealed record MediaMetadata(string Id, Metadata Metadata);

    private sealed record Metadata(AltText AltText);

    private sealed record AltText(string Text);
}
