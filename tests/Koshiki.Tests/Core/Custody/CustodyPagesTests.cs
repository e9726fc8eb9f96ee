using System.Net;
using System.Text;
using Koshiki.Core.Custody;
using Koshiki.Core.Custody.Attesting;
using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Custody.Reviewing;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Custody;

/// <summary>Attesting, reviewing and the list of what is due, through the pages on the real host.</summary>
public sealed class CustodyPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 4, 6);
    private readonly CustodyCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task D1_an_account_is_brought_into_order_page_by_page_and_the_task_for_it_ends_by_itself()
    {
        using var suzuki = await town.City.SignIn("suzuki");
        await town.Run(services => services.GetRequiredService<CustodyTasks>().Raise(Today, town.City.Clock.GetUtcNow(), default));

        var before = await suzuki.Open("/accounts/A002/custody");
        await suzuki.Submit("/accounts/A002/custody/password", [.. Rules(), .. CustodyCity.Day("changed", Today), ("secret", "yes")]);
        await suzuki.Submit("/accounts/A002/custody/administrator", [("number", "suzuki 鈴木 一郎"), .. CustodyCity.Day("since", Today)]);
        await suzuki.Submit("/accounts/A002/custody/second-factor", ("kind", "AuthenticatorApp"), ("place", "所属の金庫"));
        await suzuki.Submit("/accounts/A002/custody/applications", [("findings", "連携アプリはない。"), .. CustodyCity.Day("on", Today)]);
        var after = await suzuki.Submit("/accounts/A002/custody/settings", [("findings", "変更の必要なし。"), .. CustodyCity.Day("on", Today)]);

        Assert.Equal(6, before.QuerySelectorAll(".tasks li").Length);
        Assert.Empty(after.QuerySelectorAll(".tasks li"));
        Assert.Contains("令和9年4月6日（火）", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await using var db = town.City.Open();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.Kind == CustodyTasks.Kind).ToDictionaryAsync(t => t.Link, t => t.State);
        Assert.Equal((TaskState.Done, TaskState.Open), (tasks["/accounts/A002/custody"], tasks["/accounts/A003/custody"]));
    }

    [Fact]
    public async Task D1_the_checkers_box_is_made_by_script_and_no_form_of_the_page_asks_for_a_password()
    {
        using var suzuki = await town.City.SignIn("suzuki");

        var page = await suzuki.Open("/accounts/A002/custody/password");
        using var leaky = await suzuki.Post("/accounts/A002/custody/password", [.. Rules(), ("limit", "パスワードは Sakura#2026 です"), ("secret", "yes")]);

        Assert.Empty(page.QuerySelectorAll("main input[type=password]"));
        Assert.Null(page.QuerySelector("password-check")!.Closest("form"));
        Assert.Equal(5, page.QuerySelectorAll("main form input[name=rules]").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, leaky.StatusCode);
        Assert.Contains("パスワードと思われる文字が含まれています", await leaky.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D1_the_overdue_list_is_by_office_within_ones_reach_and_its_file_says_the_same()
    {
        await town.As("suzuki", (services, me) => services.GetRequiredService<AttestPasswordHandler>().Handle(new AttestPassword("A003", PasswordRules.All, null, new DateOnly(2025, 4, 20), true), me, default));
        using var suzuki = await town.City.SignIn("suzuki");
        using var aoki = await town.City.SignIn("aoki");
        using var kobayashi = await town.City.SignIn("kobayashi");

        var own = await suzuki.Open("/custody");
        var soon = await suzuki.Open("/custody?when=soon");
        var all = await aoki.Open("/custody?matter=PasswordChange");
        var named = await kobayashi.Open("/custody");
        var file = await (await aoki.Get("/custody.csv?matter=PasswordChange")).Content.ReadAsStringAsync();

        Assert.Equal(["A002", "A003"], Keys(own));
        Assert.Equal(["A003"], Keys(soon));
        Assert.Equal(["A001", "A002", "A003", "A004"], Keys(all));
        Assert.Equal(["A002"], Keys(named));
        Assert.Contains("01002,観光課,A003,観光の便り,パスワードの変更,期限が近い,2026-04-20,,最後の変更は令和7年4月20日です。", file, StringComparison.Ordinal);
        Assert.Equal(5, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task D2_a_change_of_a_platform_makes_its_accounts_look_at_their_settings_again()
    {
        await town.As("suzuki", (services, me) => services.GetRequiredService<ReviewAccountHandler>().Handle(new ReviewAccount("A002", ReviewKind.FunctionSettings, new DateOnly(2026, 2, 1), "変更の必要なし。"), me, default));
        await town.As("suzuki", (services, me) => services.GetRequiredService<ReviewAccountHandler>().Handle(new ReviewAccount("A003", ReviewKind.FunctionSettings, new DateOnly(2026, 2, 1), "変更の必要なし。"), me, default));
        using var sato = await town.City.SignIn("sato");
        using var suzuki = await town.City.SignIn("suzuki");

        await sato.Submit("/custody/platform-changes", [("platform", "x"), ("what", "返信できる人の初期設定が変わった。"), .. CustodyCity.Day("on", new DateOnly(2026, 3, 2))]);
        var list = await suzuki.Open("/custody?matter=FunctionSettings");
        var form = await suzuki.Open("/accounts/A002/custody/settings");

        Assert.Equal(["A002"], Keys(list));
        Assert.Contains("返信できる人の初期設定が変わった。", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D1_an_administrator_must_work_in_the_office_and_an_outsider_records_only_his_accounts()
    {
        var stranger = await town.As("suzuki", (services, me) => services.GetRequiredService<HoldAccountHandler>().Handle(new RegisterAdministrator("A002", "aoki", Today), me, default));
        var unknown = await town.As("suzuki", (services, me) => services.GetRequiredService<HoldAccountHandler>().Handle(new RegisterAdministrator("A002", "nobody", Today), me, default));
        using var kobayashi = await town.City.SignIn("kobayashi");

        Assert.Equal("青木 守さんは、今この所属に配属されていません。所属の職員を選んでください。", stranger.Refusal.Faults.Single().Sentence);
        Assert.Equal("number", unknown.Refusal.Faults.Single().Field);
        Assert.Equal(HttpStatusCode.OK, (await kobayashi.Get("/accounts/A002/custody/password")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kobayashi.Get("/accounts/A003/custody/password")).StatusCode);
    }

    [Fact]
    public async Task A2_a_transfer_list_with_unknown_people_is_answered_line_by_line_and_nothing_of_it_is_stored()
    {
        const string csv = """
            number,name,office,duty,from,last
            suzuki,鈴木 一郎,01002,staff,2026-04-06,2026-04-30
            nakajima,中島 進,01002,head,2026-04-06,2026-04-30
            unknown,,01002,staff,2026-04-06,
            sato,佐藤 花子,09999,staff,2026-04-06,
            """;

        var refused = await town.As("aoki", (services, me) => services.GetRequiredService<ImportPeopleHandler>().Handle(new ImportPeople("異動.csv", Encoding.UTF8.GetBytes(csv), DryRun: false), default));

        Assert.Equal(["異動.csv 3行目 name", "異動.csv 4行目 name", "異動.csv 5行目 office"], refused.Refusal.Faults.Select(fault => fault.Field));
        await using var db = town.City.Open();
        Assert.False(await db.Set<Koshiki.Core.Organizations.Posting>().AnyAsync(p => p.Last != null));
    }

    [Fact]
    public async Task A2_a_transfer_list_that_ends_postings_announces_each_of_them()
    {
        const string csv = """
            number,name,office,duty,from,last
            suzuki,鈴木 一郎,01002,staff,2026-04-06,2026-04-30
            nakajima,中島 徹,01002,head,2026-04-06,
            """;

        await town.As("aoki", (services, me) => services.GetRequiredService<ImportPeopleHandler>().Handle(new ImportPeople("異動.csv", Encoding.UTF8.GetBytes(csv), DryRun: false), default));

        await using var db = town.City.Open();
        var told = await db.Outbox.AsNoTracking().SingleAsync(row => row.Kind == nameof(Koshiki.Core.Organizations.PostingEnded) && row.Listener == "work/hand-over-on-transfer");
        Assert.Contains("2026-04-30", Encoding.UTF8.GetString(told.Body), StringComparison.Ordinal);
    }

    private static (string, string)[] Rules() => [.. CustodyWords.Rules.Select(one => ("rules", one.Rule.ToString()))];

    private static string[] Keys(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll("#overdue tbody .code").Select(cell => cell.TextContent).Distinct()];
}
