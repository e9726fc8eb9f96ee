using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Organizations.SigningIn;
using Microsoft.Playwright;

namespace Koshiki.BrowserTests;

/// <summary>How somebody works with the pages.</summary>
public enum Way
{
    Mouse,

    /// <summary>Tab, arrows, space and Enter only; every stop must show where the focus is.</summary>
    Keyboard,

    /// <summary>The browser runs no script.</summary>
    WithoutScript,
}

/// <summary>Somebody in front of a browser of his own. Whatever the browser complains about on the way (content policy, foreign requests) fails the test at the end.</summary>
internal sealed class Person : IAsyncDisposable
{
    /// <summary>Where pictures of the pages are left for people to look at; null when nobody asked for them, as they take a third of the browser's time.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("KOSHIKI_TEST_PICTURES");

    private static readonly TimeSpan LongestLoad = TimeSpan.FromSeconds(30);

    private readonly IBrowserContext context;
    private readonly Town town;
    private readonly Way way;
    private readonly ConcurrentQueue<string> complaints;

    private Person(IBrowserContext context, IPage page, Town town, Way way, ConcurrentQueue<string> complaints) =>
        (this.context, Page, this.town, this.way, this.complaints) = (context, page, town, way, complaints);

    public IPage Page { get; }

    public static Task<Person> SitDown(Town town, Way way) => SitDown(town, way, 1280, 900);

    /// <summary>The same with a telephone in hand.</summary>
    public static Task<Person> PickUpPhone(Town town, Way way) => SitDown(town, way, 390, 844);

    private static async Task<Person> SitDown(Town town, Way way, int width, int height)
    {
        var browser = await Chromium.Browser();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = way is not Way.WithoutScript,
            Locale = "ja-JP",
            TimezoneId = "Asia/Tokyo",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        var complaints = new ConcurrentQueue<string>();
        context.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme is "http" or "https" && to.Authority != town.Staff.Authority && to.Authority != town.Residents.Authority && !IsAtPlatform(request, town)) complaints.Enqueue($"A page asked another origin: {request.Url}");
        };
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) complaints.Enqueue(message.Text);
        };
        context.WebError += (_, error) => complaints.Enqueue($"A script failed: {error.Error}");
        return new Person(context, await context.NewPageAsync(), town, way, complaints);
    }

    /// <summary>Signs in with the password, and with a code where one is asked for.</summary>
    public static async Task<Person> SignIn(Town town, Way way, string number)
    {
        var person = await SitDown(town, way);
        await person.Open("/sign-in");
        await person.Fill("user", number);
        await person.Fill("password", DemonstrationData.Password);
        await person.Press("サインインする");
        if (person.Page.Url.EndsWith("/sign-in/code", StringComparison.Ordinal))
        {
            var step = await town.NextStep(number);
            await person.Fill("code", Totp.CodeOf(DemonstrationData.SecondFactorKey, step));
            await person.Press("確認する");
        }

        await person.Sees("ホーム");
        return person;
    }

    public string PathNow => new Uri(Page.Url).AbsolutePath;

    public async Task Open(string path) => await Page.GotoAsync(new Uri(town.Staff, path).ToString());

    public async Task OpenPublic(string path) => await Page.GotoAsync(new Uri(town.Residents, path).ToString());

    /// <summary>The page has this heading.</summary>
    public async Task Sees(string heading) => await Assertions.Expect(Page.Locator("h1").First).ToHaveTextAsync(heading);

    public async Task SeesText(string text) => await Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text);

    public async Task Fill(string field, string text)
    {
        var box = Page.Locator($"main [name=\"{field}\"]").First;
        if (way is not Way.Keyboard)
        {
            await box.FillAsync(text);
            return;
        }

        await Reach(box, field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Ticks a box or a round.</summary>
    public async Task Choose(string field, string value)
    {
        var choice = Page.Locator($"main [name=\"{field}\"][value=\"{value}\"]");
        if (await choice.IsCheckedAsync()) return;
        if (way is not Way.Keyboard)
        {
            await choice.CheckAsync();
            return;
        }

        if (await choice.GetAttributeAsync("type") == "radio")
        {
            await ReachGroup(field);
            for (var i = 0; i < 20 && !await HasFocus(choice); i++) await Page.Keyboard.PressAsync("ArrowDown");
        }
        else
        {
            await Reach(choice, $"{field} {value}");
        }

        if (!await choice.IsCheckedAsync()) await Page.Keyboard.PressAsync("Space");
        Assert.True(await choice.IsCheckedAsync(), $"{field} {value} could not be chosen with the keyboard.");
    }

    /// <summary>Says for whom a LINE channel is: without script it shows after the page was made anew.</summary>
    /// <param name="kind"><c>everyone</c> or <c>segment</c>.</param>
    public async Task ChooseAudience(string account, string kind)
    {
        if (!await Page.Locator($"main [name=\"audience.{account}\"]").First.IsVisibleAsync()) await Press("見え方を更新");
        await Choose($"audience.{account}", kind);
    }

    /// <summary>Presses a button, or follows a link that looks like one, and waits for the page that follows.</summary>
    /// <remarks>The page's load is listened for before the press: asking for the load state afterwards can miss a load that ends while it asks.</remarks>
    public async Task Press(string words)
    {
        var button = Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Or(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words, Exact = true })).First;
        await Page.EvaluateAsync("document.documentElement.dataset.left = ''");
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        try
        {
            if (way is Way.Keyboard)
            {
                await Reach(button, words);
                await Page.Keyboard.PressAsync("Enter");
            }
            else
            {
                await button.ClickAsync();
            }

            await Page.Locator("html:not([data-left]) body").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await loaded.Task.WaitAsync(LongestLoad);
        }
        finally
        {
            Page.Load -= Loaded;
        }
    }

    /// <summary>Opens the page anew until it shows these words: what a person does who waits for a result.</summary>
    public async Task WaitsFor(string words)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await Page.Locator("main").GetByText(words).CountAsync() > 0) return;
            await Task.Delay(250);
            await Page.ReloadAsync();
        }

        Assert.Fail($"{PathNow} never showed {words}: {await Page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Opens the post's page anew until the post as a whole has this status; a channel alone may have it earlier.</summary>
    public async Task WaitsForStatus(string status)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await Page.Locator("main .tag").First.InnerTextAsync() == status) return;
            await Task.Delay(250);
            await Page.ReloadAsync();
        }

        Assert.Fail($"{PathNow} never became {status}: {await Page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Looks at the page as it stands: axe finds nothing, nothing runs out of a narrow screen, and two pictures are kept where somebody asked for them.</summary>
    public async Task Look(string name)
    {
        await Check(name);
        if (Pictures is null) return;
        var before = Page.ViewportSize!;
        Directory.CreateDirectory(Pictures);
        foreach (var screen in new[] { 390, 1280 })
        {
            await Page.SetViewportSizeAsync(screen, 900);
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}-{screen}.png"), FullPage = true });
        }

        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>The same without pictures. Axe is a script: where none runs it would wait for itself without end, so only the width is looked at.</summary>
    public async Task Check(string name)
    {
        if (way is not Way.WithoutScript) await CheckWithAxe(name);
        var before = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(320, 800);
        var width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= 320, $"{name} {PathNow} is {width} px wide on a screen of 320 px: {await Page.EvaluateAsync<string>(WidestElements)}");
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>Opens a page, sees that it is whole and accessible, and answers the addresses that its links lead to.</summary>
    public async Task<string[]> LooksAround(string path)
    {
        var answer = await Page.GotoAsync(new Uri(town.Staff, path).ToString());
        Assert.True(LeadsSomewhere(answer!.Status, await answer.TextAsync()), $"{path} answers {answer.Status}.");
        await Check(path);
        return await Page.EvaluateAsync<string[]>($"({LinksIn})(document)");
    }

    /// <summary>The same without looking: the page is fetched and not shown, which takes a tenth of the time.</summary>
    public async Task<string[]> AsksForLinks(string path)
    {
        var answer = await Page.APIRequest.GetAsync(new Uri(town.Staff, path).ToString());
        var page = await answer.TextAsync();
        Assert.True(LeadsSomewhere(answer.Status, page), $"{path} answers {answer.Status}.");
        return await Page.EvaluateAsync<string[]>($"page => ({LinksIn})(new DOMParser().parseFromString(page, 'text/html'))", page);
    }

    /// <summary>Any page but a missing or a broken one; in a town without a guideline, pages about it say so.</summary>
    private static bool LeadsSomewhere(int status, string page) => status == 200 || (status == 404 && page.Contains(new NoGuidelineYet().Sentence, StringComparison.Ordinal));

    private async Task CheckWithAxe(string name)
    {
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
        Assert.True(found.Violations.Length == 0, $"{name} {PathNow}:\n" + string.Join('\n', found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))));
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(complaints);
    }

    private const string LinksIn = "page => [...page.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)";

    private const string WidestElements = "[...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right > 321).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(' | ')";

    /// <summary>A visit to a platform, and what the platform's own page loads there.</summary>
    private static bool IsAtPlatform(IRequest request, Town town) =>
        request.Url.StartsWith(town.StandIns.BaseUrl, StringComparison.Ordinal) && (request.IsNavigationRequest || request.Frame.Url.StartsWith(town.StandIns.BaseUrl, StringComparison.Ordinal));

    private static Task<bool> HasFocus(ILocator target) => target.EvaluateAsync<bool>("e => e === document.activeElement");

    private Task ReachGroup(string field) =>
        Tab(() => Page.EvaluateAsync<bool>("name => document.activeElement?.getAttribute('name') === name", field), field);

    /// <param name="what">Says it in words: a locator's own text is fetched from the driver by a call that blocks, for ever when it comes from the driver's thread.</param>
    private Task Reach(ILocator target, string what) => Tab(() => HasFocus(target), what);

    private async Task Tab(Func<Task<bool>> there, string what)
    {
        for (var i = 0; i < 250; i++)
        {
            if (await there())
            {
                Assert.True(await Page.EvaluateAsync<bool>("getComputedStyle(document.activeElement).outlineStyle !== 'none'"), $"The focus on {what} cannot be seen.");
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{what} on {PathNow} cannot be reached with the Tab key.");
    }
}
