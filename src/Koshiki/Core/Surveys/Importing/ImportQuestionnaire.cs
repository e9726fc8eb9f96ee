using Koshiki.Core.Surveys.Designing;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Importing;

/// <summary>Takes a questionnaire from a file as the next version of one, and publishes it. For <c>./koshiki import questionnaire</c>.</summary>
public sealed record ImportQuestionnaire(string Key, string FileName, ReadOnlyMemory<byte> Content, bool DryRun);

public sealed record QuestionnaireImported(int Number, int Questions, int Paths);

public sealed class ImportQuestionnaireHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>What was taken, <see cref="NotAQuestionnaireFile"/>, <see cref="NotAcceptable"/> with all faults, <see cref="QuestionnaireDraftExists"/>.</returns>
    public async Task<Result<QuestionnaireImported>> Handle(ImportQuestionnaire command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        if (!Survey.IsKey(command.Key)) return new NotAcceptable([new Fault("survey", $"「{command.Key}」は調書の番号に使えません。英小文字で始まる英小文字、数字、ハイフンにしてください。")]);
        var read = QuestionnaireFile.Read(command.FileName, command.Content.Span);
        if (read.IsRefused(out var unreadable)) return unreadable;
        var last = await db.Questionnaires.Where(v => v.Key == command.Key).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        var now = clock.GetUtcNow();

        // Decide
        if (last is { IsPublished: false }) return new QuestionnaireDraftExists();
        var version = QuestionnaireVersion.Draft(command.Key, (last?.Number ?? 0) + 1, read.Value, ImportResponsesHandler.ByFile, now);
        if (version.Publish(ImportResponsesHandler.ByFile, now).IsRefused(out var refusal)) return refusal;
        var done = new QuestionnaireImported(version.Number, read.Value.Questions.Count(), QuestionnairePaths.Of(read.Value).All.Count);
        if (command.DryRun) return done;

        // Write
        db.Questionnaires.Add(version);
        await db.SaveChangesAsync(ct);
        return done;
    }
}
