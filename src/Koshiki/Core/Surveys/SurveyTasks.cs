using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys;

/// <summary>The tasks that surveys leave on offices' home pages, and how they end when the answer is submitted. I3.</summary>
internal static class SurveyTasks
{
    public const string Answer = "survey-answer";
    public const string Confirm = "survey-confirm";
    public const string Correct = "survey-correct";
    public const string Remind = "survey-reminder";
    public const string FollowUp = "survey-follow-up";
    public const string Inquiry = "survey-inquiry";

    private static readonly string[] OfAnswering = [Answer, Correct, Remind, Confirm];

    extension(CoreDb db)
    {
        /// <summary>Asks an office to answer; for one that was closed, its successors.</summary>
        public async Task AskOffice(string kind, string more, Survey survey, SurveyResponse response, string title, DateOnly dueOn, DateTimeOffset now, CancellationToken ct)
        {
            foreach (var office in await db.AnsweringFor(response.Office, now.DayInJapan, ct))
                await db.AddTaskOnce(WorkTask.For(office, null, kind, AboutOf(response, office) + more, title, Link(survey, response), dueOn, now, endsOnItsPage: true), ct);
        }

        /// <summary>Ends what was asked of an office, because it is done.</summary>
        public async Task EndAsking(SurveyResponse response, IReadOnlyList<string> kinds, string how, DateTimeOffset now, CancellationToken ct)
        {
            var about = $"{response.Id.Value}/";
            foreach (var task in await db.Tasks.Where(t => kinds.Contains(t.Kind) && t.About.StartsWith(about) && t.State == TaskState.Open).ToListAsync(ct)) task.EndByItself(how, now);
        }

        /// <summary>The office itself while it goes on, otherwise the offices that took over its work.</summary>
        public async Task<IReadOnlyList<OfficeId>> AnsweringFor(OfficeId office, DateOnly today, CancellationToken ct)
        {
            var standing = new HashSet<OfficeId>();
            var seen = new HashSet<OfficeId>();
            for (OfficeId[] asked = [office]; asked.Length > 0;)
            {
                var look = asked;
                var open = await db.OfficesOn(today).Where(o => look.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct);
                standing.UnionWith(open);
                var closed = look.Except(open).Where(seen.Add).ToArray();
                asked = closed.Length == 0 ? [] : [.. (await db.OfficeSuccessions.Where(s => closed.Contains(s.Predecessor) && s.From <= today).Select(s => s.Successor).ToListAsync(ct)).Distinct().Where(o => !seen.Contains(o))];
            }

            // One that has neither a day nor a successor still has its records; whoever looks after it finds the task there.
            return standing.Count > 0 ? [.. standing] : [office];
        }
    }

    public static IReadOnlyList<string> AllOfAnswering => OfAnswering;

    public static string Link(Survey survey, SurveyResponse response) => string.Create(CultureInfo.InvariantCulture, $"/surveys/answers/{response.Id.Value}");

    private static string AboutOf(SurveyResponse response, OfficeId office) => $"{response.Id.Value}/{office.Value}";
}

/// <summary>Reminds offices three days before the end, hands the work of closed offices to their successors.</summary>
internal sealed class SurveyDuty(CoreDb db) : IDailyDuty
{
    /// <summary>Days before the last one.</summary>
    private const int RemindDaysBefore = 3;

    public string Name => "surveys";

    public async Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.Surveys.Where(s => s.Status == SurveyStatus.Open && s.Deadline > now).ToListAsync(ct);
        foreach (var survey in open)
        {
            var missing = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey.Id && r.Status != ResponseStatus.Submitted).ToListAsync(ct);
            var offices = missing.Select(r => r.Office).ToArray();
            var going = (await db.OfficesOn(today).Where(o => offices.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct)).ToHashSet();
            foreach (var response in missing)
            {
                var last = response.DeadlineOf(survey).AddSeconds(-1).DayInJapan;
                if (!going.Contains(response.Office)) await db.AskOffice(SurveyTasks.Answer, "", survey, response, $"調書「{survey.Title}」に、引き継いだ「{response.OfficeName}」として回答する", last, now, ct);
                if (today >= last.AddDays(-RemindDaysBefore)) await db.AskOffice(SurveyTasks.Remind, "/" + last.Iso, survey, response, $"調書「{survey.Title}」の回答の期限が近づいています（{last.InWords}まで）", last, now, ct);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
