using System.Net;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Keeping;
using Koshiki.Foundation.Web.Serving;
using Koshiki.Tests.Foundation.Web.Gallery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Foundation.Web;

public sealed class FormGuardTests
{
    private readonly InMemoryForms forms = new();
    private readonly List<string> titles = [];
    private string? signedIn = "sato";
    private DateTimeOffset now = new(2025, 7, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Z5_a_form_with_its_token_acts_once_and_leads_to_the_next_page_with_a_notice()
    {
        await using var server = await Server();
        var form = await OpenForm(server, "花火大会");

        var first = await server.Post("/posts/new", form);
        var again = await server.Post("/posts/new", form);

        Assert.Equal((HttpStatusCode.SeeOther, "/posts/1"), (first.StatusCode, first.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.SeeOther, "/posts/1"), (again.StatusCode, again.Headers.Location!.OriginalString));
        Assert.Equal(["花火大会"], titles);
        var next = await server.Open("/posts/new");
        Assert.Equal("完了：保存しました。", next.QuerySelector("[role=status] .notice-heading")!.TextContent);
        Assert.Null((await server.Open("/posts/new")).QuerySelector(".notice"));
    }

    [Fact]
    public async Task Z5_a_form_without_a_token_does_nothing()
    {
        await using var server = await Server();

        var answer = await server.Post("/posts/new", new() { ["title"] = "花火大会" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("送信された内容を読み取れませんでした", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(titles);
    }

    [Fact]
    public async Task E5_what_was_typed_before_the_sign_in_expired_comes_back_to_the_same_person()
    {
        await using var server = await Server();
        var form = await OpenForm(server, "花火大会");

        signedIn = null;
        var answer = await server.Post("/posts/new", form);
        signedIn = "sato";
        var page = await server.Open(answer.Headers.Location!.OriginalString);

        Assert.Empty(titles);
        Assert.Equal("お知らせ：ここまでの入力を復元しました。", page.QuerySelector(".notice-heading")!.TextContent);
        Assert.Equal("花火大会", ((IHtmlInputElement)page.GetElementById("f-title")!).Value);
        Assert.DoesNotContain("花火大会", System.Text.Encoding.UTF8.GetString(Assert.Single(forms.Kept.Values).Contents), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tanaka", 0)]
    [InlineData("sato", 31)]
    public async Task E5_kept_input_is_for_its_author_and_for_thirty_minutes_only(string reader, int minutesLater)
    {
        await using var server = await Server();
        var form = await OpenForm(server, "花火大会");
        signedIn = null;
        var answer = await server.Post("/posts/new", form);

        signedIn = reader;
        now = now.AddMinutes(minutesLater);
        var page = await server.Open(answer.Headers.Location!.OriginalString);

        Assert.Equal("お知らせ：入力の控えは残っていません。", page.QuerySelector(".notice-heading")!.TextContent);
        Assert.Equal("", ((IHtmlInputElement)page.GetElementById("f-title")!).Value);
    }

    [Fact]
    public async Task Z5_a_form_that_is_too_large_gets_a_page_that_says_how_much_may_be_sent()
    {
        await using var server = await Server();
        var form = await OpenForm(server, new string('あ', 400_000));

        var answer = await server.Post("/posts/new", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("一度に送れるのは1MB、500項目までです。", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(titles);
    }

    [Fact]
    public async Task Z5_a_form_with_too_many_fields_gets_the_same_page()
    {
        await using var server = await Server();
        var form = await OpenForm(server, "花火大会");
        foreach (var number in Enumerable.Range(1, 501)) form[$"more{number}"] = "1";

        var answer = await server.Post("/posts/new", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private Task<PageServer> Server() => PageServer.Start(
        app =>
        {
            app.MapGet("/posts/new", () => Pages.Show<GalleryPage>(GalleryView.Empty));
            app.MapPost("/posts/new", (FormState form) =>
            {
                titles.Add(form["title"]);
                return Pages.GoTo($"/posts/{titles.Count}", Notice.Success("保存しました。"));
            });
        },
        services: services => services.AddSingleton<IKeptForms>(forms).AddSingleton<ISeenForms>(forms).AddSingleton<TimeProvider>(new SetClock(() => now)),
        configure: app => app.Use((context, next) =>
        {
            if (signedIn is not null) context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, signedIn)], "test"));
            return next(context);
        }));

    /// <summary>Opens the page as a browser does and fills in the title.</summary>
    private static async Task<Dictionary<string, string>> OpenForm(PageServer server, string title)
    {
        var page = await server.Open("/posts/new");
        var fields = page.QuerySelectorAll<IHtmlInputElement>("#composer input[type=hidden]").ToDictionary(input => input.Name!, input => input.Value);
        fields["title"] = title;
        return fields;
    }

    private sealed class SetClock(Func<DateTimeOffset> now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now();
    }
}
