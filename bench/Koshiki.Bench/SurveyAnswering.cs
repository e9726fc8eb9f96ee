using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Edge.Segments;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Bench;

/// <summary>An office at its survey, through the staff host: the largest section of the form shown, and its answers saved as one types; the median of 200 of each. I2.</summary>
public static partial class SurveyAnswering
{
    private const int Offices = 1_000, Runs = 200, Warming = 50, GoalShown = 15, GoalSaved = 10;

    /// <summary>Prints <c>survey-form &lt;p50&gt; ms 15</c> and <c>survey-save &lt;p50&gt; ms 10</c>.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        var answer = await Fill(bench);
        await using var host = StaffHost.Build(bench.Installation.Settings, bench.Installation.Configuration, new SegmentIndex());
        await host.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = bench.StaffUrl };
        await SignIn(http);
        var section = $"/surveys/answers/{answer}/sections/channels";
        var page = await http.GetStringAsync(new Uri(section, UriKind.Relative));
        var hidden = Hidden().Matches(page).Select(one => (Name: one.Groups[1].Value, Value: WebUtility.HtmlDecode(one.Groups[2].Value))).ToList();
        var token = hidden.Last(one => one.Name is "_token");
        var version = hidden.Last(one => one.Name is "saved_version");

        var shown = await Times(async _ => { using var answered = await http.GetAsync(new Uri(section, UriKind.Relative)); answered.EnsureSuccessStatusCode(); });
        var saved = await Times(async run =>
        {
            var fields = hidden.Where(one => one.Name is "shown").Concat<(string Name, string Value)>([token, version, ("a.Q2.line", $"{1 + (run % 4)}"), ("a.Q2.x", "2"), ("a.Q2.facebook", "5"), ("a.Q2.youtube", "3"), ("a.Q3", "1"), ("a.Q3", "5"), ("a.Q3.other", $"その他の目的{run}"), ("a.Q4", "1"), ("a.Q5", "4"), ("a.Q5.how", "内容で選ぶ。"), ("a.Q6", "2"), ("a.Q7", "2")]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(section + "/draft", UriKind.Relative)) { Content = new FormUrlEncodedContent(fields.Select(one => KeyValuePair.Create(one.Name, one.Value))) };
            request.Headers.Accept.ParseAdd("application/json");
            using var answered = await http.SendAsync(request);
            if (!answered.IsSuccessStatusCode) throw new InvalidOperationException($"An answer was not saved: {answered.StatusCode} {await answered.Content.ReadAsStringAsync()}");
            using var saved = JsonDocument.Parse(await answered.Content.ReadAsStringAsync());
            version.Value = saved.RootElement.GetProperty("version").GetString()!;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-form {shown:0.0} ms {GoalShown}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-save {saved:0.0} ms {GoalSaved}"));
        await host.StopAsync();
    }

    private static async Task<double> Times(Func<int, Task> once)
    {
        var times = new List<double>();
        for (var run = 0; run < Warming + Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await once(run);
            if (run >= Warming) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(Runs / 2);
    }

    /// <summary>A thousand offices are asked; the answer of the visitor's own has begun.</summary>
    private static async Task<Guid> Fill(BenchInstallation bench)
    {
        var now = DateTimeOffset.UtcNow;
        await using (var stage = Stage.Set(bench.Installation.Settings, bench.Installation.Configuration, now - TimeSpan.FromDays(30)))
        {
            await GovernmentSeeding.Offices(stage);
            await GovernmentSeeding.People(stage);
        }

        await using var db = bench.Installation.OpenCore(Actor.CommandLine);
        var version = QuestionnaireVersion.Draft("bench", 1, BuiltInQuestionnaire.Find("niiza")!.Questionnaire, "計測", now);
        _ = version.Publish("計測", now);
        var survey = Survey.Plan("bench", "計測の調書", version.Id, now.DayInJapan, now.AddDays(30), now);
        _ = survey.Distribute("計測", now);
        db.Questionnaires.Add(version);
        db.Surveys.Add(survey);
        var real = await db.OfficesOn(now.DayInJapan).ToListAsync();
        var own = real.Single(office => office.Code == "02003");
        var response = SurveyResponse.For(survey.Id, own);
        db.SurveyResponses.Add(response);
        db.SurveyResponses.AddRange(Enumerable.Range(0, Offices).Select(i => SurveyResponse.For(survey.Id, Like(own, $"b{i:00000}"))));
        var begun = response.Save(survey, AnswerSheet.Of(AnswerForm.Of(version.Content), new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["1"], ["Q2.line"] = ["1"], ["Q2.x"] = ["2"], ["Q2.facebook"] = ["5"], ["Q2.youtube"] = ["3"], ["Q4"] = ["1"] }), PersonId.New(), "計測", now);
        if (!begun.Succeeded) throw new InvalidOperationException(begun.Refusal.Sentence);
        await db.SaveChangesAsync();
        return response.Id.Value;
    }

    private static OfficeOnDay Like(OfficeOnDay office, string code) => new()
    {
        Id = OfficeId.New(), Code = code, Name = office.Name, Division = office.Division, Department = office.Department, Kind = office.Kind, Function = office.Function, Parent = office.Parent, Since = office.Since,
    };

    private static async Task SignIn(HttpClient http)
    {
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var fields = Hidden().Matches(page).Select(one => KeyValuePair.Create(one.Groups[1].Value, WebUtility.HtmlDecode(one.Groups[2].Value))).Append(new("user", "d2202")).Append(new("password", DemonstrationData.Password));
        using var content = new FormUrlEncodedContent(fields);
        using var answered = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), content);
        if (answered.StatusCode is not HttpStatusCode.SeeOther) throw new InvalidOperationException($"The visitor could not sign in: {answered.StatusCode}.");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
