using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Following;

/// <summary>Gives every office whose answers fit a task: read the guideline, come to a course. 結果に基づく作業. I5.</summary>
/// <param name="Condition">Over the survey's answers: <c>Q12 = 3 or Q13 = 2</c>.</param>
/// <param name="Title">What the offices are to do.</param>
/// <param name="Link">The page on which it is done; empty for the office's own answer.</param>
/// <param name="Course">When and where the course named by the title takes place; null for a task.</param>
public sealed record GiveFollowUp(string Survey, string Condition, string Title, string Link, DateOnly DueOn, CourseDate? Course = null);

/// <summary>When and where a course takes place. 研修の日時と場所.</summary>
public sealed record CourseDate(DateTimeOffset At, string Place);

/// <summary>An office whose answers fit.</summary>
public sealed record FollowedOffice(SurveyResponse Response, string Answers);

public sealed class FollowUpHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>The offices whose submitted answers fit the condition.</summary>
    /// <returns>The offices by code; <see cref="SurveyNotFound"/>, or <see cref="NotAcceptable"/> for a condition that cannot be read or names what is not asked.</returns>
    public async Task<Result<IReadOnlyList<FollowedOffice>>> Find(string survey, string condition, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(survey, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var form = found.Value.Form;
        var read = Condition.Parse(condition);
        if (read.IsRefused(out var unreadable)) return Wrong(unreadable.Sentence);
        if (read.Value.Fields.Count == 0) return Wrong("条件を入力してください（例：Q12 = 3）。");
        foreach (var name in read.Value.Fields.Where(name => form.Field(name) is null)) return Wrong($"「{name}」という設問はありません。番号を確かめてください。");
        foreach (var one in read.Value.Choices)
        {
            if (one.Values.FirstOrDefault(value => form.Field(one.Field)!.PlaceOf(value) < 0) is { } none) return Wrong($"{one.Field}に選択肢「{none}」はありません。番号を確かめてください。");
        }

        var id = found.Value.Survey.Id;
        var responses = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == id && r.Status == ResponseStatus.Submitted).OrderBy(r => r.OfficeCode).ToListAsync(ct);
        return responses
            .Select(response => (response, sheet: AnswerSheet.Of(form, response.Given)))
            .Where(one => read.Value.Holds(one.sheet.Answers))
            .Select(one => new FollowedOffice(one.response, string.Join("、", read.Value.Fields.Where(field => one.sheet.Answers(field) is not null).Select(field => $"{field}：{Answering.AnswerWords.Text(form.Field(field)!, one.sheet.Answers(field)!)}"))))
            .ToList();

        static NotAcceptable Wrong(string sentence) => new([new Fault("condition", sentence)]);
    }

    /// <summary>What the questionnaire proposes, with how many offices gave such answers; one reading of all answers for all proposals.</summary>
    internal async Task<IReadOnlyList<ProposalRow>> Proposals(Survey survey, AnswerForm form, CancellationToken ct)
    {
        if (form.Questionnaire.FollowUps is not { Count: > 0 } proposals) return [];
        var fits = proposals.Select(one => form.Read(one.When)).ToList();
        var counts = new int[proposals.Count];
        await foreach (var answers in db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey.Id && r.Status == ResponseStatus.Submitted).Select(r => r.Answers).AsAsyncEnumerable().WithCancellation(ct))
        {
            for (var at = 0; at < counts.Length; at++)
            {
                if (fits[at].Holds(field => answers.TryGetValue(field, out var cell) && cell.State is AnswerState.Given ? cell.Values : null)) counts[at]++;
            }
        }

        return [.. proposals.Zip(counts, (proposal, count) => new ProposalRow(proposal, count))];
    }

    /// <returns>How many tasks were given; an office that has the same one already gets no second.</returns>
    public async Task<Result<int>> Handle(GiveFollowUp command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var found = await Find(command.Survey, command.Condition, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var now = clock.GetUtcNow();

        // Decide
        var faults = new List<Fault>();
        if (command.Title.Length is 0 or > 100) faults.Add(new Fault("title", "作業の内容を100文字までで入力してください。"));
        if (command.Link.Length > 0 && !FollowUpProposal.IsPage(command.Link)) faults.Add(new Fault("link", "このシステムの画面を「/」から入力してください（例：/rules）。"));
        if (command.DueOn < now.DayInJapan) faults.Add(new Fault("dueOn", "期限は今日から後の日にしてください。"));
        if (command.Course is { Place.Length: 0 or > 60 }) faults.Add(new Fault("place", "研修の場所を60文字までで入力してください（例：市役所3階の会議室、オンライン）。"));
        if (command.Course is { } course && course.At.DayInJapan < command.DueOn) faults.Add(new Fault("courseAt", "研修の日は、申込みの期限から後の日にしてください。"));
        if (found.Value.Count == 0) faults.Add(new Fault("condition", "この条件に合う所属はありません。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var given = 0;
        var title = command.Course is { } invited ? $"研修「{command.Title}」（{invited.At.InWords}、{invited.Place}）の参加者を申し込む" : command.Title;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Condition}\n{title}")))[..12];
        var answering = await db.AnsweringFor([.. found.Value.Select(one => one.Response.Office)], now.DayInJapan, ct);
        // Who took over the work of several of these offices does it once.
        foreach (var (office, response) in found.Value.SelectMany(one => answering[one.Response.Office].Select(office => (office, one.Response))).DistinctBy(one => one.office))
        {
            var link = command.Link.Length > 0 ? command.Link : SurveyTasks.Link(response) + "/confirm";
            if (await db.AddTaskOnce(WorkTask.For(office, null, SurveyTasks.FollowUp, $"{command.Survey}/{mark}/{office.Value}", title, link, command.DueOn, now), ct)) given++;
        }

        await db.SaveChangesAsync(ct);
        return given;
    }
}
