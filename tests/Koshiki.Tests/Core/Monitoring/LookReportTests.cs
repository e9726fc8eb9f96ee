using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Monitoring;

/// <summary>What the edge saw becomes findings, once each, and is closed when it is in order again.</summary>
public sealed class LookReportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 6, 3, 0, 0, TimeSpan.Zero);
    private readonly WatchTown town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task D3_a_changed_profile_is_one_finding_however_often_it_is_seen_and_ends_when_it_is_right_again()
    {
        await town.Hear(Seen(1, new SeenProfile("愛光市＊当選", "aiko_bosai", "", ["https://koho.example/public/accounts"])));
        await town.Hear(Seen(2, new SeenProfile("愛光市＊当選", "aiko_bosai", "", ["https://koho.example/public/accounts"])));
        var raised = await Findings();
        await town.Hear(Seen(3, new SeenProfile("愛光市防災", "AIKO_bosai", "", ["https://koho.example/public/accounts"])));

        Assert.Equal([(FindingKind.ProfileName, FindingState.Open)], raised);
        Assert.Equal([(FindingKind.ProfileName, FindingState.Done)], await Findings());
        await using var db = town.Staff.Open();
        Assert.Equal(TaskState.Done, await db.Tasks.Select(t => t.State).SingleAsync());
    }

    [Fact]
    public async Task D3_what_a_person_judged_not_to_matter_is_not_raised_again_but_another_change_is()
    {
        await town.Hear(Seen(1, new SeenProfile("愛光市の防災", "aiko_bosai", "", [])));
        using var sato = await town.Staff.SignIn("sato");
        foreach (var finding in await Ids()) await sato.Submit($"/monitoring/findings/{finding}", ("to", "NotNeeded"), ("words", "所属長と確かめた。"));

        await town.Hear(Seen(2, new SeenProfile("愛光市の防災", "aiko_bosai", "", [])));
        var same = (await Findings()).Count;
        await town.Hear(Seen(3, new SeenProfile("愛光市のお得情報", "aiko_bosai", "", [])));

        Assert.Equal((2, 3), (same, (await Findings()).Count));
    }

    [Fact]
    public async Task D3_a_post_that_neither_side_made_is_found_once_and_one_that_core_knows_never()
    {
        await town.Delivered("A001", Platform.X, Noon, postId: "1001");
        var posts = new SeenPosts(Noon.AddDays(-1), [new ForeignPost("1001", Noon, "避難所を開きました。", null), new ForeignPost("1002", Noon, "当選おめでとう！", "https://x.com/i/web/status/1002")]);

        await town.Hear(Seen(1, Right, posts));
        await town.Hear(Seen(2, Right, posts));

        await using var db = town.Staff.Open();
        var finding = await db.Findings.SingleAsync();
        Assert.Equal((FindingKind.ForeignPost, "1002", "https://x.com/i/web/status/1002"), (finding.Kind, finding.About, finding.Url));
    }

    [Fact]
    public async Task D3_what_could_not_be_asked_raises_nothing_closes_nothing_and_is_told_with_its_reason()
    {
        await town.Hear(new AccountSeen("A001", Noon, TokenHealth.Refused, null, null, "Xがアクセストークンを受け付けません。"));
        var refused = await Findings();
        await town.Hear(new AccountSeen("A001", Noon.AddHours(1), TokenHealth.CannotTell, null, null, "Xの読み取り回数の上限に達し、確認できませんでした。"));
        var unknown = await Findings();
        await town.Hear(new AccountSeen("A001", Noon.AddMinutes(30), TokenHealth.Works, Right, null, null));
        var late = await Findings();
        await town.Hear(Seen(2, Right));

        Assert.Equal([(FindingKind.Token, FindingState.Open)], refused);
        Assert.Equal(refused, unknown);
        Assert.Equal(refused, late);
        Assert.Equal([(FindingKind.Token, FindingState.Done)], await Findings());
    }

    [Fact]
    public async Task D3_the_controls_judge_from_what_was_really_seen_and_say_when_they_cannot()
    {
        using var sato = await town.Staff.SignIn("sato");
        await sato.Submit("/monitoring/accounts/A001/plan", ("interval", "weekly"), ("profile", "市の防災情報です。"));
        await sato.Submit("/monitoring/accounts/A002/plan", ("interval", "irregular"));
        await town.Hear(Seen(1, new SeenProfile("愛光市防災", "aiko_bosai", "市の防災情報です。\n", []), new SeenPosts(Noon, [])));
        await town.Hear(new AccountSeen("A002", Noon, TokenHealth.Refused, null, null, "Facebookがアクセストークンを受け付けません。"));

        var verdicts = await Judge("A001", "A002", "A003");

        Assert.Equal(["A001 Met", "A002 NotMet", "A003 CannotTell"], verdicts["monitored-on-schedule"]);
        Assert.Equal(["A001 Met", "A002 CannotTell", "A003 CannotTell"], verdicts["profile-as-registered"]);
        Assert.Equal(["A001 NotMet", "A002 CannotTell", "A003 CannotTell"], verdicts["link-back-to-list"]);
        Assert.Equal(["A001 Met", "A002 CannotTell", "A003 CannotTell"], verdicts["posts-known"]);
        Assert.Equal(["A001 Met", "A002 NotMet", "A003 Met"], verdicts["token-health"]);
    }

    private static SeenProfile Right => new("愛光市防災", "aiko_bosai", "", ["https://koho.example/public/accounts/A001"]);

    private static AccountSeen Seen(int hour, SeenProfile profile, SeenPosts? posts = null) => new("A001", Noon.AddHours(hour), TokenHealth.Works, profile, posts, null);

    private async Task<List<(FindingKind, FindingState)>> Findings()
    {
        await using var db = town.Staff.Open();
        return [.. (await db.Findings.AsNoTracking().OrderBy(f => f.FoundAt).ThenBy(f => f.Kind).ToListAsync()).Select(f => (f.Kind, f.State))];
    }

    private async Task<List<Guid>> Ids()
    {
        await using var db = town.Staff.Open();
        return [.. (await db.Findings.Select(f => f.Id).ToListAsync()).Select(id => id.Value)];
    }

    private async Task<Dictionary<string, List<string>>> Judge(params string[] keys)
    {
        await using var scope = town.Staff.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Koshiki.Core.CoreDb>();
        var accounts = await db.Accounts.AsNoTracking().Where(a => keys.Contains(a.Key)).OrderBy(a => a.Key).ToListAsync();
        var run = new ControlRun(town.Staff.Clock.Today, new Dictionary<string, string>(), [.. accounts.Select(a => new ControlledAccount(a.Id, a.Key, a.Office, a.State, a.Operator, a.OpenedOn))]);
        var found = new Dictionary<string, List<string>>();
        foreach (var control in scope.ServiceProvider.GetServices<IAutomaticControl>().Where(c => c.GetType().Namespace == "Koshiki.Core.Monitoring.Controls"))
        {
            found[control.Key] = [.. (await control.Judge(run, default)).Select(f => $"{accounts.Single(a => a.Id == f.Account).Key} {f.Verdict}")];
        }

        return found;
    }
}
