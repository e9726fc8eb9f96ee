using System.Net;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Organizations;

public sealed class SignInTests : IAsyncLifetime
{
    private StaffApplication staff = null!;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        await staff.AddOffice("0102", "広報課", OfficeFunction.PublicRelations);
        await staff.AddPerson("佐藤 花子", "0102", Duty.Staff, "10001");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task A4_who_is_not_signed_in_is_asked_to_and_then_comes_to_the_page_he_wanted()
    {
        using var browser = staff.OpenBrowser();

        using var asked = await browser.Get("/me/sessions?x=1");
        using var signedIn = await browser.Post(asked.Headers.Location!.OriginalString, ("user", "１０００１"), ("password", StaffApplication.Password));

        Assert.Equal("/sign-in?to=%2Fme%2Fsessions%3Fx%3D1", asked.Headers.Location.OriginalString);
        Assert.Equal("/me/sessions?x=1", signedIn.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A4_sign_in_leads_only_to_pages_of_this_host(string to)
    {
        using var browser = staff.OpenBrowser();

        using var answer = await browser.Post($"/sign-in?to={Uri.EscapeDataString(to)}", ("user", "10001"), ("password", StaffApplication.Password));

        Assert.Equal("/home", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A4_a_wrong_password_and_an_unknown_name_get_the_same_answer_and_the_password_is_not_written_back()
    {
        using var browser = staff.OpenBrowser();

        var wrong = await Answer(browser, "10001", "Wrong-password-1");
        var unknown = await Answer(browser, "99999", "Wrong-password-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(wrong.Text, unknown.Text);
        Assert.DoesNotContain("Wrong-password-1", wrong.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A4_five_wrong_passwords_lock_the_sign_in_for_fifteen_minutes()
    {
        using var browser = staff.OpenBrowser();
        for (var i = 0; i < Credential.MostFailures; i++) await Answer(browser, "10001", "Wrong-password-1");

        var locked = await Answer(browser, "10001", StaffApplication.Password);
        staff.Clock.Pass(TimeSpan.FromMinutes(15));
        var again = await Answer(browser, "10001", StaffApplication.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, locked.Status);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
    }

    [Fact]
    public async Task A4_guesses_sent_at_the_same_moment_are_counted_one_by_one()
    {
        var guesses = Enumerable.Range(0, Credential.MostFailures).Select(async _ =>
        {
            using var browser = staff.OpenBrowser();
            return await Answer(browser, "10001", "Wrong-password-1");
        });
        await Task.WhenAll(guesses);

        await using var db = staff.Open();
        Assert.True((await db.Credentials.SingleAsync()).IsLocked(staff.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A4_a_session_ends_after_an_hour_without_use_and_after_twelve_hours_of_use()
    {
        using var idle = await staff.SignIn("10001");
        using var busy = await staff.SignIn("10001");

        staff.Clock.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await busy.Get("/me/sessions")).StatusCode);
        staff.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await idle.Get("/me/sessions")).StatusCode);
        for (var used = TimeSpan.FromHours(1); used < Session.LongestLife; used += TimeSpan.FromMinutes(30))
        {
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/me/sessions")).StatusCode);
            staff.Clock.Pass(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await busy.Get("/me/sessions")).StatusCode);
    }

    [Fact]
    public async Task A4_signing_out_ends_the_session_even_for_a_copied_cookie()
    {
        using var browser = await staff.SignIn("10001");
        using var copy = staff.OpenBrowser();
        copy.Cookies.Add(browser.Cookies.GetCookies(staff.Address));

        var page = await browser.Open("/me/sessions");
        using var answer = await browser.PostForm(Browser.Parse($"<main>{page.QuerySelector("form.header-sign-out")!.OuterHtml}</main>"), "/sign-out");

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, (await copy.Get("/me/sessions")).StatusCode);
    }

    [Fact]
    public async Task A4_the_page_knows_when_the_sign_in_ends_and_can_put_it_off()
    {
        using var browser = await staff.SignIn("10001");
        staff.Clock.Pass(TimeSpan.FromSeconds(30));

        var page = await browser.Open("/me/sessions");
        staff.Clock.Pass(TimeSpan.FromMinutes(55));
        using var extended = await browser.PostForm(Browser.Parse($"<main>{page.QuerySelector("form.header-sign-out")!.OuterHtml.Replace("/sign-out", "/session/extend", StringComparison.Ordinal)}</main>"), "/session/extend");

        Assert.Equal("3570", page.QuerySelector("session-watch")!.GetAttribute("data-seconds"));
        Assert.Equal("""{"seconds":3600}""", await extended.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A4_ending_one_session_from_the_list_ends_it_at_once_and_leaves_this_one()
    {
        using var lost = await staff.SignIn("10001");
        using var browser = await staff.SignIn("10001");

        await browser.Submit("/me/sessions");

        Assert.Equal(HttpStatusCode.SeeOther, (await lost.Get("/me/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/me/sessions")).StatusCode);
    }

    [Fact]
    public async Task A4_the_cookie_says_nothing_and_the_table_holds_only_its_hash()
    {
        using var browser = await staff.SignIn("10001");

        var cookie = browser.Cookies.GetCookies(staff.Address)["koshiki-session"]!;
        await using var db = staff.Open();
        var session = await db.Sessions.SingleAsync();

        Assert.True(cookie.HttpOnly);
        Assert.Equal(Session.HashOf(cookie.Value), session.TokenHash);
    }

    [Fact]
    public async Task A3_a_new_posting_counts_with_the_next_request()
    {
        var person = await staff.AddPerson("田中 実", "0102", Duty.Staff, "10002");
        using var browser = await staff.SignIn("10002");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/me/sessions")).StatusCode);

        await using var db = staff.Open();
        var posting = await db.Postings.SingleAsync(p => p.Person == person);
        posting.End(staff.Clock.Today.AddDays(-1));
        await db.SaveChangesAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/me/sessions")).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Text, string Html)> Answer(Browser browser, string user, string password)
    {
        using var answer = await browser.Post("/sign-in", ("user", user), ("password", password));
        var html = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, Browser.Parse(html).QuerySelector("#error-summary")?.TextContent ?? "", html);
    }
}
