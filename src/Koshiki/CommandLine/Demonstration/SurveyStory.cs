using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Surveys.Following;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Last year's survey, closed with answers of all offices, and this year's, open: not begun, half answered, with the head, submitted, returned. The answers stand in surveys.csv.</summary>
internal sealed class SurveyStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    public const string Open = "sns-kotoshi";
    public const string Closed = "sns-kyonen";

    /// <summary>Who runs surveys: 監査委員事務局 北川.</summary>
    private const string Auditor = "d0001";

    private Guid questionnaire;

    public async Task Tell(DateTimeOffset now)
    {
        stage.Clock.Now = now.AddDays(-330);
        var made = await As(Auditor, (services, me) => services.Handler<DesignHandler>().Handle(new BeginQuestionnaire("sns-chosho", BuiltInQuestionnaire.Find("niiza")!.Questionnaire), me, default));
        questionnaire = made.Id.Value;
        await As(Auditor, (services, me) => services.Handler<DesignHandler>().Publish(questionnaire, me, default));
        await LastYear();
        await ThisYear(now);
        stage.Clock.Now = now;
    }

    private async Task LastYear()
    {
        await Begin(Closed, "SNSでの情報発信についての調書（前年度）", "", 21);
        stage.Clock.Now = stage.Clock.Now.AddDays(20);
        await stage.Act(async services => Must(await services.Handler<ImportResponsesHandler>().Handle(new ImportResponses(Closed, "surveys.csv", DemonstrationData.Answers, DryRun: false), default)));
        await As(Auditor, (services, me) => services.Handler<RunSurveyHandler>().Close(Closed, me, default));
        var texts = await As(Auditor, async (services, _) =>
        {
            var db = services.GetRequiredService<CoreDb>();
            var survey = await db.Surveys.Where(s => s.Key == Closed).Select(s => s.Id).SingleAsync();
            var responses = await db.SurveyResponses.AsNoTracking().Where(r => r.Survey == survey).Select(r => new { r.Id, r.Answers }).ToListAsync();
            var headings = responses.Where(r => r.Answers["Q11"].State is AnswerState.Given).ToDictionary(r => r.Id.Value, r => Heading(r.Answers["Q11"].Values[0]));
            return await services.Handler<GroupTextsHandler>().Handle(new GroupTexts(Closed, "Q11", headings), default);
        });
        if (texts > 0) await As(Auditor, (services, _) => services.Handler<FollowUpHandler>().Handle(new GiveFollowUp(Closed, "Q12 = 3", "要領を読み、確認を記録する（調書の結果による）", "/rules", stage.Clock.Now.DayInJapan.AddDays(60)), default));
    }

    private async Task ThisYear(DateTimeOffset now)
    {
        stage.Clock.Now = now.AddDays(-10);
        await Begin(Open, "SNSでの情報発信についての調書", Closed, 19);
        var answers = DemonstrationData.SurveyAnswers.ToLookup(row => row.Office, row => (row.Question, row.Value));
        stage.Clock.Now = now.AddDays(-6);
        await Answer("d5002", "05001", answers, sections: 99);
        await Submit("d5002", "d5001", "05001");
        await Answer("d4002", "04001", answers, sections: 99);
        await Submit("d4002", "d4001", "04001");
        await Answer("d1002", "01001", answers, sections: 99);
        await As("d1002", async (services, me) => await services.Handler<AnswerSurveyHandler>().AskHead(await Of(services, "01001"), me, default));
        await Answer("d3002", "03001", answers, sections: 3);
        await As("d6002", async (services, me) => await services.Handler<RunSurveyHandler>().Ask(await Of(services, "06001"), "Q16の更新の回数は、土木事務所のページの分も数えますか。", me, default));
        await As("d3002", async (services, me) => await services.Handler<RunSurveyHandler>().Ask(await Of(services, "03001"), "協議会のアカウントでの発信も含めて答えますか。", me, default));
        stage.Clock.Now = now.AddDays(-2);
        await As(Auditor, async (services, me) => await services.Handler<RunSurveyHandler>().Return(
            await Of(services, "04001"), "数の食い違いを確かめてください。", new Dictionary<string, string> { ["Q23"] = "答えた人数が、所属の職員の数より多くなっています。" }, now.DayInJapan.AddDays(9), me, default));
        await As(Auditor, async (services, me) =>
        {
            var inquiry = await services.GetRequiredService<CoreDb>().SurveyInquiries.OrderBy(i => i.AskedAt).Select(i => i.Id).FirstAsync();
            return await services.Handler<RunSurveyHandler>().Answer(Open, inquiry, "所属が自分で更新したページだけを数えてください。", me, default);
        });
    }

    private async Task Begin(string key, string title, string previous, int days)
    {
        var today = stage.Clock.Now.DayInJapan;
        await As(Auditor, (services, me) => services.Handler<RunSurveyHandler>().Handle(
            new SaveSurvey(null, key, title, questionnaire, "行政監査の事前の調査です。地方自治法第199条に基づき、すべての所属にお尋ねします。", today, today.AddDays(days).At(new TimeOnly(17, 0)), previous), me, default));
        await As(Auditor, async (services, me) =>
        {
            var departments = await services.GetRequiredService<CoreDb>().OfficesOn(today).Select(o => o.Department).Distinct().ToListAsync();
            return await services.Handler<RunSurveyHandler>().Distribute(key, new SurveyTargets(departments, [], [], []), me, default);
        });
    }

    /// <summary>Saves the answers of an office, to the end or only of its first sections.</summary>
    private async Task Answer(string who, string office, ILookup<string, (string Question, string Value)> answers, int sections)
    {
        var asked = BuiltInQuestionnaire.Find("niiza")!.Questionnaire.Sections.Take(sections).SelectMany(section => section.Questions).Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        var typed = answers[office].Where(one => asked.Contains(one.Question.Split('.')[0])).GroupBy(one => one.Question).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(one => one.Value)], StringComparer.Ordinal);
        await As(who, async (services, me) => await services.Handler<AnswerSurveyHandler>().Handle(new SaveAnswers(await Of(services, office), typed, null, Loose: false), me, default));
    }

    private async Task Submit(string who, string head, string office)
    {
        await As(who, async (services, me) => await services.Handler<AnswerSurveyHandler>().AskHead(await Of(services, office), me, default));
        await As(head, async (services, me) => await services.Handler<AnswerSurveyHandler>().Confirm(await Of(services, office), submit: true, "", me, default));
    }

    private static async Task<Guid> Of(IServiceProvider services, string office)
    {
        var db = services.GetRequiredService<CoreDb>();
        var survey = await db.Surveys.Where(s => s.Key == Open).Select(s => s.Id).SingleAsync();
        return (await db.SurveyResponses.Where(r => r.Survey == survey && r.OfficeCode == office).Select(r => r.Id).SingleAsync()).Value;
    }

    private static string Heading(string text) => text.Contains('手', StringComparison.Ordinal) ? "人手" : text.Contains("間違え", StringComparison.Ordinal) ? "誤配信の心配" : text.Contains("返信", StringComparison.Ordinal) ? "返信への対応" : "書き方";

    private Task<T> As<T>(string who, Func<IServiceProvider, Me, Task<Result<T>>> deed) => stage.Act(people[who], async (services, me) => Must(await deed(services, me)));
}
