using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Foundation.Web;

public sealed class ServingTests
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/gallery/filled")]
    [InlineData("/nothing-here")]
    [InlineData("/broken")]
    [InlineData("/css/koshiki.css")]
    public async Task Z5_every_answer_carries_the_security_headers_and_does_not_name_the_server(string path)
    {
        await using var server = await Server();

        var answer = await server.Browser.GetAsync(new Uri(path, UriKind.Relative));

        string[] names = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];
        Assert.Equal([Policy, "nosniff", "no-referrer", "same-origin", "same-origin"], names.Select(name => answer.Headers.GetValues(name).Single()));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("blazor", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/broken", HttpStatusCode.InternalServerError, "システムの内部で問題が起きました")]
    [InlineData("/nothing-here", HttpStatusCode.NotFound, "ページが見つかりません")]
    public async Task Z3_what_goes_wrong_is_answered_with_a_reference_number_and_nothing_of_the_cause(string path, HttpStatusCode status, string heading)
    {
        await using var server = await Server();

        var answer = await server.Browser.GetAsync(new Uri(path, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(heading, PageServer.Parse(html).QuerySelector("h1")!.TextContent);
        Assert.Matches("^[0-9]{4}-[0-9A-Z]{6}$", PageServer.Parse(html).QuerySelector(".code")!.TextContent);
        Assert.DoesNotContain("a secret of the machine", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/invalid", 422)]
    [InlineData("/forbidden", 403)]
    [InlineData("/missing", 404)]
    [InlineData("/conflict", 409)]
    [InlineData("/collision", 409)]
    public async Task Z5_a_refusal_has_one_status_code_for_people_and_for_programs(string path, int status)
    {
        await using var server = await Server();

        var forPeople = await server.Browser.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        server.Browser.DefaultRequestHeaders.Accept.Clear();
        var forPrograms = await server.Browser.SendAsync(request);

        Assert.Equal((status, "text/html"), ((int)forPeople.StatusCode, forPeople.Content.Headers.ContentType!.MediaType));
        Assert.Equal((status, "application/problem+json"), ((int)forPrograms.StatusCode, forPrograms.Content.Headers.ContentType!.MediaType));
        using var problem = JsonDocument.Parse(await forPrograms.Content.ReadAsStringAsync());
        Assert.Equal(PageServer.Parse(await forPeople.Content.ReadAsStringAsync()).QuerySelector("h1 + p")!.TextContent, problem.RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Z2_the_style_sheet_may_be_kept_for_a_year_because_its_address_names_its_content()
    {
        await using var server = await Server();
        var page = await server.Open("/gallery/filled");

        var answer = await server.Browser.GetAsync(new Uri(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, UriKind.Relative));
        var unversioned = await server.Browser.GetAsync(new Uri("/css/koshiki.css", UriKind.Relative));

        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("no-cache", unversioned.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/gallery/filled", "/css/koshiki.css /css/desk.css /css/documents.css")]
    [InlineData("/gallery/public", "/css/koshiki.css /css/documents.css")]
    public async Task Z2_a_page_asks_for_the_style_sheets_that_it_needs_and_for_no_others(string path, string sheets)
    {
        await using var server = await Server();

        var page = await server.Open(path);

        Assert.Equal(sheets.Split(' '), page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!.Split('?')[0]));
    }

    [Fact]
    public void Z2_style_sheets_and_scripts_stay_within_their_size()
    {
        var all = new Assets().All.ToList();

        Assert.InRange(all.Where(asset => asset.Path.EndsWith(".css", StringComparison.Ordinal)).Sum(asset => asset.Content.Length), 10_000, 40_000);
        Assert.InRange(all.Where(asset => asset.Path.EndsWith(".js", StringComparison.Ordinal)).Sum(asset => asset.Content.Length), 5_000, 50_000);
    }

    private static Task<PageServer> Server() => PageServer.Start(app =>
    {
        GalleryTests.Map(app);
        app.MapGet("/broken", IResult () => throw new InvalidOperationException("a secret of the machine"));
        app.MapGet("/collision", IResult () => throw new DbUpdateConcurrencyException());
        app.MapGet("/invalid", () => Pages.Refuse(new TooEarly()));
        app.MapGet("/forbidden", () => Pages.Refuse(new NotYours()));
        app.MapGet("/missing", () => Pages.Refuse(new NoSuchThing()));
        app.MapGet("/conflict", () => Pages.Refuse(new SomebodyElseSavedFirst()));
    });

    private sealed record TooEarly() : Invalid("日時は今より後にしてください。");

    private sealed record NotYours() : Forbidden("自分の所属の投稿だけを開けます。");

    private sealed record NoSuchThing() : NotFound("この投稿はありません。一覧から選んでください。");
}
