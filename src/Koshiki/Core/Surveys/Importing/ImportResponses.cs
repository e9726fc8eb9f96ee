using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Importing;

/// <summary>Takes over answers that were gathered elsewhere: one row for each office, field and value. All of the file or nothing. What the offices were asked on their home pages ends with it. I1, I4.</summary>
/// <param name="Survey">Its key. A survey that there is not yet is made from the questionnaire of this key, published here or shipped with the program.</param>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
public sealed record ImportResponses(string Survey, string FileName, ReadOnlyMemory<byte> Content, bool DryRun);

/// <param name="Superseded">Answers to questions that the same office's other answers skip: kept, and left out of totals.</param>
public sealed record ResponsesImported(int Offices, int Answers, int Superseded);

public sealed class ImportResponsesHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>Who submitted, for answers that came in a file.</summary>
    internal const string ByFile = "ファイルからの取込み";

    public static IReadOnlyList<CsvColumn> Columns { get; } = [new("office_code"), new("question"), new("value")];

    /// <returns>What was taken over, <see cref="BadCsv"/> with all faults, <see cref="NoSuchSurvey"/>.</returns>
    public async Task<Result<ResponsesImported>> Handle(ImportResponses command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var file = CsvFile.Read(command.FileName, command.Content.Span, Columns);
        if (file.IsRefused(out var unreadable)) return unreadable;
        var now = clock.GetUtcNow();
        var found = await FindOrMake(command.Survey, now, ct);
        if (found.IsRefused(out var unknown)) return unknown;
        var (survey, form) = found.Value;
        var offices = await db.OfficesOn(survey.ReferenceDay).ToDictionaryAsync(office => office.Code, StringComparer.Ordinal, ct);
        var known = await db.SurveyResponses.Where(r => r.Survey == survey.Id).ToDictionaryAsync(r => r.Office, ct);

        // Decide
        var faults = new CsvFaults(command.FileName);
        var (answers, superseded, taken) = (0, 0, new List<SurveyResponse>());
        foreach (var rows in file.Value.Rows.GroupBy(row => InputText.Code(row["office_code"]), StringComparer.Ordinal))
        {
            if (Sheet(form, rows, offices, faults) is not { } sheet) continue;
            var office = offices[rows.Key];
            if (!known.TryGetValue(office.Id, out var response))
            {
                response = SurveyResponse.For(survey.Id, office);
                db.SurveyResponses.Add(response);
            }
            else if (response.Status is not ResponseStatus.NotStarted && response.SubmittedByName != ByFile)
            {
                faults.Add(rows.First(), "office_code", $"この所属は画面で回答しています（{response.Status.Word}）。この所属の行を消してください。");
                continue;
            }

            response.TakeOver(sheet, ByFile, now);
            taken.Add(response);
            answers += sheet.Cells.Values.Count(cell => cell.State is AnswerState.Given);
            superseded += sheet.Cells.Values.Count(cell => cell.State is AnswerState.Superseded);
        }

        if (faults.Any || command.DryRun)
        {
            db.ChangeTracker.Clear();
            return faults.Any ? faults.Refusal : new ResponsesImported(taken.Count, answers, superseded);
        }

        // Write
        await db.EndAsking(taken, SurveyTasks.AllOfAnswering, "回答をファイルから取り込みました。", now, ct);
        await db.SaveChangesAsync(ct);
        return new ResponsesImported(taken.Count, answers, superseded);
    }

    /// <summary>The answers of one office; null where something of its rows is wrong.</summary>
    private static AnswerSheet? Sheet(AnswerForm form, IGrouping<string, CsvRow> rows, Dictionary<string, OfficeOnDay> offices, CsvFaults faults)
    {
        var wrong = false;
        void Say(CsvRow row, string column, string sentence)
        {
            wrong = true;
            faults.Add(row, column, sentence);
        }

        if (!offices.ContainsKey(rows.Key)) Say(rows.First(), "office_code", "この所属コードは登録されていません。先に所属を取り込むか、コードを直してください。");
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var ofField in rows.GroupBy(row => row["question"], StringComparer.Ordinal))
        {
            var first = ofField.First();
            if (form.Field(ofField.Key) is not { } field)
            {
                Say(first, "question", "この調査票にない設問です。設問の番号（表は「Q2.line」のように行まで）を確かめてください。");
                continue;
            }

            foreach (var row in ofField)
            {
                if (AnswerRules.Unacceptable(field, AnswerRules.Normalise(field, [row["value"]])) is { } sentence) Say(row, "value", sentence);
            }

            var values = AnswerRules.Normalise(field, [.. ofField.Select(row => row["value"])]);
            if (values.Count > 1 && field.Kind is not AnswerKind.Choices) Say(ofField.ElementAt(1), "value", "この設問の答えは1つです。どちらかの行を消してください。");
            given[ofField.Key] = values;
        }

        if (wrong) return null;
        var sheet = AnswerSheet.Of(form, given);
        foreach (var broken in AnswerRules.Broken(sheet, form.Questionnaire.Questions)) Say(rows.FirstOrDefault(row => row["question"] == broken.Field) ?? rows.First(), "value", broken.Sentence);
        return wrong ? null : sheet;
    }

    private async Task<Result<(Survey Survey, AnswerForm Form)>> FindOrMake(string key, DateTimeOffset now, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.Succeeded) return found;
        var version = await db.Questionnaires.Where(v => v.Key == key && v.PublishedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (version is null)
        {
            if (BuiltInQuestionnaire.Find(key) is not { } builtIn) return new NoSuchSurvey(key);
            var last = await db.Questionnaires.Where(v => v.Key == key).MaxAsync(v => (int?)v.Number, ct) ?? 0;
            version = QuestionnaireVersion.Draft(key, last + 1, builtIn.Questionnaire, ByFile, now);
            if (version.Publish(ByFile, now).IsRefused(out var refusal)) return refusal;
            db.Questionnaires.Add(version);
        }

        var survey = Survey.Plan(key, version.Content.Title, version.Id, now.DayInJapan, now, now);
        _ = survey.Distribute(ByFile, now);
        _ = survey.Close(ByFile, now);
        db.Surveys.Add(survey);
        return (survey, AnswerForm.Of(version.Content));
    }
}
