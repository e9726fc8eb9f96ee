using System.Text.RegularExpressions;

namespace Koshiki.BrowserTests;

/// <summary>Every page as people of each role see it: axe finds nothing, 320 px are enough, the content policy is kept, and pictures are left to be looked at.</summary>
public sealed partial class PageTests(OneDatabaseTown town) : IClassFixture<OneDatabaseTown>
{
    /// <summary>Who looks at which pages. d2202 writes, d2201 is head, d1002 is of the PR office, d2002 of the IT office, d0001 audits.</summary>
    public static TheoryData<string, string[]> PagesOf => new()
    {
        { "d2202", ["/home", "/posts", "/posts/new", "/calendar", "/calendar?whose=all", "/deliveries", "/deliveries/waiting", "/line/segments", "/line/deliveries", "/line/segments/A001/questions", "/line/segments/A001/codes", "/scopes", "/scopes/new", "/me", "/me/sessions", "/me/password", "/me/second-factor", "/me/deputy"] },
        { "d2201", ["/home", "/approvals", "/accounts", "/accounts/A006", "/admin/offices", "/media"] },
        { "d1001", ["/line/segments/A006/questions", "/line/segments/A006/options/201", "/admin", "/admin/offices/import", "/admin/people", "/accounts/new", "/accounts/import"] },
        { "d2002", ["/admin/people/import", "/admin/log", "/me/tokens"] },
        { "d0001", ["/home", "/posts", "/admin/log", "/audits/tables"] },
    };

    [Theory]
    [MemberData(nameof(PagesOf))]
    public async Task Z5_every_page_is_accessible(string number, string[] paths)
    {
        await using var person = await Person.SignIn(town, Way.Mouse, number);
        foreach (var path in paths)
        {
            await person.Open(path);
            await person.Look(number + path.Replace('/', '-').Replace('?', '-'));
        }
    }

    /// <summary>Pages that one of the walkers has looked at: addresses that differ only in an id are one page.</summary>
    private static readonly HashSet<string> Seen = [];

    [Theory]
    [InlineData("d1001")]
    [InlineData("d2002")]
    [InlineData("d2202")]
    [InlineData("d0001")]
    public async Task Z5_every_page_that_links_lead_to_is_accessible(string number)
    {
        await using var person = await Person.SignIn(town, Way.Mouse, number);
        var next = new Queue<string>(["/home"]);
        var met = new HashSet<string>(["/home"]);
        while (next.TryDequeue(out var path))
        {
            var links = Seen.Contains(Shape(path)) ? await person.AsksForLinks(path) : await person.LooksAround(path);
            Seen.Add(Shape(path));
            foreach (var link in links.Where(link => !IsFile().IsMatch(PathOf(link)) && met.Add(Shape(link)))) next.Enqueue(link);
        }

        Assert.True(met.Count > 15, $"{number} met only {string.Join(", ", met)}");
    }

    /// <summary>What stands behind the path says which of many, and only one is looked at.</summary>
    private static string Shape(string link) => Id().Replace(PathOf(link), "*");

    private static string PathOf(string link) => link.Split('?')[0];

    [GeneratedRegex("(?<=/)([0-9a-f-]{36}|[A-Z]?[0-9]+|(?<=/(?:clauses|controls)/)(?!new)[a-z][a-z0-9-]*)(?=/|$)")]
    private static partial Regex Id();

    [GeneratedRegex(@"\.[a-z]+$|^/media/[0-9a-f]{64}$|^/sign-out")]
    private static partial Regex IsFile();

    [Fact]
    public async Task Z5_the_main_jobs_pages_are_accessible_at_every_step()
    {
        const string text = "寝る前に、家族の連絡先を確かめておきましょう。";
        await using var author = await Person.SignIn(town, Way.Mouse, "d2202");
        await using var head = await Person.SignIn(town, Way.Mouse, "d2201");

        var post = await Journeys.Draft(author, text, "Awareness", "A006", "A007", "A008");
        await author.Look("job-confirm");
        await author.Open($"/posts/{post}/edit");
        await author.Look("job-composer");
        await author.Press("確認へ進む");
        await author.Choose("route", "approval");
        await author.Press("依頼する");
        await author.Look("job-submitted");
        await head.Open("/home");
        await head.Look("job-home");
        await head.Open("/approvals");
        await head.Look("job-approvals");
        await head.Open("/approvals/" + post);
        await head.Look("job-approval");
        await head.Open($"/approvals/{post}/return");
        await head.Look("job-return");
        await head.Open("/approvals/" + post);
        await head.Press("承認する");
        await head.Look("job-approval-confirm");
        await head.Press("承認する");
        await author.Open("/posts/" + post);
        await author.WaitsForStatus("発信済み");
        await author.Look("job-sent");
        foreach (var path in new[] { "/posts", "/deliveries", "/calendar" })
        {
            await author.Open(path);
            await author.Look("job" + path.Replace('/', '-'));
        }
    }

    [Fact]
    public async Task Z5_forms_that_were_refused_are_accessible()
    {
        await using var stranger = await Person.SitDown(town, Way.Mouse);
        await stranger.Open("/sign-in");
        await stranger.Look("sign-in");
        await stranger.Press("サインインする");
        await stranger.Look("sign-in-refused");
        await stranger.Open("/no-such-page");
        await stranger.Look("not-found");

        await using var author = await Person.SignIn(town, Way.Mouse, "d2202");
        await author.Open("/posts/new");
        await author.Choose("when", "at");
        await author.Press("確認へ進む");
        await author.Look("composer-refused");
        await author.Open("/me/password");
        await author.Press("変更する");
        await author.Look("password-refused");
    }

    [Fact]
    public async Task K1_the_residents_pages_are_accessible()
    {
        await using var resident = await Person.SitDown(town, Way.Mouse);
        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");
        await resident.Look("public-accounts");
        await resident.OpenPublic("/public/accounts/A006");
        await resident.Look("public-account");
        await resident.OpenPublic("/public/accounts?q=見つからない名前");
        await resident.Look("public-nothing-found");
        foreach (var (name, path) in new[]
        {
            ("check", "/public/check"), ("check-official", "/public/check?q=https://x.com/midorino_tayori"), ("check-former", "/public/check?q=https://x.com/midorino_kenkou"),
            ("check-unclear", "/public/check?q=みどり野県防災"), ("check-unknown", "/public/check?lang=easy&q=https://x.com/tonarino_ken"), ("check-english", "/public/check?lang=en&q=@midorino_tayori"),
            ("check-embedded", "/public/embed/check?q=https://x.com/midorino_tayori"), ("moved-account", "/public/accounts/A011"), ("notices", "/public/notices"),
        })
        {
            await resident.OpenPublic(path);
            await resident.Look("public-" + name);
        }
    }
}
