using System.Text;
using System.Text.Json;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation.Csv;
using Koshiki.Tests.Fixtures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>The published survey of 58 offices, imported and counted: every figure that was printed comes out.</summary>
public sealed class PublishedSurveyTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var db = database.OpenCore(clock: clock);
        var offices = await new ImportOfficesHandler(db, clock).Handle(new ImportOffices("offices.csv", Fixture.Bytes("niiza-2024/offices.csv"), false), default);
        Assert.Equal(58, offices.Value.Opened);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I4_every_published_figure_of_the_survey_comes_out(bool itsOwnQuestionnaire)
    {
        await using var db = database.OpenCore(clock: clock);
        if (itsOwnQuestionnaire) Assert.True((await new ImportQuestionnaireHandler(db, clock).Handle(new ImportQuestionnaire("niiza", "questionnaire.yaml", Fixture.Bytes("niiza-2024/questionnaire.yaml"), false), default)).Succeeded);
        Assert.Equal(new ResponsesImported(58, 1026, 0), (await Import("responses.csv", Fixture.Bytes("niiza-2024/responses.csv"))).Value);

        var written = await StatisticsFiles.Make(StatisticsFormat.Json, (await db.FiguresOf("niiza", null, default)).Value, "愛光市", clock.GetUtcNow());

        using var published = JsonDocument.Parse(Fixture.Bytes("published.json"));
        using var made = JsonDocument.Parse(written);
        var compared = 0;
        foreach (var question in published.RootElement.GetProperty("niiza-2024").GetProperty("questions").EnumerateObject().Where(one => one.Name.StartsWith('Q')))
        {
            foreach (var figure in question.Value.EnumerateObject())
            {
                switch (figure.Name)
                {
                    case "base":
                        Assert.Equal((question.Name, figure.Value.GetInt32()), (question.Name, made.RootElement.GetProperty("questions").GetProperty(question.Name).GetProperty("base").GetInt32()));
                        compared++;
                        break;
                    case "shares" or "counts":
                        foreach (var option in figure.Value.EnumerateObject())
                        {
                            Assert.Equal((question.Name, option.Name, option.Value.GetDecimal()), (question.Name, option.Name, made.RootElement.GetProperty("questions").GetProperty(question.Name).GetProperty(figure.Name).GetProperty(option.Name).GetDecimal()));
                            compared++;
                        }

                        break;
                    case "respondents":
                        Assert.Equal(figure.Value.GetDecimal(), made.RootElement.GetProperty("questions").GetProperty("Q23.respondents").GetProperty("sum").GetDecimal());
                        compared++;
                        break;
                }
            }
        }

        Assert.Equal(38, compared);
        Assert.Equal((11, 19), (Count(made, "Q7", "2"), made.RootElement.GetProperty("questions").GetProperty("Q7").GetProperty("base").GetInt32()));
    }

    [Fact]
    public async Task I4_figures_are_crossed_by_department_and_by_another_answer()
    {
        await Import("responses.csv", Fixture.Bytes("niiza-2024/responses.csv"));
        await using var db = database.OpenCore(clock: clock);
        var (survey, form) = (await db.SurveyWithForm("niiza", default)).Value;
        var responses = await db.CountedResponsesOf(survey.Id, default);

        var byDepartment = CountedResponses.Cross(form, SurveyAttribute.Of(form).First(one => one.Key == "department"), responses);
        var byFirst = CountedResponses.Cross(form, SurveyAttribute.Of(form).First(one => one.Key == "Q1"), responses);

        Assert.Equal(58, byDepartment.Sum(one => one.Count.Offices));
        Assert.Equal([("1", 35, 35), ("2", 23, 0)], byFirst.Select(one => (one.Key, one.Count.Offices, one.Count.Fields.First(field => field.Field.Key == "Q9").Base)));
    }

    [Fact]
    public async Task I1_a_bad_row_is_told_with_its_line_and_nothing_is_stored()
    {
        const string rows = """
            office_code,question,value
            9999,Q1,1
            0101,Q1,3
            0102,Q1,1
            0102,Q1,2
            0103,Q99,1
            0104,Q1,2
            0104,Q23.respondents,５
            0104,Q23.line,6
            """;

        var refused = Assert.IsType<BadCsv>((await Import("a.csv", Encoding.UTF8.GetBytes(rows))).Refusal);

        Assert.Equal(
            ["2 office_code", "3 value", "5 value", "6 question", "9 value"],
            refused.All.Select(fault => $"{fault.Line} {fault.Column}"));
        await using var db = database.OpenCore(clock: clock);
        Assert.False(await db.Surveys.AnyAsync());
    }

    [Fact]
    public async Task I1_answers_to_skipped_questions_are_kept_and_left_out_and_a_second_file_replaces_the_first()
    {
        await Import("a.csv", Encoding.UTF8.GetBytes("office_code,question,value\n0101,Q1,2\n0101,Q5,1\n"));
        var again = await Import("b.csv", Encoding.UTF8.GetBytes("office_code,question,value\n0101,Q1,2\n0101,Q5,2\n0102,Q1,1\n"));

        await using var db = database.OpenCore(clock: clock);
        var (survey, form) = (await db.SurveyWithForm("niiza", default)).Value;
        var fifth = (await db.CountSurvey(survey.Id, form, default)).Fields.First(field => field.Field.Key == "Q5");

        Assert.Equal(new ResponsesImported(2, 2, 1), again.Value);
        Assert.Equal((0, 1, 1), (fifth.Base, fifth.Superseded, fifth.NotAsked));
        Assert.Equal(["2"], (await db.SurveyResponses.SingleAsync(r => r.OfficeCode == "0101")).Answers["Q5"].Values);
    }

    private static int Count(JsonDocument made, string question, string option) => made.RootElement.GetProperty("questions").GetProperty(question).GetProperty("counts").GetProperty(option).GetInt32();

    private async Task<Koshiki.Foundation.Result<ResponsesImported>> Import(string name, byte[] content)
    {
        await using var db = database.OpenCore(clock: clock);
        return await new ImportResponsesHandler(db, clock).Handle(new ImportResponses("niiza", name, content, false), default);
    }
}
