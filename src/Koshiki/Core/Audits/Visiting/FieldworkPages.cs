using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Visiting;

public sealed record FieldworkListView(Audit Audit, FormState Form, IReadOnlyList<FieldworkEntry> Rows, int Total, int Page, int Pages);

/// <param name="Verdicts">The auditor's, the office's own and the system's answers, item by item.</param>
public sealed record EntryView(Audit Audit, FieldworkEntry Entry, Checklist Checklist, IReadOnlyList<ThreeVerdicts> Verdicts, IReadOnlyList<Evidence> Evidence, FormState Form);

/// <summary>Who says what of one item. ARCHITECTURE 3.10.</summary>
/// <param name="Own">The office's own answer.</param>
/// <param name="Live">What the register tells; null where it cannot tell.</param>
/// <param name="Found">What the auditor found.</param>
public sealed record ThreeVerdicts(ChecklistItem Item, string? Own, string? Live, string? Found)
{
    /// <summary>At least two of them are known and not all are the same.</summary>
    public bool Differ => new[] { Own, Live, Found }.OfType<string>().Distinct().Count() > 1;

    public bool OwnDiffers => Own is not null && Found is not null && Own != Found;

    public bool LiveDiffers => Live is not null && Found is not null && Live != Found;
}

/// <summary>The fieldwork of one audit: list, import, and the three verdicts of one visited office. J3.</summary>
internal static class FieldworkPages
{
    private const string One = AuditAddress.List + "/{id:guid}/fieldwork";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, List).Requires(Act.ReadAudits);
        app.MapPost(One + "/open", Open).Requires(Act.WriteAudits);
        app.MapPost(One + "/import", Import).Requires(Act.WriteAudits).LimitForm(megabytes: 10);
        app.MapGet("/audits/fieldwork/{id:guid}", Show).Requires(Act.ReadAudits);
        app.MapPost("/audits/fieldwork/{id:guid}", Save).Requires(Act.WriteAudits);
    }

    private static async Task<IResult> List(Guid id, FormState form, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<FieldworkListPage>(await ListOf(audit, form, db, ct)) : Pages.Refuse(new AuditNotFound());

    internal static async Task<FieldworkListView> ListOf(Audit audit, FormState form, CoreDb db, CancellationToken ct)
    {
        var found = db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id);
        if (form.Filled("q"))
        {
            var word = form["q"].Trim();
            found = found.Where(entry => entry.OfficeName.Contains(word) || entry.Group.Contains(word) || entry.AccountKey == word);
        }

        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderBy(entry => entry.Number).OnPage(page).ToListAsync(ct);
        return new FieldworkListView(audit, form, rows, total, page, PagedLists.Pages(total));
    }

    /// <summary>The office says something else than the auditor found.</summary>
    internal static bool Differs(FieldworkEntry entry) => entry.Own.Any(own => entry.Found.TryGetValue(own.Key, out var found) && found != own.Value);

    private static async Task<IResult> Open(Guid id, FormState form, Me me, CoreDb db, VisitHandler handler, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var opened = await handler.Handle(new OpenEntries(audit.Id), me, ct);
        return opened.IsRefused(out var no)
            ? Pages.ShowAgain<FieldworkListPage>(await ListOf(audit, form.With(no), db, ct), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/fieldwork", Notice.Success($"対象から{opened.Value}件の記録を作りました。"));
    }

    private static async Task<IResult> Import(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        if (form.Files?.GetFile("file") is not { Length: > 0 } file) return await Refused(new NotAcceptable([new Fault("file", "CSVファイルを選んでください。")]));
        var imported = await new ImportFieldworkHandler(db, clock).Handle(new ImportFieldwork(file.OwnName, await file.Bytes(ct), false, audit.Number, me.Name), ct);
        return imported.IsRefused(out var no) ? await Refused(no) : Pages.GoTo(AuditAddress.Of(audit.Id) + "/fieldwork", Notice.Success($"新しい記録{imported.Value.Added}件、変更{imported.Value.Changed}件を取り込みました。"));

        async Task<IResult> Refused(Refusal why) => Pages.ShowAgain<FieldworkListPage>(await ListOf(audit, FormState.Empty.With(why), db, ct), why);
    }

    private static async Task<IResult> Show(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await ViewOf(id, null, db, clock, ct) is { } view ? Pages.Show<EntryPage>(view) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<IResult> Save(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, VisitHandler handler, CancellationToken ct)
    {
        if (await ViewOf(id, form, db, clock, ct) is not { } view) return Pages.Refuse(new AuditPartNotFound());
        var reading = new FormReading(form);
        var (notes, visited) = (reading.Text("notes", "聴取と確認の記録", FieldworkEntry.LongestNotes), reading.Day("visitedOn"));
        var saved = reading.Refused is { } faults ? faults : await handler.Handle(new SaveEntry(view.Entry.Id, new FieldworkRecord(Answers("found"), Answers("own"), notes, visited)), me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<EntryPage>(view with { Form = form.With(no) }, no)
            : Pages.GoTo($"/audits/fieldwork/{id}", Notice.Success("実地調査の記録を保存しました。"));

        Dictionary<string, string> Answers(string who) => view.Checklist.Items.ToDictionary(item => item.Id, item => form[$"{who}.{item.Id}"]);
    }

    private static async Task<EntryView?> ViewOf(Guid id, FormState? form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FieldworkEntries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == FieldworkEntryId.From(id), ct) is not { } entry) return null;
        var audit = await db.Audits.AsNoTracking().SingleAsync(one => one.Id == entry.Audit, ct);
        var checklist = Programme.Find(audit.Programme).Value.Checklist;
        var register = await RegisterVerdicts.Read(db, audit.Plan.ReferenceDay ?? clock.GetUtcNow().DayInJapan, checklist, ct);
        var evidence = await db.Evidence.AsNoTracking().Where(one => one.Entry == entry.Id).OrderBy(one => one.At).ToListAsync(ct);
        return new EntryView(audit, entry, checklist, [.. register.Beside(entry)], evidence, form ?? FormState.Of(
        [
            ("notes", entry.Notes), .. FormDays.Boxes("visitedOn", entry.VisitedOn),
            .. entry.Found.Select(answer => ($"found.{answer.Key}", (string?)answer.Value)), .. entry.Own.Select(answer => ($"own.{answer.Key}", (string?)answer.Value)),
        ]));
    }
}
