using System.Net;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Organizations;

public sealed class OrganizationPagesTests : IAsyncLifetime
{
    private StaffApplication staff = null!;
    private OfficeId koho;
    private PersonId sato;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        koho = await staff.AddOffice("0102", "広報課", OfficeFunction.PublicRelations);
        await staff.AddOffice("0103", "情報課", OfficeFunction.InformationTechnology);
        sato = await staff.AddPerson("佐藤 花子", "0102", Duty.Head, "10001");
        await staff.AddPerson("鈴木 一郎", "0103", Duty.Staff, "10002");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task A1_an_office_is_renamed_on_its_page_and_the_list_shows_each_name_for_its_days()
    {
        using var browser = await staff.SignIn("10001");

        await browser.Submit($"/admin/offices/{koho.Value}/change",
            ("name", "広報戦略課"), ("division", "市長部局"), ("department", "総務部"), ("kind", "municipal"), ("function", "public-relations"), ("parent", ""),
            ("from.year", "令和8"), ("from.month", "４"), ("from.day", "6"));

        Assert.Contains("広報戦略課", (await browser.Open("/admin/offices")).QuerySelector("#offices")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("広報戦略課", (await browser.Open("/admin/offices?day=R8.4.5")).QuerySelector("#offices")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_everything_wrong_with_an_office_is_told_at_once_and_what_was_typed_stays()
    {
        using var browser = await staff.SignIn("10001");

        using var answer = await browser.Post("/admin/offices/new", ("code", "広報"), ("name", "まちづくり課"), ("division", ""), ("department", ""), ("kind", ""), ("from.year", "2026"), ("from.month", "2"), ("from.day", "30"));

        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(5, page.QuerySelectorAll("#error-summary li").Length);
        Assert.Equal("まちづくり課", page.QuerySelector("input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A2_people_are_found_by_two_letters_in_any_kana_and_seen_only_within_ones_reach()
    {
        await staff.AddPerson("髙橋 美咲", "0103", Duty.Staff, "10003");
        using var pr = await staff.SignIn("10001");
        using var author = await staff.SignIn(await Author());

        Assert.Contains("髙橋", (await pr.Open("/admin/people?q=" + Uri.EscapeDataString("美咲"))).QuerySelector("#people")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await author.Open("/admin/people?q=" + Uri.EscapeDataString("美咲"))).QuerySelector("#people"));
    }

    [Fact]
    public async Task A2_a_transfer_ends_the_old_posting_starts_the_new_one_and_tells_the_areas_above()
    {
        using var browser = await staff.SignIn("10002");
        await using var db = staff.Open();
        var posting = await db.Postings.AsNoTracking().SingleAsync(p => p.Person == sato);

        await browser.Submit($"/admin/people/{sato.Value}/transfer",
            ("day.year", "2026"), ("day.month", "5"), ("day.day", "1"), ("ending", posting.Id.Value.ToString()), ("to", "0103"), ("duty", "head"), ("title", "課長"), ("accounts", ""));

        var now = await db.Postings.AsNoTracking().Where(p => p.Person == sato).OrderBy(p => p.From).Select(p => new { p.From, p.Last }).ToListAsync();
        Assert.Equal([(new DateOnly(2026, 4, 6), new DateOnly(2026, 4, 30)), (new DateOnly(2026, 5, 1), null)], now.Select(p => (p.From, p.Last)));
        Assert.Equal(Koshiki.Core.StaffHost.FactListeners.Count(one => one.Fact == typeof(PostingEnded)), await db.Outbox.CountAsync(row => row.Kind == nameof(PostingEnded)));
    }

    [Fact]
    public async Task A3_a_deputy_decides_for_the_absent_head_on_these_days_only()
    {
        var deputy = await staff.AddPerson("田中 実", "0102", Duty.Staff, "10004");
        using var head = await staff.SignIn("10001");
        await head.Submit("/me/deputy", ("deputy", "10004"), ("from.year", "R8"), ("from.month", "4"), ("from.day", "7"), ("last.year", "R8"), ("last.month", "4"), ("last.day", "8"), ("reason", "出張"));

        using var scope = staff.Services.CreateScope();
        var reader = scope.ServiceProvider.GetRequiredService<Koshiki.Core.Organizations.SigningIn.MeReader>();
        var days = new List<bool>();
        for (var day = new DateOnly(2026, 4, 6); day <= new DateOnly(2026, 4, 9); day = day.AddDays(1))
        {
            var me = await reader.Read(deputy, day, CancellationToken.None);
            days.Add(me!.Roles.Any(role => role.DeputyFor == "佐藤 花子") && me.May(Koshiki.Core.Organizations.Authorization.Act.ApprovePosts, koho));
        }

        Assert.Equal([false, true, true, false], days);
    }

    [Fact]
    public async Task A4_a_role_that_demands_a_second_factor_opens_nothing_before_it_is_set_up_and_then_asks_for_codes()
    {
        await using var strict = await StaffApplication.Start(new() { ["Koshiki:SecondFactorRoles"] = "PrOffice" });
        await strict.AddOffice("0102", "広報課", OfficeFunction.PublicRelations);
        await strict.AddPerson("佐藤 花子", "0102", Duty.Staff, "10001");
        using var browser = await strict.SignIn("10001");

        using var held = await browser.Get("/home");
        var setUp = await browser.Open("/me/second-factor");
        var key = FromBase32(setUp.QuerySelector("span.code")!.TextContent);
        using var done = await browser.PostForm(setUp, "/me/second-factor", ("code", Code(key, strict.Clock)));
        var recovery = Browser.Parse(await done.Content.ReadAsStringAsync()).QuerySelectorAll("li.code");

        Assert.Equal("/me/second-factor", held.Headers.Location!.OriginalString);
        Assert.Equal(8, recovery.Length);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/home")).StatusCode);

        strict.Clock.Pass(TimeSpan.FromMinutes(2));
        using var other = strict.OpenBrowser();
        using var half = await other.Post("/sign-in?to=%2Fme", ("user", "10001"), ("password", StaffApplication.Password));
        using var wrong = await other.Post("/sign-in/code", ("code", "000000"));
        using var right = await other.Post("/sign-in/code", ("code", Code(key, strict.Clock)));
        Assert.Equal("/sign-in/code", half.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("/me", right.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A4_what_was_typed_when_the_session_ended_comes_back_after_signing_in()
    {
        using var browser = await staff.SignIn("10001");
        var page = await browser.Open("/admin/offices/new");
        staff.Clock.Pass(TimeSpan.FromMinutes(61));

        using var late = await browser.PostForm(page, "/admin/offices/new", ("code", "0199"), ("name", "みどり公園課"));
        using var asked = await browser.Get(late.Headers.Location!.OriginalString);
        var back = await browser.Submit(asked.Headers.Location!.OriginalString, ("user", "10001"), ("password", StaffApplication.Password));

        Assert.Equal("みどり公園課", back.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Contains("復元しました", back.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_the_log_shows_who_changed_what_before_and_after_and_no_secret()
    {
        using var browser = await staff.SignIn("10002");
        await browser.Submit($"/admin/people/{sato.Value}/reset", ("user", "10001"), ("password", "Himawari-2026-niwa"));

        var page = await browser.Open($"/admin/log?record=Credential&id={sato.Value}");
        var csv = await (await browser.Get("/admin/log.csv")).Content.ReadAsStringAsync();

        var text = page.QuerySelector("#log")!.TextContent;
        Assert.Contains("鈴木 一郎", text, StringComparison.Ordinal);
        Assert.Contains("パスワード：（秘密）", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AQAAAA", text + csv, StringComparison.Ordinal);
        Assert.StartsWith("at,who,via,record,id,what,property,before,after", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_the_log_tells_instants_and_days_as_the_screens_do()
    {
        using var browser = await staff.SignIn("10002");
        await browser.Submit($"/admin/people/{sato.Value}/reset", ("user", "10001"), ("password", "Himawari-2026-niwa"));

        var credential = (await browser.Open($"/admin/log?record=Credential&id={sato.Value}")).QuerySelector("#log")!.TextContent;
        var posting = (await browser.Open("/admin/log?record=Posting")).QuerySelector("#log")!.TextContent;

        Assert.Contains("令和8年4月6日（月）09:00", credential, StringComparison.Ordinal);
        Assert.Contains("始まりの日：令和8年4月6日（月）", posting, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"2026-04-0\d", credential + posting);
    }

    [Theory]
    [InlineData("鈴木 一郎")]
    [InlineData("鈴木　一郎")]
    [InlineData("鈴木一")]
    [InlineData("10002")]
    [InlineData("１０００２")]
    public async Task A5_the_log_is_searched_by_name_with_any_space_and_by_staff_number(string who)
    {
        using var browser = await staff.SignIn("10002");
        await browser.Submit($"/admin/people/{sato.Value}/reset", ("user", "10001"), ("password", "Himawari-2026-niwa"));

        var found = await browser.Open($"/admin/log?who={Uri.EscapeDataString(who)}");

        Assert.NotEmpty(found.QuerySelectorAll("#log tbody tr"));
        Assert.All(found.QuerySelectorAll("#log tbody tr"), row => Assert.Equal("鈴木 一郎", row.QuerySelector("td")!.TextContent));
    }

    [Theory]
    [InlineData("from=zzz", "日付が読み取れません")]
    [InlineData("last=9999-12-31", "2200年12月31日より後の日付は入力できません")]
    public async Task A5_a_wrong_day_is_told_on_the_page_and_gives_no_file(string condition, string said)
    {
        using var browser = await staff.SignIn("10002");

        var page = await browser.Open($"/admin/log?{condition}");
        using var file = await browser.Get($"/admin/log.csv?{condition}");

        Assert.Contains(said, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, file.StatusCode);
        Assert.Contains(said, await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z5_a_page_beyond_the_last_of_the_log_is_the_last()
    {
        using var browser = await staff.SignIn("10002");

        var page = await browser.Open("/admin/log?page=999999");

        Assert.NotEmpty(page.QuerySelectorAll("#log tbody tr"));
    }

    [Fact]
    public async Task A5_a_records_history_reads_like_sentences()
    {
        staff.Clock.Pass(TimeSpan.FromMinutes(1));
        using var browser = await staff.SignIn("10001");
        await browser.Submit($"/admin/offices/{koho.Value}/change",
            ("name", "広報戦略課"), ("division", "市長部局"), ("department", "総務部"), ("kind", "municipal"), ("function", "public-relations"), ("from.year", "2026"), ("from.month", "4"), ("from.day", "6"));

        using var scope = staff.Services.CreateScope();
        await using var db = staff.Open();
        var first = await db.Set<OfficePeriod>().Where(p => p.Office == koho).OrderBy(p => p.From).Select(p => p.Id).FirstAsync();
        var history = await scope.ServiceProvider.GetRequiredService<LogReader>().HistoryOf([(nameof(OfficePeriod), first.ToString())], CancellationToken.None);

        Assert.Equal(("佐藤 花子", "所属の名称と位置づけを変更しました。", "終わりの日：なし", "終わりの日：令和8年4月5日（日）"), (history[0].Who, history[0].What, history[0].Before, history[0].After));
    }

    [Fact]
    public async Task A2_home_lists_what_waits_by_its_term_and_a_task_is_closed_with_a_reason()
    {
        await using (var db = staff.Open())
        {
            await db.AddTaskOnce(WorkTask.For(koho, null, "check", "A001", "アカウントの点検", "/accounts", new DateOnly(2026, 4, 5), staff.Clock.GetUtcNow()), CancellationToken.None);
            await db.AddTaskOnce(WorkTask.For(koho, null, "check", "A002", "掲示の確認", "/accounts", new DateOnly(2026, 4, 20), staff.Clock.GetUtcNow()), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        using var browser = await staff.SignIn("10001");
        using var other = await staff.SignIn("10002");
        var links = (await browser.Open("/home")).QuerySelectorAll("section[aria-labelledby=waiting] li a").ToList();
        using var refused = await browser.Post(links[0].GetAttribute("href")!, ("how", "not-needed"), ("note", ""));
        var home = await browser.Submit(links[0].GetAttribute("href")!, ("how", "not-needed"), ("note", "先週の点検で済んでいる"));

        Assert.Equal(["アカウントの点検", "掲示の確認"], links.Select(link => link.TextContent));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Single(home.QuerySelectorAll("section[aria-labelledby=waiting] li"));
        Assert.Contains("今、あなたを待っている作業はありません。", (await other.Open("/home")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> Author()
    {
        await staff.AddOffice("0104", "市民課");
        await staff.AddPerson("伊藤 さくら", "0104", Duty.Staff, "10009");
        return "10009";
    }

    private static string Code(byte[] key, FakeClock clock) => Koshiki.Core.Organizations.SigningIn.Totp.CodeOf(key, Koshiki.Core.Organizations.SigningIn.Totp.StepAt(clock.GetUtcNow()));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}
