using System.Diagnostics;
using System.Globalization;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Editing;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>The guideline's daily run over 10,000 accounts of 2,000 offices with their papers, custody and plans: every registered control that the model guideline names, the first day (all verdicts new) and the day after.</summary>
public static class Controls
{
    private const int Accounts = 10_000, Offices = 2_000;

    /// <summary>What the demonstration's stories tell of each account, told of each of its copies too, with what must differ.</summary>
    private static readonly (string Table, string Changed)[] Copied =
    [
        ("opening.earlier_record", ""), ("opening.policy_disclosure", ", 'id', gen_random_uuid()"), ("opening.document_version", ", 'id', gen_random_uuid(), 'consultation', null"),
        ("custody.record", ""), ("custody.password_attestation", ", 'id', gen_random_uuid()"), ("custody.review", ", 'id', gen_random_uuid()"),
        ("monitoring.watch", ", 'account_key', x.account_key || '-' || c.n"), ("monitoring.watch_period", ""),
    ];

    /// <summary>The demonstration's offices and accounts repeated with ids of their own; each account goes to one of the new offices.</summary>
    private static readonly string[] Multiply =
    [
        $"create temporary table more as select o.id as old, gen_random_uuid() as new, n, row_number() over () as place from organizations.office o, generate_series(1, {Offices / 31}) n",
        "insert into organizations.office select (jsonb_populate_record(o, jsonb_build_object('id', m.new, 'code', o.code || '-' || m.n))).* from more m join organizations.office o on o.id = m.old",
        "insert into organizations.office_period select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'office', m.new))).* from more m join organizations.office_period p on p.office = m.old",
        $"create temporary table copy as select c.old, c.new, c.n, m.new as office from (select a.id as old, gen_random_uuid() as new, n, row_number() over () as at from accounts.account a, generate_series(1, {Accounts / 35}) n) c join more m on m.place = 1 + c.at % (select count(*) from more)",
        "insert into accounts.account select (jsonb_populate_record(a, jsonb_build_object('id', c.new, 'office', c.office, 'key', a.key || '-' || c.n, 'address_key', a.address_key || c.n, 'permanent_id', a.permanent_id || '-' || c.n))).* from copy c join accounts.account a on a.id = c.old",
        "insert into accounts.account_period select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'account', c.new, 'office', c.office))).* from copy c join accounts.account_period p on p.account = c.old",
        .. Copied.Select(one => $"insert into {one.Table} select (jsonb_populate_record(x, jsonb_build_object('account', c.new{one.Changed}))).* from copy c join {one.Table} x on x.account = c.old"),
        "update accounts.account set connection = 'Works' where platform in (select platform from accounts.account where key in ('A001', 'A002', 'A003'))",
        "insert into monitoring.account_look (account, tried_at, seen_at, token, name, handle, text, links, posts_read_at) select id, now(), now(), 'Works', name, handle, purpose, '{}', now() from accounts.account where connection = 'Works'",
        "analyze",
    ];

    /// <summary>Prints <c>controls-first &lt;figure&gt; s 10</c>, <c>controls &lt;figure&gt; s 10</c> for the day after, and <c>controls-memory &lt;figure&gt; MB 300</c>, the most the whole process held meanwhile.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        var begins = DateTimeOffset.UtcNow;
        await using var stage = Stage.Set(bench.Installation.Settings, bench.Installation.Configuration, begins.AddDays(-364));
        await GovernmentSeeding.Offices(stage);
        var people = await GovernmentSeeding.People(stage);
        await GovernmentSeeding.Accounts(stage);
        await new OpeningStory(stage, people).Tell(begins);
        await StoryMonitoring.TellPlans(stage, people, begins);
        await new CustodyStory(stage, people).Tell(begins);
        stage.Clock.Now = begins;
        await PublishModel(stage, people["d1002"]);
        await Fill(bench);

        // What the telling of the stories left behind is not the run's.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        var before = self.WorkingSet64;
        using var stop = new CancellationTokenSource();
        var most = Watch(stop.Token);
        var (first, done) = await Day(stage);
        stage.Clock.Now = begins.AddDays(1);
        var (second, _) = await Day(stage);
        await stop.CancelAsync();
        var held = await most;

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"controls-first {first.TotalSeconds:0.00} s 10"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"controls {second.TotalSeconds:0.00} s 10"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"controls-memory {held / 1_000_000.0:0} MB 300"));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"# {done.Controls} controls, {done.Findings} findings; {before / 1_000_000} MB held before; not judged yet: {string.Join(' ', done.Unknown)}; failed: {string.Join(' ', done.Failed)}"));
    }

    private static async Task PublishModel(Stage stage, PersonId author)
    {
        await stage.Act(author, async (services, me) =>
        {
            var handler = services.GetRequiredService<EditGuidelineHandler>();
            GovernmentSeeding.Must(await handler.Handle(new BeginDraft(FromModel: true), me, CancellationToken.None));
            var draft = await services.GetRequiredService<CoreDb>().GuidelineVersions.AsNoTracking().SingleAsync(version => version.State == GuidelineState.Draft);
            return GovernmentSeeding.Must(await handler.Handle(new PublishDraft(draft.RowVersion, stage.Clock.Now.DayInJapan, []), me, CancellationToken.None));
        });
    }

    private static async Task<(TimeSpan Took, EvaluationDone Done)> Day(Stage stage)
    {
        var watch = Stopwatch.StartNew();
        EvaluationDone? done = null;
        await stage.Act(async services => done = await services.GetRequiredService<GuidelineDay>().RunAgain(CancellationToken.None));
        return (watch.Elapsed, done ?? throw new InvalidOperationException("No guideline is in force."));
    }

    /// <summary>The largest resident size seen, in bytes, looked at every 20 ms.</summary>
    private static async Task<long> Watch(CancellationToken stop)
    {
        long most = 0;
        while (!stop.IsCancellationRequested)
        {
            using var self = Process.GetCurrentProcess();
            most = Math.Max(most, self.WorkingSet64);
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }

    private static async Task Fill(BenchInstallation bench)
    {
        await using var core = NpgsqlDataSource.Create(bench.Installation.Settings.OwnerDatabase);
        await using var connection = await core.OpenConnectionAsync();
        foreach (var sql in Multiply)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
