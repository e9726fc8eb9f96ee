using System.Globalization;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>A town of three offices that several tests share; each distributes a survey of its own. 佐藤 and 田中 (head) work in one office, 小川 and 原 (head) in another, 北川 in the audit office.</summary>
public sealed class SurveyTown : IAsyncLifetime
{
    /// <summary>Monday, 6 April 2026, 9:00 in Japan.</summary>
    private static readonly DateTimeOffset Start = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);

    internal StaffApplication City { get; private set; } = null!;

    internal static DateTimeOffset Deadline { get; } = new(2026, 5, 8, 8, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        City = await StaffApplication.Start();
        await City.AddOffice("01001", "防災危機管理課");
        await City.AddOffice("01002", "水道課", department: "上下水道部");
        await City.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit, "行政委員会", "監査委員");
        await City.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await City.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await City.AddPerson("小川 直", "01002", Duty.Staff, "ogawa");
        await City.AddPerson("原 良子", "01002", Duty.Head, "hara");
        await City.AddPerson("北川 節子", "09001", Duty.Staff, "kitagawa");
        await Do<DesignHandler, QuestionnaireVersion>("北川 節子", (handler, me) => handler.Handle(new BeginQuestionnaire("niiza", Sheets.Niiza), me, default));
        await using var db = City.Open();
        var version = (await db.Questionnaires.SingleAsync()).Id.Value;
        await Do<DesignHandler, QuestionnaireVersion>("北川 節子", (handler, me) => handler.Publish(version, me, default));
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();

    /// <summary>Distributes a survey of this key to both offices and gives the address of the first one's answer; the clock stands at the beginning again.</summary>
    internal async Task<string> Ask(string key)
    {
        City.Clock.MoveTo(Start);
        await using var db = City.Open();
        var version = (await db.Questionnaires.SingleAsync()).Id.Value;
        await Do<RunSurveyHandler, string>("北川 節子", (handler, me) => handler.Handle(new SaveSurvey(null, key, $"調書{key}", version, "事前の調査", City.Clock.Today, Deadline, ""), me, default));
        await Do<RunSurveyHandler, int>("北川 節子", (handler, me) => handler.Distribute(key, new SurveyTargets(["総務部", "上下水道部"], [], [], []), me, default));
        return await AnswerOf(key, "01001");
    }

    internal async Task<string> AnswerOf(string key, string office)
    {
        await using var db = City.Open();
        return $"/surveys/answers/{(await (from r in db.SurveyResponses join s in db.Surveys on r.Survey equals s.Id where s.Key == key && r.OfficeCode == office select r.Id).SingleAsync()).Value}";
    }

    /// <summary>Answers all that is asked, and lets the head submit.</summary>
    internal async Task Submit(string answer, string staff = "佐藤 花子", string head = "田中 実", string q18 = "1")
    {
        var id = Guid.Parse(answer.Split('/')[^1], CultureInfo.InvariantCulture);
        var typed = new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["2"], ["Q16"] = ["5"], ["Q18"] = [q18], ["Q19"] = ["3"], ["Q20"] = ["窓口で、二次元コードを\n見せる。"], ["Q21"] = ["1"] };
        await Do<AnswerSurveyHandler, OpenResponse>(staff, (handler, me) => handler.Handle(new SaveAnswers(id, typed, null, Loose: false), me, default));
        await Do<AnswerSurveyHandler, SurveyResponse>(head, (handler, me) => handler.Confirm(id, submit: true, "", me, default));
    }

    /// <summary>Lets somebody do something that must succeed, with all that is announced by it.</summary>
    internal async Task<T> Do<THandler, T>(string person, Func<THandler, Me, Task<Result<T>>> deed) where THandler : notnull
    {
        await using var scope = City.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoreDb>();
        var id = await db.People.Where(p => p.Name == person).Select(p => p.Id).SingleAsync();
        var me = (await scope.ServiceProvider.GetRequiredService<MeReader>().Read(id, City.Clock.Today, default))!;
        scope.ServiceProvider.GetRequiredService<Acting>().As(me.AsActor());
        var done = await deed(scope.ServiceProvider.GetRequiredService<THandler>(), me);
        Assert.True(done.Succeeded, done.Succeeded ? "" : done.Refusal.Sentence);
        return done.Value;
    }
}
