using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.Duties;
using Koshiki.Core.Work.Mailing;
using Koshiki.Core.Work.News;
using Koshiki.Core.Work.Running;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work;

internal static class WorkModel
{
    private const string Schema = "work";

    public static void Build(ModelBuilder model)
    {
        model.Entity<WorkTask>(task =>
        {
            task.ToTable("task", Schema);
            task.HasKey(t => t.Id);
            task.HasIndex(t => new { t.Kind, t.About }).IsUnique();
            task.HasIndex(t => new { t.Office, t.State });
            // Without tasks of offices: asked for "of nobody's own", PostgreSQL would otherwise take this index and read every office's tasks.
            task.HasIndex(t => new { t.Person, t.State }).HasFilter("person is not null");
            task.Property(t => t.Version).IsRowVersion();
        });
        NodesSeen.Build(model, Schema);
        DutyLook.Build(model, Schema);
        OutgoingMail.Build<OutgoingMail>(model, Schema, "outgoing_mail");
        model.Entity<OutgoingMail>().HasIndex(m => new { m.Cause, m.Person }).IsUnique();
        model.Entity<DeclinedNotice>(declined =>
        {
            declined.ToTable("declined_notice", Schema);
            declined.HasKey(d => new { d.Person, d.Notice });
        });
        model.Entity<StaffNews>(news =>
        {
            news.ToTable("news", Schema);
            news.HasKey(n => n.Id);
            news.HasIndex(n => n.Last);
        });
    }
}

public static class WorkSets
{
    extension(CoreDb db)
    {
        public DbSet<WorkTask> Tasks => db.Set<WorkTask>();

        public DbSet<StaffNews> News => db.Set<StaffNews>();

        public DbSet<OutgoingMail> OutgoingMail => db.Set<OutgoingMail>();

        public DbSet<DeclinedNotice> DeclinedNotices => db.Set<DeclinedNotice>();

        /// <summary>Adds a task unless one of its kind about the same thing was added before, done or not.</summary>
        /// <returns>True if it was added; it is stored with the next save.</returns>
        public async Task<bool> AddTaskOnce(WorkTask task, CancellationToken ct)
        {
            ArgumentNullException.ThrowIfNull(task);
            if (await db.Set<WorkTask>().AnyAsync(t => t.Kind == task.Kind && t.About == task.About, ct)) return false;
            db.Add(task);
            return true;
        }

        /// <summary>Ends the open task of this kind about this thing, if there is one; it is stored with the next save.</summary>
        public async Task EndTask(string kind, string about, PersonId by, string how, DateTimeOffset now, CancellationToken ct)
        {
            var open = await db.Set<WorkTask>().SingleOrDefaultAsync(t => t.Kind == kind && t.About == about && t.State == TaskState.Open, ct);
            open?.Close(by, TaskState.Done, how, now);
        }

        /// <summary>The tasks of the person and of the offices in which he works.</summary>
        public IQueryable<WorkTask> TasksVisibleTo(Me me)
        {
            ArgumentNullException.ThrowIfNull(me);
            var id = me.Id;
            var offices = me.Roles.Where(role => role.Role is not (Role.Contractor or Role.DesignatedManager)).Select(role => role.Office).Distinct().ToArray();
            return db.Set<WorkTask>().Where(t => t.Person == id || (t.Person == null && t.Office != null && offices.Contains(t.Office.Value)));
        }
    }
}
