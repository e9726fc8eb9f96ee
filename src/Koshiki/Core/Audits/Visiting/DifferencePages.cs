using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Visiting;

/// <summary>One item of one visited office about which the three verdicts are not the same.</summary>
public sealed record Difference(FieldworkEntryId Entry, int Number, string Office, ThreeVerdicts Verdicts);

/// <param name="Rows">All of them, in the order of the visits.</param>
/// <param name="Compared">How many visited offices were looked at.</param>
public sealed record DifferencesView(Audit Audit, Checklist Checklist, IReadOnlyList<Difference> Rows, int Compared, FormState Form)
{
    private const int PageSize = 100;

    public int Pages => PagedLists.Pages(Rows.Count, PageSize);

    public int Page => Math.Min(Form.PageAsked, Pages);

    public IEnumerable<Difference> Shown => Rows.OnPage(Page, PageSize);
}

/// <summary>Where office, system and auditor say different things, of all visited offices; and the offices' own answers out of a survey. J3.</summary>
internal static class DifferencePages
{
    private const string One = AuditAddress.List + "/{id:guid}/fieldwork";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One + "/differences", Show).Requires(Act.ReadAudits);
        app.MapGet(One + "/differences.csv", Download).Requires(Act.ReadAudits);
        app.MapPost(One + "/own", TakeOwn).Requires(Act.WriteAudits);
    }

    private static async Task<IResult> Show(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<DifferencesPage>(await ViewOf(audit, form, db, clock, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Download(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var view = await ViewOf(audit, form, db, clock, ct);
        return CsvExport.Download($"differences-{audit.Number}.csv", ["番号", "所属", "項目", "所属の回答", "システムの判定", "監査の確認"], view.Rows.Select(row => (IReadOnlyList<string?>)
        [
            row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Office, row.Verdicts.Item.Label, row.Verdicts.Item.WordsOf(row.Verdicts.Own), row.Verdicts.Item.WordsOf(row.Verdicts.Live), row.Verdicts.Item.WordsOf(row.Verdicts.Found),
        ]));
    }

    private static async Task<DifferencesView> ViewOf(Audit audit, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var checklist = Programme.Find(audit.Programme).Value.Checklist;
        var entries = await db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id).OrderBy(entry => entry.Number).ToListAsync(ct);
        var register = await RegisterVerdicts.Read(db, audit.Plan.ReferenceDay ?? clock.GetUtcNow().DayInJapan, checklist, ct);
        var rows =
            from entry in entries
            from verdicts in register.Beside(entry)
            where !form.Filled("item") || verdicts.Item.Id == form["item"]
            where form["between"] switch { "own" => verdicts.OwnDiffers, "live" => verdicts.LiveDiffers, _ => verdicts.Differ }
            select new Difference(entry.Id, entry.Number, entry.OfficeName, verdicts);
        return new DifferencesView(audit, checklist, [.. rows], entries.Count, form);
    }

    private static async Task<IResult> TakeOwn(Guid id, Me me, CoreDb db, TakeOwnAnswersHandler handler, CancellationToken ct)
    {
        var taken = await handler.Handle(new TakeOwnAnswers(AuditId.From(id)), me, ct);
        if (!taken.IsRefused(out var no)) return Pages.GoTo(AuditAddress.Of(AuditId.From(id)) + "/fieldwork", Notice.Success($"調書の回答を{taken.Value.Taken}所属に取り込みました。{(taken.Value.Missing > 0 ? $"提出された回答のない所属が{taken.Value.Missing}件あります。" : "")}"));
        return await db.FindAudit(id, ct) is { } audit ? Pages.ShowAgain<FieldworkListPage>(await FieldworkPages.ListOf(audit, FormState.Empty.With(no), db, ct), no) : Pages.Refuse(no);
    }
}
