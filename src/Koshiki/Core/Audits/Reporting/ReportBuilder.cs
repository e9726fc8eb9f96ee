using Koshiki.Core.Audits.Tables;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using static Koshiki.Core.Audits.Reporting.ReportBlock;

namespace Koshiki.Core.Audits.Reporting;

/// <summary>Writes an audit's report from its plan, its figures and its findings. Once the audit is frozen, the same figures come out every time. J6.</summary>
public sealed class ReportBuilder(CoreDb db, Settings settings, TimeProvider clock)
{
    /// <summary>Key of the figures of running text, which have no table's number.</summary>
    internal const string InTheText = "参考";

    /// <summary>The tables below each heading of the second chapter.</summary>
    private static readonly (string Part, string[] Tables)[] Parts =
    [
        ("活用の状況", ["1", "2", "3"]), ("要領に沿った運用", ["5", "6", "7", "8", "9", "10", "11"]), ("安全な管理", ["12", "13", "14", "15"]), ("外部への委託", ["16", "17", "18"]),
    ];

    public async Task<AuditReport> Build(Audit audit, ReportEdition edition, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var now = clock.GetUtcNow();
        var tables = await AuditTables.Of(db, audit, null, now, ct);
        var grades = await db.Grades(ct);
        var findings = await db.AuditFindings.AsNoTracking().Where(finding => finding.Audit == audit.Id && finding.State != FindingState.Withdrawn).OrderBy(finding => finding.Number).ToListAsync(ct);
        var open = findings.Count(finding => finding.State is not FindingState.Settled);
        var shown = findings.FindAll(finding => finding.State is FindingState.Settled && (edition is ReportEdition.Internal || grades.GetValueOrDefault(finding.Content.Grade)?.IsPublished == true));
        var offices = new PrintedOffices(edition, [.. shown.Select(finding => finding.OfficeName), .. (await PrintedOffices.LookedAt(db, [audit.Id], ct))[audit.Id]]);
        var writing = new ReportWriting();
        await Overview(writing, audit, offices, ct);
        await Results(writing, audit, offices, tables, ct);
        await Findings(writing, audit, offices, shown, open, grades, ct);
        await MeasuresOf(writing, audit, offices, shown, ct);
        if (!offices.AreHidden) await Papers(writing, audit, ct);
        await Appendix(writing, audit, tables, now, ct);
        return new AuditReport(audit.Plan.Title, edition,
        [
            audit.ReportedOn is { } on ? $"{on.InWordsWithoutWeekday}　{audit.NoticeNumber}" : "（報告前）", $"監査の番号　{audit.Number}", $"{settings.Government}監査委員",
        ], LetterWriting.Of(audit, offices, grades.Values, settings.Government), writing.Blocks);
    }

    private async Task Overview(ReportWriting writing, Audit audit, PrintedOffices offices, CancellationToken ct)
    {
        var plan = audit.Plan;
        writing.Head(1, "監査の概要");
        writing.Head(2, "監査の根拠").Add(new Grid("根拠とした法令", [new("法令", 4), new("条項", 4), new("この条文の効力", 4)], [.. plan.Bases.Select(basis => (IReadOnlyList<string>)[basis.Name, basis.Clause, $"{basis.From?.InWordsWithoutWeekday}～{basis.Until?.InWordsWithoutWeekday}"])]));
        writing.Head(2, "監査の種類と項目");
        foreach (var item in plan.Items)
        {
            writing.Head(3, $"{item.Kind.Word}　{offices.Words(item.Title)}");
            foreach (var (name, words) in new[] { ("対象の期間", item.Period), ("着眼点", item.FocusPoints), ("方法", item.Methods) })
            {
                if (words.Length > 0) writing.Head(4, name).Say(offices.Words(words));
            }
        }

        writing.Head(2, "テーマと選んだ理由").Say(offices.Words(plan.Theme)).Say(offices.Words(plan.Reason));
        writing.Head(2, "監査の基準").Say(offices.Words(plan.Criteria));
        writing.Head(2, "監査の対象").Say(offices.Words(plan.Targets));
        var targets = await db.AuditTargets.AsNoTracking().Where(target => target.Audit == audit.Id).OrderBy(target => target.OfficeCode).ThenBy(target => target.AccountKey).ToListAsync(ct);
        if (targets.Count > 0)
        {
            writing.Head(3, "抽出の方法").Say($"基準日に運用中のアカウントから、1所属につき1件を抽出した。複数のアカウントを持つ所属では、乱数の種{audit.Seed}とアカウントの番号から計算したくじの値が、もっとも小さいものを選んだ。対象は{targets.Count(target => target.State.IsIn):N0}件、対象としなかったものは{targets.Count(target => !target.State.IsIn):N0}件である。");
            if (!offices.AreHidden) writing.Head(3, "対象としなかったアカウント").Add(new Grid("対象としなかったアカウントと理由", [new("所属", 4), new("アカウント", 4), new("区分", 2), new("理由", 6)], [.. targets.Where(target => !target.State.IsIn).Select(target => (IReadOnlyList<string>)[target.OfficeName, $"{target.AccountName}（{target.AccountKey}）", target.State.Word, target.Why])]));
        }

        writing.Head(2, "実施の期間と方法").Say($"実施期間は{plan.PeriodFrom?.InWordsWithoutWeekday ?? "未定"}から{plan.PeriodUntil?.InWordsWithoutWeekday ?? "未定"}まで、基準日は{plan.ReferenceDay?.InWordsWithoutWeekday ?? "未定"}である。").Say(offices.Words(plan.Methods));
        var hearings = await db.Hearings.AsNoTracking().Where(hearing => hearing.Audit == audit.Id).OrderBy(hearing => hearing.On).ThenBy(hearing => hearing.From).ToListAsync(ct);
        if (hearings.Count > 0 && !offices.AreHidden)
            writing.Head(3, "聴取の日程").Add(new Grid("聴取の日程", [new("日時", 5), new("部屋", 3), new("所属", 4), new("出席者", 4)], [.. hearings.Select(hearing => (IReadOnlyList<string>)[$"{hearing.On.InWords} {hearing.From.InWords}～{hearing.Until.InWords}", hearing.Room, hearing.OfficeName, hearing.Attendees])]));
        else if (hearings.Count > 0) writing.Head(3, "聴取").Say($"{hearings.Count:N0}回の聴取を行った。");
    }

    private async Task Results(ReportWriting writing, Audit audit, PrintedOffices offices, AuditTables tables, CancellationToken ct)
    {
        writing.Head(1, "調査の結果");
        foreach (var (part, keys) in Parts)
        {
            writing.Head(2, part);
            if (part == Parts[1].Part) await Visits(writing, audit, offices, ct);
            foreach (var key in keys)
            {
                if (tables.Find(key) is { } table) writing.Head(3, table.Title).Add(new Figures(table));
            }
        }

        writing.Head(2, "本文で述べる数値").Add(new Figures(tables.InTheText with { Recipe = tables.InTheText.Recipe with { Key = InTheText, Source = null } }));
    }

    /// <summary>Table 4: where auditors went. The published edition counts by group.</summary>
    private async Task Visits(ReportWriting writing, Audit audit, PrintedOffices offices, CancellationToken ct)
    {
        var visits = await db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id).OrderBy(entry => entry.Number).ToListAsync(ct);
        writing.Head(3, "実地調査を行った所属").Say($"実地調査は{visits.Count:N0}所属で行った。");
        if (!offices.AreHidden) writing.Add(new Grid("表4　実地調査を行った所属", [new("番号", 2, IsNumber: true), new("所属", 6), new("区分", 5), new("アカウント", 4), new("訪問した日", 6)], [.. visits.Select(visit => (IReadOnlyList<string>)[visit.Number.ToString("N0"), visit.OfficeName, visit.Group, visit.AccountKey ?? "－", visit.VisitedOn?.InWordsWithoutWeekday ?? "－"])]));
        else writing.Add(new Grid("表4　実地調査を行った所属の数", [new("区分", 6), new("所属数", 2, IsNumber: true)], [.. visits.GroupBy(visit => visit.Group).Select(group => (IReadOnlyList<string>)[group.Key.Length > 0 ? group.Key : "区分なし", group.Count().ToString("N0")])]));
    }

    private async Task Findings(ReportWriting writing, Audit audit, PrintedOffices offices, List<AuditFinding> shown, int open, IReadOnlyDictionary<string, FindingGrade> grades, CancellationToken ct)
    {
        var evidence = (await db.Evidence.AsNoTracking().Where(one => one.Audit == audit.Id && one.Finding != null).OrderBy(one => one.At).ToListAsync(ct)).ToLookup(one => one.Finding!.Value);
        var ofGrade = shown.GroupBy(finding => finding.Content.Grade).OrderBy(group => grades[group.Key].Order).ToList();
        writing.Head(1, "監査の結果");
        if (shown.Count > 0) writing.Say($"指摘は{shown.Count:N0}件である。内訳は、{string.Join("、", ofGrade.Select(group => $"{grades[group.Key].Word}{group.Count():N0}件"))}である。");
        else writing.Say(audit.ReportedOn is not null ? "指摘する事項はなかった。" : offices.AreHidden ? "公表する指摘は、まだない。" : "確定した指摘は、まだない。");
        if (open > 0) writing.Say($"確定していない指摘が{open:N0}件ある。");
        foreach (var group in ofGrade)
        {
            writing.Head(2, grades[group.Key].Word);
            foreach (var finding in group) Finding(writing, finding, offices, evidence[finding.Id]);
        }
    }

    private static void Finding(ReportWriting writing, AuditFinding finding, PrintedOffices offices, IEnumerable<Evidence> evidence)
    {
        var content = finding.Content;
        writing.Head(3, $"{offices.Words(content.Title)}（{offices.Name(finding.OfficeName)}）{(finding.RepeatOf is null ? "" : "【再指摘】")}");
        writing.Head(4, "事実").Say(offices.Words(content.Facts));
        writing.Head(4, "反した定め").Say(offices.Words(content.Clause.Length > 0 ? $"{content.Rule}（要領 {content.Clause}）" : content.Rule));
        if (content.ExtentInWords() is { } extent) writing.Head(4, "金額と件数").Say(extent);
        if (content.Guidance.Length > 0) writing.Head(4, "指導した内容").Say(offices.Words(content.Guidance));
        if (!offices.AreHidden && finding.Reply is { } reply) writing.Head(4, "所属の回答").Say($"{reply.Word}。{finding.ReplyText}");
        if (finding.Considered is { Length: > 0 } considered) writing.Head(4, "監査の判断").Say(offices.Words(considered));
        if (!offices.AreHidden && evidence.Any()) writing.Head(4, "証拠").Say(string.Join('\n', evidence.Select(one => $"・{one.Title}（{one.CollectedOn.InWordsWithoutWeekday}に収集。SHA-256 {one.Sha256[..16]}…）")));
    }

    private async Task MeasuresOf(ReportWriting writing, Audit audit, PrintedOffices offices, IReadOnlyList<AuditFinding> findings, CancellationToken ct)
    {
        var shown = findings.Select(finding => finding.Id).ToHashSet();
        var measures = (await db.Measures.AsNoTracking().Where(measure => measure.Audit == audit.Id).OrderBy(measure => measure.Id).ToListAsync(ct)).FindAll(measure => shown.Contains(measure.Finding) && (!offices.AreHidden || measure.State is MeasureState.Published));
        writing.Head(1, "措置の状況");
        if (measures.Count == 0) writing.Say(offices.AreHidden ? "公表した措置はまだない。" : audit.Stage is AuditStage.Reported ? "措置を求める指摘はなかった。" : "措置の報告は、この報告の後に求める。");
        else writing.Say(offices.AreHidden ? $"公表した措置は{measures.Count:N0}件である。" : $"措置を求めた{measures.Count:N0}件のうち、{measures.Count(measure => measure.State is MeasureState.Accepted or MeasureState.Published):N0}件の措置を確かめた。").Add(new Grid("措置の状況", [new("件名", 4), new("区分", 3), new("所属", 3), new("状態", 3), new("措置の内容", 6), new("公表", 3)], [.. measures.Select(measure => (IReadOnlyList<string>)[offices.Words(measure.Title), measure.GradeWord, offices.Name(measure.OfficeName), measure.State.Word, offices.Words(measure.Report ?? "－"), measure.NoticeNumber ?? "－"])]));
    }

    private async Task Papers(ReportWriting writing, Audit audit, CancellationToken ct)
    {
        var papers = await db.WorkingPapers.AsNoTracking().Where(paper => paper.Audit == audit.Id && paper.Kind != PaperKind.Note).OrderBy(paper => paper.On).ThenBy(paper => paper.At).ToListAsync(ct);
        if (papers.Count == 0) return;
        writing.Head(1, "予備調査での指導と講評");
        foreach (var paper in papers) writing.Head(2, $"{(paper.Title == paper.Kind.Word ? paper.Title : $"{paper.Kind.Word}　{paper.Title}")}（{paper.On.InWordsWithoutWeekday}）").Say(paper.Text);
    }

    /// <summary>What was asked on the spot, how figures are rounded, and how to prove what they are made of.</summary>
    private async Task Appendix(ReportWriting writing, Audit audit, AuditTables tables, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.Set<LogBlock>().AsNoTracking().OrderByDescending(block => block.Number).Select(block => new { block.Number, block.Hash }).FirstOrDefaultAsync(ct);
        var checklist = tables.Programme.Checklist;
        writing.Head(1, "付録").Head(2, "実地調査の項目").Say($"実地調査では、次の{checklist.Items.Count:N0}項目を確かめた。");
        writing.Add(new Grid($"{checklist.Title}の項目", [new("項目", 6), new("確かめた結果の区分", 7), new("要領の条項", 3), new("表", 3)], [.. checklist.Items.Select(item => (IReadOnlyList<string>)[item.Label, string.Join("、", item.Options.Select(option => option.Label)), item.Clauses.Count > 0 ? string.Join('\n', item.Clauses) : "－", string.Join("、", item.Tables)])]));
        writing.Head(2, "数値の扱い").Say("割合は、小数点以下第2位を四捨五入した。端数を調整していないため、内訳と計が一致しない場合がある。部分と全体が等しいときは「100」、当てはまらないときは「－」とした。");
        writing.Head(2, "記録の確かめ方").Add(new Facts(
        [
            ("数値の元の記録", audit.FrozenHash is { } hash ? $"{audit.FrozenAt?.InWords}に確定した。SHA-256：{hash}" : "確定していない。数値はこの後に変わることがある。"),
            ("操作記録", head is null ? "封をした操作記録はまだない。" : $"{head.Number:N0}番目までの封。SHA-256：{Convert.ToHexStringLower(head.Hash)}"),
            ("この文書の作成", now.InWords),
        ]));
    }
}
