using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Takes the answers that offices submitted to the plan's survey into the fieldwork, as the offices' own. Taking them again brings them up to date, until the audit is frozen.</summary>
internal sealed record TakeOwnAnswers(AuditId Audit);

/// <param name="Missing">Visited offices that submitted nothing.</param>
internal sealed record OwnAnswersTaken(int Taken, int Missing);

/// <summary>The office's own answer beside the auditor's, from a survey. J3.</summary>
internal sealed class TakeOwnAnswersHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>What was taken, or <see cref="NotAllowed"/>, <see cref="AuditNotFound"/>, <see cref="AuditIsFrozen"/>, <see cref="NoSurveyNamed"/>, <see cref="SurveyAsksSomethingElse"/>, <see cref="NothingSubmittedYet"/>.</returns>
    public async Task<Result<OwnAnswersTaken>> Handle(TakeOwnAnswers command, Me me, CancellationToken ct)
    {
        // Read
        if (!me.May(Act.WriteAudits)) return new NotAllowed();
        if (await db.Audits.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Audit, ct) is not { } audit) return new AuditNotFound();
        if (!audit.IsOpen) return new AuditIsFrozen();
        var found = await db.SurveyWithForm(audit.Plan.Survey, ct);
        if (!found.Succeeded) return new NoSurveyNamed();
        var (survey, form) = found.Value;
        var checklist = Programme.Find(audit.Programme).Value.Checklist;
        var entries = await db.FieldworkEntries.Where(entry => entry.Audit == audit.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var submitted = await Submitted(survey.Id, now.DayInJapan, ct);

        // Decide
        if (!OwnAnswers.Asks(form, checklist)) return new SurveyAsksSomethingElse(survey.Title);
        var taken = 0;
        foreach (var entry in entries)
        {
            if (entry.Office is not { } office || submitted.GetValueOrDefault(office) is not { } response) continue;
            var source = new OwnAnswerSource(response.Id.Value, survey.Key, survey.Title, response.SubmittedAt ?? now, response.SubmittedByName ?? "", now, me.Name);
            if (entry.TakeOwn(audit, OwnAnswers.Of(checklist, form, response), source).IsRefused(out var no)) return no;
            taken++;
        }

        if (taken == 0) return new NothingSubmittedYet(survey.Title);

        // Write
        await db.SaveChangesAsync(ct);
        return new OwnAnswersTaken(taken, entries.Count - taken);
    }

    /// <summary>Answers by the office that stands for them: the one that was asked, or the one that has taken over its work by that day. Of several predecessors the earliest counts, and of those that ended together the one registered first.</summary>
    private async Task<Dictionary<OfficeId, SurveyResponse>> Submitted(SurveyId survey, DateOnly today, CancellationToken ct)
    {
        var byOffice = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey && r.Status == ResponseStatus.Submitted).ToDictionaryAsync(r => r.Office, ct);
        for (var newest = byOffice.Keys.ToArray(); newest.Length > 0;)
        {
            var asked = newest;
            var heirs = await db.OfficeSuccessions.AsNoTracking().Where(s => asked.Contains(s.Predecessor) && s.From <= today).OrderBy(s => s.From).ThenBy(s => s.Predecessor).ToListAsync(ct);
            newest = [.. heirs.Where(heir => byOffice.TryAdd(heir.Successor, byOffice[heir.Predecessor])).Select(heir => heir.Successor)];
        }

        return byOffice;
    }
}

/// <summary>Reads an answer to a survey as answers to a checklist.</summary>
internal static class OwnAnswers
{
    /// <summary>Whether the survey asks anything that the checklist asks.</summary>
    public static bool Asks(AnswerForm form, Checklist checklist) => checklist.Items.Any(item => FieldOf(form, item) is not null);

    /// <summary>By item; an item that was not asked or not answered is left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(Checklist checklist, AnswerForm form, SurveyResponse response)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(response);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in checklist.Items)
        {
            if (FieldOf(form, item) is not { } field || !item.IsAsked(answers) || response.Answers.GetValueOrDefault(field.Key) is not { State: AnswerState.Given, Values: [var chosen] }) continue;
            if (field.PlaceOf(chosen) is >= 0 and var place) answers.Add(item.Id, item.Options[place].Key);
        }

        return answers;
    }

    /// <summary>A question of one choice with as many options as the item.</summary>
    private static AnswerField? FieldOf(AnswerForm form, ChecklistItem item) =>
        item.Question.Length > 0 && form.Field(item.Question) is { Kind: AnswerKind.Choice } field && field.Options.Count == item.Options.Count ? field : null;
}
