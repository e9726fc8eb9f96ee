using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Distributing;

/// <param name="Survey">The key of the one to change; null for a new one.</param>
/// <param name="Key">Of a new one.</param>
/// <param name="Previous">The key of the survey it is compared with; empty for none.</param>
public sealed record SaveSurvey(string? Survey, string Key, string Title, Guid Questionnaire, string Purpose, DateOnly ReferenceDay, DateTimeOffset Deadline, string Previous);

/// <summary>Which offices are asked: all of these departments and kinds, without the codes left out, with those added. 対象所属.</summary>
public sealed record SurveyTargets(IReadOnlyList<string> Departments, IReadOnlyList<OfficeKind> Kinds, IReadOnlyList<string> Without, IReadOnlyList<string> With);

/// <summary>What the audit office does with a survey from the plan to its end. I3.</summary>
public sealed class RunSurveyHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The survey's key, <see cref="NotAcceptable"/>, <see cref="SurveyNotFound"/>, <see cref="SurveyNotPossibleNow"/>.</returns>
    public async Task<Result<string>> Handle(SaveSurvey command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var faults = new List<Fault>();
        var version = await db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(command.Questionnaire), ct);
        var previous = command.Previous.Length == 0 ? null : await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == command.Previous, ct);
        var survey = command.Survey is null ? null : await db.Surveys.SingleOrDefaultAsync(s => s.Key == command.Survey, ct);
        if (command.Survey is not null && survey is null) return new SurveyNotFound();

        // Decide
        if (survey?.Status is SurveyStatus.Closed) return new SurveyNotPossibleNow(survey.Status);
        if (survey is null && !Survey.IsKey(command.Key)) faults.Add(new Fault("key", "番号は、英小文字で始まる英小文字、数字、ハイフンで、2～40文字にしてください（例：sns-2026）。"));
        else if (survey is null && await db.Surveys.AnyAsync(s => s.Key == command.Key, ct)) faults.Add(new Fault("key", "この番号の調書がもうあります。別の番号にしてください。"));
        if (command.Title.Length is 0 or > 100) faults.Add(new Fault("title", "題名を100文字までで入力してください。"));
        FreeText.Look("purpose", command.Purpose, 2000, faults);
        if (version is not { IsPublished: true }) faults.Add(new Fault("questionnaire", "確定した調査票を選んでください。"));
        if (command.Deadline <= now) faults.Add(new Fault("deadline", "回答の期限は、これから先の日時にしてください。"));
        if (command.Previous.Length > 0 && (previous is null || previous.Key == command.Survey)) faults.Add(new Fault("previous", "比べる調書を一覧から選び直してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (survey is null) db.Surveys.Add(survey = Survey.Plan(command.Key, command.Title, version!.Id, command.ReferenceDay, command.Deadline, now));
        else if (survey.Status is SurveyStatus.Open && (survey.Questionnaire != version!.Id || survey.ReferenceDay != command.ReferenceDay)) return new NotAcceptable([new Fault("questionnaire", "配布した調書の調査票と基準日は変えられません。元に戻してください。")]);
        (survey.Title, survey.Questionnaire, survey.Purpose, survey.ReferenceDay, survey.Deadline, survey.Previous) = (command.Title, version!.Id, command.Purpose, command.ReferenceDay, command.Deadline, previous?.Id);

        // Write
        await db.SaveChangesAsync(ct);
        return survey.Key;
    }

    /// <summary>The offices that these targets mean on the survey's day of reference, without those that have it already.</summary>
    public async Task<Result<IReadOnlyList<OfficeOnDay>>> Find(string key, SurveyTargets targets, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return new SurveyNotFound();
        var known = (await db.SurveyResponses.Where(r => r.Survey == survey.Id).Select(r => r.Office).ToListAsync(ct)).ToHashSet();
        var offices = await db.OfficesOn(survey.ReferenceDay).OrderBy(o => o.Code).ToListAsync(ct);
        var unknown = targets.With.Concat(targets.Without).Where(code => offices.All(office => office.Code != code)).ToList();
        if (unknown.Count > 0) return new NotAcceptable([new Fault(targets.With.Contains(unknown[0]) ? "with" : "without", $"所属コード「{string.Join("、", unknown)}」は、基準日にありません。コードを確かめてください。")]);
        var meant = offices.Where(office =>
            targets.With.Contains(office.Code) || (targets.Departments.Contains(office.Department) && (targets.Kinds.Count == 0 || targets.Kinds.Contains(office.Kind)) && !targets.Without.Contains(office.Code)));
        return meant.Where(office => !known.Contains(office.Id)).ToList();
    }

    /// <summary>Gives the survey to offices and asks each to answer. 配布.</summary>
    /// <returns>How many, <see cref="NobodyToAsk"/>, <see cref="SurveyNotPossibleNow"/>, <see cref="DeadlinePassed"/>.</returns>
    public async Task<Result<int>> Distribute(string key, SurveyTargets targets, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(me);
        var found = await Find(key, targets, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var survey = await db.Surveys.SingleAsync(s => s.Key == key, ct);
        var now = clock.GetUtcNow();

        // Decide
        if (found.Value.Count == 0) return new NobodyToAsk();
        if (survey.Deadline <= now) return new DeadlinePassed(survey.Deadline);
        if (survey.Distribute(me.Name, now).IsRefused(out refusal)) return refusal;

        // Write
        var responses = found.Value.Select(office => SurveyResponse.For(survey.Id, office)).ToList();
        db.SurveyResponses.AddRange(responses);
        await db.AskOffices(SurveyTasks.Answer, [.. responses.Select(response => new Asking(response, "", $"調書「{survey.Title}」に回答する", survey.LastDay))], now, ct);
        await db.SaveChangesAsync(ct);
        return found.Value.Count;
    }

    /// <summary>Reminds every office that has not submitted, by a task and by mail; once a day. 督促.</summary>
    /// <returns>How many offices had not submitted.</returns>
    public async Task<Result<int>> Remind(string key, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        var survey = await db.Surveys.SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return new SurveyNotFound();
        if (survey.Status is not SurveyStatus.Open) return new SurveyNotPossibleNow(survey.Status);
        var now = clock.GetUtcNow();
        var missing = await db.SurveyResponses.Where(r => r.Survey == survey.Id && r.Status != ResponseStatus.Submitted).ToListAsync(ct);
        await db.AskOffices(
            SurveyTasks.Remind,
            [.. missing.Select(response => new Asking(response, "/by-hand-" + now.DayInJapan.Iso, $"調書「{survey.Title}」の回答を提出してください（督促 {now.DayInJapan.InWordsWithoutWeekday}）", response.LastDayOf(survey)))],
            now, ct);
        await db.SaveChangesAsync(ct);
        return missing.Count;
    }

    /// <summary>Ends the survey; what is open on home pages ends with it. 締切.</summary>
    public async Task<Result<int>> Close(string key, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        var survey = await db.Surveys.SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return new SurveyNotFound();
        var now = clock.GetUtcNow();
        if (survey.Close(me.Name, now).IsRefused(out var refusal)) return refusal;
        var missing = await db.SurveyResponses.Where(r => r.Survey == survey.Id && r.Status != ResponseStatus.Submitted).ToListAsync(ct);
        await db.EndAsking(missing, SurveyTasks.AllOfAnswering, "調書が締め切られました。", now, ct);
        await db.SaveChangesAsync(ct);
        return missing.Count;
    }

    /// <summary>Sends a submitted answer back with comments on questions, and a day until which to correct it. 差戻し.</summary>
    public async Task<Result<SurveyResponse>> Return(Guid id, string comment, IReadOnlyDictionary<string, string> questions, DateOnly until, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await db.ResponseFor(id, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (response, survey) = (found.Value.Response, found.Value.Survey);

        // Decide
        var end = until.AddDays(1).Beginning;
        if (end <= now) return new NotAcceptable([new Fault("until", "直す期限は、今日から後の日にしてください。")]);
        var returned = response.Return(survey, comment, questions, end, me.Id, me.Name, now);
        if (returned.IsRefused(out var refusal)) return refusal;

        // Write
        await db.AskOffice(SurveyTasks.Correct, new Asking(response, string.Create(CultureInfo.InvariantCulture, $"/{response.Events.Count}"), $"差し戻された調書「{survey.Title}」の回答を直す", until), now, ct);
        await db.SaveChangesAsync(ct);
        return response;
    }

    /// <summary>An office asks the audit office something about the survey.</summary>
    public async Task<Result<Done>> Ask(Guid response, string text, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var found = await db.ResponseToAnswer(response, me, now, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new Fault("inquiry", "質問の内容を入力してください。"));
        FreeText.Look("inquiry", text, 1000, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var inquiry = new SurveyInquiry { Id = Guid.CreateVersion7(now), Survey = found.Value.Survey.Id, Office = found.Value.Response.Office, Text = text.Trim(), AskedByName = me.Name, AskedAt = now };
        db.SurveyInquiries.Add(inquiry);
        foreach (var office in await db.OfficesOn(now.DayInJapan).Where(o => o.Function == OfficeFunction.Audit).Select(o => o.Id).ToListAsync(ct))
            await db.AddTaskOnce(WorkTask.For(office, null, SurveyTasks.Inquiry, $"{inquiry.Id}/{office.Value}", $"調書「{found.Value.Survey.Title}」の質問に回答する", $"/surveys/{found.Value.Survey.Key}/inquiries", now.DayInJapan.AddDays(3), now, endsOnItsPage: true), ct);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <summary>Answers a question so that every office can read it.</summary>
    public async Task<Result<Done>> Answer(string key, Guid inquiry, string text, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        var found = await (from one in db.SurveyInquiries join survey in db.Surveys on one.Survey equals survey.Id where one.Id == inquiry && survey.Key == key select one).SingleOrDefaultAsync(ct);
        if (found is null) return new SurveyNotFound();
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new Fault($"answer.{inquiry}", "回答を入力してください。"));
        FreeText.Look($"answer.{inquiry}", text, 2000, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var now = clock.GetUtcNow();
        found.AnswerToAll(text.Trim(), me.Name, now);
        var about = $"{inquiry}/";
        foreach (var task in await db.Tasks.Where(t => t.Kind == SurveyTasks.Inquiry && t.About.StartsWith(about) && t.State == TaskState.Open).ToListAsync(ct)) task.EndByItself("回答しました。", now);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
