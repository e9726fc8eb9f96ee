using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Edge;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Segments;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Bench;

/// <summary>Webhooks of one signed event each, on the disk (fsync on) before the 200; server, PostgreSQL and load share the machine's cores.</summary>
public static class Webhooks
{
    private const string Account = "A001";
    private const string Secret = "8c570fa6dd201bb328f1c1eac23a96d8";
    private const int Connections = 192;
    private const int Rounds = 5;
    private const int RequestsInARound = 30_000;
    private const int OpenLoopRate = 2_000;
    private const int OpenLoopRequests = 20_000;

    private static int made;

    /// <summary>Prints the rate, the 99th percentile at 2,000 a second, how fast the inbox becomes friends, and what the disk alone does.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        var settings = bench.Installation.Settings;
        var master = MasterKey.Load(settings.MasterKeyFile);
        await Connect(settings.EdgeDatabase, master);
        await using (var host = PublicHost.Build(settings, bench.Installation.Configuration))
        {
            await host.StartAsync();
            Print("webhooks", await Rate(bench.PublicUrl), "requests/s 10000");
            Print("webhooks-p99", await Percentile99(bench.PublicUrl), "ms 100");
            await host.StopAsync();
        }

        Print("webhooks-applied", await Applied(settings.EdgeDatabase, master), "events/s");
        if (await FsyncRate(bench.Folder) is { } fsyncs) Print("webhooks-disk", fsyncs, "fdatasyncs/s pg_test_fsync");
    }

    private static void Print(string name, double figure, string unitAndGoal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {figure:0.#} {unitAndGoal}"));

    private static async Task Connect(string database, MasterKey master)
    {
        await using var db = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(database).Options);
        db.ConnectedAccounts.Add(new ConnectedAccount
        {
            AccountKey = Account,
            Platform = Platform.Line,
            PlatformAccountId = "U8e742f61d673b39c7fff3cecb7536ef0",
            WrappedSecret = master.Wrap(JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = "token", channelSecret = Secret }), ConnectedAccount.SecretContext(Account)),
            ConnectedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>As many as there can be, over connections with one request under way each; the median of the rounds.</summary>
    private static async Task<double> Rate(Uri site)
    {
        using var line = new Sender(site, Connections);
        var rates = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var requests = Enumerable.Range(0, RequestsInARound).Select(_ => Request(site)).ToArray();
            var watch = Stopwatch.StartNew();
            await Task.Run(() => line.SendAll(requests));
            // The first round warms.
            if (round > 0) rates.Add(requests.Length / watch.Elapsed.TotalSeconds);
        }

        rates.Sort();
        return rates[rates.Count / 2];
    }

    /// <summary>From the moment at which a request was due, whoever was late.</summary>
    private static async Task<double> Percentile99(Uri site)
    {
        using var line = new Sender(site, Connections / 3);
        var requests = Enumerable.Range(0, OpenLoopRequests).Select(_ => Request(site)).ToArray();
        var latencies = await line.SendEvery(requests, TimeSpan.FromSeconds(1.0 / OpenLoopRate));
        Array.Sort(latencies);
        return latencies[latencies.Length * 99 / 100];
    }

    /// <summary>The applier alone, over all that the webhooks have left.</summary>
    private static async Task<double> Applied(string database, MasterKey master)
    {
        await using var services = new ServiceCollection().AddDbContext<EdgeDb>(options => options.UseNpgsql(database)).BuildServiceProvider();
        var applier = new FriendApplier(
            new FriendInbox(master), new FriendHash(master), new FriendIds(master), [], services.GetRequiredService<IServiceScopeFactory>(), NullLogger<FriendApplier>.Instance);
        var watch = Stopwatch.StartNew();
        long applied = 0;
        while (await applier.Step(Account, CancellationToken.None) is > 0 and var items) applied += items;
        return applied / watch.Elapsed.TotalSeconds;
    }

    /// <returns>Null where the tool is not installed.</returns>
    private static async Task<double?> FsyncRate(string folder)
    {
        var tool = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", "pg_test_fsync", new EnumerationOptions { RecurseSubdirectories = true }).FirstOrDefault()
            : null;
        var printed = await PublicList.Tool(tool ?? "pg_test_fsync", "-s", "2", "-f", Path.Combine(folder, "fsync.tmp"));
        var line = printed?.Split('\n').FirstOrDefault(l => l.TrimStart().StartsWith("fdatasync", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static byte[] Request(Uri site)
    {
        var n = ++made;
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[{"type":"{{{(n % 4 == 0 ? "unfollow" : "follow")}}}","mode":"active","timestamp":{{{1_795_000_000_000 + n}}},"source":{"type":"user","userId":"U{{{n % 50_000:x32}}}"},"webhookEventId":"{{{n:D26}}}","deliveryContext":{"isRedelivery":false},"replyToken":"nHuyWiB7yP5Zw52FIkcQobQuGDXCTA","follow":{"isUnblocked":false}}]}
            """));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        var head = $"POST /line/webhook/{Account} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/json; charset=utf-8\r\nUser-Agent: LineBotWebhook/2.0\r\nx-line-signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Connections of a client that writes requests as they are and reads no more of an answer than it must.</summary>
    private sealed class Sender : IDisposable
    {
        private static readonly byte[] Ok = "HTTP/1.1 200"u8.ToArray();

        private readonly List<Socket> sockets = [];
        private readonly int answerSize;

        public Sender(Uri site, int connections)
        {
            for (var n = 0; n < connections; n++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(site.Host, site.Port);
                sockets.Add(socket);
            }

            sockets[0].Send(Request(site));
            var buffer = new byte[4096];
            answerSize = sockets[0].Receive(buffer);
            if (!buffer.AsSpan(0, answerSize).EndsWith("\r\n\r\n"u8)) throw new IOException("The first answer came in pieces.");
            Check(buffer);
        }

        /// <summary>One request under way on each connection.</summary>
        public void SendAll(byte[][] requests)
        {
            var buffer = new byte[answerSize];
            for (var from = 0; from < requests.Length; from += sockets.Count)
            {
                var together = Math.Min(sockets.Count, requests.Length - from);
                for (var i = 0; i < together; i++) sockets[i].Send(requests[from + i]);
                for (var i = 0; i < together; i++)
                {
                    for (var have = 0; have < answerSize;) have += sockets[i].Receive(buffer, have, answerSize - have, SocketFlags.None) is var got and > 0 ? got : throw new IOException("The server closed the connection.");
                    Check(buffer);
                }
            }
        }

        /// <summary>Each at its time, whether or not those before are answered.</summary>
        /// <returns>Milliseconds from each request's time to its answer.</returns>
        public async Task<double[]> SendEvery(byte[][] requests, TimeSpan pause)
        {
            var latencies = new ConcurrentBag<double>();
            var due = sockets.Select(_ => new ConcurrentQueue<long>()).ToArray();
            var reading = sockets.Select((socket, i) => Read(socket, due[i], (requests.Length - i + sockets.Count - 1) / sockets.Count, latencies)).ToArray();
            await Task.Factory.StartNew(() =>
            {
                var begin = Stopwatch.GetTimestamp();
                for (var n = 0; n < requests.Length; n++)
                {
                    var at = begin + (long)(n * pause.TotalSeconds * Stopwatch.Frequency);
                    while (Stopwatch.GetTimestamp() < at) Thread.Sleep(1);
                    due[n % sockets.Count].Enqueue(at);
                    sockets[n % sockets.Count].Send(requests[n]);
                }
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Task.WhenAll(reading);
            return [.. latencies];
        }

        public void Dispose()
        {
            foreach (var socket in sockets) socket.Dispose();
        }

        private async Task Read(Socket socket, ConcurrentQueue<long> due, int answers, ConcurrentBag<double> latencies)
        {
            var buffer = new byte[answerSize];
            for (var n = 0; n < answers; n++)
            {
                for (var have = 0; have < answerSize;) have += await socket.ReceiveAsync(buffer.AsMemory(have)) is var got and > 0 ? got : throw new IOException("The server closed the connection.");
                Check(buffer);
                if (!due.TryDequeue(out var at)) throw new IOException("An answer came before its request.");
                latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }

        private static void Check(byte[] answer)
        {
            if (!answer.AsSpan().StartsWith(Ok)) throw new IOException(Encoding.ASCII.GetString(answer));
        }
    }
}
