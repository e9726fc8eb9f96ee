using Koshiki.Core.Opening;
using Koshiki.Core.Opening.Notifying;
using Koshiki.Core.Opening.Reviewing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Mailing;
using Koshiki.Foundation;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koshiki.Tests.Core.Opening;

/// <summary>Who is told by mail of a consultation. The queues are run by hand.</summary>
public sealed class ConsultationNoticesTests : IAsyncLifetime
{
    private readonly City city = new();

    public async ValueTask InitializeAsync()
    {
        await city.InitializeAsync();
        city.Staff.Services.GetRequiredService<IOptions<SmtpOptions>>().Value.Host = "mail.aiko.example";
        await using var db = city.Staff.Open();
        foreach (var person in await db.People.ToListAsync()) person.Mail = $"{person.StaffNumber}@aiko.example";
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task C5_the_reviewers_are_asked_by_mail_once_and_the_office_is_told_what_became_of_it()
    {
        var id = await city.Begin();
        await city.Write(id);

        await city.Submit(id);
        var asked = await Told();
        await city.Decide(id, City.Pr, ReviewSide.PrOffice, pass: false, "必要性に書き足してください。");
        var answered = await Told();
        var heardAgain = await Told(again: true);

        Assert.Equal(["noguchi 【審査依頼】開設の協議「愛光の旅」", "onishi 【審査依頼】開設の協議「愛光の旅」", "takahashi 【審査依頼】開設の協議「愛光の旅」"], asked);
        Assert.Equal(["hasegawa 【差戻し】開設の協議「愛光の旅」", "nakajima 【差戻し】開設の協議「愛光の旅」"], answered);
        Assert.Empty(heardAgain);
    }

    [Fact]
    public async Task C5_an_answer_goes_to_who_asked_and_one_offices_word_tells_nobody()
    {
        var id = await city.Begin();
        await city.Write(id);
        await city.Submit(id);
        await city.As<ReviewHandler, Result<ConsultationState>>(City.It, (handler, me) => handler.Handle(new SayOnConsultation(id, "端末はどれを使いますか。"), me, default));
        await Told();

        await city.As<ReviewHandler, Result<ConsultationState>>(City.Writer, (handler, me) => handler.Handle(new SayOnConsultation(id, "公用のスマートフォンです。"), me, default));
        var answer = await Told();
        await city.Decide(id, City.Pr, ReviewSide.PrOffice);
        var firstWord = await Told();
        await city.Decide(id, City.It, ReviewSide.ItOffice);
        var approved = await Told();

        Assert.Equal(["noguchi 【回答】開設の協議「愛光の旅」"], answer);
        Assert.Empty(firstWord);
        Assert.Equal(["hasegawa 【承認】開設の協議「愛光の旅」", "nakajima 【承認】開設の協議「愛光の旅」"], approved);
        await using var db = city.Staff.Open();
        Assert.DoesNotContain(await db.OutgoingMail.Select(mail => mail.Body).ToListAsync(), body => System.Text.Encoding.UTF8.GetString(body).Contains("スマートフォン", StringComparison.Ordinal));
    }

    /// <summary>Lets the listener hear what was announced, and takes the mails written since.</summary>
    private async Task<List<string>> Told(bool again = false)
    {
        await using var before = city.Staff.Open();
        var known = await before.OutgoingMail.Select(mail => mail.Id).ToListAsync();
        var rows = await before.Outbox.Where(row => row.Listener == "opening/consultation-notices" && (again || row.DoneAt == null)).OrderBy(row => row.Seq).ToListAsync();
        foreach (var row in rows)
        {
            await city.As<ConsultationNotices, bool>(City.Head, async (listener, _) =>
            {
                await listener.Hear(MessageJson.FromBytes<ConsultationMoved>(row.Body), row.Id, default);
                return true;
            });
            await before.Outbox.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.DoneAt, city.Staff.Clock.GetUtcNow()));
        }

        await using var db = city.Staff.Open();
        var mails = await db.OutgoingMail.Where(mail => !known.Contains(mail.Id)).ToListAsync();
        var names = await db.People.ToDictionaryAsync(person => person.Id, person => person.StaffNumber);
        return [.. mails.Select(mail => $"{names[mail.Person]} {MessageJson.FromBytes<MailText>(mail.Body).Subject}").Order(StringComparer.Ordinal)];
    }
}
