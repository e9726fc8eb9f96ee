using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Edge.Segments;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>Staff pages in a large government: 100,000 posts, 10,000 accounts, 50 people at work, each asking for a page every second on average.</summary>
/// <remarks>The people run in the same process and on the same two cores as the program, so the figures include the cost of asking.</remarks>
public static class Staff
{
    private const int People = 50, Posts = 100_000, Accounts = 10_000;
    private const int MostWarmUps = 8, RestingCompiler = 200;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(15), WarmUpEach = TimeSpan.FromSeconds(10);

    /// <summary>The demonstration's posts, channels, events and accounts, repeated with ids and days of their own.</summary>
    private static readonly string[] Multiply =
    [
        $"create temporary table copy as select p.id as old, gen_random_uuid() as new, n from publishing.post p, generate_series(1, {Posts / PostHistory.Waiting}) n",
        "insert into publishing.post select (jsonb_populate_record(p, jsonb_build_object('id', c.new, 'title', p.title || ' ' || c.n, 'shown_at', now() - c.n * interval '1 hour', 'begun_at', now() - c.n * interval '1 hour'))).* from copy c join publishing.post p on p.id = c.old",
        "insert into publishing.post_channel select (jsonb_populate_record(x, jsonb_build_object('post', c.new))).* from copy c join publishing.post_channel x on x.post = c.old",
        "insert into publishing.approval_step select (jsonb_populate_record(x, jsonb_build_object('post', c.new))).* from copy c join publishing.approval_step x on x.post = c.old",
        "insert into publishing.post_event select (jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid(), 'post', c.new))).* from copy c join publishing.post_event x on x.post = c.old",
        $"insert into accounts.account select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'key', a.key || '-' || n, 'address_key', a.address_key || n, 'permanent_id', a.permanent_id || '-' || n))).* from accounts.account a, generate_series(1, {Accounts / 35}) n",
        "analyze",
    ];

    /// <summary>Prints <c>staff-… &lt;p95&gt; ms 50</c> and the median for each kind of page.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        await Fill(bench);
        await using var host = StaffHost.Build(bench.Installation.Settings, bench.Installation.Configuration, new SegmentIndex());
        await host.StartAsync();

        var desks = new List<WebVisitor>();
        foreach (var number in DemonstrationData.People.Rows.Select(row => row["number"]).Where(n => n[0] == 'd' && !GovernmentSeeding.WantsSecondFactor(n)).Take(10)) desks.Add(await Desk(bench.StaffUrl, number));
        var posts = await Ids(bench, "select id::text from publishing.post order by random() limit 2000");
        // The auditor may see every post.
        List<WebVisitor> auditor = [await Desk(bench.StaffUrl, "d0001")];
        (string Name, List<WebVisitor> Desks, Func<int, string> Page)[] kinds =
        [
            ("staff-post-list", desks, i => i % 3 == 0 ? "/posts" : $"/posts?page={1 + i % 40}"),
            ("staff-post", auditor, i => "/posts/" + posts[i % posts.Count]),
            ("staff-search", desks, i => "/posts?q=" + Uri.EscapeDataString(i % 2 == 0 ? "広報" : "訓練")),
            ("staff-account-list", desks, i => i % 3 == 0 ? "/accounts" : $"/accounts?page={1 + i % 40}"),
            ("staff-home", desks, _ => "/home"),
        ];
        await WarmUp(kinds.Select(kind => (kind.Desks, kind.Page)).ToList());
        foreach (var (name, at, page) in kinds)
        {
            var waits = await Waits(at, page, Each);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {waits[(int)(waits.Count * 0.95)]:0.0} ms 50"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}-median {waits[waits.Count / 2]:0.0} ms -"));
        }

        await host.StopAsync();
    }

    private static async Task Fill(BenchInstallation bench)
    {
        await using (var stage = Stage.Set(bench.Installation.Settings, bench.Installation.Configuration, DateTimeOffset.UtcNow - TimeSpan.FromDays(30)))
        {
            await GovernmentSeeding.Offices(stage);
            var people = await GovernmentSeeding.People(stage);
            await GovernmentSeeding.Accounts(stage);
            await new PostHistory(stage, people).LeaveDrafts(DateTimeOffset.UtcNow);
        }

        await using var core = NpgsqlDataSource.Create(bench.Installation.Settings.OwnerDatabase);
        await using var connection = await core.OpenConnectionAsync();
        foreach (var sql in Multiply)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<WebVisitor> Desk(Uri staff, string number)
    {
        var visitor = new WebVisitor(staff);
        await visitor.SignIn(number, DemonstrationData.Password);
        return visitor;
    }

    /// <summary>A server lives for weeks: nothing is measured before the compiler rests, which takes the pages' methods up twice and a core with it.</summary>
    private static async Task WarmUp(IReadOnlyList<(List<WebVisitor> Desks, Func<int, string> Page)> kinds)
    {
        for (var round = 0; round < MostWarmUps; round++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var (at, page) in kinds) await Waits(at, page, WarmUpEach);
            if (JitInfo.GetCompiledMethodCount() - before < RestingCompiler) return;
        }
    }

    /// <summary>Fifty people ask and think for a second on average.</summary>
    /// <returns>What they waited, in milliseconds, the shortest first; without the first three seconds.</returns>
    private static async Task<List<double>> Waits(List<WebVisitor> desks, Func<int, string> page, TimeSpan each)
    {
        var waits = new System.Collections.Concurrent.ConcurrentBag<double>();
        var total = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var chance = new Random(person);
            for (var i = person; total.Elapsed < each; i += People)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 2000)));
                var watch = Stopwatch.StartNew();
                await desks[person % desks.Count].Fetch(page(i));
                if (total.Elapsed > TimeSpan.FromSeconds(3)) waits.Add(watch.Elapsed.TotalMilliseconds);
            }
        }));
        return [.. waits.Order()];
    }

    private static async Task<List<string>> Ids(BenchInstallation bench, string sql)
    {
        await using var core = NpgsqlDataSource.Create(bench.Installation.Settings.Database);
        await using var command = core.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync()) ids.Add(reader.GetString(0));
        return ids;
    }
}
