using Koshiki.Core.Accounts;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Contracts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Tables;

/// <summary>Lists what a figure counts: one line for each record, no more and no fewer. What the register can no longer show on that day keeps its line. J2.</summary>
internal static class RecordsBehind
{
    private const string NoOffice = "（この日にない所属）";
    private const string Gone = "（台帳で見つからない記録）";

    /// <param name="checklist">Of the audit whose table it is; null for the register's own tables, whose fieldwork is offices and agreements.</param>
    /// <returns>Null where the table has no such row and column, or says nothing there.</returns>
    public static async Task<RecordsView?> Of(TablePlace place, FigureTable table, string row, string column, Checklist? checklist, CoreDb db, CancellationToken ct)
    {
        var behind = table.Find(row, column) switch { Figure.Count count => count.Behind, Figure.Share share => share.Behind, _ => null };
        if (behind is null) return null;
        var view = new RecordsView(place, table, $"{table.Rows.First(one => one.Key == row).Label}：{table.Columns.First(one => one.Key == column).Label}", behind.Number);
        if (checklist is not null && behind.Population is LiveFieldwork.Name or LiveAgreements.Name) return view with { Visits = await Visits(behind, table, checklist, db, ct) };

        var offices = await db.OfficesOn(table.AsOf).ToDictionaryAsync(office => office.Id.Value, ct);
        return behind.Population switch
        {
            LiveAgreements.Name => view with { Agreements = await Agreements(behind, offices, db, ct) },
            RegisterSnapshot.Accounts => view with { Accounts = await Accounts(behind, table.AsOf, offices, db, ct) },
            _ => view with { Offices = await Offices(behind, offices, db, ct) },
        };
    }

    private static async Task<IReadOnlyList<OfficeBehind>> Offices(Records behind, Dictionary<Guid, OfficeOnDay> offices, CoreDb db, CancellationToken ct)
    {
        var others = behind.Ids.Where(id => !offices.ContainsKey(id)).Select(OfficeId.From).ToArray();
        var codes = others.Length == 0 ? [] : await db.Offices.AsNoTracking().IgnoreAutoIncludes().Where(office => others.Contains(office.Id)).ToDictionaryAsync(office => office.Id.Value, office => office.Code, ct);
        return [.. behind.Ids.Select(id => offices.TryGetValue(id, out var office) ? new OfficeBehind(id, office.Code, office.Name, office.Department, office.Kind.Word) : new OfficeBehind(id, codes.GetValueOrDefault(id, ""), NoOffice, "", ""))];
    }

    /// <summary>The accounts as they were on the day.</summary>
    private static async Task<IReadOnlyList<AccountBehind>> Accounts(Records behind, DateOnly day, Dictionary<Guid, OfficeOnDay> offices, CoreDb db, CancellationToken ct)
    {
        var ids = behind.Ids.Select(AccountId.From).ToArray();
        var rows = await (
            from account in db.Accounts
            where ids.Contains(account.Id)
            join period in db.AccountPeriods on account.Id equals period.Account
            where period.From <= day && (period.Last == null || period.Last >= day)
            select new { account.Id, account.Key, account.Platform, account.PlatformLabel, period.Name, period.Office, period.Operator, period.State }).ToDictionaryAsync(row => row.Id.Value, ct);
        return [.. behind.Ids.Select(id => rows.TryGetValue(id, out var row)
            ? new AccountBehind(row.Key, row.Name, row.PlatformLabel ?? row.Platform.DisplayName, offices.TryGetValue(row.Office.Value, out var office) ? office.Name : NoOffice, row.Operator.Word, row.State.Word)
            : new AccountBehind("", Gone, "", "", "", ""))];
    }

    private static async Task<IReadOnlyList<AgreementBehind>> Agreements(Records behind, Dictionary<Guid, OfficeOnDay> offices, CoreDb db, CancellationToken ct)
    {
        var ids = behind.Ids.Select(AgreementId.From).ToArray();
        var agreements = await db.Agreements.AsNoTracking().IgnoreAutoIncludes().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, ct);
        return [.. behind.Ids.Select(id => agreements.TryGetValue(id, out var a)
            ? new AgreementBehind(id, a.Title, a.Kind.Word, string.Join("、", a.Parties), offices.TryGetValue(a.Office.Value, out var office) ? office.Name : NoOffice)
            : new AgreementBehind(id, Gone, "", "", ""))];
    }

    private static async Task<IReadOnlyList<VisitBehind>> Visits(Records behind, FigureTable table, Checklist checklist, CoreDb db, CancellationToken ct)
    {
        var ids = behind.Ids.Select(FieldworkEntryId.From).ToArray();
        var entries = await db.FieldworkEntries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id.Value, ct);
        var items = checklist.Items.Where(item => item.Tables.Contains(table.Key)).ToList();
        return [.. behind.Ids.Select(id => entries.TryGetValue(id, out var entry)
            ? new VisitBehind(id, entry.Number, entry.OfficeName, entry.Group, entry.AccountKey, string.Join("、", items.Select(item => item.WordsOf(entry.Found.GetValueOrDefault(item.Id))).Where(words => words.Length > 0)))
            : new VisitBehind(id, 0, Gone, "", null, ""))];
    }
}

public sealed record OfficeBehind(Guid Id, string Code, string Name, string Department, string Kind);

/// <param name="Key">Empty where the register no longer shows it.</param>
public sealed record AccountBehind(string Key, string Name, string Platform, string Office, string Operator, string State);

public sealed record AgreementBehind(Guid Id, string Title, string Kind, string Parties, string Office);

/// <summary>One visited office behind a figure.</summary>
/// <param name="Number">0 where the record is gone.</param>
public sealed record VisitBehind(Guid Id, int Number, string Office, string Group, string? AccountKey, string Answers);

/// <summary>What stands behind one figure: offices, accounts, agreements or visits.</summary>
/// <param name="Title">Row and column.</param>
public sealed record RecordsView(TablePlace Place, FigureTable Table, string Title, int Number)
{
    public IReadOnlyList<OfficeBehind>? Offices { get; init; }

    public IReadOnlyList<AccountBehind>? Accounts { get; init; }

    public IReadOnlyList<AgreementBehind>? Agreements { get; init; }

    public IReadOnlyList<VisitBehind>? Visits { get; init; }

    /// <summary>How many lines the list has.</summary>
    internal int Lines => Offices?.Count ?? Accounts?.Count ?? Agreements?.Count ?? Visits!.Count;
}
