using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.BrowserTests;

/// <summary>A survey in Chromium: answered with skips, confirmed by the head, returned by the audit office, corrected, submitted, counted.</summary>
public sealed class SurveyJourneyTests(SurveyTown town) : IClassFixture<SurveyTown>
{
    [Theory]
    [InlineData(Way.Mouse, "d5002", "d5001", "観光振興課")]
    [InlineData(Way.Keyboard, "d2202", "d2201", "防災危機管理課")]
    [InlineData(Way.WithoutScript, "d3002", "d3001", "地域振興課")]
    public async Task I2_I3_an_office_answers_its_head_confirms_and_the_audit_office_returns_it_once(Way way, string staff, string head, string office)
    {
        await using var one = await Person.SignIn(town, way, staff);
        await using var two = await Person.SignIn(town, way, head);
        await using var auditor = await Person.SignIn(town, way, "d0001");

        await one.Open("/surveys/sns/answer");
        await one.Sees("SNSの調書");
        await one.Press("回答を始める");
        await one.Choose("a.Q1", "2");
        await one.Press("保存して次へ進む");
        await one.Sees("発信しなかった理由");
        if (way is Way.Mouse) await one.Look("survey-section");
        await one.Choose("a.Q16", "1");
        await one.Press("保存して次へ進む");
        await one.SeesText("Q17にも答えてください");
        await one.Choose("a.Q16", "5");
        await one.Choose("a.Q18", "4");
        await one.Fill("a.Q18.other", "まだ決めていない。");
        await one.Press("保存して次へ進む");
        await one.Choose("a.Q19", "3");
        await one.Choose("a.Q21", "1");
        await one.Press("保存して次へ進む");
        await one.Sees("職員の登録");
        await one.Fill("a.Q23.respondents", "１２");
        await one.Fill("a.Q23.line", "4");
        await one.Press("保存して次へ進む");
        await one.Sees("回答の確認");
        await one.SeesText("Q1で「2　発信しなかった」を選んだため、Q2～Q15は質問しません");
        if (way is Way.Mouse) await one.Look("survey-confirm");
        await one.Press("所属長に確認を依頼する");
        await one.SeesText("所属長確認中");

        await two.Open("/surveys/sns/answer");
        await two.Press("回答を確認して提出へ進む");
        await two.Press("確認して提出する");
        await two.SeesText("回答を提出しました。");

        await auditor.Open("/surveys/sns?q=" + Uri.EscapeDataString(office));
        if (way is Way.Mouse) await auditor.Look("survey-progress");
        await auditor.Press(office);
        await auditor.Press("差し戻す");
        await auditor.Fill("comment.Q19", "予定がない理由を教えてください。");
        await auditor.Press("差し戻す");
        await auditor.SeesText("回答を差し戻しました。");

        await one.Open("/surveys/sns/answer");
        await one.SeesText("指摘のある設問：Q19");
        await one.Press("市民への広がり");
        await one.SeesText("予定がない理由を教えてください。");
        await one.Choose("a.Q19", "1");
        await one.Fill("a.Q19.doing", "窓口で案内している。");
        await one.Press("保存して次へ進む");
        await two.Open("/surveys/sns/answer");
        await two.Press("回答の全体を見る");
        await two.Press("確認して提出する");
        await two.SeesText("回答を提出しました。");

        await auditor.Open("/surveys/sns/statistics");
        if (way is Way.Mouse) await auditor.Look("survey-statistics");
        await auditor.Open("/surveys/sns/statistics/Q19?option=1");
        await auditor.SeesText(office);
        await auditor.Check("survey-figure");
    }
}

/// <summary>A town whose audit office has just asked three offices.</summary>
public sealed class SurveyTown() : Town(edgeApart: false)
{
    private protected override async Task Prepare(Stage stage)
    {
        stage.Clock.Now = DateTimeOffset.UtcNow;
        var today = stage.Clock.Now.DayInJapan;
        var auditor = default(PersonId);
        await stage.Act(async services => auditor = await services.GetRequiredService<CoreDb>().People.Where(p => p.StaffNumber == "d0001").Select(p => p.Id).SingleAsync());
        var questionnaire = await stage.Act(auditor, async (services, me) =>
        {
            var made = GovernmentSeeding.Must(await services.Handler<DesignHandler>().Handle(new BeginQuestionnaire("niiza", BuiltInQuestionnaire.Find("niiza")!.Questionnaire), me, default));
            return GovernmentSeeding.Must(await services.Handler<DesignHandler>().Publish(made.Id.Value, me, default)).Id.Value;
        });
        await stage.Act(auditor, async (services, me) =>
        {
            var handler = services.Handler<RunSurveyHandler>();
            GovernmentSeeding.Must(await handler.Handle(new SaveSurvey(null, "sns", "SNSの調書", questionnaire, "事前の調査", today, today.AddDays(14).At(new TimeOnly(17, 0)), ""), me, default));
            return GovernmentSeeding.Must(await handler.Distribute("sns", new SurveyTargets([], [], [], ["05001", "02003", "03001"]), me, default));
        });
    }
}
