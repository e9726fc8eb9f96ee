using Koshiki.Core.Organizations;
using Koshiki.Core.Work.Mailing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Notifying;

/// <summary>Writes the mails of surveys: to an office's staff and its head that they are asked, reminded or to correct, and to the head alone that his word is missing. I3.</summary>
/// <remarks>One mail, one act, nothing of what was answered or criticised: that is read on the page. UI.md sections 5 and 12. Where an office was closed, its successors are told.</remarks>
internal sealed class SurveyNotices(CoreDb db, MailRoom mail, Settings settings, TimeProvider clock) : IFactListener<OfficeAsked>
{
    private static readonly Duty[] Answering = [Duty.Staff, Duty.Checker, Duty.Head];

    public async Task Hear(OfficeAsked fact, Guid message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (!mail.IsOn || Telling(fact.Kind) is not { } telling) return;

        // Read
        var response = await db.SurveyResponses.AsNoTracking().SingleOrDefaultAsync(r => r.Id == fact.Response, ct);
        if (response is null or { Status: ResponseStatus.Submitted }) return;
        var survey = await db.Surveys.AsNoTracking().SingleAsync(s => s.Id == response.Survey, ct);
        if (survey.Status is not SurveyStatus.Open) return;
        var today = clock.GetUtcNow().DayInJapan;
        var people = await People(await db.AnsweringFor(response.Office, today, ct), fact.Kind == SurveyTasks.Confirm ? [Duty.Head] : Answering, today, ct);

        // Write
        await mail.Write(message, MailNotice.SurveyAsked, people, name => Text(name, survey, response, fact.DueOn, telling.Heading, telling.Happened), ct);
        await db.SaveChangesAsync(ct);
    }

    /// <returns>Null for what nobody needs to be told.</returns>
    private static (string Heading, string Happened)? Telling(string kind) => kind switch
    {
        SurveyTasks.Answer => ("調書の回答依頼", "あなたの所属に、次の調書が配布されました。期限までに回答し、所属長が確認して提出してください。"),
        SurveyTasks.Remind => ("調書の督促", "次の調書は、まだ提出されていません。期限までに回答し、所属長が確認して提出してください。"),
        SurveyTasks.Correct => ("調書の差戻し", "次の調書の回答が差し戻されました。指摘を読み、直してからもう一度提出してください。"),
        SurveyTasks.Confirm => ("調書の確認依頼", "担当者が次の調書に回答しました。内容を確認し、提出するか差し戻してください。"),
        _ => null,
    };

    /// <summary>Who works in these offices with these duties, and who stands in for an absent head.</summary>
    private async Task<List<PersonId>> People(IReadOnlyList<OfficeId> offices, Duty[] duties, DateOnly today, CancellationToken ct)
    {
        var posted = await db.PostingsOn(today).Where(p => offices.Contains(p.Office) && duties.Contains(p.Duty)).Select(p => new { p.Person, p.Duty }).ToListAsync(ct);
        var deputies = await db.DeputiesOf([.. posted.Where(p => p.Duty is Duty.Head).Select(p => p.Person)], today).ToListAsync(ct);
        return [.. posted.Select(p => p.Person).Concat(deputies).Distinct()];
    }

    private MailText Text(string name, Survey survey, SurveyResponse response, DateOnly dueOn, string heading, string happened) => new(
        $"【{heading}】{survey.Title}（{dueOn.InWordsWithoutWeekday}）",
        $"""
        {name}さん

        {happened}

        調書：{survey.Title}
        所属：{response.OfficeName}
        期限：{dueOn.InWords}

        {new Uri(settings.StaffUrl, SurveyTasks.Link(response))}

        上のリンクを開けないときは、ホームの「調書の回答」から開いてください。
        この通知を止めるときは、「自分の設定」の「メールの通知」で変更できます。
        """);
}
