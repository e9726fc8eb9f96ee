using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Koshiki.CommandLine;
using Koshiki.Edge;
using Koshiki.Edge.PublicSite;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Koshiki.Bench;

/// <summary>The public list, warm, beside Kestrel and nginx serving the same bytes and headers. Server and load have one core each.</summary>
public static class PublicList
{
    private const int Accounts = 250;
    private const int Rounds = 9;
    private const string Path = "/public/accounts";
    private const int ServersCore = 0;
    private const int LoadsCore = 1;

    /// <summary>Prints <c>public-list &lt;ratio&gt; of-kestrel 0.90</c> and <c>public-list &lt;ratio&gt; of-nginx 0.50</c>: medians over rounds in which each server is loaded in turn.</summary>
    public static async Task Run()
    {
        // PostgreSQL does not run as root: its own user must be able to pass this folder.
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"koshiki-bench-{Guid.NewGuid():n}"));
        var site = new Uri($"http://127.0.0.1:{FreePort()}");
        try
        {
            var opened = await Installation.Open(System.IO.Path.Combine(folder.FullName, "data"), new Dictionary<string, string?> { ["Koshiki:PublicUrl"] = site.ToString() }, CancellationToken.None);
            await using var installation = opened.Value;
            await Publish(installation.Settings.EdgeDatabase);
            await using var ours = PublicHost.Build(installation.Settings, installation.Configuration);
            await ours.StartAsync();
            var page = await Page.Fetch(new Uri(site, Path));
            await using var kestrel = PlainKestrel(page);
            await kestrel.StartAsync();
            using var nginx = Nginx.Start(page, folder);

            // All threads there are now; those to come inherit it from their makers.
            await Tool("taskset", "-a", "-p", "-c", $"{ServersCore}", $"{Environment.ProcessId}");
            await Compare(new Uri(site, Path), new Uri(kestrel.Urls.First() + Path), nginx?.Address, page);
            await Tool("taskset", "-a", "-p", "-c", $"0-{Environment.ProcessorCount - 1}", $"{Environment.ProcessId}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Compare(Uri ours, Uri kestrel, Uri? nginx, Page page)
    {
        var load = await Load.Choose();
        foreach (var warm in new[] { ours, kestrel }) await load.Measure(warm, page, TimeSpan.FromSeconds(5));

        var ofKestrel = new List<double>();
        var ofNginx = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var second = TimeSpan.FromSeconds(1);
            // Who goes first changes, so that what else the machine does falls on both alike.
            var them = round % 2 == 0 ? await load.Measure(kestrel, page, second) : 0;
            var us = await load.Measure(ours, page, second);
            if (round % 2 == 1) them = await load.Measure(kestrel, page, second);
            ofKestrel.Add(us / them);
            var third = nginx is null ? 0 : await load.Measure(nginx, page, second);
            if (nginx is not null) ofNginx.Add(us / third);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: ours {us:0}, Kestrel {them:0}, nginx {third:0} answers/s of {page.Body.Length} bytes ({load.Name})"));
        }

        Print("of-kestrel 0.90", ofKestrel);
        if (nginx is null) Console.WriteLine("public-list skipped of-nginx 0.50 (nginx is not installed)");
        else Print("of-nginx 0.50", ofNginx);
    }

    private static void Print(string goal, List<double> ratios)
    {
        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"public-list {ratios[ratios.Count / 2]:0.00} {goal}"));
    }

    private static async Task Publish(string edgeDatabase)
    {
        var accounts = Enumerable.Range(1, Accounts).Select(n =>
        {
            var platform = PlatformNames.All[n % 6];
            return new PublicAccount(
                $"A{n:000}", platform, platform.DisplayName, $"愛光県{n}番目の公式アカウント", $"https://{platform.Key}.example.jp/aiko_{n:000}", $"aiko_{n:000}",
                $"第{n % 60}課", $"第{n % 12}部", "直営", "催しや制度のお知らせ", new DateOnly(2015, 4, 1).AddDays(n * 11), n % 25 == 0 ? new DateOnly(2025, 3, 31) : null);
        });
        await using var db = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(edgeDatabase).Options);
        await new PublicationOrders().Handle(new PublishAccountList(1, DateTimeOffset.UtcNow, "愛光県", [.. accounts]), Guid.CreateVersion7(), db, CancellationToken.None);
    }

    /// <summary>Kestrel and nothing else: the bytes and headers, ready in memory.</summary>
    private static WebApplication PlainKestrel(Page page)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls($"http://127.0.0.1:{FreePort()}");
        var app = builder.Build();
        app.Run(context =>
        {
            foreach (var (name, value) in page.Headers) context.Response.Headers[name] = value;
            context.Response.ContentLength = page.Body.Length;
            return context.Response.Body.WriteAsync(page.Body, context.RequestAborted).AsTask();
        });
        return app;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a tool to its end.</summary>
    /// <returns>What it printed; null where it is not installed.</returns>
    internal static async Task<string?> Tool(string name, params string[] arguments)
    {
        try
        {
            using var tool = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
            var printed = await tool.StandardOutput.ReadToEndAsync();
            await tool.WaitForExitAsync();
            return printed;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The page as the public host answers it.</summary>
    internal sealed record Page(byte[] Body, KeyValuePair<string, StringValues>[] Headers)
    {
        public static async Task<Page> Fetch(Uri address)
        {
            using var browser = new HttpClient();
            using var answer = await browser.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length"));
            return new Page(await answer.Content.ReadAsByteArrayAsync(), [.. headers.Select(h => KeyValuePair.Create(h.Key, new StringValues(string.Join(", ", h.Value))))]);
        }
    }

    /// <summary>An nginx that serves the page from a file.</summary>
    private sealed class Nginx : IDisposable
    {
        private static readonly string[] Places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];

        private readonly Process process;

        private Nginx(Process process, Uri address) => (this.process, Address) = (process, address);

        public Uri Address { get; }

        /// <returns>Null where nginx is not installed.</returns>
        public static Nginx? Start(Page page, DirectoryInfo folder)
        {
            var nginx = Array.Find(Places, File.Exists);
            if (nginx is null) return null;

            var port = FreePort();
            File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, "page.html"), page.Body);
            var configuration = System.IO.Path.Combine(folder.FullName, "nginx.conf");
            var headers = page.Headers.Where(h => h.Key is not ("Content-Type" or "ETag")).Select(h => $"add_header {h.Key} \"{h.Value}\";");
            File.WriteAllText(configuration, $$"""
                daemon off; worker_processes 1; pid {{folder.FullName}}/nginx.pid; error_log stderr crit; {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
                events { worker_connections 256; }
                http {
                  access_log off; server_tokens off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10;
                  server {
                    listen 127.0.0.1:{{port}}; root {{folder.FullName}}; default_type "text/html; charset=utf-8"; types { }
                    location / { try_files /page.html =404; {{string.Join(' ', headers)}} }
                  }
                }
                """);
            return new Nginx(Process.Start("taskset", ["-c", $"{ServersCore}", nginx, "-c", configuration, "-p", folder.FullName]), new Uri($"http://127.0.0.1:{port}{Path}"));
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    /// <summary>Asks for the page as fast as one core can, over 32 connections.</summary>
    private sealed record Load(string Name, Func<Uri, Page, TimeSpan, Task<double>> Measure)
    {
        private const int Connections = 32;

        public static async Task<Load> Choose() => await Tool("wrk", "-v") is null ? new Load("own sockets", BySockets) : new Load("wrk", ByWrk);

        /// <returns>Answers in a second.</returns>
        private static async Task<double> ByWrk(Uri address, Page page, TimeSpan length)
        {
            var printed = await Tool("taskset", "-c", $"{LoadsCore}", "wrk", "-t1", $"-c{Connections}", $"-d{length.TotalSeconds:0}s", address.ToString()) ?? "";
            if (printed.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(printed);
            var line = printed.Split('\n').Single(l => l.StartsWith("Requests/sec", StringComparison.Ordinal));
            return double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
        }

        private static Task<double> BySockets(Uri address, Page page, TimeSpan length) => SocketLoad.Run(address, Connections, length, LoadsCore);
    }
}
