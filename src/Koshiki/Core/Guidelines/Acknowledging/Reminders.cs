using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Acknowledging;

/// <summary>Adds the day's reminders: to offices and people who let the term for reading run out, and to the PR office when the guideline has stood too long. B2, B3.</summary>
internal sealed class GuidelineReminders(CoreDb db, TimeProvider clock)
{
    public const string ReviewTask = "guideline-review";

    /// <summary>So many days before the end of the term the reminder comes.</summary>
    public const int DaysBefore = 7;

    /// <summary>Days for looking a guideline through, once it is due.</summary>
    public const int ReviewDays = 60;

    /// <summary>Adds what is missing; run twice a day it adds nothing twice.</summary>
    /// <returns>How many tasks were added.</returns>
    public async Task<int> Remind(CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var book = await AcknowledgementBook.Read(db, today, null, ct);
        var asked = book.Offices.ToArray();
        var posted = await db.PostingsOn(today).Where(p => asked.Contains(p.Office) && p.Duty != Duty.Administrator).Select(p => new { p.Person, p.Office, p.From }).ToListAsync(ct);
        var known = (await db.Tasks.AsNoTracking().Where(t => t.Kind == AcknowledgeHandler.OfficeTask || t.Kind == AcknowledgeHandler.PersonTask || t.Kind == ReviewTask).Select(t => t.About).ToListAsync(ct)).ToHashSet();

        // Decide
        var tasks = new List<WorkTask>();
        foreach (var office in asked)
        {
            if (book.Of(office) is { DueOn: { } due } standing && due.AddDays(-DaysBefore) <= today)
                tasks.Add(WorkTask.For(office, null, AcknowledgeHandler.OfficeTask, $"{office.Value}/{standing.Open[0].Since.Iso}", "所属として要領の確認を記録する", AcknowledgePages.Path, due, now));
        }

        foreach (var person in posted.GroupBy(p => p.Person))
        {
            if (book.Of(person.Key, person.Select(p => (p.Office, p.From))) is { DueOn: { } due } standing && due.AddDays(-DaysBefore) <= today)
                tasks.Add(WorkTask.For(null, person.Key, AcknowledgeHandler.PersonTask, $"{person.Key.Value}/{standing.Open[0].Since.Iso}", "要領を読んで記録する", AcknowledgePages.Path, due, now));
        }

        if (await db.GuidelineOn(today, ct) is { ReviewDue: { } reviewDue } version && reviewDue <= today)
        {
            var offices = await db.OfficesOn(today).Where(o => o.Function == OfficeFunction.PublicRelations).Select(o => o.Id).ToListAsync(ct);
            tasks.AddRange(offices.Select(office => WorkTask.For(
                office, null, ReviewTask, $"{office.Value}/{reviewDue.Iso}", $"要領（第{version.Number}版）を見直す（{version.ReviewMonths}か月改正がありません）", "/rules/review", reviewDue.AddDays(ReviewDays), now)));
        }

        // Write
        var missing = tasks.Where(task => !known.Contains(task.About)).ToList();
        db.Tasks.AddRange(missing);
        if (missing.Count > 0) await db.SaveChangesAsync(ct);
        return missing.Count;
    }
}
