using System.Globalization;
using System.Security.Cryptography;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Media;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>The fields that stood on the page, as typed; all others keep what they have.</summary>
/// <param name="Seen">The version that the page showed; null does not compare.</param>
/// <param name="Loose">A saving in between: what breaks a rule is kept too, only what cannot be read is refused.</param>
public sealed record SaveAnswers(Guid Response, IReadOnlyDictionary<string, IReadOnlyList<string>> Typed, uint? Seen, bool Loose);

/// <summary>What an office does with its answer. I2, I3.</summary>
public sealed class AnswerSurveyHandler(CoreDb db, TimeProvider clock)
{
    private const int MostEvidenceBytes = 10_000_000;
    private const int MostFiles = 10;

    private static readonly string[] FileTypes = [".pdf", ".png", ".jpg", ".jpeg", ".xlsx", ".docx", ".pptx", ".csv", ".txt"];

    /// <returns>The answer as stored, <see cref="NotAcceptable"/> with faults at fields, <see cref="AnsweredMeanwhile"/>, <see cref="DeadlinePassed"/>, <see cref="SurveyIsClosed"/>, <see cref="ResponseNotPossibleNow"/>.</returns>
    public async Task<Result<SurveyResponse>> Handle(SaveAnswers command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await Find(command.Response, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (response, survey, form) = (found.Value.Response, found.Value.Survey, found.Value.Form);

        // Decide
        if (command.Seen is { } seen && seen != response.Version) return new AnsweredMeanwhile(response.SavedByName ?? "ほかの人", response.SavedAt ?? now);
        var faults = new List<Fault>();
        var given = response.Given.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, typed) in command.Typed)
        {
            if (form.Field(key) is not { } field) continue;
            given[key] = AnswerRules.Normalise(field, typed);
            if (AnswerRules.Unacceptable(field, given[key]) is { } sentence) faults.Add(new Fault(key, sentence));
        }

        if (faults.Count > 0) return new NotAcceptable(faults);
        var sheet = AnswerSheet.Of(form, given);
        var asked = command.Typed.Keys.Select(form.Field).OfType<AnswerField>().Select(field => field.Question).Distinct().ToList();
        if (!command.Loose && AnswerRules.Broken(sheet, asked).ToList() is { Count: > 0 } broken) return new NotAcceptable(broken);
        var saved = response.Save(survey, sheet, me.Id, me.Name, now);
        if (saved.IsRefused(out var refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return response;
    }

    public Task<Result<SurveyResponse>> AskHead(Guid id, Me me, CancellationToken ct) => Move(id, me, async (open, now) =>
    {
        if (!open.MayAnswer) return new ResponseNotFound();
        var moved = open.Response.AskHead(open.Survey, open.Sheet, me.Id, me.Name, now);
        if (moved.Succeeded) await db.AskOffice(SurveyTasks.Confirm, string.Create(CultureInfo.InvariantCulture, $"/{open.Response.Events.Count}"), open.Survey, open.Response, $"調書「{open.Survey.Title}」の回答を所属長が確認し、提出する", open.Response.DeadlineOf(open.Survey).AddSeconds(-1).DayInJapan, now, ct);
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

    /// <summary>Puts a file beside an answer; the same bytes are stored once. 根拠資料.</summary>
    public async Task<Result<Done>> AddEvidence(Guid id, string question, string fileName, byte[] content, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(content);
        var now = clock.GetUtcNow();
        var found = await Find(id, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (response, form) = (found.Value.Response, found.Value.Form);
        var there = await db.SurveyEvidence.CountAsync(e => e.Response == response.Id && e.Question == question, ct);

        // Decide
        if (response.WhyReadOnly(found.Value.Survey, now) is { } readOnly) return readOnly;
        if (form.Questionnaire.Question(question) is not { Evidence: true }) return new QuestionNotFound();
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        if (content.Length == 0) return Wrong("ファイルを1つ選んでください。");
        if (content.Length > MostEvidenceBytes) return Wrong("ファイルは10MBまでにしてください。");
        if (name.Length is 0 or > 150 || !FileTypes.Contains(Path.GetExtension(name).ToLowerInvariant())) return Wrong("PDF、画像（PNG・JPEG）、Excel、Word、PowerPoint、CSV、テキストのファイルにしてください。マクロを含むファイルは使えません。");
        if (there >= MostFiles) return Wrong($"1つの設問に付けられるのは{MostFiles}件までです。");

        // Write
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!await db.MediaObjects.AnyAsync(m => m.Sha256 == hash, ct))
        {
            db.MediaObjects.Add(new MediaObject { Sha256 = hash, ContentType = "application/octet-stream", Size = content.Length, StoredAt = now });
            var number = 0;
            foreach (var part in content.Chunk(MediaPart.PartSize)) db.MediaParts.Add(new MediaPart { Sha256 = hash, Number = number++, Bytes = part });
        }

        db.SurveyEvidence.Add(new SurveyEvidence { Id = Guid.CreateVersion7(now), Response = response.Id, Question = question, FileName = name, Sha256 = hash, Size = content.Length, AddedByName = me.Name, AddedAt = now });
        await db.SaveChangesAsync(ct);
        return new Done();

        static NotAcceptable Wrong(string sentence) => new([new Fault("file", sentence)]);
    }

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

    private async Task<Result<OpenResponse>> Find(Guid id, Me me, DateTimeOffset now, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, now, ct);
        return found.Succeeded && !found.Value.MayAnswer ? new ResponseNotFound() : found;
    }
}
