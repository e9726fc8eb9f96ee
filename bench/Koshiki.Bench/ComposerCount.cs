using System.Globalization;
using System.Text.RegularExpressions;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.StandIns;
using Microsoft.Playwright;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>The number of people on the composer's page, over a million friends: from the click on a district or topic to the frame that shows the new number, in Chromium.</summary>
public static partial class ComposerCount
{
    private const string Account = "A001";
    private const int Clicks = 200, Copies = 33;

    /// <summary>The demonstration's 30,000 friends, thirty-three times more with ordinals of their own.</summary>
    private static readonly string Multiply = $"""
        insert into edge_segments.friend (account_key, ordinal, state, choices, emergency_only, answered_at, edition, followed_at, change_number)
          select f.account_key, f.ordinal + n * (r.last_ordinal + 1), f.state, f.choices, f.emergency_only, f.answered_at, f.edition, f.followed_at, r.change_number + 1
          from edge_segments.friend f join edge_segments.friend_register r using (account_key), generate_series(1, {Copies}) n where f.account_key = '{Account}';
        update edge_segments.friend_register set change_number = change_number + 1, last_ordinal = (last_ordinal + 1) * {Copies + 1} - 1 where account_key = '{Account}';
        analyze edge_segments.friend
        """;

    /// <summary>Clicks one option and resolves with the milliseconds until the frame after the new number stood in the page.</summary>
    private const string ClickAndWait = """
        (box) => new Promise(resolve => {
          const into = box.closest('segment-count').querySelector('[data-into]');
          const seen = new MutationObserver(() => { seen.disconnect(); requestAnimationFrame(() => resolve(performance.now() - begun)); });
          seen.observe(into, { childList: true, subtree: true, characterData: true });
          const begun = performance.now();
          box.click();
        })
        """;

    /// <summary>Prints <c>composer-count &lt;p95&gt; ms 100</c> and the slowest of all clicks.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        await using var standIns = await StandInHost.Start();
        var (settings, configuration) = (bench.Installation.Settings, bench.Installation.Configuration);
        await using (var stage = Stage.Set(settings, configuration, DateTimeOffset.UtcNow - TimeSpan.FromDays(30)))
        {
            using var connections = new Connections(new Uri(standIns.BaseUrl + "/"), bench.PublicUrl);
            await GovernmentSeeding.Offices(stage);
            await GovernmentSeeding.People(stage);
            await GovernmentSeeding.Accounts(stage);
            await connections.Open(stage);
            await new StoryFriends(settings, new Uri(standIns.BaseUrl + "/")).Take(stage, new StoryCounts(), DateTimeOffset.UtcNow, CancellationToken.None);
        }

        await using (var edge = NpgsqlDataSource.Create(settings.EdgeOwnerDatabase))
        await using (var command = edge.CreateCommand(Multiply))
        {
            command.CommandTimeout = 300;
            await command.ExecuteNonQueryAsync();
        }

        var index = new SegmentIndex();
        await using var host = StaffHost.Build(settings, configuration, index);
        await using var worker = WorkerHost.Build(configuration, healthPort: 0, index);
        await host.StartAsync();
        await worker.StartAsync();
        var waits = await Click(bench.StaffUrl);
        await worker.StopAsync();
        await host.StopAsync();

        waits.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"composer-count {waits[(int)(waits.Count * 0.95)]:0.0} ms 100"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"composer-count-slowest {waits[^1]:0.0} ms -"));
    }

    private static async Task<List<double>> Click(Uri staff)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"] });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(staff, "/sign-in").ToString());
        await page.FillAsync("[name=user]", "d1001");
        await page.FillAsync("[name=password]", DemonstrationData.Password);
        await page.PressAsync("[name=password]", "Enter");
        await page.WaitForURLAsync(new Uri(staff, "/sign-in/code").ToString());
        await page.FillAsync("[name=code]", Totp.CodeOf(DemonstrationData.SecondFactorKey, Totp.StepAt(DateTimeOffset.UtcNow)));
        await page.PressAsync("[name=code]", "Enter");
        await page.WaitForURLAsync(new Uri(staff, "/home").ToString());

        await page.GotoAsync(new Uri(staff, "/posts/new").ToString());
        await page.CheckAsync($"[name=channels][value={Account}]");
        await page.CheckAsync($"[name=\"audience.{Account}\"][value=segment]");
        var boxes = page.Locator($"segment-count[data-account={Account}] input[type=checkbox]");
        var options = await boxes.CountAsync();
        var count = page.Locator($"segment-count[data-account={Account}] .audience-count");
        for (var tries = 0; !HasNumber().IsMatch(await count.InnerTextAsync()); tries++)
        {
            // The node has just started and reads its friends.
            if (tries == 200) throw new TimeoutException("No number was shown within a minute.");
            await page.WaitForTimeoutAsync(300);
            await boxes.Nth(tries % options).EvaluateAsync<double>(ClickAndWait);
        }

        var waits = new List<double>(Clicks);
        for (var i = 0; i < Clicks; i++) waits.Add(await boxes.Nth(i * 7 % options).EvaluateAsync<double>(ClickAndWait));
        // The last click leaves options chosen; a page that shows no number has measured nothing.
        var shown = (await count.InnerTextAsync()).Trim();
        if (!shown.Contains('人', StringComparison.Ordinal) || !shown.Any(char.IsAsciiDigit)) throw new InvalidOperationException($"The page says: {shown}");
        Console.WriteLine($"composer-count: {shown}, {options} options, {Clicks} clicks");
        return waits;
    }

    [GeneratedRegex("見込み[1-9]")]
    private static partial Regex HasNumber();
}
