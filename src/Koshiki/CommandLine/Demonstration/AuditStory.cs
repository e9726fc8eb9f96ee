using System.Globalization;
using System.Text;
using Koshiki.Core;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Findings;
using Koshiki.Core.Audits.Measuring;
using Koshiki.Core.Audits.Planning;
using Koshiki.Core.Audits.Visiting;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Two audits of the use of accounts: last year's, reported and mostly followed up, and this year's, on the spot. Findings in every state.</summary>
internal sealed class AuditStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    private const string Auditor = "d0001";
    private const int Seed = 20251201;

    /// <summary>The survey that asks offices what the fieldwork looks at.</summary>
    private const string OwnSurvey = "ehime";

    /// <summary>What was found, entry by entry, in the order of the checklist; repeated from the top.</summary>
    private static readonly string[] FoundRows =
    [
        "known H30-R1 yes yes yes disclosed weekly yes yes each-post daily no none",
        "known R2 yes yes no undisclosed irregular yes no each-post irregular no contract no yes no",
        "known R3 yes yes yes disclosed daily yes yes pre-approved weekly no contract yes yes yes",
        "unknown R2 no no no none irregular no no none none no none",
        "known H28-H29 exempt yes yes disclosed monthly yes yes each-post monthly yes none",
        "known R3 yes yes yes disclosed irregular yes no each-post irregular no designated-manager no no yes",
        "own-rules H26-H27 exempt no yes undisclosed irregular yes no none irregular no none",
        "known H21-H25 exempt yes yes disclosed weekly yes yes each-post weekly no none",
    ];

    private readonly Dictionary<string, OfficeId> offices = [];

    public async Task Tell(DateTimeOffset now)
    {
        await Know(now);
        await LastYear(now);
        await TellThisYear(now);
    }

    private Task Know(DateTimeOffset now) => stage.Act(async services =>
    {
        foreach (var office in await services.GetRequiredService<CoreDb>().OfficesOn(now.DayInJapan).Select(office => new { office.Code, office.Id }).ToListAsync()) offices[office.Code] = office.Id;
    });

    private async Task LastYear(DateTimeOffset now)
    {
        At(now, 330);
        var audit = await Plan("R7-2", "公式アカウントの運用に関する行政監査", now.AddDays(-320).DayInJapan, Seed);
        await Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new MoveAudit(audit, AuditAction.BeginPreliminary), me, default));
        await Paper(audit, PaperKind.Guidance, "予備調査での指導", "調査票の記入の誤りが3所属であった。用語の意味を電話で説明し、出し直してもらった。");
        At(now, 300);
        await Visit(audit);
        await Hear(audit, "02003", 0, "10:00", "第2会議室", isOver: true);
        await Hear(audit, "05001", 0, "13:30", "第2会議室", isOver: true);
        var approval = await Find(audit, "04001", "measures", "所属長の承認を経ない投稿", "令和7年10月の投稿12件のうち3件に、所属長の承認の記録がなかった。", "要領では、所属長が承認した後に発信することとされている。", "2-5(3)イ", "13/offices/none", 3);
        await Attach(audit, approval, "投稿と承認の記録の対照表", "投稿,承認\n10月3日,なし\n10月11日,なし\n10月24日,なし\n");
        var contract = await Find(audit, "05001", "measures", "委託契約に遵守事項の定めがない", "Instagramの運用を任せる委託契約に、情報セキュリティポリシーと要領の遵守の定めがなかった。", "要領では、委託契約に遵守事項を定めることとされている。", "2-3(2)ア", "16/no/contract", 1);
        var policy = await Find(audit, "06001", "opinion", "運用ポリシーを利用者に示していない", "アカウント運用ポリシーを定めているが、アカウントのページで示していなかった。", "要領では、アカウントのページで利用者に示すこととされている。", "2-3(4)ウ", "10/exists/undisclosed", 1);
        await Find(audit, "03001", "minor", "見守りの記録の書き方", "点検した日だけが記録され、点検した人の名前がなかった。", "要領では、だれがいつ点検したかを記録することとされている。", "2-7(3)ア", "", null, "その場で様式を示し、書き直してもらった。");
        foreach (var (finding, head, reply, text) in new[] { (approval, "d4001", FactReply.PartlyDifferent, "1件は、口頭で承認を受けていた。"), (contract, "d5001", FactReply.AsStated, ""), (policy, "d6001", FactReply.AsStated, "") })
        {
            At(now, 285);
            await Do(Auditor, (services, me) => services.Handler<FindingHandler>().Handle(new SendFinding(finding, stage.Clock.Now.DayInJapan.AddDays(14)), me, default));
            At(now, 275);
            await Do(head, (services, me) => services.Handler<FindingHandler>().Handle(new AnswerFinding(finding, reply, text), me, default));
        }

        At(now, 268);
        await stage.Act(async services =>
        {
            var open = await services.GetRequiredService<CoreDb>().Set<AuditFinding>().Where(finding => finding.Audit == audit && finding.State != FindingState.Settled).OrderBy(finding => finding.Number).Select(finding => finding.Id).ToListAsync();
            foreach (var finding in open) await Do(Auditor, (inner, me) => inner.Handler<FindingHandler>().Handle(new SettleFinding(finding, "所属の回答を踏まえても、記録で確かめられる手続がとられていたとは認められない。"), me, default));
        });
        await Paper(audit, PaperKind.ClosingReview, "講評", "承認の記録と委託契約の遵守事項について、全庁で点検するよう求めた。");
        At(now, 265);
        await Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new FreezeAudit(audit), me, default));
        At(now, 255);
        await Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new ReportAudit(audit, stage.Clock.Now.DayInJapan, "監査公表第2号"), me, default));
        await FollowUp([approval, contract, policy], now);
    }

    /// <summary>One measure published, one judged and asked again, one still owed from last year.</summary>
    private async Task FollowUp(AuditFindingId[] findings, DateTimeOffset now)
    {
        var ids = new List<MeasureId>();
        await stage.Act(async services =>
        {
            foreach (var finding in findings) ids.Add(await services.GetRequiredService<CoreDb>().Set<Measure>().Where(measure => measure.Finding == finding).Select(measure => measure.Id).SingleAsync());
        });
        At(now, 220);
        await Do("d4001", (services, me) => services.Handler<MeasureHandler>().Handle(new TellMeasure(ids[0], "投稿の承認をすべてこのシステムで行うこととし、口頭の承認をやめた。課内で周知した。", stage.Clock.Now.DayInJapan.AddDays(-3)), me, default));
        await Do("d5001", (services, me) => services.Handler<MeasureHandler>().Handle(new TellMeasure(ids[1], "次の契約から定めを入れることにした。", stage.Clock.Now.DayInJapan.AddDays(-1)), me, default));
        At(now, 205);
        await Do(Auditor, (services, me) => services.Handler<MeasureHandler>().Handle(new JudgeMeasure(ids[0], "4月から6月までの投稿の承認の記録を確かめた。", null), me, default));
        await Do(Auditor, (services, me) => services.Handler<MeasureHandler>().Handle(new JudgeMeasure(ids[1], "今の契約についても、覚書などで定める必要がある。", now.DayInJapan.AddDays(20)), me, default));
        At(now, 190);
        await Do(Auditor, (services, me) => services.Handler<MeasureHandler>().Handle(new PublishMeasure(ids[0], stage.Clock.Now.DayInJapan, "監査公表第4号"), me, default));
        await Do("d6001", (services, me) => services.Handler<MeasureHandler>().Handle(new ForeseeMeasure(ids[2], stage.Clock.Now.DayInJapan.AddDays(60), "運用ポリシーの改正に合わせて示す。"), me, default));
    }

    /// <summary>The audit that is under way, of the last four weeks.</summary>
    public async Task TellThisYear(DateTimeOffset now)
    {
        await Know(now);
        At(now, 28);
        await Answer();
        var audit = await Plan("R8-1", "公式アカウントの安全な管理に関する監査", now.AddDays(-27).DayInJapan, Seed + 1, OwnSurvey);
        At(now, 20);
        await Visit(audit, partly: true);
        await Do(Auditor, (services, me) => services.Handler<TakeOwnAnswersHandler>().Handle(new TakeOwnAnswers(audit), me, default));
        At(now, 12);
        var again = await Find(audit, "04001", "measures", "所属長の承認の記録がない投稿", "投稿8件のうち1件に、所属長の承認の記録がなかった。", "要領では、所属長が承認した後に発信することとされている。", "2-5(3)イ", "13/offices/none", 1);
        var password = await Find(audit, "02003", "measures", "パスワードを1年以上変えていない", "防災のXのアカウントのパスワードを、令和7年4月から変えていなかった。", "要領では、年に1回以上変えることとされている。", "2-7(1)イ", "12/not_mixed/not_changed_yearly", 1);
        await Find(audit, "02003", "oral", "点検の間隔が計画より長い", "週に1回としている点検が、8月に2回行われていなかった。", "要領では、定めた間隔で点検することとされている。", "2-7(3)ア", "14/offices/irregular", 2);
        At(now, 6);
        foreach (var finding in new[] { again, password }) await Do(Auditor, (services, me) => services.Handler<FindingHandler>().Handle(new SendFinding(finding, now.DayInJapan.AddDays(8)), me, default));
        At(now, 3);
        await Do("d4001", (services, me) => services.Handler<FindingHandler>().Handle(new AnswerFinding(again, FactReply.AsStated, "担当者が代わったときに、手順が伝わっていなかった。"), me, default));
        foreach (var (code, days, from) in new[] { ("02003", 7, "10:00"), ("04001", 7, "11:00"), ("05001", 8, "10:00") }) await Hear(audit, code, days, from, "第1会議室");
        stage.Clock.Now = now;
    }

    /// <summary>Every office has answered the survey that asks what the fieldwork will look at; some think better of themselves than the auditors will.</summary>
    private Task Answer() => stage.Act(async services =>
    {
        var rows = new StringBuilder("office_code,question,value\n");
        foreach (var (code, at) in offices.Keys.Order(StringComparer.Ordinal).Select((code, at) => (code, at)))
        {
            var own = Answers(FoundRows[at % FoundRows.Length]);
            own["password_changed_yearly"] = "yes";
            foreach (var item in Programme.Ehime.Checklist.Items.Where(item => own.ContainsKey(item.Id))) rows.Append(CultureInfo.InvariantCulture, $"{code},{item.Question},{item.Options.ToList().FindIndex(option => option.Key == own[item.Id]) + 1}\n");
        }

        Must(await services.Handler<ImportResponsesHandler>().Handle(new ImportResponses(OwnSurvey, "ehime.csv", Encoding.UTF8.GetBytes(rows.ToString()), DryRun: false), default));
    });

    private Task<AuditId> Plan(string number, string title, DateOnly referenceDay, int seed, string survey = "") => Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new SaveAudit(null, number, new AuditPlan(
        title, "公式アカウントが、要領に沿って安全に運用されているか", "アカウントが増え、担当者の交代も多い。誤った発信や乗っ取りが起きると、県民の信頼を損なう。", "地方自治法、県の要領、情報セキュリティポリシー、委託契約",
        [new LegalBasis("地方自治法", "第199条第2項及び第4項", new DateOnly(2024, 4, 1), null), new LegalBasis("みどり野県監査基準（架空）", "第3条", new DateOnly(2020, 4, 1), null)],
        [
            new AuditItem(AuditItemKind.Administrative, "公式アカウントの運用", "前年度から基準日まで", "承認の手続、点検、委託契約の定めは適切か", "調査票、実地調査、聴取"),
            new AuditItem(AuditItemKind.Focus, "パスワードと引継ぎ", "基準日現在", "構成と変更の時期は定めのとおりか。異動のときに引き継がれているか", "記録の突合"),
        ],
        referenceDay, referenceDay.AddDays(60), referenceDay, "公式アカウントを運用するすべての所属。協議中と廃止のアカウントは含まない。", "すべての所属に書面で予備調査を行い、抽出した所属で実地調査と聴取を行う。", "県議会議長、知事、教育委員会、公安委員会", null) { Survey = survey }, seed), me, default));

    /// <summary>Draws, opens the entries and records them; partly leaves every third for later.</summary>
    private async Task Visit(AuditId audit, bool partly = false)
    {
        await Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new DrawTargets(audit, partly ? Seed + 1 : Seed), me, default));
        await stage.Act(async services =>
        {
            var left = await services.GetRequiredService<CoreDb>().Set<AuditTarget>().Where(target => target.Audit == audit && target.State == TargetState.Chosen).OrderByDescending(target => target.OfficeCode).FirstAsync();
            await Do(Auditor, (inner, me) => inner.Handler<PlanAuditHandler>().Handle(new DecideTarget(left.Id, IsIn: false, "前の年度に別の監査で確かめたため"), me, default));
        });
        await Do(Auditor, (services, me) => services.Handler<PlanAuditHandler>().Handle(new MoveAudit(audit, AuditAction.BeginFieldwork), me, default));
        await Do(Auditor, (services, me) => services.Handler<VisitHandler>().Handle(new OpenEntries(audit), me, default));
        await Do(Auditor, async (services, me) =>
        {
            var entries = await services.GetRequiredService<CoreDb>().Set<FieldworkEntry>().AsNoTracking().Where(entry => entry.Audit == audit).OrderBy(entry => entry.Number).ToListAsync();
            foreach (var entry in entries.Where(entry => !partly || entry.Number % 3 != 0))
            {
                var found = Answers(FoundRows[(entry.Number - 1) % FoundRows.Length]);
                var own = found.ToDictionary();
                if (entry.Number % 4 == 0) own["approval"] = "each-post";
                Must(await services.Handler<VisitHandler>().Handle(new SaveEntry(entry.Id, new FieldworkRecord(found, own, "課長と担当者から聞き取り、画面で確かめた。", stage.Clock.Now.DayInJapan.AddDays(-1))), me, default));
            }

            return (Result<int>)entries.Count;
        });
    }

    private static Dictionary<string, string> Answers(string row) => Programme.Ehime.Checklist.Items.Select(item => item.Id).Zip(row.Split(' ')).ToDictionary(pair => pair.First, pair => pair.Second);

    private Task<AuditFindingId> Find(AuditId audit, string office, string grade, string title, string facts, string rule, string clause, string figure, int? count, string guidance = "") =>
        Do(Auditor, (services, me) => services.Handler<FindingHandler>().Handle(new SaveFinding(audit, null, offices[office], new FindingContent(grade, title, facts, rule, clause, "", null, count, guidance, figure, "")), me, default));

    private Task<EvidenceId> Attach(AuditId audit, AuditFindingId finding, string title, string content) => Do(Auditor, (services, me) =>
    {
        var day = stage.Clock.Now.DayInJapan;
        return services.Handler<VisitHandler>().Handle(new AddEvidence(audit, null, finding, title, "taishou.csv", "application/octet-stream", Encoding.UTF8.GetBytes(content), day, day.AddDays(-90), day.AddDays(-1), "健康増進課から受け取った記録"), me, default);
    });

    /// <param name="days">From the day of the story.</param>
    private async Task Hear(AuditId audit, string office, int days, string from, string room, bool isOver = false)
    {
        var start = TimeOnly.ParseExact(from, "HH:mm", null);
        var hearing = await Do(Auditor, (services, me) => services.Handler<VisitHandler>().Handle(new AddHearing(audit, offices[office], stage.Clock.Now.DayInJapan.AddDays(days), start, start.AddHours(1), room, "所属長、アカウントの担当者"), me, default));
        if (isOver) await Do(Auditor, (services, me) => services.Handler<VisitHandler>().Handle(new NoteHearing(hearing, "承認の流れと、異動のときの引継ぎについて聞いた。記録の一部は後日提出を受ける。"), me, default));
    }

    private Task<WorkingPaperId> Paper(AuditId audit, PaperKind kind, string title, string text) => Do(Auditor, (services, me) =>
        services.Handler<VisitHandler>().Handle(new AddPaper(audit, kind, title, text, "", stage.Clock.Now.DayInJapan), me, default));

    private void At(DateTimeOffset now, int daysAgo) => stage.Clock.Now = now.AddDays(-daysAgo);

    private Task<T> Do<T>(string who, Func<IServiceProvider, Me, Task<Result<T>>> deed) => stage.Act(people[who], async (services, me) => Must(await deed(services, me)));
}
