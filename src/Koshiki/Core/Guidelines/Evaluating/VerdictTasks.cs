using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>Makes one task of an office's overdue verdicts of one control: the day by which it was to be put right has come. J3.</summary>
internal sealed class VerdictTasks(CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock)
{
    public const string Kind = "control-not-met";

    /// <summary>Days to put it right, from the day on which the task is added.</summary>
    public const int Days = 14;

    /// <summary>Adds what is missing, and ends the tasks of what has been put right.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> Raise(CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var due = await db.Verdicts.AsNoTracking().Where(v => v.Last == null && v.Outcome == ControlVerdict.NotMet && v.DueOn != null && v.DueOn <= today)
            .GroupBy(v => new { v.Control, v.Office }).Select(g => new { g.Key.Control, g.Key.Office, Count = g.Count(), Since = g.Max(v => v.Since) }).ToListAsync(ct);
        var open = await db.Tasks.Where(t => t.Kind == Kind && t.State == TaskState.Open).ToListAsync(ct);
        var known = (await db.Tasks.AsNoTracking().Where(t => t.Kind == Kind).Select(t => t.About).ToListAsync(ct)).ToHashSet();
        var titles = controls.ToDictionary(one => one.Key, one => one.Title);

        // Decide
        var wrong = due.Select(one => $"{one.Control}/{one.Office.Value}/").ToHashSet();
        foreach (var task in open.Where(task => !wrong.Contains(task.About[..(task.About.LastIndexOf('/') + 1)]))) task.EndByItself("点検で適合になりました。", now);
        var waiting = open.Where(task => task.State is TaskState.Open).Select(task => task.About[..(task.About.LastIndexOf('/') + 1)]).ToHashSet();
        var tasks = due.Where(one => !waiting.Contains($"{one.Control}/{one.Office.Value}/")).Select(one => WorkTask.For(
            one.Office, null, Kind, $"{one.Control}/{one.Office.Value}/{one.Since.Iso}", $"点検で要修正：{titles.GetValueOrDefault(one.Control, one.Control)}（{one.Count}件）",
            $"/rules/controls/{one.Control}?verdict=not-met&office={one.Office.Value}", today.AddDays(Days), now)).Where(task => !known.Contains(task.About)).ToList();

        // Write
        db.Tasks.AddRange(tasks);
        await db.SaveChangesAsync(ct);
        return tasks.Count;
    }
}
