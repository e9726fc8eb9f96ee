using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>One account in the list of rounds.</summary>
public sealed record RoundRow(
    string Key, string Name, Platform Platform, string? PlatformLabel, string? Office, string? OfficeCode, MonitoringInterval? Interval, DateOnly? LastCheckedOn, string? LastCheckedBy, CheckOutcome? LastOutcome,
    DateOnly? NextDueOn, int OpenFindings)
{
    public RoundState StateOn(DateOnly day) => (Interval, NextDueOn) switch
    {
        (null, _) => RoundState.NotPlanned,
        (_, null) => RoundState.NoTerm,
        (_, { } due) when due < day => RoundState.Overdue,
        (_, { } due) when due == day => RoundState.Today,
        _ => RoundState.Later,
    };

    public string PlatformName => PlatformLabel ?? Platform.DisplayName;
}

public sealed record RoundListView(FormState Form, IReadOnlyList<RoundRow> Rows, DateOnly Today, int Count, int Overdue, int Page, IReadOnlyList<Choice> Offices, bool MayRecord)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <summary>Who has to be looked at by when: the list from which a round begins. D3.</summary>
internal static class RoundList
{
    public const string Path = "/monitoring";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var lines = Filter(db, form, me, today);
        var count = await lines.CountAsync(ct);
        var page = form.PageOf(count);
        var overdue = await Lines(db, me, today).CountAsync(line => line.Watch!.NextDueOn < today, ct);
        var rows = await Rows(db, lines.OnPage(page)).ToListAsync(ct);
        return Pages.Show<RoundListPage>(new RoundListView(form, rows, today, count, overdue, page, await Lists.Offices(db, today, ct), me.May(Act.RecordChecks)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rows = await Rows(db, Filter(db, form, me, today)).ToListAsync(ct);
        return CsvExport.Download(
            "monitoring.csv",
            ["番号", "名称", "媒体", "運用所属コード", "運用所属", "間隔", "前回の点検", "点検した人", "前回の結果", "次の期限", "状態", "終わっていない気づき"],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.Key, row.Name, row.PlatformName, row.OfficeCode, row.Office, row.Interval?.Word, row.LastCheckedOn?.Iso, row.LastCheckedBy, row.LastOutcome?.Word, row.NextDueOn?.Iso, row.StateOn(today).Word,
                row.OpenFindings.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ]));
    }

    /// <summary>The accounts looked after within the person's reach, the most urgent first.</summary>
    internal static IQueryable<RoundLine> Lines(CoreDb db, Me me, DateOnly today, Act act = Act.ReadMonitoring) =>
        from account in db.Accounts.AsNoTracking().Reached(me, act).Where(account => MonitoringQueries.LookedAfter.Contains(account.State))
        join watch in db.Set<Watch>() on account.Id equals watch.Account into watches
        from watch in watches.DefaultIfEmpty()
        join office in db.OfficesOn(today) on account.Office equals office.Id into offices
        from office in offices.DefaultIfEmpty()
        select new RoundLine { Account = account, Watch = watch, Office = office };

    private static IQueryable<RoundLine> Filter(CoreDb db, FormState form, Me me, DateOnly today)
    {
        var lines = Lines(db, me, today);
        if (form.Filled("q"))
        {
            var found = db.Accounts.Found(form["q"]).Select(account => account.Id);
            lines = lines.Where(line => found.Contains(line.Account.Id));
        }

        if (Lists.Office(form) is { } office) lines = lines.Where(line => line.Account.Office == office);
        if (PlatformNames.FromKey(form["platform"]) is { } platform) lines = lines.Where(line => line.Account.Platform == platform);
        if (IntervalWords.Find(form["interval"]) is { } interval) lines = lines.Where(line => line.Watch!.Interval == interval);
        lines = Lists.Choice<RoundState>(form, "state") switch
        {
            RoundState.Overdue => lines.Where(line => line.Watch!.NextDueOn < today),
            RoundState.Today => lines.Where(line => line.Watch!.NextDueOn == today),
            RoundState.Later => lines.Where(line => line.Watch!.NextDueOn > today),
            RoundState.NoTerm => lines.Where(line => line.Watch!.Interval != null && line.Watch.NextDueOn == null),
            RoundState.NotPlanned => lines.Where(line => line.Watch!.Interval == null),
            _ => lines,
        };
        // Without a term comes last: PostgreSQL sorts nothing behind something.
        return lines.OrderBy(line => line.Watch!.NextDueOn).ThenBy(line => line.Office!.Code).ThenBy(line => line.Account.Key);
    }

    private static IQueryable<RoundRow> Rows(CoreDb db, IQueryable<RoundLine> lines) => lines.Select(line => new RoundRow(
        line.Account.Key, line.Account.Name, line.Account.Platform, line.Account.PlatformLabel, line.Office == null ? null : line.Office.Name, line.Office == null ? null : line.Office.Code,
        line.Watch!.Interval, line.Watch.LastCheckedOn, line.Watch.LastCheckedBy, line.Watch.LastOutcome, line.Watch.NextDueOn,
        db.Set<Finding>().Count(finding => finding.Account == line.Account.Id && (finding.State == FindingState.Open || finding.State == FindingState.InHand))));
}

/// <summary>An account with what is planned for it and its office of today.</summary>
internal sealed class RoundLine
{
    public required Account Account { get; init; }

    /// <summary>Null where nobody has planned or checked anything.</summary>
    public required Watch? Watch { get; init; }

    public required OfficeOnDay? Office { get; init; }
}
