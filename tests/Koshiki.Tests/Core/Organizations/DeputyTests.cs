using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.SigningIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Organizations;

public sealed class DeputyTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 4, 6);
    private StaffApplication staff = null!;
    private OfficeId koho;
    private PersonId sato;
    private PersonId tanaka;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        koho = await staff.AddOffice("0102", "広報課");
        await staff.AddOffice("0103", "情報課", OfficeFunction.InformationTechnology);
        sato = await staff.AddPerson("佐藤 花子", "0102", Duty.Head, "10001");
        await staff.AddPerson("鈴木 一郎", "0103", Duty.Staff, "10002");
        tanaka = await staff.AddPerson("田中 実", "0102", Duty.Staff, "10004");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Theory]
    [InlineData(Duty.Contractor, "代決者にできるのは")]
    [InlineData(Duty.DesignatedManager, "代決者にできるのは")]
    [InlineData(Duty.Administrator, "代決者にできるのは")]
    public async Task A3_only_the_offices_own_staff_decide_for_an_absent_head(Duty duty, string words)
    {
        await staff.AddPerson("小林 翔", "0102", duty, "kobayashi", "A001");
        using var head = await staff.SignIn("10001");

        using var refused = await head.Post("/me/deputy", Fields("kobayashi", 7, 8));

        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(words, page.QuerySelector("#error-summary li")!.TextContent, StringComparison.Ordinal);
        await using var db = staff.Open();
        Assert.Equal(0, await db.Deputyships.CountAsync());
    }

    [Fact]
    public async Task A3_who_cannot_sign_in_is_no_deputy()
    {
        await using var db = staff.Open();
        var person = Person.Called("渡辺 翔", "10005");
        db.People.Add(person);
        db.Postings.Add(Posting.Of(person.Id, koho, Duty.Staff, Monday).Value);
        await db.SaveChangesAsync();

        var result = await new AppointDeputyHandler(db).Handle(new AppointDeputy(sato, "10005", Monday, Monday, "出張"), CancellationToken.None);

        Assert.Equal(new DeputyCannotSignIn(), result.Refusal);
    }

    [Fact]
    public async Task A3_a_deputyship_that_an_outsider_was_given_lends_him_nothing()
    {
        var kobayashi = await staff.AddPerson("小林 翔", "0102", Duty.Contractor, "kobayashi", "A001");
        await Store(Deputyship.Of(kobayashi, sato, Monday, Monday, "出張").Value);
        await Store(Deputyship.Of(tanaka, sato, Monday, Monday, "出張").Value);

        using var scope = staff.Services.CreateScope();
        var reader = scope.ServiceProvider.GetRequiredService<MeReader>();
        var outsider = await reader.Read(kobayashi, Monday, CancellationToken.None);
        var deputy = await reader.Read(tanaka, Monday, CancellationToken.None);

        Assert.Equal([Role.Contractor], outsider!.Roles.Select(role => role.Role));
        Assert.True(deputy!.May(Act.ApprovePosts, koho));
    }

    [Fact]
    public async Task A3_the_same_deputy_is_not_registered_twice_for_the_same_days()
    {
        using var head = await staff.SignIn("10001");
        await head.Submit("/me/deputy", Fields("10004", 7, 10));

        using var refused = await head.Post("/me/deputy", Fields("10004", 10, 12));
        await head.Submit("/me/deputy", Fields("10004", 11, 12));

        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Contains("すでに登録されています", page.QuerySelector("#error-summary li")!.TextContent, StringComparison.Ordinal);
        await using var db = staff.Open();
        Assert.Equal(2, await db.Deputyships.CountAsync());
    }

    [Fact]
    public async Task A3_a_deputyship_ends_today_or_is_taken_back_on_the_persons_page_and_the_history_says_so()
    {
        var running = await Store(Deputyship.Of(tanaka, sato, Monday.AddDays(-1), Monday.AddDays(9), "出張").Value);
        var coming = await Store(Deputyship.Of(tanaka, sato, Monday.AddDays(20), Monday.AddDays(22), "休暇").Value);
        using var it = await staff.SignIn("10002");
        var path = $"/admin/people/{sato.Value}";

        using var ended = await it.PostForm(await it.Open(path), $"{path}/deputyships/{running.Value}/end");
        using var takenBack = await it.PostForm(await it.Open(path), $"{path}/deputyships/{coming.Value}/end");
        using var again = await PostTo($"{path}/deputyships/{coming.Value}/end", it, path + "/edit");

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], new[] { ended.StatusCode, takenBack.StatusCode });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        await using var db = staff.Open();
        Assert.Equal(
            [(running, Monday, true), (coming, Monday.AddDays(19), false)],
            (await db.Deputyships.AsNoTracking().OrderBy(d => d.From).ToListAsync()).Select(d => (d.Id, d.Last, d.TookPlace)));
        foreach (var person in new[] { sato, tanaka })
        {
            var page = await it.Open($"/admin/people/{person.Value}");
            Assert.Equal(["取消し", "現在"], page.QuerySelectorAll("#deputyships tbody tr td:nth-child(5)").Select(cell => cell.TextContent));
            Assert.Contains("代決を変更しました。", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A3_a_head_ends_what_he_gave_away_and_the_deputy_does_not()
    {
        var given = await Store(Deputyship.Of(tanaka, sato, Monday, Monday.AddDays(9), "出張").Value);
        using var head = await staff.SignIn("10001");
        using var deputy = await staff.SignIn("10004");
        var path = $"/me/deputy/{given.Value}/end";

        using var refused = await PostTo(path, deputy, "/me/deputy");
        using var ended = await head.PostForm(await head.Open("/me/deputy"), path);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.SeeOther], new[] { refused.StatusCode, ended.StatusCode });
        await using var db = staff.Open();
        Assert.Equal(Monday, (await db.Deputyships.AsNoTracking().SingleAsync()).Last);
    }

    private async Task<DeputyshipId> Store(Deputyship deputyship)
    {
        await using var db = staff.Open();
        db.Deputyships.Add(deputyship);
        await db.SaveChangesAsync();
        return deputyship.Id;
    }

    /// <summary>Posts to an address for which the page has no button, with the token of the form that it has.</summary>
    private static async Task<HttpResponseMessage> PostTo(string address, Browser browser, string page)
    {
        var form = (await browser.Open(page)).QuerySelectorAll("main form[method=post]")[^1];
        var token = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(hidden => KeyValuePair.Create(hidden.Name!, hidden.Value));
        return await browser.Http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(token));
    }

    /// <summary>The form of a deputy for some days of April 2026.</summary>
    private static (string Name, string Value)[] Fields(string deputy, int from, int last) =>
    [
        ("deputy", deputy), ("from.year", "R8"), ("from.month", "4"), ("from.day", $"{from}"), ("last.year", "R8"), ("last.month", "4"), ("last.day", $"{last}"), ("reason", "出張"),
    ];
}
