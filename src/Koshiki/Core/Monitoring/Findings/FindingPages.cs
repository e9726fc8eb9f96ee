using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Findings;

public sealed record FindingListView(
    FormState Form, IReadOnlyList<Finding> Rows, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<OfficeId, string> OfficeNames, int Count, int Page, IReadOnlyList<Choice> Offices)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <param name="Possible">What can be said of it now by whoever looks; empty for whoever may not.</param>
public sealed record FindingView(Finding Finding, Account? Account, string Office, IReadOnlyList<FindingState> Possible, FormState Form);

/// <summary>What is not as it should be: list and page, each with what to do. D3.</summary>
internal static class FindingPages
{
    public const string Path = "/monitoring/findings";

    private static readonly FindingState[] Standing = [FindingState.Open, FindingState.InHand];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
        app.MapGet(Path + "/{id:guid}", ShowOne).Requires(Act.ReadMonitoring);
        app.MapPost(Path + "/{id:guid}", Settle).Requires(Act.SettleFindings);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var findings = Filter(db, form, me);
        var count = await findings.CountAsync(ct);
        var page = form.PageOf(count);
        var rows = await findings.OrderBy(f => f.ClosedAt != null).ThenByDescending(f => f.FoundAt).ThenBy(f => f.Id).OnPage(page).ToListAsync(ct);
        return Pages.Show<FindingListPage>(new FindingListView(
            form, rows, await Names(db, rows, ct), await OfficeNames.Of(db, rows.Select(row => row.Office), ct), count, page, await Lists.Offices(db, clock.GetUtcNow().DayInJapan, ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Filter(db, form, me).OrderByDescending(f => f.FoundAt).ToListAsync(ct);
        var (names, offices) = (await Names(db, rows, ct), await OfficeNames.Of(db, rows.Select(row => row.Office), ct));
        return CsvExport.Download(
            "monitoring-findings.csv",
            ["見つけた日時", "見つけた人", "番号", "名称", "運用所属", "種類", "内容", "URL", "状態", "終えた日時"],
            rows.Select(f => (IReadOnlyList<string?>)
            [
                f.FoundAt.InJapan.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), f.FoundBy, f.AccountKey, names.GetValueOrDefault(f.AccountKey), offices.GetValueOrDefault(f.Office), f.Kind.Word, f.What, f.Url,
                f.State.Word, f.ClosedAt?.InJapan.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            ]));
    }

    private static async Task<IResult> ShowOne(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await View(id, me, db, FormState.Empty, ct) is { } view ? Pages.Show<FindingPage>(view) : Pages.Refuse(new FindingNotFound());

    private static async Task<IResult> Settle(Guid id, FormState form, Me me, CoreDb db, SettleFindingHandler handler, CancellationToken ct)
    {
        if (Lists.Choice<FindingState>(form, "to") is not { } to) return await Again(new NotAcceptable([new Fault("to", "どうするかを選んでください。")]));
        var done = await handler.Handle(new SettleFinding(new FindingId(id), to, form["words"]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{id}", Notice.Success($"「{done.Value.State.Word}」にしました。"));
        return await Again(no is SayWhatWasDone ? new NotAcceptable([new Fault("words", no.Sentence)]) : no);

        async Task<IResult> Again(Refusal reason) =>
            reason is not NotFound && await View(id, me, db, form.With(reason), ct) is { } view ? Pages.ShowAgain<FindingPage>(view, reason) : Pages.Refuse(reason is NotFound ? reason : new FindingNotFound());
    }

    private static async Task<FindingView?> View(Guid id, Me me, CoreDb db, FormState form, CancellationToken ct)
    {
        var finding = await db.Findings.AsNoTracking().Include(f => f.Events).Reached(me).SingleOrDefaultAsync(f => f.Id == new FindingId(id), ct);
        if (finding is null) return null;
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == finding.Account, ct);
        var office = (await OfficeNames.Of(db, [finding.Office], ct)).GetValueOrDefault(finding.Office, "（不明）");
        return new FindingView(finding, account, office, me.May(Act.SettleFindings, finding.Office, finding.AccountKey) ? [.. FindingFlow.PossibleFrom(finding.State)] : [], form);
    }

    private static async Task<IReadOnlyDictionary<string, string>> Names(CoreDb db, IReadOnlyList<Finding> rows, CancellationToken ct)
    {
        var keys = rows.Select(row => row.AccountKey).Distinct().ToArray();
        return await db.Accounts.AsNoTracking().Where(account => keys.Contains(account.Key)).ToDictionaryAsync(account => account.Key, account => account.Name, ct);
    }

    private static IQueryable<Finding> Filter(CoreDb db, FormState form, Me me)
    {
        var findings = db.Findings.AsNoTracking().Reached(me);
        if (form.Filled("account"))
        {
            var key = InputText.Code(form["account"]);
            findings = findings.Where(f => f.AccountKey == key);
        }

        if (Lists.Office(form) is { } office) findings = findings.Where(f => f.Office == office);
        if (Lists.Choice<FindingKind>(form, "kind") is { } kind) findings = findings.Where(f => f.Kind == kind);
        if (form["state"] == "standing") findings = findings.Where(f => Standing.Contains(f.State));
        else if (Lists.Choice<FindingState>(form, "state") is { } state) findings = findings.Where(f => f.State == state);
        return findings;
    }
}
