using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits;

/// <summary>The dated tasks of this area, and what it reads again and again.</summary>
internal static class AuditTasks
{
    public const string ConfirmFacts = "audit-confirm-facts";
    public const string TellMeasure = "audit-tell-measure";
    public const string JudgeMeasure = "audit-judge-measure";
    public const string Hearing = "audit-hearing";
    public const string ConsiderReply = "audit-consider-reply";
    public const string Late = "audit-late";

    extension(CoreDb db)
    {
        /// <summary>All grades by key, the heaviest first: those of the government, or those with which an installation begins.</summary>
        public async Task<IReadOnlyDictionary<string, FindingGrade>> Grades(CancellationToken ct)
        {
            var own = await db.FindingGrades.AsNoTracking().OrderBy(grade => grade.Order).ThenBy(grade => grade.Key).ToListAsync(ct);
            return (own.Count > 0 ? own : FindingGrade.Usual).ToDictionary(grade => grade.Key);
        }

        /// <summary>The audit of a page's address; nothing is tracked.</summary>
        public Task<Audit?> FindAudit(Guid id, CancellationToken ct) => db.Audits.AsNoTracking().SingleOrDefaultAsync(audit => audit.Id == AuditId.From(id), ct);

        /// <summary>Gives a task to every audit office.</summary>
        public async Task TellAuditOffices(string kind, string about, string title, string link, DateOnly dueOn, DateOnly today, DateTimeOffset now, CancellationToken ct)
        {
            var offices = await db.OfficesOn(today).Where(office => office.Function == OfficeFunction.Audit).Select(office => office.Id).ToListAsync(ct);
            foreach (var office in offices) await db.AddTaskOnce(WorkTask.For(office, null, kind, $"{about}/{office.Value}", title, link, dueOn, now), ct);
        }

        /// <summary>Closes the open tasks of a kind about a thing, whoever's they are.</summary>
        public async Task CloseTasksAbout(string kind, string about, PersonId by, string how, DateTimeOffset now, CancellationToken ct)
        {
            var open = await db.Tasks.Where(task => task.Kind == kind && task.About.StartsWith(about) && task.State == TaskState.Open).ToListAsync(ct);
            foreach (var task in open) task.Close(by, TaskState.Done, how, now);
        }
    }
}
