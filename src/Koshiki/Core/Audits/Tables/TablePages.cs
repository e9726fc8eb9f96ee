using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;

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
        var (day, shown) = DayOf(form, clock);
        if (shown.HasFaults) return Pages.Refuse(new NotAcceptable(shown.Faults));
        var snapshot = await RegisterSnapshot.Take(db, day, ct);
        var tables = Programme.Ehime.Tables.Where(recipe => !form.Filled("table") || recipe.Key == form["table"]).Select(recipe => RecipeRun.Run(recipe.FromRegister(), snapshot)).ToList();
        if (tables.Count == 0) return Pages.Refuse(new NoSuchTable(form["table"]));
        var content = await TableFiles.Make(wanted, Programme.Ehime, tables, settings.Government, clock.GetUtcNow());
        return TypedResults.File(content, TableFiles.MediaTypeOf(wanted), $"tables-{day.Iso}.{format.ToLowerInvariant()}");
    }

    private static async Task<IResult> ShowRecords(string table, string row, string column, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Programme.Ehime.Table(table) is not { } recipe) return Pages.Refuse(new NoSuchTable(table));
        var (day, shown) = DayOf(form, clock);
        if (shown.HasFaults) return Pages.Refuse(new NotAcceptable(shown.Faults));
        var made = RecipeRun.Run(recipe.FromRegister(), await RegisterSnapshot.Take(db, day, ct));
        return await RecordsBehind.Of(TablePlace.Register(day), made, row, column, null, db, ct) is { } behind ? Pages.Show<RecordsPage>(behind) : Pages.Refuse(new NoSuchFigure());
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
