using System.Net.Http.Headers;
using System.Text;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.Facebook;

/// <summary>Facebook Pages: pictures are handed over unpublished by their address, then one request publishes them with the text.</summary>
/// <param name="publicUrl">The public host, where Facebook fetches pictures.</param>
internal sealed class FacebookConnector(PlatformHttp http, PlatformOptions options, Uri publicUrl) : IConnector
{
    /// <summary>Their clock and ours may differ by this much when a post in doubt is looked for.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(30);

    public Platform Platform => Platform.Facebook;

    public Promise Promise => Promise.ByLooking;

    public bool StaysInTheHouse => options.Meta.GraphBaseUrl.IsLoopback;

    public async Task<Prepared> Prepare(PostToSend post, CancellationToken ct)
    {
        if (post.Channel.Audience is not Audience.Everyone)
        {
            return new Prepared.NotReady(new DeliveryOutcome.Refused(new NamedPeopleOnlyOnLine("Facebook").Sentence, WhoFixes.Author));
        }

        var form = new List<KeyValuePair<string, string>>();
        if (post.Channel.Text.Length > 0) form.Add(new("message", post.Channel.Text));
        if (post.Channel.Link is { } link) form.Add(new("link", link));
        foreach (var (number, media) in post.Channel.Media.Index())
        {
            var (id, refused) = await HandOver(post, media, ct);
            if (refused is not null) return new Prepared.NotReady(refused);
            form.Add(new($"attached_media[{number}]", $$"""{"media_fbid":"{{id}}"}"""));
        }

        return new Prepared.Ready([new PlatformCall(0, Path(post.Account, "feed"), "application/x-www-form-urlencoded", Encode(form), null, null)]);
    }

    public async Task<DeliveryOutcome> Send(PlatformCall call, AccountAccess account, CancellationToken ct) =>
        FacebookSecret.Read(account.Secret.Span) is { } secret
            ? FacebookAnswers.ReadPost(await Ask(HttpMethod.Post, call.Path, secret, call.Body, ct))
            : Unreadable();

    public async Task<LookResult> Look(PostToSend post, DateTimeOffset notBefore, CancellationToken ct)
    {
        if (FacebookSecret.Read(post.Account.Secret.Span) is not { } secret) return new LookResult.CouldNotLook(CommonReasons.SecretUnreadable("Facebook"));
        var path = Path(post.Account, "published_posts") + "?fields=id,message,created_time,permalink_url,attachments{media_type,subattachments}&limit=100";
        return await Ask(HttpMethod.Get, path, secret, null, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } ok => FacebookFeed.Find(JsonAnswer.Read(ok.Body), post.Channel, notBefore - ClocksDiffer),
            PlatformAnswer.Answered { Status: 400 or 401 or 403 } => new LookResult.CouldNotLook(CommonReasons.TokenRefused("Facebook")),
            _ => new LookResult.CouldNotLook(CommonReasons.NoConnection("Facebook")),
        };
    }

    /// <summary>A page token of a long-lived token does not end by itself.</summary>
    public Task<SecretRenewal?> Renew(AccountAccess account, CancellationToken ct) => Task.FromResult<SecretRenewal?>(null);

    public async Task<ConnectionCheck> Check(AccountAccess account, CancellationToken ct)
    {
        if (FacebookSecret.Read(account.Secret.Span) is not { } secret) return new ConnectionCheck.Broken(CommonReasons.SecretUnreadable("Facebook"));
        var answer = await Ask(HttpMethod.Get, $"/{options.Meta.GraphVersion}/{account.PlatformAccountId}?fields=id", secret, null, ct);
        return FacebookAnswers.ReadUpload(answer) switch
        {
            null => new ConnectionCheck.Works(null),
            DeliveryOutcome.Refused { Fixes: WhoFixes.Connection } refused => new ConnectionCheck.Broken(refused.Reason),
            _ => new ConnectionCheck.CouldNotAsk(),
        };
    }

    private async Task<(string? Id, DeliveryOutcome? Refused)> HandOver(PostToSend post, SealedMedia media, CancellationToken ct)
    {
        if (FacebookSecret.Read(post.Account.Secret.Span) is not { } secret) return (null, Unreadable());
        var form = new List<KeyValuePair<string, string>>
        {
            new("url", MediaAddress.Of(publicUrl, media.Sha256)),
            new("published", "false"),
        };
        if (media.AltText.Length > 0) form.Add(new("alt_text_custom", media.AltText));
        var answer = await Ask(HttpMethod.Post, Path(post.Account, "photos"), secret, Encode(form), ct);
        if (FacebookAnswers.ReadUpload(answer) is { } refused) return (null, refused);
        return JsonAnswer.Read(((PlatformAnswer.Answered)answer).Body).At("id").Text is { } id
            ? (id, null)
            : (null, new DeliveryOutcome.TryLater(null, CommonReasons.NotTakenNow("Facebook", 200)));
    }

    private string Path(AccountAccess account, string edge) => $"/{options.Meta.GraphVersion}/{account.PlatformAccountId}/{edge}";

    private async Task<PlatformAnswer> Ask(HttpMethod method, string path, FacebookSecret secret, byte[]? form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"{options.Meta.GraphBaseUrl.AbsoluteUri.TrimEnd('/')}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.PageAccessToken);
        if (form is not null) request.Content = new ByteArrayContent(form) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        return await http.Send(request, ct);
    }

    private static byte[] Encode(IEnumerable<KeyValuePair<string, string>> form) =>
        Encoding.ASCII.GetBytes(string.Join('&', form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));

    private static DeliveryOutcome.Refused Unreadable() => new(CommonReasons.SecretUnreadable("Facebook"), WhoFixes.Connection);
}
