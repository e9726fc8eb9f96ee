using Koshiki.Core.Accounts;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Tables;

/// <summary>Offices and accounts as they were on one day, as populations for recipes. 基準日現在の登録簿.</summary>
/// <remarks>An account belongs to the department and kind of its office on that day. One whose office no longer or not yet existed then stands under 「所属なし」, so that no account is lost from a total; that office is not counted among those that use accounts.</remarks>
public static class RegisterSnapshot
{
    public const string Offices = "offices";
    public const string Accounts = "accounts";
    private const string NoOffice = "所属なし";

    /// <summary>The register with what it can tell by itself of the fieldwork's questions; nothing is tracked.</summary>
    public static async Task<Snapshot> Take(CoreDb db, DateOnly asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (offices, accounts) = await Read(db, asOf, ct);
        var inUse = accounts.Where(account => account.State is not (AccountState.InConsultation or AccountState.Retired));
        var fieldwork = await LiveFieldwork.Take(db, asOf, [.. inUse.Select(account => new FieldworkAccount(account.Id, account.Office, account.Operator, account.OpenedOn))], ct);
        return Of(asOf, offices, accounts, fieldwork, await LiveAgreements.Take(db, asOf, ct));
    }

    /// <summary>The register beside populations from elsewhere, such as what auditors found on the spot.</summary>
    internal static async Task<Snapshot> Beside(CoreDb db, DateOnly asOf, IEnumerable<Population> others, CancellationToken ct)
    {
        var (offices, accounts) = await Read(db, asOf, ct);
        return Of(asOf, offices, accounts, others);
    }

    /// <summary>Reads two plain lists.</summary>
    private static async Task<(List<OfficeRow> Offices, List<AccountRow> Accounts)> Read(CoreDb db, DateOnly asOf, CancellationToken ct)
    {
        var offices = await db.OfficesOn(asOf)
            .OrderBy(office => office.Code)
            .Select(office => new OfficeRow(office.Id, office.Department, office.Kind))
            .ToListAsync(ct);
        var accounts = await db.Accounts
            .Join(
                db.AccountPeriods.Where(period => period.From <= asOf && (period.Last == null || period.Last >= asOf)),
                account => account.Id,
                period => period.Account,
                (account, period) => new { account.Key, account.Platform, account.OpenedOn, period })
            .OrderBy(row => row.Key)
            .Select(row => new AccountRow(row.period.Account, row.Platform, row.period.Office, row.period.Operator, row.period.State, row.OpenedOn))
            .ToListAsync(ct);
        return (offices, accounts);
    }

    internal static Snapshot Of(DateOnly asOf, IReadOnlyList<OfficeRow> offices, IReadOnlyList<AccountRow> accounts, params IEnumerable<Population> others)
    {
        var byId = offices.ToDictionary(office => office.Id);
        return new Snapshot(asOf, [
            new Population(Offices, [.. offices.Select(office => office.Id.Value)])
                .With("department", [.. offices.Select(office => office.Department)])
                .With("kind", [.. offices.Select(office => office.Kind.FileWord)]),
            new Population(Accounts, [.. accounts.Select(account => account.Id.Value)])
                .With("platform", [.. accounts.Select(account => account.Platform.Key)])
                .With("operator", [.. accounts.Select(account => account.Operator.FileWord)])
                .With("state", [.. accounts.Select(account => account.State.FileWord)])
                .With("department", [.. accounts.Select(account => byId.TryGetValue(account.Office, out var office) ? office.Department : NoOffice)])
                .With("kind", [.. accounts.Select(account => byId.TryGetValue(account.Office, out var office) ? office.Kind.FileWord : null)])
                .WithReference("office", Offices, [.. accounts.Select(account => account.Office.Value)]),
            .. others]);
    }

    /// <summary>An office on the day.</summary>
    internal sealed record OfficeRow(OfficeId Id, string Department, OfficeKind Kind);

    /// <summary>An account on the day.</summary>
    internal sealed record AccountRow(AccountId Id, Platform Platform, OfficeId Office, OperatorKind Operator, AccountState State, DateOnly? OpenedOn = null);
}
