using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Surveys.Following;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Work;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Offices that are renamed, split and merged while a survey runs: the answer keeps the office of the day of reference, and whoever took over its work answers. Decision 0091.</summary>
public sealed class ReorganisedOfficesTests : IAsyncLifetime
{
    private static readonly DateOnly Reorganised = new(2026, 4, 20);
    private static readonly Dictionary<string, IReadOnlyList<string>> Whole = new() { ["Q1"] = ["2"], ["Q16"] = ["5"], ["Q18"] = ["1"], ["Q19"] = ["3"], ["Q21"] = ["1"] };

    private readonly FakeClock clock = new();
    private readonly Dictionary<string, OfficeId> offices = [];
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var db = database.OpenCore(clock: clock);
        foreach (var (code, department) in new[] { ("A", "総務部"), ("B", "総務部"), ("C", "市民部") }) offices[code] = Open(db, code, $"{code}課", department, new DateOnly(2020, 4, 1));
        await db.SaveChangesAsync();
        Assert.True((await new ImportQuestionnaireHandler(db, clock).Handle(new ImportQuestionnaire("niiza", "niiza.yaml", QuestionnaireFile.Write(Sheets.Niiza), false), default)).Succeeded);
        var run = new RunSurveyHandler(db, clock);
        var questionnaire = (await db.Questionnaires.SingleAsync()).Id.Value;
        Assert.True((await run.Handle(new SaveSurvey(null, "sns", "SNSの調書", questionnaire, "", clock.Today, clock.GetUtcNow().AddDays(30), ""), Auditor, default)).Succeeded);
        Assert.Equal(3, (await run.Distribute("sns", new SurveyTargets(["総務部", "市民部"], [], [], []), Auditor, default)).Value);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task I3_a_renamed_office_answers_itself_under_the_name_of_the_day_of_reference()
    {
        await Reorganise(async db => Assert.True((await Office(db, "A")).Change(new OfficeFacts("危機管理戦略課", "市長部局", "危機管理部", OfficeKind.Municipal), Reorganised).Succeeded));

        await Submit("A", HeadOf("A"));

        await using var db = database.OpenCore(clock: clock);
        Assert.Equal(("A課", "総務部", ResponseStatus.Submitted), await db.SurveyResponses.Where(r => r.OfficeCode == "A").Select(r => new ValueTuple<string, string, ResponseStatus>(r.OfficeName, r.Department, r.Status)).SingleAsync());
        Assert.Equal(["総務部"], (await Crossed(db)).Select(one => one.Key));
    }

    [Fact]
    public async Task I3_both_offices_into_which_one_was_split_are_asked_and_give_one_answer()
    {
        await Reorganise(async db =>
        {
            Assert.True((await Office(db, "A")).Close(Reorganised.AddDays(-1)).Succeeded);
            foreach (var code in new[] { "A1", "A2" }) Follow(db, "A", offices[code] = Open(db, code, $"{code}課", "新部", Reorganised));
        });
        await Duty();

        await using (var asked = database.OpenCore(clock: clock))
        {
            var tasks = await asked.Tasks.Where(t => t.Kind == "survey-answer" && t.Title.Contains("引き継いだ「A課」")).Select(t => t.Office).ToListAsync();
            Assert.Equal(new HashSet<OfficeId?> { offices["A1"], offices["A2"] }, tasks.ToHashSet());
        }

        await Save("A", HeadOf("A1"));
        await Submit("A", HeadOf("A2"));

        await using var db = database.OpenCore(clock: clock);
        Assert.Equal((3, 1), (await db.SurveyResponses.CountAsync(), await db.SurveyResponses.CountAsync(r => r.Status == ResponseStatus.Submitted)));
        Assert.Equal(["総務部"], (await Crossed(db)).Select(one => one.Key));
        Assert.False(await db.Tasks.AnyAsync(t => t.Title.Contains("引き継いだ「A課」") && t.State == TaskState.Open));
    }

    [Fact]
    public async Task I3_an_office_made_of_two_others_answers_for_each_and_its_own_stays_its_own()
    {
        await JoinToC();

        foreach (var code in new[] { "A", "B", "C" }) await Submit(code, HeadOf("C"));

        await using var db = database.OpenCore(clock: clock);
        Assert.Equal([("市民部", 1), ("総務部", 2)], (await Crossed(db)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Count.Offices)));
        Assert.Equal(["C課の長", "C課の長", "C課の長"], await db.SurveyResponses.Select(r => r.SubmittedByName).ToListAsync());
    }

    [Fact]
    public async Task I5_an_office_that_answers_for_several_is_given_the_same_work_once()
    {
        await JoinToC();
        foreach (var code in new[] { "A", "B", "C" }) await Submit(code, HeadOf("C"));

        await using var db = database.OpenCore(clock: clock);
        var given = await new FollowUpHandler(db, clock).Handle(new GiveFollowUp("sns", "Q18 = 1", "要領を読む", "/rules", clock.Today.AddDays(10)), default);

        Assert.Equal(1, given.Value);
        Assert.Equal(offices["C"], (await db.Tasks.SingleAsync(t => t.Kind == "survey-follow-up")).Office);
    }

    [Fact]
    public async Task I3_work_that_was_handed_on_twice_is_found_at_its_last_office_and_before_the_day_at_the_first()
    {
        await Reorganise(async db =>
        {
            Assert.True((await Office(db, "A")).Close(Reorganised.AddDays(-1)).Succeeded);
            offices["N"] = Open(db, "N", "N課", "新部", Reorganised);
            Follow(db, "A", offices["N"]);
            Follow(db, "N", offices["C"], Reorganised.AddDays(5));
            Assert.True(db.ChangeTracker.Entries<Office>().Single(one => one.Entity.Code == "N").Entity.Close(Reorganised.AddDays(4)).Succeeded);
        });
        await using var db = database.OpenCore(clock: clock);

        var before = await db.AnsweringFor(offices["A"], Reorganised.AddDays(-1), default);
        var between = await db.AnsweringFor(offices["A"], Reorganised, default);
        var after = await db.AnsweringFor(offices["A"], Reorganised.AddDays(5), default);

        Assert.Equal((offices["A"], offices["N"], offices["C"]), (before.Single(), between.Single(), after.Single()));
        Assert.DoesNotContain(offices["A"], await db.OfficesStoodFor(HeadOf("N"), Act.AnswerSurveys, Reorganised.AddDays(-1), default));
        Assert.Contains(offices["A"], await db.OfficesStoodFor(HeadOf("C"), Act.AnswerSurveys, Reorganised.AddDays(5), default));
    }

    [Fact]
    public async Task I3_an_office_that_was_closed_before_the_distribution_is_asked_through_its_successor()
    {
        await using (var db = database.OpenCore(clock: clock)) offices["D"] = Open(db, "D", "D課", "福祉部", new DateOnly(2020, 4, 1), save: true);
        await Reorganise(async db =>
        {
            Assert.True((await Office(db, "D")).Close(Reorganised.AddDays(-1)).Succeeded);
            Follow(db, "D", offices["C"]);
        });

        await using var later = database.OpenCore(clock: clock);
        Assert.Equal(1, (await new RunSurveyHandler(later, clock).Distribute("sns", new SurveyTargets([], [], [], ["D"]), Auditor, default)).Value);

        Assert.Equal(1, await later.Tasks.CountAsync(t => t.Kind == "survey-answer" && t.Office == offices["C"] && t.Title == "調書「SNSの調書」に回答する" && t.AddedAt == clock.GetUtcNow()));
    }

    private static Me Auditor { get; } = new(PersonId.New(), "北川 節子", [new RoleInOffice(Role.Auditor, OfficeId.New(), [])], []);

    private Me HeadOf(string code) => new(PersonId.New(), $"{code}課の長", [new RoleInOffice(Role.OfficeHead, offices[code], [])], []);

    private static OfficeId Open(CoreDb db, string code, string name, string department, DateOnly from, bool save = false)
    {
        var office = Koshiki.Core.Organizations.Office.Open(code, new OfficeFacts(name, "市長部局", department, OfficeKind.Municipal), from);
        db.Offices.Add(office);
        if (save) db.SaveChanges();
        return office.Id;
    }

    private static Task<Office> Office(CoreDb db, string code) => db.Offices.Include(o => o.Periods).SingleAsync(o => o.Code == code);

    private void Follow(CoreDb db, string before, OfficeId after, DateOnly? from = null) =>
        db.OfficeSuccessions.Add(new OfficeSuccession { Predecessor = offices[before], Successor = after, From = from ?? Reorganised });

    /// <summary>The offices A and B end, and C takes over the work of both.</summary>
    private Task JoinToC() => Reorganise(async db =>
    {
        foreach (var code in new[] { "A", "B" })
        {
            Assert.True((await Office(db, code)).Close(Reorganised.AddDays(-1)).Succeeded);
            Follow(db, code, offices["C"]);
        }
    });

    /// <summary>Changes offices, and lets the day come.</summary>
    private async Task Reorganise(Func<CoreDb, Task> change)
    {
        await using var db = database.OpenCore(clock: clock);
        await change(db);
        await db.SaveChangesAsync();
        clock.MoveTo(new DateTimeOffset(2026, 4, 21, 0, 0, 0, TimeSpan.Zero));
    }

    private async Task Duty()
    {
        await using var db = database.OpenCore(clock: clock);
        await new SurveyDuty(db).Look(clock.Today, clock.GetUtcNow(), default);
    }

    private async Task Save(string code, Me me)
    {
        await using var db = database.OpenCore(clock: clock);
        var id = (await db.SurveyResponses.SingleAsync(r => r.OfficeCode == code)).Id.Value;
        Assert.True((await new AnswerSurveyHandler(db, clock).Handle(new SaveAnswers(id, Whole, null, Loose: false), me, default)).Succeeded);
    }

    private async Task Submit(string code, Me me)
    {
        await Save(code, me);
        await using var db = database.OpenCore(clock: clock);
        var id = (await db.SurveyResponses.SingleAsync(r => r.OfficeCode == code)).Id.Value;
        Assert.True((await new AnswerSurveyHandler(db, clock).Confirm(id, submit: true, "", me, default)).Succeeded);
    }

    /// <summary>The figures by department.</summary>
    private static async Task<IReadOnlyList<(string Key, string Label, SurveyCount Count)>> Crossed(CoreDb db)
    {
        var (survey, form) = (await db.SurveyWithForm("sns", default)).Value;
        return CountedResponses.Cross(form, SurveyAttribute.Of(form).First(one => one.Key == "department"), await db.CountedResponsesOf(survey.Id, default));
    }
}
