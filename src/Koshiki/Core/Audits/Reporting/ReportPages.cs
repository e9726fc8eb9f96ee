using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Audits.Reporting;

public sealed record ReportView(Audit Audit, AuditReport Report, bool CanPdf);

/// <summary>The report on screen and as files, in both editions. J6.</summary>
internal static class ReportPages
{
    private const string One = AuditAddress.List + "/{id:guid}/report";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, Show).Requires(Act.ReadAudits);
        app.MapGet(One + ".{format}", Download).Requires(Act.ReadAudits);
    }

    private static async Task<IResult> Show(Guid id, FormState form, CoreDb db, ReportBuilder builder, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<ReportPage>(new ReportView(audit, await builder.Build(audit, EditionOf(form["edition"]), ct), PdfMaker.IsThere)) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Download(Guid id, string format, FormState form, CoreDb db, ReportBuilder builder, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var report = await builder.Build(audit, EditionOf(form["edition"]), ct);
        var name = $"report-{audit.Number}-{report.Edition.ToString().ToLowerInvariant()}.{format}";
        return format switch
        {
            "docx" => TypedResults.File(ReportFiles.Word(report), WordDocument.MediaType, name),
            "html" => TypedResults.File(await ReportFiles.Html(report), HtmlFile.MediaType, name),
            "pdf" => await ReportFiles.Pdf(report, ct) is { } pdf ? TypedResults.File(pdf, ReportFiles.PdfMediaType, name) : Pages.Refuse(new NoPdfMaker()),
            _ => Pages.Refuse(new AuditPartNotFound()),
        };
    }

    public static ReportEdition EditionOf(string word) => word == "published" ? ReportEdition.Published : ReportEdition.Internal;
}
