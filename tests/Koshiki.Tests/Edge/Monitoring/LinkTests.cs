using System.Collections.Concurrent;
using System.Net;
using Koshiki.Edge;
using Koshiki.Edge.Monitoring;
using Koshiki.Edge.Monitoring.Links;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Edge.Monitoring;

/// <summary>Links are checked politely, from two misses in a row they are dead, and no check leads into the house.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private static readonly MonitoringOptions Here = new() { AllowLoopbackLinks = true };
    private readonly ConcurrentQueue<string> asked = new();
    private WebApplication site = null!;
    private int now;
    private int mostAtOnce;

    private string Url => site.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        site = builder.Build();
        site.Run(async http =>
        {
            asked.Enqueue($"{http.Request.Method} {http.Request.Path}");
            var many = Interlocked.Increment(ref now);
            InterlockedMax(ref mostAtOnce, many);
            await Answer(http);
            Interlocked.Decrement(ref now);
        });
        await site.StartAsync();
    }

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Theory]
    [InlineData("/ok", "HEAD /ok")]
    [InlineData("/no-head", "HEAD /no-head,GET /no-head")]
    [InlineData("/moved", "HEAD /moved,HEAD /ok")]
    public async Task E9_a_page_that_can_be_read_is_alive_and_is_not_downloaded(string path, string requests)
    {
        using var looker = new LinkLooker(Here);

        Assert.Equal(new LinkLook.Answers(200), await looker.Look(Url + path, default));
        Assert.Equal(requests, string.Join(',', asked));
    }

    [Theory]
    [InlineData("/gone", 410)]
    [InlineData("/nowhere", 404)]
    public async Task E9_only_a_page_that_is_not_there_is_missing(string path, int status)
    {
        using var looker = new LinkLooker(Here);

        Assert.Equal(status, Assert.IsType<LinkLook.Missing>(await looker.Look(Url + path, default)).Status);
    }

    [Theory]
    [InlineData("/secret")]
    [InlineData("/busy")]
    [InlineData("/broken")]
    [InlineData("/cut")]
    public async Task E9_a_site_that_says_no_or_is_in_trouble_tells_nothing(string path)
    {
        using var looker = new LinkLooker(Here);

        Assert.IsType<LinkLook.CannotTell>(await looker.Look(Url + path, default));
    }

    [Fact]
    public async Task E9_redirects_end_and_a_closed_port_is_missing()
    {
        using var looker = new LinkLooker(Here);

        Assert.IsType<LinkLook.Missing>(await looker.Look(Url + "/round", default));
        Assert.Equal(6, asked.Count);
        await site.StopAsync();
        Assert.IsType<LinkLook.Missing>(await looker.Look(Url + "/ok", default));
    }

    [Fact]
    public async Task E9_in_production_nothing_of_the_house_is_asked_by_whatever_way()
    {
        using var looker = new LinkLooker(new MonitoringOptions());
        var port = new Uri(Url).Port;

        foreach (var url in new[] { Url + "/ok", $"http://localhost:{port}/ok", $"http://[::1]:{port}/", "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::ffff:192.168.0.1]/", "http://user:word@www.example.com/", "ftp://www.example.com/" })
        {
            Assert.IsType<LinkLook.CannotTell>(await looker.Look(url, default));
        }

        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("203.0.113.1", false)]
    [InlineData("100.64.3.4", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.1.2.3", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void E9_only_addresses_of_the_public_internet_may_be_asked(string address, bool may) => Assert.Equal(may, PublicAddresses.MayBeAsked(IPAddress.Parse(address), allowLoopback: true));

    [Fact]
    public void E9_dead_is_twice_in_a_row_and_trouble_neither_counts_nor_heals()
    {
        var (missing, trouble, answers) = (new LinkLook.Missing(404, "ない"), new LinkLook.CannotTell(503, "障害"), new LinkLook.Answers(200));

        var first = LinkFlow.After(LinkState.Alive, 0, missing, Here);
        var between = LinkFlow.After(first.State, first.Misses, trouble, Here);
        var second = LinkFlow.After(between.State, between.Misses, missing, Here);
        var still = LinkFlow.After(second.State, second.Misses, trouble, Here);
        var back = LinkFlow.After(still.State, still.Misses, answers, Here);

        Assert.Equal(
            [(LinkState.Alive, TimeSpan.FromHours(6)), (LinkState.CannotTell, TimeSpan.FromDays(1)), (LinkState.Dead, TimeSpan.FromDays(1)), (LinkState.Dead, TimeSpan.FromDays(1)), (LinkState.Alive, TimeSpan.FromDays(7))],
            new[] { first, between, second, still, back }.Select(step => (step.State, step.Wait)));
        Assert.Equal(0, back.Misses);
    }

    [Fact]
    public async Task E9_due_links_are_checked_one_at_a_time_for_a_host_and_reported()
    {
        await using var database = await TestDatabase.Create();
        var clock = new Core.Publishing.SetClock(DateTimeOffset.UtcNow);
        using var looker = new LinkLooker(Here);
        await Watch(database, clock, [Url + "/ok", Url + "/nowhere", Url + "/slow", Url + "/slow2", Url + "/ok"]);

        await Check(database, clock, looker);
        await Check(database, clock, looker);
        clock.Now += TimeSpan.FromHours(7);
        await Check(database, clock, looker);

        Assert.Equal(1, mostAtOnce);
        var last = (await Reports(database)).GroupBy(link => link.Url).ToDictionary(group => new Uri(group.Key).AbsolutePath, group => group.MaxBy(link => link.Number)!);
        Assert.Equal((LinkState.Dead, 2L, 404), (last["/nowhere"].State, last["/nowhere"].Number, last["/nowhere"].Status));
        Assert.Equal((LinkState.Alive, 1L), (last["/ok"].State, last["/ok"].Number));
    }

    [Fact]
    public async Task E9_when_every_host_is_silent_it_is_our_own_network_and_nothing_is_told()
    {
        await using var database = await TestDatabase.Create();
        var clock = new Core.Publishing.SetClock(DateTimeOffset.UtcNow);
        using var looker = new LinkLooker(Here);
        await Watch(database, clock, [.. Enumerable.Range(1, 5).Select(n => $"http://127.0.0.{n}:9/")]);

        await Check(database, clock, looker);

        Assert.Empty(await Reports(database));
        await using var db = database.OpenEdge();
        Assert.All(await db.WatchedLinks.ToListAsync(), link => Assert.Equal((LinkState.NotYet, 0), (link.State, link.Misses)));
    }

    private static async Task Watch(TestDatabase database, TimeProvider clock, IReadOnlyList<string> urls)
    {
        await using var db = database.OpenEdge();
        await new MonitoringOrders(clock).Handle(new WatchLinks(urls), Guid.NewGuid(), db, default);
    }

    private static async Task Check(TestDatabase database, TimeProvider clock, LinkLooker looker)
    {
        await using var db = database.OpenEdge();
        await new CheckLinks(db, looker, Here, clock, NullLogger<CheckLinks>.Instance).CheckDue(TestContext.Current.CancellationToken);
    }

    private static async Task<List<SeenLink>> Reports(TestDatabase database)
    {
        await using var db = database.OpenEdge();
        return [.. (await db.OutgoingReports.AsNoTracking().OrderBy(r => r.Seq).ToListAsync()).SelectMany(r => ((LinksSeen)MessageJson.FromBytes<Report>(r.Body)).Links)];
    }

    private static async Task Answer(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/ok":
                break;
            case "/slow" or "/slow2":
                await Task.Delay(50);
                break;
            case "/no-head":
                http.Response.StatusCode = HttpMethods.IsHead(http.Request.Method) ? 405 : 200;
                break;
            case "/moved":
                http.Response.Redirect("/ok");
                break;
            case "/round":
                http.Response.Redirect("/round");
                break;
            case "/cut":
                http.Abort();
                break;
            case var path:
                http.Response.StatusCode = path switch { "/gone" => 410, "/secret" => 403, "/busy" => 429, "/broken" => 500, _ => 404 };
                break;
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }
}
