using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Audits.Tables;

/// <summary>The tables of one audit: what was found on the spot, frozen or as it stands. The audit office's alone. J2.</summary>
internal static class AuditTablePages
{
    private const string One = AuditAddress.List + "/{id:guid}/tables";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, ShowIndex).Requires(Act.ReadAudits);
        app.MapGet(One + ".{format}", Download).Requires(Act.ReadAudits);
        app.MapGet(One + "/{table}", ShowTable).Requires(Act.ReadAudits);
        app.MapGet(One + "/{table}/cells/{row}/{column}", ShowRecords).Requires(Act.ReadAudits);
    }

    private static async Task<IResult> ShowIndex(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var tables = await AuditTables.Of(db, audit, null, clock.GetUtcNow(), ct);
        return Pages.Show<TableIndexPage>(new TableIndexView(PlaceOf(audit), tables.Snapshot.AsOf, form, tables.All));
    }

    private static async Task<IResult> ShowTable(Guid id, string table, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        return (await AuditTables.Of(db, audit, null, clock.GetUtcNow(), ct)).Find(table) is { } made ? Pages.Show<TablePage>(new TableView(PlaceOf(audit), made, form)) : Pages.Refuse(new NoSuchTable(table));
    }

    private static async Task<IResult> Download(Guid id, string format, FormState form, CoreDb db, Settings settings, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        if (TableFiles.FormatOf(format) is not { } wanted) return Pages.Refuse(new NoSuchTable(format));
        var tables = await AuditTables.Of(db, audit, null, clock.GetUtcNow(), ct);
        var asked = tables.All.Where(table => !form.Filled("table") || table.Key == form["table"]).ToList();
        if (asked.Count == 0) return Pages.Refuse(new NoSuchTable(form["table"]));
        var content = await TableFiles.Make(wanted, tables.Programme, asked, settings.Government, clock.GetUtcNow(), form.Filled("table") ? null : tables.InTheText);
        return TypedResults.File(content, TableFiles.MediaTypeOf(wanted), $"tables-{audit.Number}.{format.ToLowerInvariant()}");
    }

    private static async Task<IResult> ShowRecords(Guid id, string table, string row, string column, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var tables = await AuditTables.Of(db, audit, null, clock.GetUtcNow(), ct);
        if (tables.Find(table) is not { } made) return Pages.Refuse(new NoSuchTable(table));
        return await RecordsBehind.Of(PlaceOf(audit), made, row, column, tables.Programme.Checklist, db, ct) is { } behind ? Pages.Show<RecordsPage>(behind) : Pages.Refuse(new NoSuchFigure());
    }

    private static TablePlace PlaceOf(Audit audit)
    {
        var path = AuditAddress.Of(audit.Id) + "/tables";
        return new TablePlace(path, "", AuditAddress.Trail(audit, new Link("この監査の表", path)), audit.FrozenAt is { } at
            ? $"{at.InWords}に確定した記録から集計しています。何度開いても同じ数字です。数字を選ぶと、数えた所属を確かめられます。"
            : "実地調査の今の記録と、基準日の登録簿から集計しています。確定するまで、数字は記録に合わせて変わります。", audit.Id);
    }
}
