using System.Net;
using Koshiki.Edge;
using Koshiki.Edge.PublicSite;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Edge.PublicSite;

/// <summary>The public host as residents reach it: a real server on loopback over a database of its own.</summary>
internal sealed class PublicServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string keyFile;

    private PublicServer(TestDatabase database, WebApplication app, string keyFile)
    {
        (Database, this.app, this.keyFile) = (database, app, keyFile);
        Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        Browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public TestDatabase Database { get; }

    public HttpClient Browser { get; }

    public IServiceProvider Services => app.Services;

    public Edition Edition => app.Services.GetRequiredService<OfficialList>().Edition!;

    public static async Task<PublicServer> Start(params IEnumerable<(string Name, string Value)> settings)
    {
        var database = await TestDatabase.Create();
        var keyFile = Path.Combine(Path.GetTempPath(), $"koshiki-{Guid.CreateVersion7():n}.key");
        MasterKey.Create(keyFile);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(
            settings.Select(s => KeyValuePair.Create($"Koshiki:{s.Name}", (string?)s.Value)))
        {
            ["Koshiki:Database"] = database.As(DatabaseRole.Core),
            ["Koshiki:PublicUrl"] = "http://127.0.0.1:0",
            ["Koshiki:MasterKeyFile"] = keyFile,
            ["Koshiki:Government"] = "愛光市",
        }).Build();
        var app = PublicHost.Build(Settings.Read(configuration), configuration);
        await app.StartAsync();
        return new PublicServer(database, app, keyFile);
    }

    /// <summary>Hands an order over as the courier does, and waits until this node serves it.</summary>
    public async Task Publish(PublishAccountList list)
    {
        await Put(list);
        await Until(() => Edition.Number >= list.Number);
    }

    public async Task Put(Order order)
    {
        await using var db = Database.OpenEdge();
        db.IncomingOrders.Add(new IncomingOrder
        {
            Id = Guid.CreateVersion7(),
            Kind = order.GetType().Name,
            Aggregate = order.GetType().Name,
            Body = Koshiki.Foundation.Queues.MessageJson.ToBytes(order),
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    public async Task<HttpResponseMessage> Get(string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Browser.SendAsync(request);
    }

    /// <summary>Waits for something another task does, at most ten seconds.</summary>
    public static async Task Until(Func<bool> happened)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromSeconds(10)) throw new TimeoutException("It did not happen within ten seconds.");
            await Task.Delay(20);
        }
    }

    public static PublishAccountList List(long number, params PublicAccount[] accounts) =>
        new(number, new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero), "愛光市", accounts);

    public static PublicAccount Account(string key, string name, Platform platform = Platform.X, string department = "総務部", string office = "広報課", string? purpose = null, DateOnly? retiredOn = null) =>
        new(key, platform, platform.DisplayName, name, $"https://x.com/{key}", key, office, department, "直営", purpose, new DateOnly(2019, 4, 1), retiredOn);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        File.Delete(keyFile);
        await Database.DisposeAsync();
    }
}
