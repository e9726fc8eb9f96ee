using System.Diagnostics;
using System.Globalization;
using System.Text;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Surveys.Exporting;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation.Activity;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>The statistics of 100,000 submitted responses of 40 answers each, read from PostgreSQL and counted; the median of 10 runs. I4.</summary>
public static class SurveyStatistics
{
    private const int Offices = 200, Times = 500, Runs = 10, ExportRuns = 5, GoalMilliseconds = 300;

    /// <summary>Thirty questions with one choice, eight with several, two with a number.</summary>
    private static readonly Questionnaire Forty = new("計測", "",
    [
        new QuestionSection("s1", "節", "", "", [.. Enumerable.Range(1, 40).Select(number => new Question
        {
            Key = $"Q{number}",
            Kind = number <= 30 ? QuestionKind.Single : number <= 38 ? QuestionKind.Multiple : QuestionKind.Number,
            Label = $"設問{number}",
            Options = number > 38 ? [] : [.. Enumerable.Range(1, 5).Select(option => new AnswerOption($"{option}", $"選択肢{option}"))],
        })]),
    ]);

    /// <summary>Prints <c>survey-statistics &lt;figure&gt; ms 300</c>, and <c>survey-count</c> for the counting alone.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        await Fill(bench);
        var times = new List<double>();
        var counting = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            await using var db = bench.Installation.OpenCore(Actor.CommandLine);
            var (survey, form) = (await db.SurveyWithForm("bench", CancellationToken.None)).Value;
            var watch = Stopwatch.StartNew();
            var count = await db.CountSurvey(survey.Id, form, CancellationToken.None);
            if (count.Offices != Offices * Times || count.Fields.Sum(field => field.Base) != Offices * Times * 40) throw new InvalidOperationException("Not all answers were counted.");
            times.Add(watch.Elapsed.TotalMilliseconds);
            counting.Add(Count(form));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-statistics {Median(times):0} ms {GoalMilliseconds}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-count {Median(counting):0.0} ms {GoalMilliseconds}"));
    }

    /// <summary>The same responses as files, read from PostgreSQL and written to nowhere; the median of five. Prints <c>survey-export-csv</c> and <c>survey-export-xlsx</c>, and <c>-words</c> with a text of 60 letters in each response beside the 40 answers.</summary>
    public static async Task Export()
    {
        await using var bench = await BenchInstallation.Make();
        await Fill(bench);
        await TimeFiles(bench, "");
        await Execute(bench, Wordy);
        await TimeFiles(bench, "-words");
    }

    /// <summary>Makes the last question one of words, and gives each response one.</summary>
    private static readonly string[] Wordy =
    [
        "update surveys.questionnaire_version set content = jsonb_set(content, '{Sections,0,Questions,39,Kind}', '\"Text\"')",
        $"update surveys.response set answers = jsonb_set(answers, '{{Q40}}', '{{\"State\": \"Given\", \"Values\": [\"{new string('文', 60)}\"]}}'), tally = substring(tally for length(tally) - 9) || '\\x04'::bytea",
        "vacuum analyze surveys.response",
    ];

    private static async Task TimeFiles(BenchInstallation bench, string kind)
    {
        (string Name, int Goal, Func<CoreDb, Stream, SurveyId, AnswerForm, CancellationToken, Task> Write)[] files = [("csv", 2000, ExportResponses.Csv), ("xlsx", 10_000, ExportResponses.Xlsx)];
        foreach (var (name, goal, write) in files)
        {
            var times = new List<double>();
            for (var run = 0; run <= ExportRuns; run++)
            {
                await using var db = bench.Installation.OpenCore(Actor.CommandLine);
                var (survey, form) = (await db.SurveyWithForm("bench", CancellationToken.None)).Value;
                var watch = Stopwatch.StartNew();
                await write(db, Stream.Null, survey.Id, form, CancellationToken.None);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-export-{name}{kind} {Median(times):0} ms {goal}"));
        }
    }

    private static double Count(AnswerForm form)
    {
        var tally = Tally.Of(AnswerSheet.Of(form, form.Fields.ToDictionary(field => field.Key, field => (IReadOnlyList<string>)(field.Kind is AnswerKind.Choices ? ["1", "3"] : ["2"]), StringComparer.Ordinal)));
        var watch = Stopwatch.StartNew();
        var count = new SurveyCount(form);
        for (var office = 0; office < Offices * Times; office++) count.Add(tally);
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The first run, which warms up, does not count.</summary>
    private static double Median(List<double> times) => times.Skip(1).Order().ElementAt((times.Count - 1) / 2);

    private static async Task Fill(BenchInstallation bench)
    {
        await using (var db = bench.Installation.OpenCore(Actor.CommandLine))
        {
            db.Offices.AddRange(Enumerable.Range(0, Offices).Select(i => Office.Open($"{i:00000}", new OfficeFacts($"所属{i}", "市長部局", $"部局{i % 20}", OfficeKind.Municipal), new DateOnly(2020, 4, 1))));
            await db.SaveChangesAsync();
            _ = (await new ImportQuestionnaireHandler(db, TimeProvider.System).Handle(new ImportQuestionnaire("bench", "bench.yaml", QuestionnaireFile.Write(Forty), false), CancellationToken.None)).Value;
            _ = (await new ImportResponsesHandler(db, TimeProvider.System).Handle(new ImportResponses("bench", "bench.csv", Encoding.UTF8.GetBytes(Rows()), false), CancellationToken.None)).Value;
        }

        await Execute(bench,
        [
            $"insert into surveys.response select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'office', gen_random_uuid(), 'office_code', r.office_code || '-' || n))).* from surveys.response r, generate_series(2, {Times}) n",
            "vacuum analyze surveys.response",
        ]);
    }

    private static async Task Execute(BenchInstallation bench, IEnumerable<string> statements)
    {
        await using var core = NpgsqlDataSource.Create(bench.Installation.Settings.OwnerDatabase);
        foreach (var sql in statements)
        {
            await using var command = core.CreateCommand(sql);
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Rows()
    {
        var random = new Random(5);
        var rows = new StringBuilder("office_code,question,value\n");
        for (var office = 0; office < Offices; office++)
        {
            foreach (var question in Forty.Questions)
            {
                string[] values = question.Kind switch
                {
                    QuestionKind.Single => [$"{random.Next(1, 6)}"],
                    QuestionKind.Multiple => [.. Enumerable.Range(1, 5).Where(option => option == 1 || random.Next(3) == 0).Select(option => $"{option}")],
                    _ => [$"{random.Next(100)}"],
                };
                foreach (var value in values) rows.Append(CultureInfo.InvariantCulture, $"{office:00000},{question.Key},{value}\n");
            }
        }

        return rows.ToString();
    }
}
