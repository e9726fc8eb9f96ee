using System.Text.Json;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Monitoring.Findings;
using Koshiki.Core.Monitoring.Links;
using Koshiki.Core.Monitoring.LookAlikes;
using Koshiki.Core.Monitoring.Rounds;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>How the fictional government looks after its accounts: plans, rounds, what the program saw, false accounts; every state of the screens once.</summary>
internal sealed class StoryMonitoring(Stage stage, IReadOnlyDictionary<string, PersonId> people, Uri standIns, Uri residents) : IDisposable
{
    private const string Renamed = "A015", WithForeignPost = "A022", WithoutLink = "A033", Unreachable = "A031";

    /// <summary>How often each account is looked after, how often its office says it posts, and who looks.</summary>
    private static readonly (string Key, MonitoringInterval Interval, PostingFrequency? Reported, string By, int LastLook)[] Plans =
    [
        ("A001", MonitoringInterval.Daily, PostingFrequency.Weekly, "d1002", 1), ("A002", MonitoringInterval.Daily, PostingFrequency.Weekly, "d1002", 1), ("A003", MonitoringInterval.Weekly, PostingFrequency.Weekly, "d1002", 3),
        ("A006", MonitoringInterval.Daily, PostingFrequency.Weekly, "d2202", 1), ("A007", MonitoringInterval.Daily, PostingFrequency.Daily, "d2202", 4), ("A008", MonitoringInterval.Weekly, PostingFrequency.Monthly, "d2202", 9),
        ("A009", MonitoringInterval.Monthly, PostingFrequency.Monthly, "d3002", 12), ("A010", MonitoringInterval.Monthly, PostingFrequency.Monthly, "d3002", 12), ("A011", MonitoringInterval.Weekly, PostingFrequency.Irregular, "d4002", 2),
        ("A012", MonitoringInterval.Weekly, PostingFrequency.Monthly, "d4002", 2), ("A014", MonitoringInterval.Irregular, PostingFrequency.Irregular, "d4102", 40), ("A015", MonitoringInterval.Weekly, PostingFrequency.Weekly, "d5002", 6),
        ("A016", MonitoringInterval.Weekly, PostingFrequency.Monthly, "d5002", 6), ("A019", MonitoringInterval.Monthly, PostingFrequency.Monthly, "d5102", 45), ("A021", MonitoringInterval.Weekly, PostingFrequency.Irregular, "d6002", 5),
        ("A022", MonitoringInterval.Monthly, PostingFrequency.Irregular, "d6101", 20), ("A025", MonitoringInterval.Weekly, PostingFrequency.Monthly, "d7002", 4), ("A026", MonitoringInterval.Weekly, PostingFrequency.Monthly, "d7002", 4),
        ("A029", MonitoringInterval.Irregular, PostingFrequency.Irregular, "d7202", 60), ("A031", MonitoringInterval.Daily, PostingFrequency.Weekly, "d8002", 1), ("A033", MonitoringInterval.None, PostingFrequency.Irregular, "d9001", 0),
    ];

    private readonly HttpClient http = new() { BaseAddress = standIns };

    public static async Task Tell(Stage stage, IReadOnlyDictionary<string, PersonId> people, Uri standIns, Uri residents, DateTimeOffset now)
    {
        using var story = new StoryMonitoring(stage, people, standIns, residents);
        await story.Tell(now);
    }

    /// <summary>How each account is to be looked after, since two hundred days.</summary>
    public static async Task TellPlans(Stage stage, IReadOnlyDictionary<string, PersonId> people, DateTimeOffset now)
    {
        stage.Clock.Now = now.AddDays(-200);
        foreach (var plan in Plans)
        {
            var text = ProfileOf(plan.Key);
            await stage.Act(people["d1002"], async (services, me) => Must(await services.Handler<PlanWatchHandler>().Handle(new PlanWatch(plan.Key, plan.Interval, plan.Reported, text), me, default)));
        }
    }

    private async Task Tell(DateTimeOffset now)
    {
        await TellPlans(stage, people, now);
        await Rounds(now);
        stage.Clock.Now = now.AddHours(-3);
        await Looks(stage.Clock.Now);
        await Links(stage.Clock.Now);
        await LookAlikes(now);
        stage.Clock.Now = now;
    }

    public void Dispose() => http.Dispose();

    /// <summary>Rounds of the last weeks, each by who looks after the accounts; one of them saw something.</summary>
    private async Task Rounds(DateTimeOffset now)
    {
        foreach (var daysAgo in Plans.Where(plan => plan.LastLook > 0).SelectMany(plan => new[] { plan.LastLook, plan.LastLook + 7 }).Distinct().OrderDescending())
        {
            stage.Clock.Now = now.AddDays(-daysAgo).DayInJapan.At(new TimeOnly(9, 30));
            foreach (var group in Plans.Where(plan => plan.LastLook == daysAgo || plan.LastLook + 7 == daysAgo).GroupBy(plan => plan.By))
            {
                await stage.Act(people[group.Key], async (services, me) => Must(await services.Handler<RecordRoundHandler>().Handle(new RecordRound([.. group.Select(plan => plan.Key)]), me, default)));
            }
        }

        stage.Clock.Now = now.AddDays(-2).DayInJapan.At(new TimeOnly(13, 10));
        await stage.Act(people["d4002"], async (services, me) => Must(await services.Handler<RecordCheckHandler>().Handle(
            new RecordCheck("A011", CheckOutcome.Unusual, ["own-page", "own-posts", "content", "look-alikes"], "予防接種の投稿に、ワクチンを不安がらせる同じ文の返信が5件付いている。", "所属長に知らせ、対応を相談している。"), me, default)));
        stage.Clock.Now = now.AddDays(-30).DayInJapan.At(new TimeOnly(10, 0));
        var settled = await stage.Act(people["d7002"], async (services, me) => Must(await services.Handler<RecordCheckHandler>().Handle(
            new RecordCheck("A025", CheckOutcome.Unusual, ["own-page", "own-posts", "comments", "look-alikes"], "終わった展示の案内が固定表示のままになっていた。", ""), me, default)));
        stage.Clock.Now += TimeSpan.FromMinutes(40);
        await stage.Act(people["d7002"], async (services, me) => Must(await services.Handler<SettleFindingHandler>().Handle(new SettleFinding(settled.Finding!.Value, FindingState.Done, "固定表示を今月の展示に変えた。"), me, default)));
    }

    /// <summary>Gives the accounts their profiles on the platforms, and tells what the first look showed of them.</summary>
    private async Task Looks(DateTimeOffset at)
    {
        List<Account> accounts = [];
        await stage.Act(async services => accounts = await services.GetRequiredService<CoreDb>().Accounts.AsNoTracking().Where(account => account.Connection != ConnectionState.NotConnected).OrderBy(account => account.Key).ToListAsync());
        foreach (var account in accounts)
        {
            var (name, text) = (account.Key == Renamed ? $"{account.Name}【懸賞中】" : account.Name, ProfileOf(account.Key) ?? account.Purpose ?? "");
            var link = account.Key == WithoutLink ? null : new Uri(residents, $"public/accounts/{account.Key}").ToString();
            await Send("control/profile", new { key = account.Key, name, text, link, username = account.Handle });
            if (account.Key == Unreachable)
            {
                await Hear(new AccountSeen(account.Key, at, TokenHealth.CannotTell, null, null, "Xの読み取り回数の上限に達し、確認できませんでした。時間をおいて自動で確認します。"));
                continue;
            }

            var foreign = account.Key == WithForeignPost ? new[] { await PostByHand(account.Key, at.AddHours(-9)) } : [];
            var line = account.Platform is Platform.Line;
            await Hear(new AccountSeen(
                account.Key, at, TokenHealth.Works, line ? new SeenProfile(name, null, null, null) : new SeenProfile(name, account.Handle, text, link is null ? [] : [link]),
                line ? null : new SeenPosts(at.AddDays(-1), foreign), null));
        }
    }

    private async Task<ForeignPost> PostByHand(string key, DateTimeOffset at)
    {
        const string Text = "峠の区間は、きょう夜9時から通行止めです。";
        var made = await Send("control/posts-by-hand", new { key, text = Text, at });
        var id = made.GetProperty("id").GetString()!;
        return new ForeignPost(id, at, Text, $"https://x.com/i/web/status/{id}");
    }

    /// <summary>The links of the last months' posts: one answers, one is gone.</summary>
    private async Task Links(DateTimeOffset at)
    {
        List<PostDelivered> sent = [];
        await stage.Act(async services =>
        {
            var since = at.AddDays(-120);
            var db = services.GetRequiredService<CoreDb>();
            var lines = await db.ChannelDeliveries.AsNoTracking().Where(d => d.State == DeliveryState.Sent && d.At > since && db.Set<Post>().Any(post => post.Id == d.Post && post.Link != null)).OrderBy(d => d.At).ToListAsync();
            sent = lines.ConvertAll(d => new PostDelivered(d.Post, d.Seal, d.AccountKey, d.PlatformPostId, d.Url, d.Recipients, d.At));
        });
        foreach (var fact in sent) await stage.Act(services => services.Handler<LinksOfPost>().Hear(fact, Guid.CreateVersion7(), default));

        List<string> urls = [];
        await stage.Act(async services => urls = await services.GetRequiredService<CoreDb>().CheckedLinks.Select(link => link.Url).OrderBy(url => url).ToListAsync());
        await Hear(new LinksSeen([.. urls.Select((url, number) => number % 2 == 1
            ? new SeenLink(url, 1, LinkState.Dead, at, at.AddDays(-3), 404, "ページが見つかりません（404）。")
            : new SeenLink(url, 1, LinkState.Alive, at, at.AddDays(-90), 200, null))]));
    }

    private async Task LookAlikes(DateTimeOffset now)
    {
        var today = now.DayInJapan;
        var gift = await Report("d2202", now.AddDays(-5), new SaveLookAlike(
            null, Platform.X, "みどり野県防災（公式）", "https://x.com/midorino_bsi_gf", "midorino_bsi_gf", "A007", today.AddDays(-5), "県の投稿の返信に、偽の当選の案内を付けて回っていた。画面の写しを共有フォルダーに保存し、Xに通報した。",
            "県の公式アカウントではありません。当選の案内は偽物です。リンクを開いたり、返信したりしないでください。", null));
        await Decide(gift, now.AddDays(-5).AddHours(2), LookAlikeAction.Warn, null);
        var tourism = await Report("d5002", now.AddDays(-80), new SaveLookAlike(
            null, Platform.Instagram, "たび みどり野", "https://www.instagram.com/tabi_midorino_dermo/", "tabi_midorino_dermo", "A017", today.AddDays(-80), "公式と同じ写真を使い、利用者に個別のメッセージを送っていた。", "県の観光アカウントをまねた偽物です。メッセージに答えないでください。", null));
        await Decide(tourism, now.AddDays(-79), LookAlikeAction.Warn, null);
        await Decide(tourism, now.AddDays(-70), LookAlikeAction.End, "媒体への通報により削除された。");
        await Report("d7002", now.AddHours(-20), new SaveLookAlike(
            null, Platform.Facebook, "みどり野県立図書館ファン", "https://www.facebook.com/midorino.library.fan", "", "A026", today.AddDays(-1), "図書館の紹介文をそのまま載せている。愛好者の会とも見えるため、確かめてほしい。", "県立図書館の公式アカウントではありません。", null));
    }

    private async Task<LookAlikeId> Report(string person, DateTimeOffset at, SaveLookAlike found)
    {
        stage.Clock.Now = at;
        return (await stage.Act(people[person], async (services, me) => Must(await services.Handler<SaveLookAlikeHandler>().Handle(found, me, default)))).Id;
    }

    private async Task Decide(LookAlikeId id, DateTimeOffset at, LookAlikeAction action, string? how)
    {
        stage.Clock.Now = at;
        await stage.Act(people["d1002"], async (services, me) => Must(await services.Handler<DecideLookAlikeHandler>().Handle(new DecideLookAlike(id, action, how), me, default)));
    }

    private Task Hear(Report report) => stage.Act(async services =>
    {
        foreach (var listener in services.GetServices<IReportListener>().Where(l => l.Takes(report))) await listener.Handle(report, Guid.CreateVersion7(), default);
    });

    private async Task<JsonElement> Send(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>What offices have registered as the text of the profile; null where they have not yet.</summary>
    private static string? ProfileOf(string key) => key switch
    {
        "A002" => "みどり野県の広報です。県政の動きと催しを知らせます。返信には原則としてお答えしていません。",
        "A007" => "みどり野県の防災担当です。警報・避難の情報と、日ごろの備えを知らせます。",
        "A015" => "みどり野県の旬の観光情報です。",
        "A025" => "みどり野県立図書館です。開館の予定と展示を知らせます。",
        _ => null,
    };
}
