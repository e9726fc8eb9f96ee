using System.Globalization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Audits.Findings;

/// <summary>The form of a finding, read and filled.</summary>
internal static class FindingForm
{
    public const string ChooseOffice = "所属を選んでください。", ChooseGrade = "区分を選んでください。";
    private const int LongestLine = 200, LongestRule = 1000;

    /// <param name="isNew">A new one needs its office; later the office stays.</param>
    /// <returns>What was written, or <see cref="NotAcceptable"/> with every fault, in the order of the page.</returns>
    public static Result<FindingContent> Read(FormState form, bool isNew)
    {
        var reading = new FormReading(form);
        if (isNew && !form.Filled("office")) reading.Say("office", ChooseOffice);
        if (!form.Filled("grade")) reading.Say("grade", ChooseGrade);
        var (title, facts, rule) = (reading.Needed("title", "件名", LongestLine), reading.Needed("facts", "事実", FindingContent.LongestText), reading.Needed("rule", "反した定め", LongestRule));
        var (clause, control) = (reading.Text("clause", "要領の条項", 50), reading.Text("control", "点検の記号", 100));
        var (figure, account) = (reading.Text("figure", "表の数字", 100), reading.Text("account", "アカウントの番号", 50));
        var (yen, count) = (reading.Number("yen", "金額"), reading.Count("count", "件数"));
        if (count > int.MaxValue) reading.Say("count", "件数が大きすぎます。");
        var guidance = reading.Text("guidance", "指導した内容", FindingContent.LongestText);
        if (reading.Refused is { } faults) return faults;
        return new FindingContent(form["grade"], title, facts, rule, InputText.Code(clause), InputText.Code(control), yen, (int?)count, guidance, InputText.Code(figure), InputText.Code(account));
    }

    public static FormState Of(AuditFinding finding)
    {
        var content = finding.Content;
        return FormState.Of(
            ("office", finding.Office.Value.ToString()), ("grade", content.Grade), ("title", content.Title), ("facts", content.Facts), ("rule", content.Rule), ("clause", content.Clause), ("control", content.Control),
            ("yen", content.Yen?.ToString("0.##", CultureInfo.InvariantCulture)), ("count", content.Count?.ToString(CultureInfo.InvariantCulture)), ("guidance", content.Guidance), ("figure", content.Figure), ("account", content.AccountKey));
    }
}
