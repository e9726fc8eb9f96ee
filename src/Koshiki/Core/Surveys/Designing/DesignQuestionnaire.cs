using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Designing;

/// <summary>A new questionnaire, or the next version of one.</summary>
/// <param name="Content">What it begins with.</param>
public sealed record BeginQuestionnaire(string Key, Questionnaire Content);

/// <param name="Section">The key of the one to change; null for a new one at the end.</param>
public sealed record SaveSection(Guid Version, string? Section, QuestionSection Content);

/// <param name="Section">In which section it stands.</param>
/// <param name="Question">The key of the one to change; null for a new one at the section's end.</param>
public sealed record SaveQuestion(Guid Version, string Section, string? Question, Question Content);

/// <summary>Writes questionnaires in the browser. Drafts may be wrong as a whole while they are written; what is wrong with a question is told when it is saved. I1.</summary>
public sealed class DesignHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The draft, <see cref="NotAcceptable"/>, <see cref="QuestionnaireDraftExists"/>.</returns>
    public async Task<Result<QuestionnaireVersion>> Handle(BeginQuestionnaire command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var last = await db.Questionnaires.Where(v => v.Key == command.Key).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

        // Decide
        if (!Survey.IsKey(command.Key)) return new NotAcceptable([new Fault("key", "番号は、英小文字で始まる英小文字、数字、ハイフンで、2～40文字にしてください（例：sns-2026）。")]);
        if (last is { IsPublished: false }) return new QuestionnaireDraftExists();
        var version = QuestionnaireVersion.Draft(command.Key, (last?.Number ?? 0) + 1, command.Content, me.Name, clock.GetUtcNow());

        // Write
        db.Questionnaires.Add(version);
        await db.SaveChangesAsync(ct);
        return version;
    }

    /// <summary>The next version of a published one, to be changed.</summary>
    public async Task<Result<QuestionnaireVersion>> Renew(Guid version, Me me, CancellationToken ct)
    {
        var found = await db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(version), ct);
        return found is null ? new QuestionnaireNotFound() : await Handle(new BeginQuestionnaire(found.Key, found.Content), me, ct);
    }

    public Task<Result<QuestionnaireVersion>> Handle(SaveSection command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Change(command.Version, me, content =>
        {
            var sections = content.Sections.ToList();
            var at = sections.FindIndex(section => section.Key == command.Section);
            if (command.Section is not null && at < 0) return new QuestionNotFound();
            if (at < 0) sections.Add(command.Content with { Questions = [] });
            else sections[at] = command.Content with { Questions = sections[at].Questions };
            return Checked(content with { Sections = sections }, command.Content.Key);
        }, ct);
    }

    public Task<Result<QuestionnaireVersion>> Handle(SaveQuestion command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Change(command.Version, me, content =>
        {
            var sections = content.Sections.Select(section => (section.Key, Questions: section.Questions.ToList())).ToList();
            var into = sections.FindIndex(section => section.Key == command.Section);
            if (into < 0) return new QuestionNotFound();
            var from = command.Question is null ? -1 : sections.FindIndex(section => section.Questions.Exists(question => question.Key == command.Question));
            if (command.Question is not null && from < 0) return new QuestionNotFound();
            var at = from < 0 ? -1 : sections[from].Questions.FindIndex(question => question.Key == command.Question);
            if (from >= 0 && from == into) sections[into].Questions[at] = command.Content;
            else
            {
                if (from >= 0) sections[from].Questions.RemoveAt(at);
                sections[into].Questions.Add(command.Content);
            }

            return Checked(content with { Sections = [.. content.Sections.Zip(sections, (section, changed) => section with { Questions = changed.Questions })] }, command.Content.Key);
        }, ct);
    }

    /// <summary>One place up or down; the first of a section goes to the end of the one before.</summary>
    public Task<Result<QuestionnaireVersion>> Move(Guid version, string question, bool up, Me me, CancellationToken ct) => Change(version, me, content =>
    {
        var sections = content.Sections.Select(section => section.Questions.ToList()).ToList();
        var of = sections.FindIndex(questions => questions.Exists(one => one.Key == question));
        if (of < 0) return new QuestionNotFound();
        var at = sections[of].FindIndex(one => one.Key == question);
        var moved = sections[of][at];
        sections[of].RemoveAt(at);
        if (up && at > 0) sections[of].Insert(at - 1, moved);
        else if (!up && at < sections[of].Count) sections[of].Insert(at + 1, moved);
        else if (up && of > 0) sections[of - 1].Add(moved);
        else if (!up && of + 1 < sections.Count) sections[of + 1].Insert(0, moved);
        else sections[of].Insert(at, moved);
        return content with { Sections = [.. content.Sections.Zip(sections, (section, questions) => section with { Questions = questions })] };
    }, ct);

    /// <summary>Takes a question out, or a section that has none.</summary>
    public Task<Result<QuestionnaireVersion>> Remove(Guid version, string place, Me me, CancellationToken ct) => Change(version, me, content =>
        content with { Sections = [.. content.Sections.Where(section => section.Key != place || section.Questions.Count > 0).Select(section => section with { Questions = [.. section.Questions.Where(question => question.Key != place)] })] }, ct);

    /// <summary>Title and note.</summary>
    public Task<Result<QuestionnaireVersion>> Rename(Guid version, string title, string note, Me me, CancellationToken ct) => Change(version, me, content =>
        title.Length is 0 or > 100 ? new NotAcceptable([new Fault("title", "題名を100文字までで入力してください。")]) : content with { Title = title, Note = note }, ct);

    /// <summary>The whole draft from a file.</summary>
    public Task<Result<QuestionnaireVersion>> Replace(Guid version, string fileName, byte[] file, Me me, CancellationToken ct) => Change(version, me, _ => QuestionnaireFile.Read(fileName, file), ct);

    public async Task<Result<QuestionnaireVersion>> Publish(Guid version, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        var found = await db.Questionnaires.SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(version), ct);
        if (found is null) return new QuestionnaireNotFound();
        if (found.Publish(me.Name, clock.GetUtcNow()).IsRefused(out var refusal)) return refusal;
        await db.SaveChangesAsync(ct);
        return found;
    }

    private async Task<Result<QuestionnaireVersion>> Change(Guid version, Me me, Func<Questionnaire, Result<Questionnaire>> change, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(me);
        var found = await db.Questionnaires.SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(version), ct);
        if (found is null) return new QuestionnaireNotFound();

        // Decide
        if (found.IsPublished) return new QuestionnaireIsPublished();
        var changed = change(found.Content);
        if (changed.IsRefused(out var refusal)) return refusal;
        if (found.Change(changed.Value, me.Name, clock.GetUtcNow()).IsRefused(out refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return found;
    }

    /// <summary>What is wrong with the place that is being saved is told at its fields; the rest stands on the questionnaire's page.</summary>
    private static Result<Questionnaire> Checked(Questionnaire questionnaire, string place)
    {
        var faults = QuestionnaireRules.Faults(questionnaire).Where(fault => fault.Place == place).ToList();
        return faults.Count > 0 ? new NotAcceptable([.. faults.Select(fault => new Fault(fault.Part, fault.Sentence))]) : questionnaire;
    }
}
