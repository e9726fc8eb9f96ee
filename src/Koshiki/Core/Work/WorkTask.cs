using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Work;

public readonly record struct WorkTaskId(Guid Value) : IId<WorkTaskId>
{
    public static WorkTaskId From(Guid value) => new(value);

    public static WorkTaskId New() => new(Guid.CreateVersion7());
}

/// <summary>Something that somebody has to do by a day. Any area adds one by calling down; the home page lists them. 作業.</summary>
public sealed class WorkTask
{
    private WorkTask() { }

    public required WorkTaskId Id { get; init; }

    /// <summary>What sort of task, in the adding area's words, such as <c>password-rotation</c>; it stays the same over releases.</summary>
    public required string Kind { get; init; }

    /// <summary>Tells two tasks of one kind apart, so that adding twice makes one: the account's key, the posting's id.</summary>
    public required string About { get; init; }

    /// <summary>What to do, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The page on which it is done, beginning with a slash.</summary>
    public required string Link { get; init; }

    /// <summary>The last day, in Japan. 期限.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The office whose people may do it; null where it is one person's.</summary>
    public OfficeId? Office { get; init; }

    /// <summary>The person who has to do it; null where anyone of the office may.</summary>
    public PersonId? Person { get; init; }

    /// <summary>True where only the page behind <see cref="Link"/> ends it, because it asks for more than a word: a second person, a date, a record.</summary>
    public bool EndsOnItsPage { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public PersonId? DoneBy { get; private set; }

    /// <summary>What was done, or why nothing had to be.</summary>
    public string? DoneHow { get; private set; }

    public TaskState State { get; private set; }

    public uint Version { get; init; }

    /// <param name="office">Whose people may do it; with <paramref name="person"/> null anyone of them.</param>
    /// <param name="endsOnItsPage">Whether only the area that added it ends it, with <c>db.EndTask(kind, about, …)</c>.</param>
    public static WorkTask For(OfficeId? office, PersonId? person, string kind, string about, string title, string link, DateOnly dueOn, DateTimeOffset now, bool endsOnItsPage = false) =>
        office is null && person is null
            ? throw new ArgumentException("A task is an office's or a person's.", nameof(office))
            : new WorkTask { Id = WorkTaskId.New(), Kind = kind, About = about, Title = title, Link = link, DueOn = dueOn, Office = office, Person = person, AddedAt = now, EndsOnItsPage = endsOnItsPage };

    /// <returns><see cref="TaskIsClosed"/>, <see cref="SayWhyNotNeeded"/>.</returns>
    public Result<Done> Close(PersonId by, TaskState how, string? note, DateTimeOffset now)
    {
        if (State is not TaskState.Open) return new TaskIsClosed();
        if (how is TaskState.NotNeeded && string.IsNullOrWhiteSpace(note)) return new SayWhyNotNeeded();

        (State, DoneBy, DoneHow, DoneAt) = (how, by, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), now);
        return new Done();
    }

    /// <summary>What it was about is no more; nobody has to do it.</summary>
    public void CloseByItself(string why, DateTimeOffset now)
    {
        if (State is TaskState.Open) (State, DoneHow, DoneAt) = (TaskState.NotNeeded, why, now);
    }

    /// <summary>What was to be done turned out to be done: the program itself ends the task. Nothing happens to one that has ended.</summary>
    /// <param name="how">How that was seen, in a sentence.</param>
    public void EndByItself(string how, DateTimeOffset now)
    {
        if (State is TaskState.Open) (State, DoneHow, DoneAt) = (TaskState.Done, how, now);
    }
}

/// <summary>The words of UI.md section 6 for things to do.</summary>
public enum TaskState
{
    /// <summary>未対応</summary>
    Open,

    /// <summary>完了</summary>
    Done,

    /// <summary>不要と判断</summary>
    NotNeeded,
}

public sealed record TaskNotFound() : NotFound("その作業は見つかりません。ホームの一覧から選び直してください。");

public sealed record EndsOnItsOwnPage() : Conflict("この作業は、作業の画面で記録すると終わります。「作業の画面」を開いてください。");

public sealed record TaskIsClosed() : Conflict("この作業はすでに終わっています。ホームの一覧を確かめてください。");

public sealed record SayWhyNotNeeded() : Invalid("不要と判断した理由を入力してください。");

/// <summary>The words for where a task stands.</summary>
public static class TaskStateWords
{
    extension(TaskState state)
    {
        public string Word => state switch { TaskState.Open => "未対応", TaskState.Done => "完了", _ => "不要と判断" };
    }
}
