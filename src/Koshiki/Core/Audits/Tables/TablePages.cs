using Koshiki.Core.Accounts;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Contracts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Tables;

/// <summary>The tables of an audit on screen: each figure leads to exactly the records that it counts. J2.</summary>
internal static class TablePages
{
    public const string Path = "/audits/tables";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowIndex).Requires(Act.ReadTables);
        app.MapGet(Path + ".{format}", Download).Requires(Act.ReadTables);
        app.MapGet(Path + "/{table}", ShowTable).Requires(Act.ReadTables);
        app.MapGet(Path + "/{table}/cells/{row}/{column}", ShowRecords).Requires(Act.ReadTables);
    }

    private static async Task<IResult> ShowIndex(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (day, shown) = DayOf(form, clock);
        var snapshot = await RegisterSnapshot.Take(db, day, ct);
        return Pages.Show<TableIndexPage>(new TableIndexView(TablePlace.Register(day), day, shown, [.. Programme.Ehime.Tables.Select(recipe => RecipeRun.Run(recipe.FromRegister(), snapshot))]));
    }

    private static async Task<IResult> ShowTable(string table, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Programme.Ehime.Table(table) is not { } recipe) return Pages.Refuse(new NoSuchTable(table));
        var (day, shown) = DayOf(form, clock);
        return Pages.Show<TablePage>(new TableView(TablePlace.Register(day), RecipeRun.Run(recipe.FromRegister(), await RegisterSnapshot.Take(db, day, ct)), shown));
    }

    private static async Task<IResult> Download(string format, FormState form, CoreDb db, Settings settings, TimeProvider clock, CancellationToken ct)
    {
        if (TableFiles.FormatOf(format) is not { } wanted) return Pages.Refuse(new NoSuchTable(format));
        var (day, _) = DayOf(form, clock);
        var snapshot = await RegisterSnapshot.Take(db, day, ct);
        var tables = Programme.Ehime.Tables.Where(recipe => !form.Filled("table") || recipe.Key == form["table"]).Select(recipe => RecipeRun.Run(recipe.FromRegister(), snapshot)).ToList();
        if (tables.Count == 0) return Pages.Refuse(new NoSuchTable(form["table"]));
        var content = await TableFiles.Make(wanted, Programme.Ehime, tables, settings.Government, clock.GetUtcNow());
        return TypedResults.File(content, TableFiles.MediaTypeOf(wanted), $"tables-{day.Iso}.{format.ToLowerInvariant()}");
    }

    private static async Task<IResult> ShowRecords(string table, string row, string column, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Programme.Ehime.Table(table) is not { } recipe) return Pages.Refuse(new NoSuchTable(table));
        var (day, _) = DayOf(form, clock);
        var made = RecipeRun.Run(recipe.FromRegister(), await RegisterSnapshot.Take(db, day, ct));
        var behind = made.Find(row, column) switch { Figure.Count count => count.Behind, Figure.Share share => share.Behind, _ => null };
        if (behind is null) return Pages.Refuse(new NoSuchFigure());

        var offices = await db.OfficesOn(day).ToDictionaryAsync(office => office.Id.Value, ct);
        var title = $"{made.Rows.First(one => one.Key == row).Label}：{made.Columns.First(one => one.Key == column).Label}";
        if (behind.Population == LiveAgreements.Name) return Pages.Show<RecordsPage>(new RecordsView(TablePlace.Register(day), made, title, null, null, behind.Number) { Agreements = await AgreementsBehind(behind, db, offices, ct) });
        return behind.Population is RegisterSnapshot.Offices or LiveFieldwork.Name
            ? Pages.Show<RecordsPage>(new RecordsView(TablePlace.Register(day), made, title, [.. behind.Ids.Where(offices.ContainsKey).Select(id => offices[id])], null, behind.Number))
            : Pages.Show<RecordsPage>(new RecordsView(TablePlace.Register(day), made, title, null, await AccountsBehind(behind, db, day, offices, ct), behind.Number));
    }

    /// <summary>The accounts as they were on the day.</summary>
    internal static async Task<IReadOnlyList<AccountBehind>> AccountsBehind(Records behind, CoreDb db, DateOnly day, Dictionary<Guid, OfficeOnDay> offices, CancellationToken ct)
    {
        var ids = behind.Ids.Select(AccountId.From).ToArray();
        var rows = await (
            from account in db.Accounts
            where ids.Contains(account.Id)
            join period in db.AccountPeriods on account.Id equals period.Account
            where period.From <= day && (period.Last == null || period.Last >= day)
            orderby account.Key
            select new { account.Key, account.Platform, account.PlatformLabel, period.Name, period.Office, period.Operator, period.State }).ToListAsync(ct);
        return [.. rows.Select(row => new AccountBehind(
            row.Key, row.Name, row.PlatformLabel ?? row.Platform.DisplayName, offices.TryGetValue(row.Office.Value, out var office) ? office.Name : "（この日にない所属）", row.Operator, row.State))];
    }

    private static async Task<IReadOnlyList<AgreementBehind>> AgreementsBehind(Records behind, CoreDb db, Dictionary<Guid, OfficeOnDay> offices, CancellationToken ct)
    {
        var ids = behind.Ids.Select(AgreementId.From).ToArray();
        var agreements = await db.Agreements.AsNoTracking().IgnoreAutoIncludes().Where(a => ids.Contains(a.Id)).OrderBy(a => a.From).ThenBy(a => a.Id).ToListAsync(ct);
        return [.. agreements.Select(a => new AgreementBehind(a.Id.Value, a.Title, a.Kind, string.Join("、", a.Parties), offices.TryGetValue(a.Office.Value, out var office) ? office.Name : "（この日にない所属）"))];
    }

    /// <summary>The day asked for; today where none or none that can be read is given.</summary>
    private static (DateOnly Day, FormState Shown) DayOf(FormState form, TimeProvider clock)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if (!form.Filled("as-of")) return (today, form);
        var given = JapaneseDate.Parse(form["as-of"]);
        return given.Succeeded ? (given.Value, form) : (today, form.With(new NotAcceptable([new Fault("as-of", given.Refusal.Sentence)])));
    }
}

public sealed record TableIndexView(TablePlace Place, DateOnly Day, FormState Filter, IReadOnlyList<FigureTable> Tables);

public sealed record TableView(TablePlace Place, FigureTable Table, FormState Filter);

public sealed record AccountBehind(string Key, string Name, string Platform, string Office, OperatorKind Operator, AccountState State);

public sealed record AgreementBehind(Guid Id, string Title, AgreementKind Kind, string Parties, string Office);

/// <param name="Path">Where the tables stand.</param>
/// <param name="Query">What every address of theirs carries: the day of the register.</param>
/// <param name="Trail">The way to them.</param>
/// <param name="Said">What they are made from, in a sentence.</param>
/// <param name="Audit">The audit whose they are; null for the register's own.</param>
public sealed record TablePlace(string Path, string Query, IReadOnlyList<Link> Trail, string Said, AuditId? Audit)
{
    /// <summary>The register's own tables, as of a day that anyone may choose.</summary>
    internal static TablePlace Register(DateOnly day) => new(TablePages.Path, $"as-of={day.Iso}", [new("監査の表", TablePages.Path)], $"{Programme.Ehime.Title}の表です。登録簿の記録から、その場で集計します。数字を選ぶと、数えた記録を確かめられます。", null);

    public string Table(string key) => $"{Path}/{key}?{Query}";

    public string Cell(string table, string row, string column) => $"{Path}/{table}/cells/{Uri.EscapeDataString(row)}/{Uri.EscapeDataString(column)}?{Query}";

    public IReadOnlyList<Link> Files(string? table = null) => [.. TableIndexPage.Formats.Select(format => new Link(format.Word, $"{Path}.{format.Key}?{(table is null ? "" : $"table={table}&")}{Query}"))];
}

/// <summary>One visited office behind a figure.</summary>
public sealed record VisitBehind(Guid Id, int Number, string Office, string Group, string? AccountKey, string Answers);

/// <summary>Either offices, accounts, agreements or visits.</summary>
public sealed record RecordsView(TablePlace Place, FigureTable Table, string Title, IReadOnlyList<OfficeOnDay>? Offices, IReadOnlyList<AccountBehind>? Accounts, int Number)
{
    public IReadOnlyList<AgreementBehind>? Agreements { get; init; }

    public IReadOnlyList<VisitBehind>? Visits { get; init; }
}
