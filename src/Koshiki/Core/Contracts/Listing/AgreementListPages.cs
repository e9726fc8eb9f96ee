using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Listing;

/// <param name="Lacks">What is not in order.</param>
/// <param name="NextDue">The earliest term of what is in order.</param>
public sealed record AgreementRow(Agreement Agreement, string Office, string? Facility, AgreementPhase Phase, IReadOnlyList<AgreementMatterStanding> Lacks, AgreementMatterStanding? NextDue);

/// <summary>An account that somebody outside runs without any agreement in force.</summary>
public sealed record UncoveredAccount(string Key, string Name, string Office, string Operator);

public sealed record AgreementListView(FormState Filter, IReadOnlyList<AgreementRow> Rows, int Count, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, IReadOnlyList<UncoveredAccount> Uncovered, bool MayChange, DateOnly Today);

/// <summary>Contracts, basic agreements and joint operation, with what each lacks. C9, C10, A7.</summary>
internal static class AgreementListPages
{
    public const string Path = "/contracts";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadContracts);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadContracts);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, AgreementReader reader, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rows = await Rows(form, me, db, reader, today, ct);
        var page = form.PageOf(rows.Count);
        return Pages.Show<AgreementListPage>(new AgreementListView(
            form, [.. rows.OnPage(page)], rows.Count, page, PagedLists.Pages(rows.Count), number => form.AddressOf(Path, number), form.AddressOf(Path + ".csv"),
            await Uncovered(me, db, today, ct), me.May(Act.ChangeContracts), today));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, AgreementReader reader, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Rows(form, me, db, reader, clock.GetUtcNow().DayInJapan, ct);
        return CsvExport.Download(
            "contracts.csv",
            ["件名", "種類", "相手方", "所管の所属", "施設", "アカウント", "締結日", "始まり", "終わり", "状態", "足りないもの", "次の期限"],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.Agreement.Title, row.Agreement.Kind.Word, string.Join("、", row.Agreement.Parties), row.Office, row.Facility, string.Join(" ", row.Agreement.AccountKeys), row.Agreement.SignedOn.Iso, row.Agreement.From.Iso, row.Agreement.End.Iso,
                row.Phase.Word, string.Join("／", row.Lacks.Select(lack => $"{lack.Matter.Word}：{lack.Why}")), row.NextDue?.DueOn?.Iso,
            ]));
    }

    private static async Task<List<AgreementRow>> Rows(FormState form, Me me, CoreDb db, AgreementReader reader, DateOnly today, CancellationToken ct)
    {
        var agreements = db.AgreementsVisibleTo(me);
        if (Enum.TryParse<AgreementKind>(form["kind"], out var kind) && Enum.IsDefined(kind)) agreements = agreements.Where(a => a.Kind == kind);
        var offices = await db.OfficesOn(today).ToDictionaryAsync(office => office.Id, office => office.Name, ct);
        var facts = await reader.Read(agreements.OrderBy(a => a.EndedOn ?? a.Last).ThenBy(a => a.Title), today, ct);
        AgreementPhase? phase = Enum.TryParse<AgreementPhase>(form["phase"], out var wantedPhase) && Enum.IsDefined(wantedPhase) ? wantedPhase : null;
        AgreementMatter? lacking = Enum.TryParse<AgreementMatter>(form["lack"], out var wantedLack) && Enum.IsDefined(wantedLack) ? wantedLack : null;
        var words = SearchKey.Of(form["q"]).Words;
        var rows =
            from one in facts
            let standings = AgreementStanding.Of(one, today)
            let row = new AgreementRow(
                one.Agreement, offices.GetValueOrDefault(one.Agreement.Office, "（廃止された所属）"), one.Agreement.Facility is { } facility ? offices.GetValueOrDefault(facility) : null, one.Agreement.PhaseOn(today),
                [.. standings.Where(standing => !standing.IsMet)], standings.Where(standing => standing is { IsMet: true, DueOn: not null }).MinBy(standing => standing.DueOn))
            where phase is null || row.Phase == phase
            where lacking is null ? form["lack"] != "any" || row.Lacks.Count > 0 : row.Lacks.Any(lack => lack.Matter == lacking)
            let text = SearchKey.Of(string.Join(' ', [row.Agreement.Title, .. row.Agreement.Parties, row.Office, row.Facility ?? "", .. row.Agreement.AccountKeys])).Text
            where words.All(word => text.Contains(word, StringComparison.Ordinal))
            orderby row.Phase == AgreementPhase.Ended && row.Lacks.Count == 0, row.Lacks.Count == 0, row.Agreement.End
            select row;
        return [.. rows];
    }

    private static async Task<IReadOnlyList<UncoveredAccount>> Uncovered(Me me, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var agreements = db.Agreements;
        var accounts = await (
            from account in db.AccountsRunByOthers()
            where !agreements.Any(a => a.From <= today && (a.EndedOn ?? a.Last) >= today && a.Kind != AgreementKind.JointOperation && a.AccountKeys.Contains(account.Key))
            join office in db.OfficesOn(today) on account.Office equals office.Id into offices
            from office in offices.DefaultIfEmpty()
            orderby account.Key
            select new { account.Key, account.Name, account.Office, OfficeName = office == null ? null : office.Name, account.Operator, account.OperatorName }).ToListAsync(ct);
        return [.. accounts.Where(a => me.May(Act.ReadContracts, a.Office, a.Key)).Select(a => new UncoveredAccount(a.Key, a.Name, a.OfficeName ?? "（廃止された所属）", a.Operator.Word + (a.OperatorName is { } name ? $"（{name}）" : "")))];
    }
}
