using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Koshiki.StandIns;
using Koshiki.StandIns.Line;

namespace Koshiki.Tests.StandIns;

/// <summary>A fresh LINE with one account, 広報課, and a caller who holds its token.</summary>
public abstract class LineStandInBase : IAsyncLifetime
{
    private protected StandInHost Host { get; private set; } = null!;

    private protected HttpClient Caller { get; private set; } = null!;

    private protected LineAccount Account => Host.Line.Account("A001");

    public async ValueTask InitializeAsync()
    {
        Host = await StandInHost.Start();
        Host.Line.Open("A001", "広報課", "token-a001", friends: 10);
        Caller = new HttpClient();
        Caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token-a001");
    }

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static object Text(string text = "避難所を開設しました。") => new { type = "text", text };

    private protected async Task<HttpResponseMessage> Send(string path, object body, Guid? retryKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Host.LineApiBaseUrl + "/v2/bot/message/" + path) { Content = JsonContent.Create(body) };
        if (retryKey is { } key)
        {
            request.Headers.Add("X-Line-Retry-Key", key.ToString());
        }

        return await Caller.SendAsync(request);
    }

    private protected Task<HttpResponseMessage> Multicast(IEnumerable<string> to, Guid? retryKey = null, string text = "避難所を開設しました。") =>
        Send("multicast", new { to, messages = new[] { Text(text) } }, retryKey);

    private protected Task<HttpResponseMessage> Get(string path) => Caller.GetAsync(new Uri(Host.LineApiBaseUrl + path));

    private protected static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    private protected static async Task<string> FirstDetail(HttpResponseMessage answer)
    {
        var detail = (await Json(answer)).GetProperty("details")[0];
        return $"{(int)answer.StatusCode} {detail.GetProperty("property").GetString()}: {detail.GetProperty("message").GetString()}";
    }
}
