using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core;
using Koshiki.Core.Custody;
using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Custody;

/// <summary>A posting ends, and the accounts are handed over under four eyes.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 4, 6);
    private readonly CustodyCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A2_a_transfer_raises_a_hand_over_for_each_account_of_the_office_and_one_task_and_twice_is_once()
    {
        await RegisterAdministrator("A002", "suzuki");
        await RegisterAdministrator("A003", "nakajima");
        var suzuki = await town.MeOf("suzuki");

        var posting = await town.Leaves("suzuki", Today);
        await town.Run(services => services.GetRequiredService<RaiseHandOvers>().Raise(new PostingEnded(posting.Value, suzuki.Id.Value, suzuki.Name, town.Tourism.Value, Today), default));

        await using var db = town.City.Open();
        var raised = await db.HandOversOf(posting).AsNoTracking().ToListAsync();
        Assert.Equal(["A002 Administrator Password Rights", "A003 Password Rights"], raised.Select(row => $"{row.Account.Key} {string.Join(' ', row.HandOver.Steps.Select(step => step.Kind))}"));
        var task = await db.Tasks.AsNoTracking().SingleAsync();
        Assert.Equal((town.Tourism, new DateOnly(2026, 4, 20), "鈴木 一郎さんの異動に伴う引継ぎ（A002、A003）"), (task.Office!.Value, task.DueOn, task.Title));
    }

    [Fact]
    public async Task A2_the_news_and_the_daily_duty_at_the_same_moment_raise_one_hand_over()
    {
        var suzuki = await town.MeOf("suzuki");
        await using var first = town.City.Open();
        var posting = await first.Postings.SingleAsync(p => p.Person == suzuki.Id);
        var ended = new PostingEnded(posting.Id.Value, suzuki.Id.Value, suzuki.Name, town.Tourism.Value, Today);

        await using var transaction = await first.Database.BeginTransactionAsync();
        await new RaiseHandOvers(first, town.City.Clock).Raise(ended, default);
        var second = town.Run(services => services.GetRequiredService<RaiseHandOvers>().Raise(ended, default));
        await town.City.Database.WaitForLock();
        await transaction.CommitAsync();
        await second;

        await using var db = town.City.Open();
        Assert.Equal((2, 1), (await db.HandOvers.CountAsync(), await db.Tasks.CountAsync()));
    }

    [Fact]
    public async Task A2_who_leaves_two_postings_of_an_office_on_one_day_hands_each_account_over_once()
    {
        var suzuki = await town.MeOf("suzuki");
        await using (var db = town.City.Open())
        {
            db.Add(Koshiki.Core.Organizations.Posting.Of(suzuki.Id, town.Tourism, Duty.Checker, Today.AddDays(-9)).Value);
            await db.SaveChangesAsync();
            var postings = await db.Postings.Where(p => p.Person == suzuki.Id).OrderBy(p => p.From).ToListAsync();
            foreach (var posting in postings) Assert.True(posting.End(Today).Succeeded);
            await db.SaveChangesAsync();
            foreach (var posting in postings) await town.Run(services => services.GetRequiredService<RaiseHandOvers>().Hear(new PostingEnded(posting.Id.Value, suzuki.Id.Value, suzuki.Name, town.Tourism.Value, Today), Guid.NewGuid(), default));
        }

        await using var after = town.City.Open();
        Assert.Equal((2, 1), (await after.HandOvers.CountAsync(), await after.Tasks.CountAsync()));
    }

    [Fact]
    public async Task A2_an_outsider_hands_over_only_the_accounts_named_in_his_posting()
    {
        var posting = await town.Leaves("kobayashi", Today);

        await using var db = town.City.Open();
        Assert.Equal(["A002"], await db.HandOversOf(posting).Select(row => row.Account.Key).ToListAsync());
    }

    [Fact]
    public async Task A2_who_goes_on_working_in_the_office_hands_nothing_over()
    {
        var me = await town.MeOf("suzuki");
        await using (var db = town.City.Open())
        {
            db.Add(Koshiki.Core.Organizations.Posting.Of(me.Id, town.Tourism, Duty.Checker, Today.AddDays(1)).Value);
            var staff = await db.Postings.SingleAsync(p => p.Person == me.Id && p.Duty == Duty.Staff);
            Assert.True(staff.End(Today).Succeeded);
            await db.SaveChangesAsync();
            await town.Run(services => services.GetRequiredService<RaiseHandOvers>().Hear(new PostingEnded(staff.Id.Value, me.Id.Value, me.Name, town.Tourism.Value, Today), Guid.NewGuid(), default));
        }

        await using var after = town.City.Open();
        Assert.Equal((0, 0), (await after.HandOvers.CountAsync(), await after.Tasks.CountAsync()));
    }

    [Fact]
    public async Task A2_two_people_close_a_transfer_on_one_page_and_the_account_asks_for_attention_until_then()
    {
        await RegisterAdministrator("A002", "suzuki");
        var posting = await town.Leaves("suzuki", Today);
        var path = $"/custody/transfers/{posting.Value}";
        using var nakajima = await town.City.SignIn("nakajima");
        using var hasegawa = await town.City.SignIn("hasegawa");

        var account = await nakajima.Open("/accounts/A002");
        await Send(nakajima, path, "administrator", [("administrator.accounts", "A002"), ("administrator.accounts", "A003"), ("number", "nakajima"), .. CustodyCity.Day("since", Today)]);
        await Send(nakajima, path, "password", [("password.accounts", "A002"), ("password.accounts", "A003"), .. CustodyWords.Rules.Select(one => ("rules", one.Rule.ToString())), ("secret", "yes"), .. CustodyCity.Day("changed", Today)]);
        await Send(nakajima, path, "rights", [("rights.accounts", "A002"), ("rights.accounts", "A003"), ("how", "管理者から外した。"), .. CustodyCity.Day("withdrawn", Today)]);
        var offered = (await nakajima.Open(path)).QuerySelectorAll($"form[action='{path}/confirm']").Length;
        var own = await town.As("nakajima", (services, me) => services.GetRequiredService<ConfirmHandOversHandler>().Handle(new ConfirmHandOvers(posting, ["A002"]), me, default));
        var waiting = await hasegawa.Open("/home");
        await Send(hasegawa, path, "confirm", ("confirm.accounts", "A002"), ("confirm.accounts", "A003"));

        Assert.Contains("要対応", account.QuerySelector(".title-line")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, offered);
        Assert.IsType<CannotConfirmOwnHandOver>(own.Refusal);
        Assert.Contains("鈴木 一郎さんの異動に伴う引継ぎを確認する", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("要対応", (await nakajima.Open("/accounts/A002")).QuerySelector(".title-line")!.TextContent, StringComparison.Ordinal);
        await using var db = town.City.Open();
        Assert.Equal(TaskState.Done, (await db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == RaiseHandOvers.TaskKind)).State);
        var id = (await town.Account("A002")).Id;
        Assert.Equal((await town.MeOf("nakajima")).Id, (await db.CustodyRecords.AsNoTracking().SingleAsync(r => r.Account == id)).Administrator);
        Assert.Equal(2, await db.PasswordAttestations.CountAsync(a => a.ChangedOn == Today));
    }

    [Fact]
    public async Task A2_what_is_wrong_with_a_step_is_told_beside_its_field_and_nothing_is_recorded()
    {
        var posting = await town.Leaves("suzuki", Today);
        using var nakajima = await town.City.SignIn("nakajima");
        var path = $"/custody/transfers/{posting.Value}";

        using var answer = await nakajima.PostForm(await nakajima.Open(path), $"{path}/password", [("password.accounts", "A002"), ("secret", "yes"), .. CustodyCity.Day("changed", Today.AddDays(-1))]);
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("最後の日", page.QuerySelector("#error-summary, .error-summary")!.TextContent, StringComparison.Ordinal);
        await using var db = town.City.Open();
        Assert.Equal(0, await db.PasswordAttestations.CountAsync());
    }

    [Fact]
    public async Task A2_a_password_attested_on_the_accounts_own_page_counts_for_the_hand_over()
    {
        var posting = await town.Leaves("suzuki", Today);
        using var nakajima = await town.City.SignIn("nakajima");

        await nakajima.Submit("/accounts/A003/custody/password", [.. CustodyWords.Rules.Select(one => ("rules", one.Rule.ToString())), ("secret", "yes"), .. CustodyCity.Day("changed", Today)]);

        await using var db = town.City.Open();
        var handOver = (await db.HandOversOf(posting).AsNoTracking().SingleAsync(row => row.Account.Key == "A003")).HandOver;
        Assert.Equal((false, true), (handOver.Wants(HandOverStepKind.Password), handOver.Wants(HandOverStepKind.Rights)));
    }

    [Fact]
    public async Task A2_the_daily_duty_raises_what_was_registered_long_before_its_day()
    {
        var me = await town.MeOf("suzuki");
        await using (var db = town.City.Open())
        {
            Assert.True((await db.Postings.SingleAsync(p => p.Person == me.Id)).End(Today).Succeeded);
            await db.SaveChangesAsync();
        }

        town.City.Clock.Pass(TimeSpan.FromDays(1));
        await new DailyDuties(town.City.Services.GetRequiredService<IServiceScopeFactory>(), town.City.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DailyDuties>.Instance).LookAfterAll(default);

        await using var after = town.City.Open();
        Assert.Equal(2, await after.HandOvers.CountAsync());
        Assert.Equal(["A001", "A002", "A003", "A004"], (await after.Tasks.Where(t => t.Kind == CustodyTasks.Kind).Select(t => t.About).ToListAsync()).Select(about => about[..4]).Order(StringComparer.Ordinal));
    }

    private async Task RegisterAdministrator(string key, string number) =>
        Assert.True((await town.As(number, (services, me) => services.GetRequiredService<HoldAccountHandler>().Handle(new RegisterAdministrator(key, number, Today), me, default))).Succeeded);

    private static async Task<IHtmlDocument> Send(Browser browser, string path, string step, params (string, string)[] fields)
    {
        using var answer = await browser.PostForm(await browser.Open(path), $"{path}/{step}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{step} answered {(int)answer.StatusCode}: {Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent}");
        return await browser.Open(answer.Headers.Location!.OriginalString);
    }
}
