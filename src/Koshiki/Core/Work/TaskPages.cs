using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work;

/// <param name="Office">Whose people may do it; null where it is the reader's own.</param>
public sealed record TaskRow(string Href, string Title, DateOnly DueOn, string? Office, TaskState State, DateTimeOffset? DoneAt, string? DoneHow);

/// <param name="Ended">Whether those that have ended are shown.</param>
public sealed record TaskListView(FormState Form, IReadOnlyList<TaskRow> Rows, DateOnly Today, int Count, int Page, bool Ended)
{
    public int Pages => PagedLists.Pages(Count);
}

public sealed record TaskView(FormState Form, string Title, string Link, string Due, bool Late, string State, string? Done, bool EndsOnItsPage);

/// <summary>A person's tasks and those of his offices: all of them, and one. What home shows the first ten of.</summary>
internal static class TaskPages
{
    public const string Path = "/tasks";

    /// <summary>Conditions of the list, as its address names them.</summary>
    public const string Own = "own", OfOffice = "office", Late = "late", HasEnded = "ended";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.UseOwnDesk);
        app.MapGet(Path + "/{id:guid}", Show).Requires(Act.UseOwnDesk);
        app.MapPost(Path + "/{id:guid}", Close).Requires(Act.UseOwnDesk);
    }

    /// <summary>Where a task is done: on the page that alone ends it, or on its own.</summary>
    public static string PlaceOf(WorkTask task) => task.EndsOnItsPage ? task.Link : $"{Path}/{task.Id.Value}";

    private static async Task<IResult> ShowList(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (today, ended) = (clock.GetUtcNow().DayInJapan, form["state"] == HasEnded);
        var found = Filter(db.TasksVisibleTo(me).AsNoTracking(), form, ended, today);
        var count = await found.CountAsync(ct);
        var page = form.PageOf(count);
        var ordered = ended ? found.OrderByDescending(t => t.DoneAt).ThenBy(t => t.Id) : found.OrderBy(t => t.DueOn).ThenBy(t => t.Id);
        var tasks = await ordered.OnPage(page).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, tasks.Where(t => t.Person is null).Select(t => t.Office).OfType<OfficeId>(), ct);
        return Pages.Show<TaskListPage>(new TaskListView(
            form,
            [.. tasks.Select(t => new TaskRow(
                ended ? $"{Path}/{t.Id.Value}" : PlaceOf(t), t.Title, t.DueOn, t.Person is null && t.Office is { } office ? offices.GetValueOrDefault(office) : null, t.State, t.DoneAt, t.DoneHow))],
            today, count, page, ended));
    }

    private static IQueryable<WorkTask> Filter(IQueryable<WorkTask> tasks, FormState form, bool ended, DateOnly today)
    {
        tasks = ended ? tasks.Where(t => t.State != TaskState.Open) : tasks.Where(t => t.State == TaskState.Open);
        if (form["state"] == Late) tasks = tasks.Where(t => t.DueOn < today);
        if (form["of"] == Own) tasks = tasks.Where(t => t.Person != null);
        if (form["of"] == OfOffice) tasks = tasks.Where(t => t.Person == null);
        if (form.Filled("q"))
        {
            var words = form["q"].Trim();
            tasks = tasks.Where(t => t.Title.Contains(words));
        }

        return tasks;
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await Find(id, me, db, ct) is { } task ? Pages.Show<TaskPage>(View(task, FormState.Empty, clock)) : Pages.Refuse(new TaskNotFound());

    private static async Task<IResult> Close(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        if (await Find(id, me, db, ct) is not { } task) return Pages.Refuse(new TaskNotFound());

        // Decide
        if (task.EndsOnItsPage) return Pages.Refuse(new EndsOnItsOwnPage());
        var how = form["how"] switch { "done" => TaskState.Done, "not-needed" => TaskState.NotNeeded, _ => TaskState.Open };
        Refusal? refusal = how is TaskState.Open ? new NotAcceptable([new Fault("how", "どちらかを選んでください。")]) : null;
        if (refusal is null && task.Close(me.Id, how, form["note"], clock.GetUtcNow()).IsRefused(out refusal))
            refusal = refusal is SayWhyNotNeeded ? new NotAcceptable([new Fault("note", refusal.Sentence)]) : refusal;
        if (refusal is not null) return Pages.ShowAgain<TaskPage>(View(task, form.With(refusal), clock), refusal);

        // Write
        await db.SaveChangesAsync(ct);
        return Pages.GoTo("/home", Notice.Success("作業を終えました。", task.Title));
    }

    private static Task<WorkTask?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new WorkTaskId(id);
        return db.TasksVisibleTo(me).SingleOrDefaultAsync(t => t.Id == wanted, ct);
    }

    private static TaskView View(WorkTask task, FormState form, TimeProvider clock) => new(
        form, task.Title, task.Link, task.DueOn.InWords, task.State is TaskState.Open && task.DueOn < clock.GetUtcNow().DayInJapan,
        task.State.Word,
        task.DoneAt is { } at ? $"{at.InWords} {task.DoneHow}" : null, task.EndsOnItsPage);
}
