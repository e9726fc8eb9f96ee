using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Audits.Planning;

/// <summary>The form of a plan, read and filled.</summary>
internal static class PlanForm
{
    private const int LongestLine = 200;

    /// <returns>What to save, or <see cref="NotAcceptable"/> with all faults.</returns>
    public static Result<SaveAudit> Read(FormState form, Audit? audit)
    {
        var reading = new FormReading(form);
        var number = audit?.Number ?? InputText.Code(reading.Needed("number", "監査の番号", Audit.LongestNumber));
        var bases = new List<LegalBasis>();
        for (var at = 1; at <= AuditPlan.MostBases; at++)
        {
            var (name, clause) = (reading.Text($"basis{at}.name", "法令の名称", LongestLine), reading.Text($"basis{at}.clause", "条項", LongestLine));
            var (from, until) = (Day(reading, form, $"basis{at}.from"), Day(reading, form, $"basis{at}.until"));
            if (name.Length > 0) bases.Add(new LegalBasis(name, clause, from, until));
            else if (clause.Length > 0) reading.Say($"basis{at}.name", "条項だけが入力されています。法令の名称を入力してください。");
        }

        var items = new List<AuditItem>();
        for (var at = 1; at <= AuditPlan.MostItems; at++)
        {
            var item = new AuditItem(
                reading.Choice<AuditItemKind>($"item{at}.kind") ?? AuditItemKind.Regular, reading.Text($"item{at}.title", "項目", LongestLine), reading.Text($"item{at}.period", "対象の期間", LongestLine), reading.Text($"item{at}.focus", "着眼点"), reading.Text($"item{at}.methods", "方法"));
            if (item.Title.Length > 0) items.Add(item);
            else if (item.FocusPoints.Length > 0) reading.Say($"item{at}.title", "着眼点だけが入力されています。項目の名前を入力してください。");
        }

        var plan = new AuditPlan(
            reading.Needed("title", "件名", LongestLine), reading.Text("theme", "テーマ"), reading.Text("reason", "選んだ理由"), reading.Text("criteria", "監査の基準"), bases, items,
            reading.Day("periodFrom"), reading.Day("periodUntil"), reading.Day("referenceDay"), reading.Text("targets", "対象"), reading.Text("methods", "方法"), reading.Text("recipients", "提出先", LongestLine), reading.Day("replyBy")) { Survey = form["survey"] };
        if (plan.PeriodUntil < plan.PeriodFrom) reading.Say("periodUntil", "実施期間の終わりが、始まりより前です。");
        return reading.Refused is { } faults ? faults : new SaveAudit(audit?.Id, number, plan, audit?.Seed ?? 1);
    }

    public static FormState Of(Audit audit)
    {
        var plan = audit.Plan;
        return FormState.Of(
        [
            ("number", audit.Number), ("title", plan.Title), ("theme", plan.Theme), ("reason", plan.Reason), ("criteria", plan.Criteria), ("targets", plan.Targets), ("methods", plan.Methods), ("recipients", plan.Recipients), ("survey", plan.Survey),
            .. FormDays.Boxes("periodFrom", plan.PeriodFrom), .. FormDays.Boxes("periodUntil", plan.PeriodUntil), .. FormDays.Boxes("referenceDay", plan.ReferenceDay), .. FormDays.Boxes("replyBy", plan.ReplyBy),
            .. plan.Bases.SelectMany((basis, at) => new (string, string?)[] { ($"basis{at + 1}.name", basis.Name), ($"basis{at + 1}.clause", basis.Clause), ($"basis{at + 1}.from", basis.From?.InWordsWithoutWeekday), ($"basis{at + 1}.until", basis.Until?.InWordsWithoutWeekday) }),
            .. plan.Items.SelectMany((item, at) => new (string, string?)[] { ($"item{at + 1}.kind", item.Kind.ToString()), ($"item{at + 1}.title", item.Title), ($"item{at + 1}.period", item.Period), ($"item{at + 1}.focus", item.FocusPoints), ($"item{at + 1}.methods", item.Methods) }),
        ]);
    }

    private static DateOnly? Day(FormReading reading, FormState form, string name)
    {
        if (!form.Filled(name)) return null;
        var day = JapaneseDate.Parse(form[name]);
        if (!day.IsRefused(out var no)) return day.Value;
        reading.Say(name, no.Sentence);
        return null;
    }
}
