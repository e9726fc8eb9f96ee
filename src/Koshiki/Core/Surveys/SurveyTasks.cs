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
        /// <summary>Asks offices for something about their answers; for one that was closed, its successors. Whoever finds a new task is told by mail too.</summary>
        public async Task AskOffices(string kind, IReadOnlyList<Asking> askings, DateTimeOffset now, CancellationToken ct)
        {
            var answering = await db.AnsweringFor([.. askings.Select(one => one.Response.Office).Distinct()], now.DayInJapan, ct);
            var tasks = (
                from asking in askings
                from office in answering[asking.Response.Office]
                select (asking.Response, Task: WorkTask.For(office, null, kind, AboutOf(asking.Response, office) + asking.More, asking.Title, Link(asking.Response), asking.DueOn, now, endsOnItsPage: true))).ToList();
            var abouts = tasks.ConvertAll(one => one.Task.About);
            var known = (await db.Tasks.Where(t => t.Kind == kind && abouts.Contains(t.About)).Select(t => t.About).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
            tasks.RemoveAll(one => known.Contains(one.Task.About));
            db.AddRange(tasks.Select(one => one.Task));
            foreach (var one in tasks.DistinctBy(one => one.Response.Id)) db.Announce(new OfficeAsked(one.Response.Id, kind, one.Task.DueOn), one.Response.Id.Value.ToString());
        }

        public Task AskOffice(string kind, Asking asking, DateTimeOffset now, CancellationToken ct) => db.AskOffices(kind, [asking], now, ct);

        /// <summary>Ends what was asked about answers, because it is done or the time is over.</summary>
        public async Task EndAsking(IReadOnlyList<SurveyResponse> responses, IReadOnlyList<string> kinds, string how, DateTimeOffset now, CancellationToken ct)
        {
            // The link of such a task is the answer's own address.
            var links = responses.Select(Link).ToList();
            foreach (var task in await db.Tasks.Where(t => kinds.Contains(t.Kind) && links.Contains(t.Link) && t.State == TaskState.Open).ToListAsync(ct)) task.EndByItself(how, now);
        }

        public Task EndAsking(SurveyResponse response, IReadOnlyList<string> kinds, string how, DateTimeOffset now, CancellationToken ct) => db.EndAsking([response], kinds, how, now, ct);

        /// <summary>For each office, who answers for it today.</summary>
        public async Task<IReadOnlyDictionary<OfficeId, IReadOnlyList<OfficeId>>> AnsweringFor(IReadOnlyList<OfficeId> offices, DateOnly today, CancellationToken ct)
        {
            var going = (await db.OfficesOn(today).Where(o => offices.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct)).ToHashSet();
            var answering = new Dictionary<OfficeId, IReadOnlyList<OfficeId>>();
            foreach (var office in offices) answering[office] = going.Contains(office) ? [office] : await db.AnsweringFor(office, today, ct);
            return answering;
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

    public static string Link(SurveyResponse response) => $"/surveys/answers/{response.Id.Value}";

    private static string AboutOf(SurveyResponse response, OfficeId office) => $"{response.Id.Value}/{office.Value}";
}

/// <summary>What one office is asked about its answer.</summary>
/// <param name="More">Tells two tasks of one kind about one answer apart; empty where there is only one.</param>
internal sealed record Asking(SurveyResponse Response, string More, string Title, DateOnly DueOn);

/// <summary>Reminds offices three days before the end, hands the work of closed offices to their successors.</summary>
internal sealed class SurveyDuty(CoreDb db) : IDailyDuty
{
    /// <summary>Days before the last one.</summary>
    private const int RemindDaysBefore = 3;

    public string Name => "surveys";

    public async Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        // A survey past its end is looked at too: an office to which its answer was returned has a later end of its own.
        var open = await db.Surveys.Where(s => s.Status == SurveyStatus.Open).ToListAsync(ct);
        foreach (var survey in open)
        {
            var isRunning = survey.Deadline > now;
            var missing = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey.Id && r.Status != ResponseStatus.Submitted && (isRunning || r.OwnDeadline > now)).ToListAsync(ct);
            var offices = missing.Select(r => r.Office).ToArray();
            var going = (await db.OfficesOn(today).Where(o => offices.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct)).ToHashSet();
            var takenOver = missing.Where(r => !going.Contains(r.Office)).Select(r => new Asking(r, "", $"調書「{survey.Title}」に、引き継いだ「{r.OfficeName}」として回答する", r.LastDayOf(survey)));
            var near =
                from response in missing
                let last = response.LastDayOf(survey)
                where today >= last.AddDays(-RemindDaysBefore)
                select new Asking(response, "/" + last.Iso, $"調書「{survey.Title}」の回答の期限が近づいています（{last.InWords}まで）", last);
            await db.AskOffices(SurveyTasks.Answer, [.. takenOver], now, ct);
            await db.AskOffices(SurveyTasks.Remind, [.. near], now, ct);
        }

        await db.SaveChangesAsync(ct);
    }
}
