using Koshiki.Core.Opening.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.Mailing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Notifying;

/// <summary>Writes the mails about consultations: to the reviewers whose word is asked, and to the office when they have spoken. C5.</summary>
/// <remarks>One mail, one act, and nothing of what was said: that is read on the page. UI.md sections 5 and 12.</remarks>
internal sealed class ConsultationNotices(CoreDb db, MailRoom mail, Holders holders, Settings settings, TimeProvider clock) : IFactListener<ConsultationMoved>
{
    private static readonly ConsultationAction[] OfReviewers = [ConsultationAction.Comment, ConsultationAction.Return, ConsultationAction.Pass, ConsultationAction.RecordJointReview];

    public async Task Hear(ConsultationMoved fact, Guid message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (!mail.IsOn) return;

        // Read
        var consultation = await db.Consultations.AsNoTracking().Include(c => c.Words).SingleOrDefaultAsync(c => c.Id == fact.Consultation, ct);
        var happened = await db.Set<ConsultationEvent>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == fact.Event, ct);
        if (consultation is null || happened is null || Telling(happened.Action) is not { } telling) return;
        var people = telling.Notice is MailNotice.ConsultationAsked ? await Reviewers(consultation, happened.Action, ct) : await OfOffice(consultation, ct);
        var office = await ConsultationPages.OfficeName(consultation.Office, db, clock, ct);

        // Write
        await mail.Write(message, telling.Notice, people.Where(person => person != happened.By), name => Text(name, consultation, office, telling.Heading, telling.Happened), ct);
        await db.SaveChangesAsync(ct);
    }

    /// <returns>Null for what nobody needs to be told.</returns>
    private static (MailNotice Notice, string Heading, string Happened)? Telling(ConsultationAction action) => action switch
    {
        ConsultationAction.Submit => (MailNotice.ConsultationAsked, "審査依頼", "次の開設の協議が提出されました。書類を確かめ、支障がないか判断してください。"),
        ConsultationAction.Reply => (MailNotice.ConsultationAsked, "回答", "次の開設の協議に、所属から回答がありました。"),
        ConsultationAction.ConfirmJointReview => (MailNotice.ConsultationAsked, "審査依頼", "次の開設の協議で、3者での検討の記録が確認されました。支障がないか判断してください。"),
        ConsultationAction.Comment => (MailNotice.ConsultationAnswered, "審査の意見", "次の開設の協議に、審査の意見がありました。読んで、回答するか書類を直してください。"),
        ConsultationAction.RecordJointReview => (MailNotice.ConsultationAnswered, "3者での検討", "次の開設の協議で、3者での検討の結果が記録されました。所属長が内容を確認してください。"),
        ConsultationAction.Return => (MailNotice.ConsultationAnswered, "差戻し", "次の開設の協議が差し戻されました。理由を読み、直してからもう一度提出してください。"),
        ConsultationAction.Approve => (MailNotice.ConsultationAnswered, "承認", "次の開設の協議が承認されました。アカウントを取得し、取得の登録をしてください。"),
        _ => null,
    };

    /// <summary>Who could give the word that is missing; an answer goes to those who have asked.</summary>
    private async Task<IEnumerable<PersonId>> Reviewers(Consultation consultation, ConsultationAction action, CancellationToken ct)
    {
        if (action is ConsultationAction.Reply)
        {
            var id = consultation.Id;
            return await db.Set<ConsultationEvent>().AsNoTracking().Where(e => e.Consultation == id && OfReviewers.Contains(e.Action)).Select(e => e.By).Distinct().ToListAsync(ct);
        }

        var offices = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Function == OfficeFunction.PublicRelations || o.Function == OfficeFunction.InformationTechnology).Select(o => o.Id).ToListAsync(ct);
        var asked = new List<PersonId>();
        foreach (var office in offices) asked.AddRange((await holders.Of(office, me => consultation.SidesOf(me).Any(), ct)).Select(me => me.Id));
        return asked.Distinct();
    }

    /// <summary>Who began it, and the heads of the office.</summary>
    private async Task<IEnumerable<PersonId>> OfOffice(Consultation consultation, CancellationToken ct)
    {
        var heads = await holders.Of(consultation.Office, me => me.Roles.Any(role => role.Role is Role.OfficeHead && role.Office == consultation.Office), ct);
        return heads.Select(head => head.Id).Append(consultation.BegunBy).Distinct();
    }

    private MailText Text(string name, Consultation consultation, string office, string heading, string happened) => new(
        $"【{heading}】開設の協議「{consultation.Name}」",
        $"""
        {name}さん

        {happened}

        アカウント：{consultation.Name}（{consultation.PlatformName}）
        所属：{office}

        {new Uri(settings.StaffUrl, $"/accounts/apply/{consultation.Id.Value}")}

        上のリンクを開けないときは、ホームの「アカウント」から「開設の協議」を開いてください。
        この通知を止めるときは、「自分の設定」の「メールの通知」で変更できます。
        """);
}
