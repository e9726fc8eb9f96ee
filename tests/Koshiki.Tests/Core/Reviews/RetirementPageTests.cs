using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Reviews.Retiring;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Reviews;

/// <summary>The way out of an account as people go it: through the pages, without script.</summary>
public sealed class RetirementPageTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Report =
    [
        ("grounds", nameof(EndCriterion.PurposeReached)), ("reason", "事業が終わったため。"), ("successor", "市のホームページの「防災」"), ("noticeDays", "30"), ("deletionPlannedOn.year", "R8"), ("deletionPlannedOn.month", "5"), ("deletionPlannedOn.day", "10"),
        ("noticeText", "このアカウントの運用を終えます。"), ("keeping", "このシステムに保存する。"), ("act", "submit"),
    ];

    private StaffApplication city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        var office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddOffice("01003", "水道課");
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        await city.AddPerson("小川 直", "01003", Duty.Head, "ogawa");
        await using var db = city.Open();
        db.AddRange(Sample.Account("A001", office: office), Sample.Account("A002", Koshiki.PlatformFacts.Platform.X, office));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task D6_an_account_goes_from_the_report_to_the_public_notice_and_to_its_end()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        using var watanabe = await city.SignIn("watanabe");

        await sato.Submit("/accounts/A001/close/report", Report);
        await Post(tanaka, "/decide", ("act", "approve"), ("opinion", ""));
        Assert.Equal(HttpStatusCode.Forbidden, (await Refused(tanaka, "/receive", ("act", "receive"))).StatusCode);
        await Post(watanabe, "/receive", ("act", "receive"), ("opinion", ""));
        Assert.Equal(AccountState.Retiring, (await Account()).State);
        Assert.Equal(HttpStatusCode.Conflict, (await sato.Get("/accounts/A001/close/delete")).StatusCode);
        await Post(sato, "/notice", [.. Day("toldOn", 4, 6), ("how", "固定した投稿")]);
        using var early = await sato.Post("/accounts/A001/close/delete", [.. Day("deletedOn", 4, 6), ("deletedBy", "佐藤 花子")]);
        city.Clock.Pass(TimeSpan.FromDays(31));
        using var satoAgain = await city.SignIn("sato");
        var page = await satoAgain.Submit("/accounts/A001/close/delete", [.. Day("deletedOn", 5, 6), ("deletedBy", "佐藤 花子")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal("廃止", page.QuerySelector(".title-line .tag")!.TextContent);
        Assert.Equal((AccountState.Retired, new DateOnly(2026, 5, 6), ConnectionState.NotConnected), await Ended());
        await using var db = city.Open();
        Assert.Equal([ReviewTasks.NameLook], await db.Tasks.Where(t => t.State == TaskState.Open).Select(t => t.Kind).ToListAsync());
        Assert.Single(await db.OutgoingOrders.Where(o => o.Kind == nameof(DisconnectAccount)).ToListAsync());
    }

    [Fact]
    public async Task K3_residents_are_told_from_the_day_of_reception_until_long_after_the_deletion()
    {
        await Announce();

        var before = await Notices(new DateOnly(2026, 4, 5));
        var during = await Notices(new DateOnly(2026, 4, 6));

        Assert.Empty(before);
        var notice = Assert.Single(during);
        Assert.Equal((PublicDocumentKind.RetirementNotice, "A001", new DateOnly(2026, 4, 6), (DateOnly?)null), (notice.Kind, notice.AccountKey, notice.PublishedOn, notice.Until));
        Assert.Contains(notice.Sections, s => s.Text.Contains("市のホームページの「防災」", StringComparison.Ordinal));
    }

    [Fact]
    public async Task C7_the_list_calls_an_account_formerly_official_from_the_day_its_notice_begins()
    {
        await Announce();

        await using var scope = city.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("public-list"));
        await scope.ServiceProvider.GetRequiredService<PublicListPublisher>().PublishIfDue(look: true, default);

        await using var db = city.Open();
        var order = (await db.OutgoingOrders.OrderByDescending(o => o.Seq).ToListAsync()).Select(o => MessageJson.FromBytes<Order>(o.Body)).OfType<PublishAccountList>().First();
        Assert.Equal([("A001", (DateOnly?)new DateOnly(2026, 4, 6), true), ("A002", null, false)], order.Accounts.Select(a => (a.Key, a.RetiredOn, a.IsEnding)));
    }

    [Fact]
    public async Task D6_the_head_calls_a_retirement_off_and_the_account_is_official_again()
    {
        await Announce();
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");

        Assert.Equal(HttpStatusCode.Forbidden, (await Refused(sato, "/call-off", ("whyCalledOff", "続けたい。"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Refused(tanaka, "/call-off", ("whyCalledOff", ""))).StatusCode);
        await Post(tanaka, "/call-off", ("whyCalledOff", "利用者の求めが多いため。"));
        var page = await sato.Open("/accounts/A001/close");

        Assert.Equal("運用中", page.QuerySelector(".title-line .tag")!.TextContent);
        Assert.Contains("利用者の求めが多いため。", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/accounts/A001/close/report']"));
        Assert.Empty(await Notices(new DateOnly(2026, 4, 6)));
        await using var db = city.Open();
        Assert.Equal([ReviewTasks.CalledOff], await db.Tasks.Where(t => t.State == TaskState.Open).Select(t => t.Kind).ToListAsync());
        Assert.Null((await Account()).RetiredOn);
    }

    [Fact]
    public async Task D6_the_head_who_wrote_the_report_finds_no_button_and_the_address_says_no()
    {
        using var tanaka = await city.SignIn("tanaka");
        await tanaka.Submit("/accounts/A001/close/report", Report);

        var page = await tanaka.Open("/accounts/A001/close");
        var refused = await Refused(tanaka, "/decide", ("act", "approve"));

        Assert.Contains("自分が作った廃止報告は承認できません。", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task D6_harm_ends_an_account_at_once_and_the_head_is_asked_afterwards()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");

        await sato.Submit("/accounts/A002/close/delete-at-once", [.. Day("deletedOn", 4, 6), ("deletedBy", "佐藤 花子"), ("harm", "乗っ取られたため。"), ("successor", "")]);
        var home = await tanaka.Open("/home");
        var page = await tanaka.Open("/accounts/A002/close");
        using var done = await tanaka.PostForm(page, "/accounts/A002/close/later-word", ("act", "approve"), ("opinion", ""));

        Assert.Contains("事後承認する", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await using var db = city.Open();
        Assert.Equal((RetirementState.Retired, "田中 実"), (await db.Retirements.ToListAsync()).Select(r => (r.State, r.ApprovedByName!)).Single());
        Assert.Single(await Notices(new DateOnly(2026, 4, 6)));
    }

    [Fact]
    public async Task D6_what_was_decided_ends_with_the_report_and_what_was_to_be_done_on_the_account_ends_with_the_account()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        var office = (await Account()).Office;
        await using (var before = city.Open())
        {
            foreach (var (kind, link) in new[] { (ReviewTasks.LookAgain, "/accounts/A001/close"), ("opening-lack", "/accounts/A002/documents/policy"), (ReviewTasks.Suspension, "/accounts/A002/close"), ("opening-lack", "/accounts/A0021/documents/policy") })
                before.Tasks.Add(WorkTask.For(office, null, kind, link, "作業", link, new DateOnly(2026, 4, 30), city.Clock.GetUtcNow()));
            await before.SaveChangesAsync();
        }

        await sato.Submit("/accounts/A001/close/report", Report);
        var submitted = await Open();
        await Post(tanaka, "/decide", ("act", "approve"), ("opinion", ""));
        var reported = await Open();
        await sato.Submit("/accounts/A002/close/delete-at-once", [.. Day("deletedOn", 4, 6), ("deletedBy", "佐藤 花子"), ("harm", "乗っ取られたため。"), ("successor", "")]);
        var deleted = await Open();

        Assert.Equal(["/accounts/A001/close", "/accounts/A002/close", "/accounts/A002/documents/policy", "/accounts/A0021/documents/policy"], submitted);
        Assert.Equal(["/accounts/A002/close", "/accounts/A002/documents/policy", "/accounts/A0021/documents/policy"], reported);
        Assert.Equal(["/accounts/A0021/documents/policy"], deleted);

        async Task<List<string>> Open()
        {
            await using var db = city.Open();
            return [.. (await db.Tasks.Where(t => t.Title == "作業" && t.State == TaskState.Open).Select(t => t.Link).ToListAsync()).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task D6_an_incomplete_report_comes_back_with_every_fault_and_what_was_typed()
    {
        using var sato = await city.SignIn("sato");

        using var answer = await sato.Post("/accounts/A001/close/report", ("reason", "事業が終わったため。"), ("noticeDays", "3"), ("act", "submit"));
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["#f-grounds", "#f-successor", "#f-noticeDays", "#f-deletionPlannedOn", "#f-noticeText", "#f-keeping"], page.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("事業が終わったため。", page.QuerySelector("#f-reason")!.TextContent.Trim());
    }

    [Fact]
    public async Task D6_the_report_goes_out_as_a_valid_word_file()
    {
        await Announce();
        using var sato = await city.SignIn("sato");

        var file = await (await sato.Get("/accounts/A001/close/report.docx")).Content.ReadAsByteArrayAsync();

        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
        Assert.Contains("事業が終わったため。", document.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D6_another_office_sees_nothing_of_it()
    {
        using var ogawa = await city.SignIn("ogawa");

        Assert.Equal(HttpStatusCode.NotFound, (await ogawa.Get("/accounts/A001/close")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ogawa.Get("/accounts/A001/reviews")).StatusCode);
    }

    [Fact]
    public async Task D6_somebody_who_takes_the_retired_name_becomes_the_pr_offices_task()
    {
        using var sato = await city.SignIn("sato");
        await sato.Submit("/accounts/A001/close/delete-at-once", [.. Day("deletedOn", 4, 6), ("deletedBy", "佐藤 花子"), ("harm", "乗っ取られたため。"), ("successor", "")]);

        var page = await sato.Open("/accounts/A001/close");
        using var looked = await sato.PostForm(page, "/accounts/A001/close/look", [.. Day("lookedOn", 4, 6), ("finding", nameof(NameFinding.TakenByOthers)), ("lookNote", "")]);

        Assert.Equal(HttpStatusCode.SeeOther, looked.StatusCode);
        await using var db = city.Open();
        Assert.Equal(1, await db.Tasks.CountAsync(t => t.Kind == "retired-name-taken"));
        Assert.Equal([new DateOnly(2026, 7, 6)], await db.Tasks.Where(t => t.Kind == ReviewTasks.NameLook && t.State == TaskState.Open).Select(t => t.DueOn).ToListAsync());
    }

    [Fact]
    public async Task J3_an_account_on_its_way_out_without_notice_is_found_by_the_control()
    {
        await Announce();

        await using var scope = city.Services.CreateAsyncScope();
        var control = scope.ServiceProvider.GetServices<IAutomaticControl>().Single(c => c.Key == "retirement-steps");
        await using var db = city.Open();
        var accounts = await db.Accounts.OrderBy(a => a.Key).Select(a => new ControlledAccount(a.Id, a.Key, a.Office, a.State, a.Operator, a.OpenedOn)).ToListAsync();
        var findings = await control.Judge(new ControlRun(new DateOnly(2026, 4, 7), control.Parameters, accounts), default);

        Assert.Equal([(ControlVerdict.NotMet, "アカウントでの周知が記録されていません。")], findings.Select(f => (f.Verdict, f.Why)));
    }

    private async Task Announce()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        using var watanabe = await city.SignIn("watanabe");
        await sato.Submit("/accounts/A001/close/report", Report);
        await Post(tanaka, "/decide", ("act", "approve"), ("opinion", ""));
        await Post(watanabe, "/receive", ("act", "receive"), ("opinion", ""));
    }

    private static (string, string)[] Day(string name, int month, int day) => [(name + ".year", "2026"), (name + ".month", $"{month}"), (name + ".day", $"{day}")];

    private static async Task Post(Browser browser, string act, params (string, string)[] fields)
    {
        using var answer = await Refused(browser, act, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{act}: {(int)answer.StatusCode} {Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent}");
    }

    /// <summary>Posts to an act's address with the token of any form, as somebody without the button could.</summary>
    private static async Task<HttpResponseMessage> Refused(Browser browser, string act, params (string Name, string Value)[] fields)
    {
        var page = await browser.Open("/me/password");
        var hidden = page.QuerySelectorAll("main form[method=post] input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        var sent = hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await browser.Http.PostAsync(new Uri("/accounts/A001/close" + act, UriKind.Relative), new FormUrlEncodedContent(sent));
    }

    private async Task<Account> Account()
    {
        await using var db = city.Open();
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.Key == "A001");
    }

    private async Task<(AccountState, DateOnly?, ConnectionState)> Ended()
    {
        var account = await Account();
        return (account.State, account.RetiredOn, account.Connection);
    }

    private async Task<IReadOnlyList<PublicDocument>> Notices(DateOnly day)
    {
        await using var db = city.Open();
        return await new RetirementNotices(db).On(day, default);
    }
}
