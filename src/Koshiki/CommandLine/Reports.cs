using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Core.Audits.Tables;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>audit report</c>: the report of one audit as a file. J6.</summary>
internal static class Reports
{
    public static readonly string[] Options = ["audit", "format", "out", "edition"];

    public static async Task<int> Write(Installation installation, Arguments call, CancellationToken ct)
    {
        var (format, path, number) = (call.Required("format"), call.Required("out"), call.Required("audit"));
        if (format is not ("docx" or "html" or "pdf")) throw new WrongUsageException("--format is docx, html or pdf.");
        var edition = (call["edition"] ?? "internal") switch { "internal" => ReportEdition.Internal, "published" => ReportEdition.Published, _ => throw new WrongUsageException("--edition is internal or published.") };

        await using var db = installation.OpenCore(Actor.CommandLine);
        if (await AuditWithFieldwork.Find(db, Programme.Ehime, number, ct) is not { } audit) return Commands.Refused(new AuditNotFound());
        var report = await new ReportBuilder(db, installation.Settings, TimeProvider.System).Build(audit, edition, ct);
        var content = format switch { "docx" => ReportFiles.Word(report), "html" => await ReportFiles.Html(report), _ => await ReportFiles.Pdf(report, ct) };
        if (content is null) return Commands.Refused(new NoPdfMaker());
        await File.WriteAllBytesAsync(path, content, ct);
        Console.WriteLine($"監査 {audit.Number} の報告書（{report.EditionWord}）を{path}に書き出しました。");
        return 0;
    }
}
