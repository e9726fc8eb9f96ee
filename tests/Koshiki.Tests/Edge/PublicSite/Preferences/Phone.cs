using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

/// <summary>A resident's browser: keeps cookies, follows redirects, fills in and sends the forms that stand on the page.</summary>
internal sealed class Phone : IDisposable
{
    private readonly Uri home;
    private readonly HttpClient http;

    public Phone(Uri home)
    {
        this.home = home;
        http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = true }) { BaseAddress = home };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpResponseMessage Answer { get; private set; } = null!;

    public IHtmlDocument Page { get; private set; } = null!;

    public string Heading => Page.QuerySelector("h1")!.TextContent;

    public string Text => Page.QuerySelector("main")!.TextContent;

    /// <summary>Where the page was found, with its query.</summary>
    public string Path => Answer.RequestMessage!.RequestUri!.PathAndQuery;

    public async Task Open(string address) => await Show(await http.GetAsync(new Uri(home, address)));

    /// <summary>Presses a button with what its form holds; a field named here holds these values instead.</summary>
    public async Task Press(string words, params (string Name, string[] Values)[] filled)
    {
        var button = Page.QuerySelectorAll<IHtmlButtonElement>("main button").First(b => b.TextContent.Trim() == words);
        var form = button.Form!;
        var held = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type is "hidden" || input.IsChecked).Select(input => (Name: input.Name!, Value: input.Value))
            .Where(field => filled.All(f => f.Name != field.Name))
            .Concat(filled.SelectMany(f => f.Values.Select(value => (f.Name, Value: value))))
            .Concat(button.Name is { Length: > 0 } name ? [(name, button.Value)] : []);
        var action = button.GetAttribute("formaction") ?? form.GetAttribute("action");
        var at = Answer.RequestMessage!.RequestUri!;
        using var content = new FormUrlEncodedContent(held.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        await Show(await http.PostAsync(action is null ? at : new Uri(at, action), content));
    }

    public async Task Follow(string words) =>
        await Open(Page.QuerySelectorAll<IHtmlAnchorElement>("main a").First(a => a.TextContent.Trim() == words).GetAttribute("href")!);

    /// <summary>Signs in at LINE's stand-in as its n-th friend.</summary>
    public async Task SignIn(string asWhom = "1人目の友だちとしてログインする", string account = PreferenceTown.Account)
    {
        await Open($"/public/line/preferences/{account}");
        await Press("LINEで確かめて進む");
        await Press(asWhom);
    }

    /// <summary>Turns to a page that was opened earlier, in another tab or on another phone.</summary>
    public void Return((IHtmlDocument Page, HttpResponseMessage Answer) tab) => (Page, Answer) = tab;

    public void Dispose() => http.Dispose();

    private async Task Show(HttpResponseMessage answer)
    {
        Answer = answer;
        Page = (IHtmlDocument)await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync()));
    }
}
