using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Lacking;

/// <summary>Each lack of an account as one dated task of its office; what fills the lack closes the task. C8.</summary>
internal static class LackTasks
{
    public const string Kind = "opening-lack";
    public const string StartKind = "opening-start";

    /// <summary>Days in which a new account's policy must stand on the account itself.</summary>
    public const int DaysToDisclose = 14;

    /// <summary>Days in which what is done at the start must be written down.</summary>
    public const int DaysToStart = 30;

    public static string About(string accountKey, Lack lack) => $"{accountKey}/{lack.Key}";

    /// <summary>Where the lack is filled.</summary>
    public static string Link(string accountKey, Lack lack) => lack switch
    {
        Lack.Consultation => $"/accounts/{accountKey}/documents",
        Lack.Disclosure => $"/accounts/{accountKey}/documents/disclosure",
        _ => $"/accounts/{accountKey}/documents/{lack.Key}",
    };

    public static WorkTask Of(OfficeId office, string accountKey, string accountName, Lack lack, DateOnly dueOn, DateTimeOffset now) =>
        WorkTask.For(office, person: null, Kind, About(accountKey, lack), lack.TaskTitle(accountName), Link(accountKey, lack), dueOn, now);

    public static WorkTask Start(OfficeId office, string accountKey, string accountName, DateTimeOffset now) =>
        WorkTask.For(office, person: null, StartKind, accountKey, $"「{accountName}」の開設の周知、アイコン、プロフィール文などを記録する", $"/accounts/{accountKey}/start", now.DayInJapan.AddDays(DaysToStart), now);

    /// <summary>Closes the open task about something, if there is one; stored with the next save.</summary>
    public static async Task Close(CoreDb db, string kind, string about, Me me, string how, DateTimeOffset now, CancellationToken ct)
    {
        var task = await db.Tasks.SingleOrDefaultAsync(t => t.Kind == kind && t.About == about && t.State == TaskState.Open, ct);
        task?.Close(me.Id, TaskState.Done, how, now);
    }
}
