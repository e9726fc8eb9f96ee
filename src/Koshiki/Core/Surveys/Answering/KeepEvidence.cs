using System.Security.Cryptography;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Media;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>A file beside the answer to one question.</summary>
/// <param name="FileName">Without folders.</param>
public sealed record AddEvidence(Guid Response, string Question, string FileName, byte[] Content);

/// <summary>Takes a file away again: it was the wrong one.</summary>
public sealed record RemoveEvidence(Guid Response, Guid File);

/// <summary>Puts files beside answers and takes them away, as long as the answer itself can be changed. 根拠資料. I2.</summary>
public sealed class EvidenceHandler(CoreDb db, TimeProvider clock)
{
    internal const int MostFiles = 10;

    /// <returns><see cref="NotAcceptable"/> at <c>file</c>, <see cref="QuestionNotFound"/>, <see cref="ResponseNotFound"/>, or why the answer is read-only.</returns>
    public async Task<Result<Done>> Handle(AddEvidence command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await db.ResponseToAnswer(command.Response, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (response, form) = (found.Value.Response, found.Value.Form);
        var there = await db.SurveyEvidence.CountAsync(e => e.Response == response.Id && e.Question == command.Question, ct);

        // Decide
        if (response.WhyReadOnly(found.Value.Survey, now) is { } readOnly) return readOnly;
        if (form.Questionnaire.Question(command.Question) is not { Evidence: true }) return new QuestionNotFound();
        if (EvidenceFile.Unacceptable(command.FileName, command.Content) is { } wrong) return new NotAcceptable([new Fault("file", wrong)]);
        if (there >= MostFiles) return new NotAcceptable([new Fault("file", $"1つの設問に付けられるのは{MostFiles}件までです。要らない資料を外してください。")]);

        // Write
        var hash = Convert.ToHexStringLower(SHA256.HashData(command.Content));
        await db.KeepBytes(hash, "application/octet-stream", command.Content, now, ct);
        db.SurveyEvidence.Add(new SurveyEvidence { Id = Guid.CreateVersion7(now), Response = response.Id, Question = command.Question, FileName = command.FileName, Sha256 = hash, Size = command.Content.Length, AddedByName = me.Name, AddedAt = now });
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns>The file's name, <see cref="EvidenceNotFound"/>, <see cref="ResponseNotFound"/>, or why the answer is read-only.</returns>
    public async Task<Result<string>> Handle(RemoveEvidence command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await db.ResponseToAnswer(command.Response, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var response = found.Value.Response;
        var file = await db.SurveyEvidence.SingleOrDefaultAsync(e => e.Id == command.File && e.Response == response.Id, ct);

        // Decide
        if (file is null) return new EvidenceNotFound();
        if (response.WhyReadOnly(found.Value.Survey, now) is { } readOnly) return readOnly;

        // Write: the activity log keeps who took away what
        db.SurveyEvidence.Remove(file);
        await db.SaveChangesAsync(ct);
        return file.FileName;
    }
}
