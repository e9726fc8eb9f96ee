using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines.Versions;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <param name="Clause">The clause that names it: number and heading.</param>
/// <param name="IsKnown">The program can judge it.</param>
/// <param name="Counts">Null where it was never judged, or is not judged by the program.</param>
/// <param name="LastSeen">The day of its last run.</param>
public sealed record ControlRow(string Key, string Title, ControlKind Kind, string Clause, string ClauseKey, bool IsKnown, VerdictCounts? Counts, DateOnly? LastSeen, string? Failure);

public sealed record ControlListView(IReadOnlyList<ControlRow> Rows, DateOnly? LastRun, bool HasGuideline, bool MayRun, string Reach);

/// <param name="Account">The account's key and name; null where it is about the office.</param>
public sealed record VerdictRow(Guid Subject, string Office, string? AccountKey, string? Account, ControlVerdict Verdict, string Why, string? Source, DateOnly? DueOn, DateOnly Since);

public sealed record ControlView(
    FormState Filter, ControlRow Control, string Parameters, IReadOnlyList<VerdictRow> Rows, VerdictCounts Counts, int Count, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, IReadOnlyList<Choice> Offices,
    IReadOnlyList<StatementRow> Statements, bool MayState);

/// <param name="Differs">What the program finds of the office, where it is something else; null where it agrees or does not judge.</param>
public sealed record StatementRow(string Office, string By, string Word, Tone Tone, string Note, string Who, string At, string? Differs);

public sealed record HistoryView(ControlRow Control, string Name, string? Href, IReadOnlyList<Verdict> Verdicts);

public sealed record StatementView(FormState Form, ControlRow Control, IReadOnlyList<Choice> Offices);

/// <summary>The daily verdicts: counts by control, opened down to accounts and offices with ground and page; and what offices say beside them.</summary>
internal static class ControlPages
{
    public const string Path = "/rules/controls";
    private const int MostStatements = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadControls);
        app.MapPost(Path, RunNow).Requires(Act.ChangeRules);
        app.MapGet(Path + "/{key}", Show).Requires(Act.ReadControls);
        app.MapGet(Path + "/{key}.csv", Export).Requires(Act.ReadControls);
        app.MapGet(Path + "/{key}/subjects/{subject:guid}", ShowHistory).Requires(Act.ReadControls);
        app.MapGet(Path + "/{key}/state", AskStatement).Requires(Act.StateControls);
        app.MapPost(Path + "/{key}/state", State).Requires(Act.StateControls);
    }

    private static async Task<IResult> ShowList(Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var version = await db.GuidelineOn(today, ct);
        var counts = (await VisibleTo(me, db).Where(v => v.Last == null).GroupBy(v => new { v.Control, v.Outcome }).Select(g => new { g.Key.Control, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct))
            .GroupBy(row => row.Control).ToDictionary(group => group.Key, group => VerdictCounts.Of(group.Select(row => (row.Outcome, row.Count))));
        var runs = await LastRuns(db, ct);
        var rows = version is null ? [] : Rows(version, controls, counts, runs);
        return Pages.Show<ControlListPage>(new ControlListView(rows, runs.TryGetValue(GuidelineDay.WholeRun, out var whole) ? whole.Day : null, version is not null, me.May(Act.ChangeRules), me.ScopeOf(Act.ReadControls) is Scope.Government ? "全庁" : "あなたの所属"));
    }

    private static async Task<IResult> RunNow(CoreDb db, GuidelineDay day, TimeProvider clock, CancellationToken ct)
    {
        if (await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct) is null) return Pages.Refuse(new NoGuidelineYet());
        return await day.RunAgain(ct) is not { } done
            ? Pages.Refuse(new JudgingNow())
            : Pages.GoTo(Path, Notice.Success($"{done.Controls}の点検で、{done.Findings:N0}件を判定しました。", $"前と違う結果は{done.Changed:N0}件です。"));
    }

    private static async Task<IResult> Show(string key, FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock, CancellationToken ct)
    {
        if (await Control(key, db, controls, clock, ct) is not { } control) return Pages.Refuse(new ControlNotFound());
        var today = clock.GetUtcNow().DayInJapan;
        var standing = VisibleTo(me, db).Where(v => v.Control == key && v.Last == null);
        var counts = VerdictCounts.Of((await standing.GroupBy(v => v.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).Select(row => (row.Key, row.Count)));
        var found = Filtered(standing, form);
        var count = await found.CountAsync(ct);
        var page = form.PageOf(count);
        var rows = await Read(found.OrderBy(v => v.Outcome == ControlVerdict.NotMet ? 0 : v.Outcome == ControlVerdict.CannotTell ? 1 : 2).ThenBy(v => v.DueOn).ThenBy(v => v.Id).OnPage(page), db, today, ct);
        var officeIds = await standing.Select(v => v.Office).Distinct().ToListAsync(ct);
        var offices = await db.OfficesOn(today).Where(o => officeIds.Contains(o.Id)).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        var run = await db.ControlRuns.AsNoTracking().Where(r => r.Control == key).OrderByDescending(r => r.Day).FirstOrDefaultAsync(ct);
        return Pages.Show<ControlPage>(new ControlView(
            form, control, run?.Parameters ?? "", rows, counts, count, page, PagedLists.Pages(count), to => form.AddressOf($"{Path}/{key}", to), form.AddressOf($"{Path}/{key}.csv"),
            [.. offices.Select(o => new Choice(o.Id.Value.ToString(), o.Name))], await Statements(key, me, db, today, ct), control.Kind is not ControlKind.Verified && me.May(Act.StateControls)));
    }

    private static async Task<IResult> Export(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Read(Filtered(VisibleTo(me, db).Where(v => v.Control == key && v.Last == null), form).OrderBy(v => v.Id), db, clock.GetUtcNow().DayInJapan, ct);
        return CsvExport.Download($"control-{key}.csv", ["所属", "番号", "アカウント", "結果", "根拠", "期限", "この結果になった日"], rows.Select(row => (IReadOnlyList<string?>)[row.Office, row.AccountKey, row.Account, row.Verdict.Word, row.Why, row.DueOn?.Iso, row.Since.Iso]));
    }

    private static async Task<IResult> ShowHistory(string key, Guid subject, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock, CancellationToken ct)
    {
        if (await Control(key, db, controls, clock, ct) is not { } control) return Pages.Refuse(new ControlNotFound());
        var verdicts = await VisibleTo(me, db).Where(v => v.Control == key && v.Subject == subject).OrderByDescending(v => v.Id).Take(100).ToListAsync(ct);
        if (verdicts.Count == 0) return Pages.Refuse(new ControlNotFound());
        var office = verdicts[0].Office;
        var account = verdicts[0].Account is { } id ? await db.Accounts.AsNoTracking().Where(a => a.Id == id).Select(a => new { a.Key, a.Name }).SingleOrDefaultAsync(ct) : null;
        var name = account?.Name ?? (await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Id == office, ct))?.Periods[^1].Name ?? "（不明）";
        return Pages.Show<HistoryPage>(new HistoryView(control, name, account is null ? null : $"/accounts/{account.Key}", verdicts));
    }

    private static async Task<IResult> AskStatement(string key, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock, CancellationToken ct) =>
        await Control(key, db, controls, clock, ct) is { } control ? Pages.Show<StatementPage>(await StatementViewOf(FormState.Empty, control, me, db, clock, ct)) : Pages.Refuse(new ControlNotFound());

    private static async Task<IResult> State(string key, FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, StateControlHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (await Control(key, db, controls, clock, ct) is not { } control) return Pages.Refuse(new ControlNotFound());
        OfficeId? office = Guid.TryParse(form["office"], out var given) ? new OfficeId(given) : null;
        ControlVerdict? outcome = form["outcome"] switch { "met" => ControlVerdict.Met, "not-met" => ControlVerdict.NotMet, "cannot-tell" => ControlVerdict.CannotTell, _ => null };
        var done = await handler.Handle(new StateControl(key, office, outcome, InputText.Prose(form["note"]).Trim()), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{key}", Notice.Success("所属の確認を記録しました。", "自動の判定はそのまま残り、並べて示します。"));
        return no is Invalid ? Pages.ShowAgain<StatementPage>(await StatementViewOf(form.With(no), control, me, db, clock, ct), no) : Pages.Refuse(no);
    }

    /// <summary>The verdicts that a person may see: of his offices or named accounts, or all.</summary>
    public static IQueryable<Verdict> VisibleTo(Me me, CoreDb db)
    {
        switch (me.ScopeOf(Act.ReadControls))
        {
            case Scope.Government: return db.Verdicts.AsNoTracking();
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                var named = db.Accounts.Where(a => keys.Contains(a.Key)).Select(a => (AccountId?)a.Id);
                return db.Verdicts.AsNoTracking().Where(v => offices.Contains(v.Office) || named.Contains(v.Account));
            default: return db.Verdicts.AsNoTracking().Where(v => false);
        }
    }

    private static List<ControlRow> Rows(GuidelineVersion version, IEnumerable<IAutomaticControl> controls, Dictionary<string, VerdictCounts> counts, Dictionary<string, ControlRunRow> runs)
    {
        var titles = controls.ToDictionary(one => one.Key, one => one.Title);
        return
        [
            .. version.Clauses.Controls.Select(one => new ControlRow(
                one.Control.Key, one.Control.Kind is ControlKind.Automatic ? titles.GetValueOrDefault(one.Control.Key, one.Control.Key) : one.Control.Words, one.Control.Kind, one.Clause.Name, one.Clause.Clause.Key,
                one.Control.Kind is not ControlKind.Automatic || titles.ContainsKey(one.Control.Key), counts.GetValueOrDefault(one.Control.Key),
                runs.GetValueOrDefault(one.Control.Key)?.Day, runs.GetValueOrDefault(one.Control.Key)?.Failure)),
        ];
    }

    private static async Task<ControlRow?> Control(string key, CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock, CancellationToken ct) =>
        await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct) is { } version ? Rows(version, controls, [], await LastRuns(db, ct)).Find(row => row.Key == key) : null;

    private static async Task<Dictionary<string, ControlRunRow>> LastRuns(CoreDb db, CancellationToken ct) =>
        await db.ControlRuns.AsNoTracking().Where(r => !db.Set<ControlRunRow>().Any(later => later.Control == r.Control && later.Day > r.Day)).ToDictionaryAsync(r => r.Control, ct);

    private static IQueryable<Verdict> Filtered(IQueryable<Verdict> verdicts, FormState form)
    {
        ControlVerdict? wanted = form["verdict"] switch { "met" => ControlVerdict.Met, "not-met" => ControlVerdict.NotMet, "cannot-tell" => ControlVerdict.CannotTell, _ => null };
        if (wanted is { } outcome) verdicts = verdicts.Where(v => v.Outcome == outcome);
        if (Guid.TryParse(form["office"], out var given))
        {
            var office = new OfficeId(given);
            verdicts = verdicts.Where(v => v.Office == office);
        }

        return verdicts;
    }

    private static async Task<List<VerdictRow>> Read(IQueryable<Verdict> verdicts, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var rows = await (
            from verdict in verdicts
            join account in db.Accounts on verdict.Account equals (AccountId?)account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new { verdict, Key = account == null ? null : account.Key, Name = account == null ? null : account.Name }).ToListAsync(ct);
        var ids = rows.Select(row => row.verdict.Office).Distinct().ToArray();
        var offices = await db.OfficesOn(today).Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return [.. rows.Select(row => new VerdictRow(row.verdict.Subject, offices.GetValueOrDefault(row.verdict.Office, "（廃止された所属）"), row.Key, row.Name, row.verdict.Outcome, row.verdict.Why, row.verdict.Source, row.verdict.DueOn, row.verdict.Since))];
    }

    private static async Task<List<StatementRow>> Statements(string key, Me me, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var all = (await db.ControlStatements.AsNoTracking().Where(s => s.Control == key).OrderByDescending(s => s.At).Take(MostStatements).ToListAsync(ct)).Where(s => me.May(Act.ReadControls, s.Office)).ToList();
        var ids = all.Select(s => s.Office).Distinct().ToArray();
        var names = await db.OfficesOn(today).Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var judged = (await db.Verdicts.AsNoTracking().Where(v => v.Control == key && v.Last == null && ids.Contains(v.Office)).Select(v => new { v.Office, v.Outcome }).ToListAsync(ct))
            .GroupBy(v => v.Office).ToDictionary(group => group.Key, group => group.Any(v => v.Outcome is ControlVerdict.NotMet) ? ControlVerdict.NotMet : group.Any(v => v.Outcome is ControlVerdict.CannotTell) ? ControlVerdict.CannotTell : ControlVerdict.Met);
        return [.. all.Select(s => new StatementRow(names.GetValueOrDefault(s.Office, "（廃止された所属）"), s.By.Word, s.Outcome.Word, s.Outcome.Tone, s.Note, s.ByName, s.At.InWords, judged.TryGetValue(s.Office, out var found) && found != s.Outcome ? found.Word : null))];
    }

    private static async Task<StatementView> StatementViewOf(FormState form, ControlRow control, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = (await db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name }).ToListAsync(ct)).Where(o => me.May(Act.StateControls, o.Id));
        return new StatementView(form, control, [.. offices.Select(o => new Choice(o.Id.Value.ToString(), o.Name))]);
    }
}
