using System.Diagnostics;
using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Bench;

/// <summary>The whole report of an audit of a large government as a Word file, from PostgreSQL to bytes: 1,000 offices with 3,000 accounts, 500 visited, 100 findings, frozen; the median of 10 runs. J6.</summary>
public static class Reports
{
    private const int Offices = 1_000, AccountsEach = 3, Visits = 500, Findings = 100, Runs = 10, GoalMilliseconds = 1_000;

    /// <summary>Prints <c>report &lt;figure&gt; ms 1000</c>.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        await Fill(bench);
        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await using var db = bench.Installation.OpenCore(Actor.CommandLine);
            var audit = await AuditWithFieldwork.Find(db, Programme.Ehime, "R8-1", CancellationToken.None) ?? throw new InvalidOperationException("The audit is not there.");
            var report = await new ReportBuilder(db, bench.Installation.Settings, TimeProvider.System).Build(audit, ReportEdition.Internal, CancellationToken.None);
            if (ReportFiles.Word(report).Length == 0 || report.Blocks.OfType<ReportBlock.Heading>().Count() < Findings * 3) throw new InvalidOperationException("The report is not whole.");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        // The first run, which warms up, does not count.
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report {times.Skip(1).Order().ElementAt(Runs / 2):0} ms {GoalMilliseconds}"));
    }

    private static async Task Fill(BenchInstallation bench)
    {
        await using var db = bench.Installation.OpenCore(Actor.CommandLine);
        var (now, checklist) = (DateTimeOffset.UtcNow, Programme.Ehime.Checklist);
        var offices = Enumerable.Range(0, Offices).Select(i => Office.Open($"{i:00000}", new OfficeFacts($"所属{i}", "知事部局", $"部局{i % 20}", OfficeKind.Prefectural), new DateOnly(2020, 4, 1))).ToList();
        db.Offices.AddRange(offices);
        db.Accounts.AddRange(Enumerable.Range(0, Offices * AccountsEach).Select(i => Account.Register(
            $"K{i:00000}", PlatformNames.All[i % PlatformNames.All.Count],
            new AccountFacts($"アカウント{i}", offices[i % Offices].Id, OperatorKind.Direct, $"https://social.example/k{i}", $"social.example/k{i}"), new DateOnly(2020, 4, 1))));

        var audit = Audit.Begin("R8-1", Programme.Ehime.Key, AuditPlan.Empty with { Title = "計測の監査", ReferenceDay = now.DayInJapan, Recipients = "議会議長、知事" }, 1, "計測", now);
        _ = audit.Do(AuditAction.BeginFieldwork).Value;
        db.Add(audit);
        db.AddRange(Enumerable.Range(0, Visits).Select(i =>
        {
            var entry = FieldworkEntry.Open(audit.Id, i + 1, new VisitedPlace(offices[i].Id, $"所属{i}", $"部局{i % 20}", null, $"K{i:00000}"));
            var found = checklist.Items.Where(item => item.AskedIf.Count == 0).ToDictionary(item => item.Id, item => item.Options[i % item.Options.Count].Key);
            _ = entry.Record(audit, checklist, new FieldworkRecord(found, new Dictionary<string, string>(), "聞き取った。", now.DayInJapan), "計測", now).Value;
            return entry;
        }));
        db.AddRange(Enumerable.Range(0, Findings).Select(i =>
        {
            var finding = AuditFinding.Write(audit.Id, i + 1, offices[i].Id, $"所属{i}", FindingContent.Empty with { Grade = "oral", Title = $"承認の記録{i}", Facts = new string('事', 300), Rule = "要領", Clause = "2-5(3)イ" }, "計測", now);
            _ = finding.Settle(new string('判', 100), mustBeConfirmed: false, null, now).Value;
            return finding;
        }));
        await db.SaveChangesAsync();
        var frozen = FrozenAudit.Of(audit.Id, await AuditTables.Of(db, audit, null, now, CancellationToken.None), now);
        db.Add(frozen);
        _ = audit.Freeze(frozen.Sha256, new Me(PersonId.New(), "計測", [], []), now).Value;
        await db.SaveChangesAsync();
    }
}
