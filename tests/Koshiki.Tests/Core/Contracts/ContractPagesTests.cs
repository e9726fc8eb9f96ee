using System.Net;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Contracts;
using Koshiki.Core.Contracts.Ending;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Tests.Core.Custody;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Core.Contracts;

/// <summary>Contracts from signing to the end, through the pages on the real host.</summary>
public sealed class ContractPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 4, 6);
    private readonly CustodyCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task C9_what_a_contract_lacks_is_shown_until_it_is_recorded_page_by_page()
    {
        using var suzuki = await town.City.SignIn("suzuki");

        var empty = await suzuki.Open("/contracts");
        var path = await Register(suzuki, "A002");
        var lacking = await suzuki.Open("/contracts");
        await suzuki.Submit($"{path}/clauses", [.. Agreement.Needed(AgreementKind.Outsourcing).SelectMany(kind => new[] { ($"article.{kind}", "第8条"), ($"text.{kind}", "条文のとおり。") }), .. ContractWords.Points.Select(one => ("points", one.Point.ToString()))]);
        await suzuki.Submit($"{path}/document", [("staff", "小林 海斗"), ("devices", "PC 12"), .. CustodyCity.Day("received", Today)]);
        await suzuki.Submit($"{path}/logins", ("account", "A002"), ("owner", "Partner"), ("name", "kanko-sakura"), ("no-other-site", "yes"));
        using (var passed = await suzuki.PostForm(await suzuki.Open($"{path}/check"), $"{path}/guideline", CustodyCity.Day("passed", Today))) Assert.Equal(HttpStatusCode.SeeOther, passed.StatusCode);
        var whole = await suzuki.Open(path);

        Assert.Contains("契約・協定が登録されていないアカウントが1件", empty.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, lacking.QuerySelectorAll("#agreements .tag-red").Length);
        Assert.Contains("足りないものはありません。", whole.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("観光情報発信業務委託契約（有効、", (await suzuki.Open("/accounts/A002")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C9_a_contracts_end_raises_the_return_of_logins_and_two_people_close_it()
    {
        using var suzuki = await town.City.SignIn("suzuki");
        using var nakajima = await town.City.SignIn("nakajima");
        var path = await Register(suzuki, "A002");
        await suzuki.Submit($"{path}/logins", ("account", "A002"), ("owner", "Partner"), ("name", "kanko-sakura"));
        await suzuki.Submit($"{path}/end", [("reason", "契約の解除"), .. CustodyCity.Day("last", Today)]);
        await OneDayLater();

        using var suzukiAgain = await town.City.SignIn("suzuki");
        using var nakajimaAgain = await town.City.SignIn("nakajima");
        var home = await suzukiAgain.Open("/home");
        var form = await suzukiAgain.Open($"{path}/hand-back");
        var login = form.QuerySelector("select[name^='fate.']")!.GetAttribute("name")!;
        using var incomplete = await suzukiAgain.PostForm(form, $"{path}/hand-back", [("how", "管理者から外した。"), .. CustodyCity.Day("on", Today.AddDays(1))]);
        await suzukiAgain.Submit($"{path}/hand-back", [(login, "Deleted"), ("how", "管理者から外した。"), .. CustodyCity.Day("on", Today.AddDays(1))]);
        var attention = await suzukiAgain.Open("/accounts/A002");
        using (var confirmed = await nakajimaAgain.PostForm(await nakajimaAgain.Open($"{path}/hand-back"), $"{path}/hand-back/confirm")) Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);

        Assert.Contains("「観光情報発信業務委託契約」の終了に伴うログインの返還", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        Assert.Contains("要対応：契約の終了に伴うログインの返還", attention.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await using var db = town.City.Open();
        Assert.Equal(TaskState.Done, (await db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == HandBacks.TaskKind)).State);
        Assert.Equal(LoginFate.Deleted, (await db.PartnerLogins.AsNoTracking().SingleAsync()).Fate);
        Assert.DoesNotContain("要対応", (await suzukiAgain.Open("/accounts/A002")).QuerySelector(".title-line")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C9_a_renewal_takes_over_clauses_and_logins_and_hands_nothing_back()
    {
        using var suzuki = await town.City.SignIn("suzuki");
        var path = await Register(suzuki, "A002", last: Today);
        await suzuki.Submit($"{path}/clauses", ("text.Copyright", "著作権は市に帰属する。"));
        await suzuki.Submit($"{path}/logins", ("account", "A002"), ("owner", "Partner"), ("name", "kanko-sakura"), ("no-other-site", "yes"));

        var form = await suzuki.Open($"/contracts/new?of={path.Split('/')[2]}");
        var fields = form.QuerySelectorAll("main form input:not([type=hidden]):not([type=radio]), main form textarea").Select(field => (field.GetAttribute("name")!, field is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : field.GetAttribute("value") ?? ""))
            .Where(field => !field.Item1.StartsWith("signed", StringComparison.Ordinal));
        var renewed = await suzuki.Submit($"/contracts/new?of={path.Split('/')[2]}", [("kind", "Outsourcing"), .. fields, .. CustodyCity.Day("signed", Today)]);
        await OneDayLater();

        await using var db = town.City.Open();
        Assert.Contains("著作権は市に帰属する。", renewed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((2, 2, 0), (await db.Agreements.CountAsync(), await db.PartnerLogins.CountAsync(), await db.LoginHandBacks.CountAsync()));
    }

    [Fact]
    public async Task A7_the_check_falls_due_as_a_task_and_recording_it_ends_the_task()
    {
        using var suzuki = await town.City.SignIn("suzuki");
        var path = await Register(suzuki, "A002");
        town.City.Clock.Pass(TimeSpan.FromDays(160));
        await OneDayLater();

        using var later = await town.City.SignIn("suzuki");
        await using var db = town.City.Open();
        var before = await db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == "agreement-check");
        await later.Submit($"{path}/check", [("result", "yes"), ("findings", "直近1か月の投稿を確かめた。"), .. CustodyCity.Day("on", town.City.Clock.Today)]);

        Assert.Equal((TaskState.Open, new DateOnly(2026, 10, 1)), (before.State, before.DueOn));
        Assert.Equal(TaskState.Done, (await db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == "agreement-check")).State);
    }

    [Fact]
    public async Task A6_an_association_has_its_members_and_its_accounts()
    {
        using var suzuki = await town.City.SignIn("suzuki");

        await suzuki.Submit("/contracts/associations/new", ("name", "愛光花火大会実行委員会"), ("office", "01002"), ("accounts", "A003"));
        await using var db = town.City.Open();
        var id = (await db.Associations.AsNoTracking().SingleAsync()).Id.Value;
        using (var added = await suzuki.PostForm(await suzuki.Open($"/contracts/associations/{id}"), $"/contracts/associations/{id}/members", [("member", "愛光商工会議所"), ("duty", "会長"), .. CustodyCity.Day("from", Today)])) Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        var account = await suzuki.Open("/accounts/A003");
        var page = await suzuki.Open($"/contracts/associations/{id}");

        Assert.Contains("愛光商工会議所", page.QuerySelector("#members")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("愛光花火大会実行委員会", account.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B1_the_controls_judge_accounts_run_by_others_from_their_agreements()
    {
        using var suzuki = await town.City.SignIn("suzuki");
        var path = await Register(suzuki, "A002");

        var findings = new Dictionary<string, string>();
        await town.Run(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Key).Select(a => new ControlledAccount(a.Id, a.Key, a.Office, a.State, a.Operator, a.OpenedOn)).ToListAsync();
            foreach (var control in services.GetServices<IAutomaticControl>().Where(control => control.Key is "contract-clauses" or "contract-staff-document" or "designated-manager-check" or "login-hand-back"))
            {
                var found = await control.Judge(new ControlRun(Today, control.Parameters, accounts), default);
                findings[control.Key] = string.Join(' ', found.Select(one => $"{accounts.Single(a => a.Id == one.Account).Key}:{one.Verdict}{(one.Source is null ? "" : ":" + one.Source.Contains(path, StringComparison.Ordinal))}"));
            }
        });

        Assert.Equal(
            new Dictionary<string, string> { ["contract-clauses"] = "A002:NotMet:True A004:NotMet", ["contract-staff-document"] = "A002:NotMet:True A004:NotMet", ["designated-manager-check"] = "A004:NotMet", ["login-hand-back"] = "" },
            findings);
    }

    /// <summary>Registers a contract that began on 1 April.</summary>
    /// <returns>The address of its page.</returns>
    private static async Task<string> Register(Browser browser, string accounts, DateOnly? last = null)
    {
        using var answer = await browser.Post("/contracts/new", [
            ("kind", "Outsourcing"), ("title", "観光情報発信業務委託契約"), ("parties", "株式会社さくら企画"), ("office", "01002 観光課"), ("accounts", accounts), ("months", "6"),
            .. CustodyCity.Day("signed", new DateOnly(2026, 3, 25)), .. CustodyCity.Day("from", new DateOnly(2026, 4, 1)), .. CustodyCity.Day("last", last ?? new DateOnly(2027, 3, 31))]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task OneDayLater()
    {
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        await new DailyDuties(town.City.Services.GetRequiredService<IServiceScopeFactory>(), town.City.Clock, NullLogger<DailyDuties>.Instance).LookAfterAll(default);
    }
}
