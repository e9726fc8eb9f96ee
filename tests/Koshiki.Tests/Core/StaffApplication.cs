using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koshiki.Tests.Core;

/// <summary>The real staff host on a database of its own, on loopback, with a clock that stands still until it is moved. Dropped at the end.</summary>
public sealed class StaffApplication : IAsyncDisposable
{
    /// <summary>A password that the rules accept, for whoever a test registers.</summary>
    public const string Password = "Asagao-2026-niwa";

    private readonly WebApplication app;
    private readonly string folder;

    private StaffApplication(WebApplication app, TestDatabase database, FakeClock clock, string folder)
    {
        this.app = app;
        this.folder = folder;
        Database = database;
        Clock = clock;
    }

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <param name="settings">More settings, such as <c>Koshiki:SecondFactorRoles</c> (none by default here).</param>
    /// <param name="replace">Services in the place of the real ones.</param>
    public static async Task<StaffApplication> Start(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var database = await TestDatabase.Create();
        var folder = Directory.CreateTempSubdirectory("koshiki-staff-").FullName;
        var master = Path.Combine(folder, "master.key");
        MasterKey.Create(master);
        var clock = new FakeClock();
        var given = new Dictionary<string, string?>
        {
            ["Koshiki:Database"] = database.As(DatabaseRole.Core),
            ["Koshiki:MasterKeyFile"] = master,
            ["Koshiki:StaffUrl"] = "http://127.0.0.1:0",
            ["Koshiki:Government"] = "愛光市",
            ["Koshiki:SecondFactorRoles"] = "none",
        };
        foreach (var (key, value) in settings ?? []) given[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given).Build();
        try
        {
            var app = StaffHost.Build(Settings.Read(configuration), configuration, new SegmentIndex(), services =>
            {
                services.RemoveAll<IHostedService>();
                services.RemoveAll<ILoggerProvider>();
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                replace?.Invoke(services);
            });
            await app.StartAsync();
            return new StaffApplication(app, database, clock, folder);
        }
        catch
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public CoreDb Open() => Database.OpenCore(clock: Clock);

    /// <summary>An office from 1 April 2020 on.</summary>
    public async Task<OfficeId> AddOffice(string code, string name, OfficeFunction function = OfficeFunction.None, string division = "市長部局", string department = "総務部")
    {
        await using var db = Open();
        var office = Office.Open(code, new OfficeFacts(name, division, department, OfficeKind.Municipal, function), new DateOnly(2020, 4, 1));
        db.Offices.Add(office);
        await db.SaveChangesAsync();
        return office.Id;
    }

    /// <summary>A person with a posting from today on, who signs in with this number and <see cref="Password"/>.</summary>
    public async Task<PersonId> AddPerson(string name, string officeCode, Duty duty, string userName, params string[] accounts)
    {
        await using var db = Open();
        var added = await new AddUserHandler(db, Clock, new EveryAccount()).Handle(new AddUser(name, officeCode, duty, userName, Password, MustChange: false, Accounts: accounts), CancellationToken.None);
        return added.Value;
    }

    /// <summary>A browser with no cookie yet.</summary>
    public Browser OpenBrowser() => new(Address);

    /// <summary>A browser in which this person has signed in through the page.</summary>
    public async Task<Browser> SignIn(string userName, string password = Password)
    {
        var browser = OpenBrowser();
        var answer = await browser.Post("/sign-in", ("user", userName), ("password", password));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{userName} could not sign in: {await answer.Content.ReadAsStringAsync()}");
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A register that has every account that is asked for: people of tests may come before their accounts.</summary>
internal sealed class EveryAccount : IAccountRegister
{
    public Task<IReadOnlyList<string>> KeysAmong(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([.. keys]);

    public Task<IReadOnlyList<Link>> HeldBy(OfficeId office, CancellationToken ct) => Task.FromResult<IReadOnlyList<Link>>([]);
}

/// <summary>What a person does in front of the screen: open pages, fill in their forms, follow what comes. Keeps cookies, follows no redirect by itself.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    public Browser(Uri address)
    {
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http => http;

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Opens a page that must be there.</summary>
    public async Task<IHtmlDocument> Open(string path)
    {
        using var answer = await Get(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path} answered {(int)answer.StatusCode} {answer.Headers.Location} {html}");
        return Parse(html);
    }

    /// <summary>Opens the page, takes its form's hidden fields (token, one-time id), and posts them with these fields.</summary>
    /// <param name="path">The page with the form.</param>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) => await PostForm(await Open(path), path, fields);

    /// <summary>Posts the page's last form in its main part (or the one whose action ends with <paramref name="path"/>'s path).</summary>
    public async Task<HttpResponseMessage> PostForm(IHtmlDocument page, string path, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(page);
        var forms = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().ToList();
        var form = forms.FirstOrDefault(f => f.GetAttribute("action") == path) ?? forms.FirstOrDefault(f => f.GetAttribute("action") is null) ?? forms.Last();
        var sent = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()
            .Where(hidden => fields.All(field => field.Name != hidden.Name))
            .Select(hidden => (hidden.Name!, hidden.Value)).Concat(fields);
        return await http.PostAsync(new Uri(form.GetAttribute("action") ?? path, UriKind.Relative), new FormUrlEncodedContent(sent.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>Posts, expects to be sent on (303), and opens the page that follows.</summary>
    public async Task<IHtmlDocument> Submit(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await Post(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"POST {path} answered {(int)answer.StatusCode}: {Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent}");
        return await Open(answer.Headers.Location!.OriginalString);
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public void Dispose() => http.Dispose();
}

/// <summary>Stands still at Monday, 6 April 2026, 9:00 in Japan, until it is moved.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);

    public DateOnly Today => now.DayInJapan;

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;

    public void MoveTo(DateTimeOffset instant) => now = instant;
}
