using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>Answers a friend's message by its reply token: free of charge, once, within about a minute. There is no retry key for it, so it is never repeated.</summary>
/// <remarks>Source: Messaging API reference, "Send reply message"; "Retrying an API request": a retry key on a reply is an error.</remarks>
internal sealed class LineReply(PlatformHttp http, PlatformOptions options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="text">5,000 UTF-16 units at most.</param>
    /// <returns>Null when LINE took it, otherwise what became of it, for the log.</returns>
    public async Task<string?> Send(LineSecret secret, string replyToken, string text, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/v2/bot/message/reply");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { replyToken, messages = new[] { new { type = "text", text } } }, Json))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        return await http.Send(request, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } => null,
            PlatformAnswer.Answered refused => $"{refused.Status} {JsonAnswer.Read(refused.Body).At("message").Text}",
            _ => "no answer",
        };
    }
}
