using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews;

/// <summary>The dated tasks that this area leaves on people's home pages, and how they are closed when the thing is done. D4-D9.</summary>
internal static class ReviewTasks
{
    public const string NextAction = "review-next-action";
    public const string LookAgain = "judgement-next";
    public const string Receive = "retirement-receive";
    public const string TellOnAccount = "retirement-tell";
    public const string DeleteOnPlatform = "retirement-delete";
    public const string LaterWord = "retirement-later-word";
    public const string CalledOff = "retirement-called-off";
    public const string NameLook = "retired-name-look";
    public const string Suspension = "suspension-look-again";
    public const string AnswerAdvice = "advice-answer";
    public const string FollowAdvice = "advice-follow-up";

    /// <summary>Where an account's retirement is reported and followed.</summary>
    public static string RetirePage(string accountKey) => $"/accounts/{accountKey}/close";

    /// <summary>Where an account is paused.</summary>
    public static string SuspendPage(string accountKey) => $"/accounts/{accountKey}/close/suspend";

    extension(CoreDb db)
    {
        /// <summary>Gives a task to every PR office; one task stays open for each.</summary>
        public async Task TellPrOffices(string kind, string about, string title, string link, DateOnly dueOn, DateOnly today, DateTimeOffset now, CancellationToken ct)
        {
            var offices = await db.OfficesOn(today).Where(o => o.Function == OfficeFunction.PublicRelations).Select(o => o.Id).ToListAsync(ct);
            foreach (var office in offices) await db.AddTaskOnce(WorkTask.For(office, null, kind, $"{about}/{office.Value}", title, link, dueOn, now), ct);
        }

        /// <summary>Closes what was done here and not on the task's own page.</summary>
        public async Task CloseTasks(string kind, string about, PersonId by, string how, DateTimeOffset now, CancellationToken ct)
        {
            var open = await db.Tasks.Where(t => t.Kind == kind && t.About.StartsWith(about) && t.State == TaskState.Open).ToListAsync(ct);
            foreach (var task in open) task.Close(by, TaskState.Done, how, now);
        }

        /// <summary>Ends what a judgement left to be done, because it was done on another page.</summary>
        /// <param name="link">The page on which the judgement asked to do it.</param>
        public async Task EndDecided(string link, string how, DateTimeOffset now, CancellationToken ct)
        {
            var open = await db.Tasks.Where(t => t.Kind == LookAgain && t.Link == link && t.State == TaskState.Open).ToListAsync(ct);
            foreach (var task in open) task.EndByItself(how, now);
        }

        /// <summary>Whatever was to be done on an account's pages is not needed any more, whichever area asked for it; its retirement's own tasks go on.</summary>
        public async Task EndTasksOfRetired(string accountKey, DateTimeOffset now, CancellationToken ct)
        {
            var (pages, retirement) = ($"/accounts/{accountKey}/", RetirePage(accountKey));
            var open = await db.Tasks.Where(t => t.Link.StartsWith(pages) && (t.Link != retirement || t.Kind == LookAgain || t.Kind == Suspension) && t.State == TaskState.Open).ToListAsync(ct);
            foreach (var task in open) task.CloseByItself("アカウントが廃止されました。", now);
        }
    }
}
