using System.Net;
using Koshiki.Core.Api;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Api;

public sealed class TokenTests : ApiTestBase
{
    [Fact]
    public void Z4_a_token_needs_a_name_known_scopes_and_an_end()
    {
        var faulty = ApiToken.Issue(PersonId.New(), " ", ["posts:everything"], 1000, City.Clock.GetUtcNow());

        Assert.Equal(["name", "scopes", "days"], faulty.Refusal.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task Z4_only_the_hash_of_a_token_is_stored()
    {
        var issued = await Issue(Sato);

        await using var db = City.Open();
        var stored = await db.ApiTokens.AsNoTracking().SingleAsync();
        Assert.Equal(ApiToken.HashOf(issued.Text), stored.Hash);
        Assert.StartsWith("koshiki_", issued.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(issued.Text, await AllLogText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z4_a_forged_an_expired_and_a_revoked_token_open_nothing()
    {
        using var forged = new Caller(City.Address, ApiToken.Prefix + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var revoked = await Issue(Sato);
        await using (var db = City.Open()) await new RevokeTokenHandler(db, City.Clock).Handle(revoked.Token.Id, Sato, default);
        using var dead = new Caller(City.Address, revoked.Text);
        using var old = new Caller(City.Address, (await Issue(Sato, days: 1)).Text);
        using var nobody = new Caller(City.Address, null);
        City.Clock.Pass(TimeSpan.FromDays(1));

        foreach (var program in new[] { forged, dead, old, nobody })
        {
            var answer = await program.Get("/accounts");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Z4_nobody_revokes_anothers_token()
    {
        var issued = await Issue(Sato);

        await using var db = City.Open();
        var revoked = await new RevokeTokenHandler(db, City.Clock).Handle(issued.Token.Id, Tanaka, default);

        Assert.Equal(new TokenNotFound(), revoked.Refusal);
    }

    [Theory]
    [InlineData("GET", "/accounts", TokenScopes.ReadAccounts)]
    [InlineData("GET", "/deliveries", TokenScopes.ReadDeliveries)]
    [InlineData("GET", "/posts/{id}", TokenScopes.ReadPosts)]
    [InlineData("POST", "/posts", TokenScopes.WritePosts)]
    [InlineData("POST", "/posts/{id}/submit", TokenScopes.WritePosts)]
    [InlineData("POST", "/posts/{id}/withdraw", TokenScopes.WritePosts)]
    [InlineData("POST", "/posts/{id}/approve", TokenScopes.ApprovePosts)]
    [InlineData("POST", "/posts/{id}/return", TokenScopes.ApprovePosts)]
    public async Task Z4_a_token_opens_only_what_its_scopes_name(string method, string path, string scope)
    {
        path = path.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
        using var without = await Program(Sato, [.. EveryScope.Where(s => s != scope)]);
        using var with = await Program(Sato, scope);

        var refused = method == "GET" ? await without.Get(path) : await without.Post(path);
        var passed = method == "GET" ? await with.Get(path) : await with.Post(path);

        Assert.Equal((HttpStatusCode.Forbidden, "scope-missing"), (refused.Status, refused.Code));
        Assert.NotEqual(HttpStatusCode.Forbidden, passed.Status);
    }

    [Fact]
    public async Task Z4_a_token_does_not_open_pages_and_a_cookie_does_not_open_the_API()
    {
        var issued = await Issue(Sato);
        using var browser = await City.SignIn("sato");
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri("/home", UriKind.Relative));
        page.Headers.Authorization = new("Bearer", issued.Text);
        using var other = City.OpenBrowser();

        var home = await other.Http.SendAsync(page);
        var api = await browser.Get("/api/v1/accounts");

        Assert.Equal(HttpStatusCode.SeeOther, home.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task Z4_the_page_shows_a_new_token_once_and_revokes_it()
    {
        using var browser = await City.SignIn("sato");

        var made = Browser.Parse(await (await browser.Post("/me/tokens", ("name", "広報ページ連携"), ("scopes", "posts:read"), ("days", "３０"))).Content.ReadAsStringAsync());
        var text = made.QuerySelector(".confirm .code")!.TextContent;
        using var program = new Caller(City.Address, text);
        var before = await program.Get($"/posts/{Guid.NewGuid()}");
        var list = await browser.Open("/me/tokens");
        var action = list.QuerySelector("form[action$='/revoke']")!.GetAttribute("action")!;
        await browser.PostForm(list, action);
        var after = await program.Get($"/posts/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, before.Status);
        Assert.DoesNotContain(text, list.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
    }

    [Fact]
    public async Task Z4_faults_of_the_form_come_back_with_what_was_typed()
    {
        using var browser = await City.SignIn("sato");

        var answer = await browser.Post("/me/tokens", ("name", "連携"), ("days", "0"));
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("連携", page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
    }

    private async Task<string> AllLogText()
    {
        await using var db = City.Open();
        return string.Concat(await db.Database.SqlQueryRaw<string>("""select convert_from(body, 'UTF8') as "Value" from activity_log.content""").ToListAsync());
    }
}
