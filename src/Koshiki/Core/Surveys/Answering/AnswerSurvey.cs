using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>The fields that stood on the page, as typed; all others keep what they have.</summary>
/// <param name="Seen">The fingerprint of what the page showed in these fields; null or empty does not compare.</param>
/// <param name="Loose">A saving in between: what breaks a rule is kept too, only what cannot be read is refused.</param>
public sealed record SaveAnswers(Guid Response, IReadOnlyDictionary<string, IReadOnlyList<string>> Typed, string? Seen, bool Loose);

/// <summary>What an office does with its answer. I2, I3.</summary>
public sealed class AnswerSurveyHandler(CoreDb db, TimeProvider clock)
{
    private const int MostAttempts = 5;

    /// <returns>The answer as it now is stored, <see cref="NotAcceptable"/> with faults at fields, <see cref="AnsweredMeanwhile"/>, <see cref="DeadlinePassed"/>, <see cref="SurveyIsClosed"/>, <see cref="ResponseNotPossibleNow"/>.</returns>
    internal async Task<Result<OpenResponse>> Handle(SaveAnswers command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Save(command, me, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Colleagues write in other sections of the same answer at the same moment: what is stored now is read and joined with again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Result<OpenResponse>> Save(SaveAnswers command, Me me, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var found = await db.ResponseToAnswer(command.Response, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (response, survey, form) = (found.Value.Response, found.Value.Survey, found.Value.Form);

        // Decide
        if (response.WhyReadOnly(survey, now) is { } readOnly) return readOnly;
        var faults = new List<Fault>();
        var stored = response.Given;
        var given = stored.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, typed) in command.Typed)
        {
            if (form.Field(key) is not { } field) continue;
            given[key] = AnswerRules.Normalise(field, typed);
            if (AnswerRules.Unacceptable(field, given[key]) is { } sentence) faults.Add(new Fault(key, sentence));
        }

        if (command.Seen is { Length: > 0 } seen && seen != response.FingerprintOf(command.Typed.Keys) && command.Typed.Keys.Any(key => given.ContainsKey(key) && !given[key].SequenceEqual(stored.GetValueOrDefault(key) ?? [])))
            return new AnsweredMeanwhile(response.SavedByName ?? "ほかの人", response.SavedAt ?? now);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var sheet = AnswerSheet.Of(form, given);
        var asked = command.Typed.Keys.Select(form.Field).OfType<AnswerField>().Select(field => field.Question).Distinct().ToList();
        if (!command.Loose && AnswerRules.Broken(sheet, asked).ToList() is { Count: > 0 } broken) return new NotAcceptable(broken);
        var saved = response.Save(survey, sheet, me.Id, me.Name, now);
        if (saved.IsRefused(out var refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return found.Value;
    }

    public Task<Result<SurveyResponse>> AskHead(Guid id, Me me, CancellationToken ct) => Move(id, me, async (open, now) =>
    {
        if (!open.MayAnswer) return new ResponseNotFound();
        var moved = open.Response.AskHead(open.Survey, open.Sheet, me.Id, me.Name, now);
        if (moved.Succeeded) await db.AskOffice(SurveyTasks.Confirm, new Asking(open.Response, string.Create(CultureInfo.InvariantCulture, $"/{open.Response.Events.Count}"), $"調書「{open.Survey.Title}」の回答を所属長が確認し、提出する", open.Response.LastDayOf(open.Survey)), now, ct);
        return moved;
    }, ct);

    public Task<Result<SurveyResponse>> TakeBack(Guid id, Me me, CancellationToken ct) => Move(id, me, async (open, now) =>
    {
        if (!open.MayAnswer) return new ResponseNotFound();
        await db.EndAsking(open.Response, [SurveyTasks.Confirm], "確認の依頼を取り下げました。", now, ct);
        return open.Response.TakeBack(me.Id, me.Name, now);
    }, ct);

    /// <summary>The head's word: submits, or sends it back to his staff with a comment.</summary>
    public Task<Result<SurveyResponse>> Confirm(Guid id, bool submit, string comment, Me me, CancellationToken ct) => Move(id, me, async (open, now) =>
    {
        if (!open.MayConfirm) return open.MayAnswer ? new OnlyTheHeadSubmits() : new ResponseNotFound();
        var head = me.HeadName(open.Response.Office);
        var moved = submit ? open.Response.Submit(open.Survey, open.Sheet, me.Id, head, now) : open.Response.HeadReturns(me.Id, head, comment, now);
        if (moved.Succeeded) await db.EndAsking(open.Response, submit ? SurveyTasks.AllOfAnswering : [SurveyTasks.Confirm], submit ? $"{head}が提出しました。" : $"{head}が差し戻しました。", now, ct);
        return moved;
    }, ct);

    private async Task<Result<SurveyResponse>> Move(Guid id, Me me, Func<OpenResponse, DateTimeOffset, Task<Result<ResponseStatus>>> act, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await db.ResponseFor(id, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;

        // Decide
        var moved = await act(found.Value, now);
        if (moved.IsRefused(out var refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return found.Value.Response;
    }
}
