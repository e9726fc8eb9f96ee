using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Koshiki.Tests.Foundation.Web;

/// <summary>A real server on loopback with the page machinery and the endpoints a test gives it; no database, no area.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageServer(WebApplication app, HttpClient browser)
    {
        this.app = app;
        Browser = browser;
    }

    /// <summary>Keeps cookies, follows no redirect, asks for HTML.</summary>
    public HttpClient Browser { get; }

    public static Surroundings Staff { get; } = new()
    {
        OrganizationName = "愛光市",
        SystemName = "公式アカウント管理",
        UserName = "佐藤 花子（広報課）",
        SearchPath = "/search",
        Menu = [new("ホーム", "/home"), new("投稿", "/posts"), new("予定表", "/calendar"), new("アカウント", "/accounts"), new("見守り・事案", "/monitoring"), new("調書・監査", "/audits"), new("管理", "/admin")],
    };

    public static async Task<PageServer> Start(Action<IEndpointRouteBuilder> map, Surroundings? around = null, Action<IServiceCollection>? services = null, Action<IApplicationBuilder>? configure = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddPages();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Features.Set(around ?? Staff);
            return next(context);
        });
        app.UsePages();
        configure?.Invoke(app);
        app.UseFormGuard();
        map(app);
        await app.StartAsync();

        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return new PageServer(app, browser);
    }

    public async Task<IHtmlDocument> Open(string path) => Parse(await Browser.GetStringAsync(new Uri(path, UriKind.Relative)));

    public async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await Browser.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.DisposeAsync();
    }
}
