using System.Globalization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Audits.Findings;

/// <summary>The form of a finding, read and filled.</summary>
internal static class FindingForm
{
    private const int LongestLine = 200;

    public static Result<FindingContent> Read(FormState form)
    {
        var reading = new FormReading(form);
        var count = reading.Count("count", "件数");
        if (count > int.MaxValue) reading.Say("count", "件数が大きすぎます。");
        var content = new FindingContent(
            form["grade"], reading.Needed("title", "件名", LongestLine), reading.Needed("facts", "事実", FindingContent.LongestText), reading.Needed("rule", "反した定め", 1000),
            InputText.Code(reading.Text("clause", "要領の条項", 50)), InputText.Code(reading.Text("control", "点検の記号", 100)), reading.Number("yen", "金額"), (int?)count, reading.Text("guidance", "指導した内容", FindingContent.LongestText),
            InputText.Code(reading.Text("figure", "表の数字", 100)), InputText.Code(reading.Text("account", "アカウントの番号", 50)));
        return reading.Refused is { } faults ? faults : content;
    }

    public static FormState Of(AuditFinding finding)
    {
        var content = finding.Content;
        return FormState.Of(
            ("office", finding.Office.Value.ToString()), ("grade", content.Grade), ("title", content.Title), ("facts", content.Facts), ("rule", content.Rule), ("clause", content.Clause), ("control", content.Control),
            ("yen", content.Yen?.ToString("0.##", CultureInfo.InvariantCulture)), ("count", content.Count?.ToString(CultureInfo.InvariantCulture)), ("guidance", content.Guidance), ("figure", content.Figure), ("account", content.AccountKey));
    }
}
