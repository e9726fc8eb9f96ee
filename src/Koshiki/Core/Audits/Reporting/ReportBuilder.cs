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
        var writing = new ReportWriting();
        await Overview(writing, audit, edition, ct);
        await Results(writing, audit, edition, tables, ct);
        var offices = new Hidden(edition is ReportEdition.Published);
        var findings = await Findings(writing, audit, offices, ct);
        await MeasuresOf(writing, audit, offices, findings, ct);
        if (edition is ReportEdition.Internal) await Papers(writing, audit, ct);
        await Proof(writing, audit, now, ct);
        return new AuditReport(audit.Plan.Title, edition,
        [
            $"{settings.Government}監査委員", $"監査の番号　{audit.Number}", audit.ReportedOn is { } on ? $"{on.InWordsWithoutWeekday}　{audit.NoticeNumber}" : "（報告前）", edition is ReportEdition.Internal ? "内部版（公表しない）" : "公表版",
        ], writing.Blocks);
    }

    private async Task Overview(ReportWriting writing, Audit audit, ReportEdition edition, CancellationToken ct)
    {
        var plan = audit.Plan;
        writing.Head(1, "監査の概要");
        writing.Head(2, "監査の根拠").Add(new Grid("根拠とした法令", [("法令", 4), ("条項", 4), ("この条文の効力", 4)], [.. plan.Bases.Select(basis => (IReadOnlyList<string>)[basis.Name, basis.Clause, $"{basis.From?.InWordsWithoutWeekday}～{basis.Until?.InWordsWithoutWeekday}"])]));
        writing.Head(2, "監査の種類と項目");
        foreach (var item in plan.Items)
        {
            writing.Head(3, $"{item.Kind.Word}　{item.Title}");
            foreach (var (name, words) in new[] { ("対象の期間", item.Period), ("着眼点", item.FocusPoints), ("方法", item.Methods) })
            {
                if (words.Length > 0) writing.Head(4, name).Say(words);
            }
        }

        writing.Head(2, "テーマと選んだ理由").Say(plan.Theme).Say(plan.Reason);
        writing.Head(2, "監査の基準").Say(plan.Criteria);
        writing.Head(2, "監査の対象").Say(plan.Targets);
        var targets = await db.AuditTargets.AsNoTracking().Where(target => target.Audit == audit.Id).OrderBy(target => target.OfficeCode).ThenBy(target => target.AccountKey).ToListAsync(ct);
        if (targets.Count > 0)
        {
            writing.Head(3, "抽出の方法").Say($"基準日に運用中のアカウントから、1所属につき1件を抽出した。複数のアカウントを持つ所属では、乱数の種{audit.Seed}とアカウントの番号から計算したくじの値が、もっとも小さいものを選んだ。対象は{targets.Count(target => target.State.IsIn):N0}件、対象としなかったものは{targets.Count(target => !target.State.IsIn):N0}件である。");
            if (edition is ReportEdition.Internal) writing.Head(3, "対象としなかったアカウント").Add(new Grid("対象としなかったアカウントと理由", [("所属", 4), ("アカウント", 4), ("区分", 2), ("理由", 6)], [.. targets.Where(target => !target.State.IsIn).Select(target => (IReadOnlyList<string>)[target.OfficeName, $"{target.AccountName}（{target.AccountKey}）", target.State.Word, target.Why])]));
        }

        writing.Head(2, "実施の期間と方法").Say($"実施期間は{plan.PeriodFrom?.InWordsWithoutWeekday ?? "未定"}から{plan.PeriodUntil?.InWordsWithoutWeekday ?? "未定"}まで、基準日は{plan.ReferenceDay?.InWordsWithoutWeekday ?? "未定"}である。").Say(plan.Methods);
        var hearings = await db.Hearings.AsNoTracking().Where(hearing => hearing.Audit == audit.Id).OrderBy(hearing => hearing.On).ThenBy(hearing => hearing.From).ToListAsync(ct);
        if (hearings.Count > 0 && edition is ReportEdition.Internal)
            writing.Head(3, "聴取の日程").Add(new Grid("聴取の日程", [("日時", 5), ("部屋", 3), ("所属", 4), ("出席者", 4)], [.. hearings.Select(hearing => (IReadOnlyList<string>)[$"{hearing.On.InWords} {hearing.From.InWords}～{hearing.Until.InWords}", hearing.Room, hearing.OfficeName, hearing.Attendees])]));
        else if (hearings.Count > 0) writing.Head(3, "聴取").Say($"{hearings.Count:N0}回の聴取を行った。");
    }

    private async Task Results(ReportWriting writing, Audit audit, ReportEdition edition, AuditTables tables, CancellationToken ct)
    {
        writing.Head(1, "調査の結果");
        foreach (var (part, keys) in Parts)
        {
            writing.Head(2, part);
            if (part == Parts[1].Part) await Visits(writing, audit, edition, ct);
            foreach (var key in keys)
            {
                if (tables.Find(key) is { } table) writing.Head(3, table.Title).Add(new Figures(table));
            }
        }

        writing.Head(2, "本文で述べる数値").Add(new Figures(tables.InTheText with { Recipe = tables.InTheText.Recipe with { Key = "参考", Source = null } }));
    }

    /// <summary>Table 4: where auditors went. The published edition counts by group.</summary>
    private async Task Visits(ReportWriting writing, Audit audit, ReportEdition edition, CancellationToken ct)
    {
        var visits = await db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id).OrderBy(entry => entry.Number).ToListAsync(ct);
        writing.Head(3, "実地調査を行った所属").Say($"実地調査は{visits.Count:N0}所属で行った。");
        if (edition is ReportEdition.Internal) writing.Add(new Grid("表4　実地調査を行った所属", [("番号", 1), ("所属", 6), ("区分", 4), ("アカウント", 2), ("訪問した日", 3)], [.. visits.Select(visit => (IReadOnlyList<string>)[visit.Number.ToString("N0"), visit.OfficeName, visit.Group, visit.AccountKey ?? "－", visit.VisitedOn?.InWordsWithoutWeekday ?? "－"])]));
        else writing.Add(new Grid("表4　実地調査を行った所属の数", [("区分", 6), ("所属数", 2)], [.. visits.GroupBy(visit => visit.Group).Select(group => (IReadOnlyList<string>)[group.Key.Length > 0 ? group.Key : "区分なし", group.Count().ToString("N0")])]));
    }

    private async Task<IReadOnlyList<AuditFinding>> Findings(ReportWriting writing, Audit audit, Hidden offices, CancellationToken ct)
    {
        var grades = await db.Grades(ct);
        var all = await db.AuditFindings.AsNoTracking().Where(finding => finding.Audit == audit.Id && finding.State == FindingState.Settled).OrderBy(finding => finding.Number).ToListAsync(ct);
        var shown = all.FindAll(finding => !offices.Hides || grades.GetValueOrDefault(finding.Content.Grade)?.IsPublished == true);
        var evidence = (await db.Evidence.AsNoTracking().Where(one => one.Audit == audit.Id && one.Finding != null).OrderBy(one => one.At).ToListAsync(ct)).ToLookup(one => one.Finding!.Value);
        writing.Head(1, "監査の結果").Say(shown.Count == 0 ? "指摘する事項はなかった。" : $"指摘は{shown.Count:N0}件である。内訳は、{string.Join("、", shown.GroupBy(finding => finding.Content.Grade).OrderBy(group => grades[group.Key].Order).Select(group => $"{grades[group.Key].Word}{group.Count():N0}件"))}である。");
        foreach (var group in shown.GroupBy(finding => finding.Content.Grade).OrderBy(group => grades[group.Key].Order))
        {
            writing.Head(2, grades[group.Key].Word);
            foreach (var finding in group)
            {
                var content = finding.Content;
                writing.Head(3, $"{content.Title}（{offices.Name(finding.OfficeName)}）{(finding.RepeatOf is null ? "" : "【再指摘】")}");
                writing.Head(4, "事実").Say(content.Facts);
                writing.Head(4, "反した定め").Say(content.Clause.Length > 0 ? $"{content.Rule}（要領 {content.Clause}）" : content.Rule);
                if (content.Yen is not null || content.Count is not null) writing.Head(4, "金額と件数").Say(string.Join("、", new[] { content.Yen is { } yen ? $"{yen:N0}円" : null, content.Count is { } count ? $"{count:N0}件" : null }.OfType<string>()));
                if (content.Guidance.Length > 0) writing.Head(4, "指導した内容").Say(content.Guidance);
                if (!offices.Hides && finding.Reply is { } reply) writing.Head(4, "所属の回答").Say($"{reply.Word}。{finding.ReplyText}");
                if (finding.Considered is { Length: > 0 } considered) writing.Head(4, "監査の判断").Say(considered);
                if (!offices.Hides && evidence[finding.Id].Any()) writing.Head(4, "証拠").Say(string.Join('\n', evidence[finding.Id].Select(one => $"・{one.Title}（収集 {one.CollectedOn.InWordsWithoutWeekday}、SHA-256 {one.Sha256[..16]}…）")));
            }
        }

        return shown;
    }

    private async Task MeasuresOf(ReportWriting writing, Audit audit, Hidden offices, IReadOnlyList<AuditFinding> findings, CancellationToken ct)
    {
        var shown = findings.Select(finding => finding.Id).ToHashSet();
        var measures = (await db.Measures.AsNoTracking().Where(measure => measure.Audit == audit.Id).OrderBy(measure => measure.Id).ToListAsync(ct)).FindAll(measure => shown.Contains(measure.Finding) && (!offices.Hides || measure.State is MeasureState.Published));
        writing.Head(1, "措置の状況");
        if (measures.Count == 0) writing.Say(offices.Hides ? "公表した措置はまだない。" : "措置の報告はまだ求めていない。");
        else writing.Add(new Grid("措置の状況", [("件名", 4), ("区分", 2), ("所属", 3), ("状態", 2), ("措置の内容", 5), ("公表", 2)], [.. measures.Select(measure => (IReadOnlyList<string>)[measure.Title, measure.GradeWord, offices.Name(measure.OfficeName), measure.State.Word, measure.Report ?? "－", measure.NoticeNumber ?? "－"])]));
        if (audit.Plan.Recipients.Length > 0) writing.Head(2, "提出先と回答期限").Say($"この報告は{audit.Plan.Recipients}に提出する。措置を講じたときは、地方自治法第199条第14項により通知されたい。{(audit.Plan.ReplyBy is { } day ? $"回答の期限は{day.InWordsWithoutWeekday}とする。" : "")}");
    }

    private async Task Papers(ReportWriting writing, Audit audit, CancellationToken ct)
    {
        var papers = await db.WorkingPapers.AsNoTracking().Where(paper => paper.Audit == audit.Id && paper.Kind != PaperKind.Note).OrderBy(paper => paper.On).ThenBy(paper => paper.At).ToListAsync(ct);
        if (papers.Count == 0) return;
        writing.Head(1, "予備調査での指導と講評");
        foreach (var paper in papers) writing.Head(2, $"{paper.Kind.Word}　{paper.Title}（{paper.On.InWordsWithoutWeekday}）").Say(paper.Text);
    }

    private async Task Proof(ReportWriting writing, Audit audit, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.Set<LogBlock>().AsNoTracking().OrderByDescending(block => block.Number).Select(block => new { block.Number, block.Hash }).FirstOrDefaultAsync(ct);
        writing.Head(1, "記録の確かめ方").Add(new Facts(
        [
            ("数値の元の記録", audit.FrozenHash is { } hash ? $"{audit.FrozenAt?.InWords}に確定した。SHA-256：{hash}" : "確定していない。数値はこの後に変わることがある。"),
            ("操作記録", head is null ? "封をした操作記録はまだない。" : $"{head.Number:N0}番目までの封。SHA-256：{Convert.ToHexStringLower(head.Hash)}"),
            ("この文書の作成", now.InWords),
        ]));
    }

    /// <summary>Names of offices, or letters that stand for them in the order in which they come.</summary>
    private sealed class Hidden(bool hides)
    {
        private readonly Dictionary<string, string> letters = [];

        public bool Hides => hides;

        public string Name(string office)
        {
            if (!hides) return office;
            if (!letters.TryGetValue(office, out var letter)) letters.Add(office, letter = letters.Count < 26 ? $"{(char)('Ａ' + letters.Count)}所属" : $"所属{letters.Count + 1}");
            return letter;
        }
    }
}
