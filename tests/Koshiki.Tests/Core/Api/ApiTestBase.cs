using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Koshiki.Core.Accounts;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Publishing;

namespace Koshiki.Tests.Core.Api;

/// <summary>The API as another program calls it, on the real staff host: 佐藤 writes, 田中 is the head, 渡辺 works elsewhere.</summary>
public abstract class ApiTestBase : IAsyncLifetime
{
    internal static readonly string[] EveryScope = [.. TokenScopes.All.Select(s => s.Key)];

    internal StaffApplication City { get; private set; } = null!;

    internal PersonId Sato { get; private set; }

    internal PersonId Tanaka { get; private set; }

    internal PersonId Watanabe { get; private set; }

    public async ValueTask InitializeAsync()
    {
        City = await StaffApplication.Start();
        var office = await City.AddOffice("01001", "防災危機管理課");
        await City.AddOffice("01002", "市民課");
        Sato = await City.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        Tanaka = await City.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        Watanabe = await City.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        await using var db = City.Open();
        db.AddRange(Sample.Account(office: office), Sample.Account("A002", Platform.X, office));
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task<IssuedToken> Issue(PersonId person, int days = 30, params string[] scopes)
    {
        await using var db = City.Open();
        var issued = await new IssueTokenHandler(db, City.Clock).Handle(new IssueToken(person, "連携", scopes.Length > 0 ? scopes : EveryScope, days), default);
        return issued.Value;
    }

    internal async Task<Caller> Program(PersonId person, params string[] scopes) => new(City.Address, (await Issue(person, 30, scopes)).Text);

    internal static object NewPost(string text = "11月20日（金）10時から訓練を行います。", object? segment = null) => new
    {
        title = "防災訓練のお知らせ",
        purpose = "notice",
        channels = new object[] { new { account = "A001", text, segment = segment ?? "everyone" }, new { account = "A002", text = "訓練があります。" } },
        notBefore = "2026-04-06T10:00:00+09:00",
        notAfter = "2026-04-06T18:00:00+09:00",
    };

    /// <summary>Written and put forward by 佐藤.</summary>
    internal static async Task<(string Id, string Seal)> Submitted(Caller program)
    {
        var id = (await program.Post("/posts", NewPost())).Text("id");
        return (id, (await program.Post($"/posts/{id}/submit")).Text("seal"));
    }
}

/// <summary>Another program with a token.</summary>
internal sealed class Caller(Uri address, string? token) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = address };

    public Task<Answered> Get(string path) => Send(HttpMethod.Get, path, null, null, "");

    public Task<Answered> Post(string path, object? body = null, string? key = null, string mediaType = "application/json") =>
        Send(HttpMethod.Post, path, body is null ? null : body as string ?? JsonSerializer.Serialize(body), key, mediaType);

    private async Task<Answered> Send(HttpMethod method, string path, string? body, string? key, string mediaType)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1" + path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answered(answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, answer.Headers, answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => http.Dispose();
}

internal sealed record Answered(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers, string? MediaType)
{
    public string Text(string name) => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.GetString()! : throw new InvalidOperationException($"{Status}: {Body}");

    /// <summary>The last word of a problem's type.</summary>
    public string Code => Text("type").Split(':')[^1];

    public IEnumerable<string> Fields => Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!);
}
