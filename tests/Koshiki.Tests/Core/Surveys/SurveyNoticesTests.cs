using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Surveys.Notifying;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Core.Work.Mailing;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Who is told by mail of a survey. The queues are run by hand.</summary>
public sealed class SurveyNoticesTests(SurveyTown town) : IClassFixture<SurveyTown>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        town.City.Services.GetRequiredService<IOptions<SmtpOptions>>().Value.Host = "mail.aiko.example";
        await using var db = town.City.Open();
        foreach (var person in await db.People.ToListAsync()) person.Mail = $"{person.StaffNumber}@aiko.example";
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task I3_staff_and_head_are_asked_reminded_once_a_day_and_told_of_a_return()
    {
        var until = town.City.Clock.Today.AddDays(40);
        var answer = await town.Ask("mail");
        var asked = await Told();
        await town.Do<RunSurveyHandler, int>("北川 節子", (handler, me) => handler.Remind("mail", me, default));
        await town.Do<RunSurveyHandler, int>("北川 節子", (handler, me) => handler.Remind("mail", me, default));
        var reminded = await Told();
        await town.Submit(answer);
        var id = Guid.Parse(answer.Split('/')[^1]);
        await town.Do<RunSurveyHandler, SurveyResponse>("北川 節子", (handler, me) => handler.Return(id, "理由を詳しく書いてください。", new Dictionary<string, string>(), until, me, default));
        var returned = await Told();
        await town.Do<AnswerSurveyHandler, SurveyResponse>("佐藤 花子", (handler, me) => handler.AskHead(id, me, default));
        var head = await Told();

        Assert.Equal(["hara", "ogawa", "sato", "tanaka"], asked.Select(one => one.To));
        Assert.All(asked, one => Assert.Equal("【調書の回答依頼】調書mail（令和8年5月8日）", one.Mail.Subject));
        Assert.Equal(["hara 【調書の督促】調書mail（令和8年5月8日）", "ogawa 【調書の督促】調書mail（令和8年5月8日）", "sato 【調書の督促】調書mail（令和8年5月8日）", "tanaka 【調書の督促】調書mail（令和8年5月8日）"], reminded.Select(one => $"{one.To} {one.Mail.Subject}"));
        Assert.Equal([$"sato 【調書の差戻し】調書mail（{until.InWordsWithoutWeekday}）", $"tanaka 【調書の差戻し】調書mail（{until.InWordsWithoutWeekday}）"], returned.Select(one => $"{one.To} {one.Mail.Subject}"));
        Assert.All(returned, one => Assert.DoesNotContain("理由を詳しく", one.Mail.Text, StringComparison.Ordinal));
        Assert.Equal([$"tanaka 【調書の確認依頼】調書mail（{until.InWordsWithoutWeekday}）"], head.Select(one => $"{one.To} {one.Mail.Subject}"));
    }

    [Fact]
    public async Task I3_three_days_before_the_end_only_those_who_have_not_submitted_are_reminded_by_task_and_mail()
    {
        var answer = await town.Ask("ending");
        await town.Submit(answer);
        await Told();
        town.City.Clock.MoveTo(SurveyTown.Deadline.AddDays(-3));

        await Look();
        await Look();
        var reminded = await Told();

        Assert.Equal(["hara", "ogawa"], reminded.Where(one => one.Mail.Subject.Contains("調書ending", StringComparison.Ordinal)).Select(one => one.To));
        await using var db = town.City.Open();
        Assert.Equal(1, await db.Tasks.CountAsync(task => task.Kind == "survey-reminder" && task.Title.Contains("調書ending") && task.State == TaskState.Open));
    }

    [Fact]
    public async Task I3_an_office_that_corrects_after_the_end_is_reminded_before_its_own_and_nobody_else_is()
    {
        var answer = await town.Ask("after");
        await town.Submit(answer);
        town.City.Clock.MoveTo(SurveyTown.Deadline.AddDays(1));
        var until = town.City.Clock.Today.AddDays(10);
        var id = Guid.Parse(answer.Split('/')[^1]);
        await town.Do<RunSurveyHandler, SurveyResponse>("北川 節子", (handler, me) => handler.Return(id, "理由を詳しく書いてください。", new Dictionary<string, string>(), until, me, default));
        await Told();
        town.City.Clock.MoveTo(SurveyTown.Deadline.AddDays(8));

        await Look();
        var reminded = await Told();

        Assert.Equal(["sato", "tanaka"], reminded.Where(one => one.Mail.Subject.Contains("調書after", StringComparison.Ordinal)).Select(one => one.To));
    }

    private async Task Look()
    {
        await using var scope = town.City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("surveys"));
        await scope.ServiceProvider.GetServices<IDailyDuty>().Single(duty => duty.Name == "surveys").Look(town.City.Clock.Today, town.City.Clock.GetUtcNow(), default);
    }

    /// <summary>Lets the listener hear what was announced, and takes the mails written since, in the order of the readers.</summary>
    private async Task<List<(string To, MailText Mail)>> Told()
    {
        await using var db = town.City.Open();
        var known = await db.OutgoingMail.Select(mail => mail.Id).ToListAsync();
        foreach (var row in await db.Outbox.Where(row => row.Listener == "surveys/notices" && row.DoneAt == null).OrderBy(row => row.Seq).ToListAsync())
        {
            await using var scope = town.City.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("surveys"));
            await scope.ServiceProvider.GetRequiredService<SurveyNotices>().Hear(MessageJson.FromBytes<OfficeAsked>(row.Body), row.Id, default);
            await db.Outbox.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.DoneAt, town.City.Clock.GetUtcNow()));
        }

        var mails = await db.OutgoingMail.AsNoTracking().Where(mail => !known.Contains(mail.Id)).ToListAsync();
        var names = await db.People.ToDictionaryAsync(person => person.Id, person => person.StaffNumber);
        return [.. mails.Select(mail => (names[mail.Person] ?? "", MessageJson.FromBytes<MailText>(mail.Body))).OrderBy(one => one.Item1, StringComparer.Ordinal)];
    }
}
