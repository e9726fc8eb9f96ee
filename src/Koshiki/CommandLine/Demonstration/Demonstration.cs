using System.Diagnostics;
using System.Globalization;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine.Demonstration;

/// <summary><c>demo</c>: a fictional government on this machine, with its data, the platforms' stand-ins, and the main job done once before your eyes.</summary>
internal static class Demonstration
{
    private const int DefaultPort = 5080;

    public static async Task<int> Run(Arguments call, CancellationToken ct)
    {
        call.AllowOnly("port", "quiet");
        var watch = Stopwatch.StartNew();
        ModelWarming.Begin();
        var port = call.Port("port", DefaultPort);
        var data = Path.GetFullPath(call["data"] ?? DefaultFolder());

        Telling.Say($"公式（Koshiki）の体験版を準備しています。データの置き場所：{data}", $"Preparing the demonstration. Data folder: {data}");
        var settings = Defaults(port);
        var opened = await Open(data, settings, ct);
        if (opened.IsRefused(out var refusal)) return Commands.Refused(refusal);
        await using var installation = opened.Value;

        Telling.KeepLogsIn(Path.Combine(data, "demo.log"));
        var posts = await CountPosts(installation, ct);
        if (posts is < PostHistory.Told + PostHistory.Waiting)
        {
            Telling.Say($"前回の準備が途中で終わっています。フォルダー {data} を削除してから、もう一度実行してください。", $"An earlier preparation was interrupted. Delete the folder {data} and start again.");
            return 1;
        }

        await using var standIns = await StandInProcess.Start(port + 2, Path.Combine(data, "standins"), ct);
        if (posts is null) await Seed(installation, standIns.Address, ct);

        await using var hosts = await Hosts.Start(installation, ct);
        // A later start is ready at once; the main job is then done once more beside it.
        var isLater = posts is not null;
        if (isLater) PrintWhatRunsWhere(installation.Settings.StaffUrl, installation.Settings.PublicUrl, standIns.Address, watch.Elapsed);
        if (!call.Has("quiet")) await DoTheMainJob(installation.Settings, standIns.Address, ct);
        if (!isLater) PrintWhatRunsWhere(installation.Settings.StaffUrl, installation.Settings.PublicUrl, standIns.Address, watch.Elapsed);

        await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Telling.Say("終了しています。", "Stopping.");
        return 0;
    }

    /// <summary>Once before one's eyes. Whoever ends the demonstration in the middle of it leaves it undone.</summary>
    private static async Task DoTheMainJob(Settings settings, Uri standIns, CancellationToken ct)
    {
        try
        {
            await new MainJob(settings, standIns).Do(ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The hosts stop, so that whatever was being asked of them may fail.
        }
    }

    /// <summary>Opens a folder as a demonstration and marks it as one; not the folder of a real installation.</summary>
    /// <returns>The installation, or <see cref="NotADemonstration"/> with nothing changed, or why the folder cannot be opened.</returns>
    internal static async Task<Result<Installation>> Open(string data, Dictionary<string, string?> settings, CancellationToken ct)
    {
        var opened = await Installation.Open(data, settings, ct, async (found, token) =>
            !IsDemonstration(data) && await Backups.HoldsSomething(found, token) ? new NotADemonstration(data) : default(Done));
        if (opened.Succeeded) await Installation.Keep(data, settings, ct);
        return opened;
    }

    /// <summary>Whether the folder was prepared by <c>demo</c>: its settings name the fictional government.</summary>
    private static bool IsDemonstration(string data) => Installation.Kept(data)["Koshiki:Government"] == DemonstrationData.Government;

    /// <summary>Where nothing else is said: the environment and the files win over these. They stay in the folder, so that every other command knows whose it is and that nothing really goes out.</summary>
    internal static Dictionary<string, string?> Defaults(int port)
    {
        var standIns = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 2}");
        return new Dictionary<string, string?>
        {
            ["Koshiki:StaffUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"),
            ["Koshiki:PublicUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port + 1}"),
            ["Koshiki:Government"] = DemonstrationData.Government,
            ["Koshiki:Practice"] = "true",
            ["Koshiki:Public:Contact"] = "みどり野県（架空）広報広聴課|電話 000-000-0000（平日8時30分から17時15分まで）",
            ["Koshiki:Publishing:CancelWindow"] = "00:00:03",
            ["Koshiki:Publishing:OwnHosts:0"] = "pref.midorino.example",
            ["Koshiki:Platforms:Line:ApiBaseUrl"] = standIns + "/line",
            ["Koshiki:Platforms:Line:DataApiBaseUrl"] = standIns + "/line-data",
            ["Koshiki:Platforms:Line:LoginBaseUrl"] = standIns + "/line-login",
            ["Koshiki:Monitoring:AllowLoopbackLinks"] = "true",
            ["Koshiki:Platforms:X:ApiBaseUrl"] = standIns + "/x",
            ["Koshiki:Platforms:Meta:GraphBaseUrl"] = standIns + "/meta",
        };
    }

    /// <summary>The service folder for root, whose home the database server may not enter; the user's own data folder for anyone else.</summary>
    private static string DefaultFolder() => Environment.IsPrivilegedProcess
        ? "/var/lib/koshiki/demo"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "koshiki", "demo");

    /// <returns>How many posts there are; null in an empty installation.</returns>
    private static async Task<int?> CountPosts(Installation installation, CancellationToken ct)
    {
        await using var db = installation.OpenCore(Actor.Program("demonstration"));
        return await db.Offices.AnyAsync(ct) ? await db.Posts.CountAsync(ct) : null;
    }

    private static async Task Seed(Installation installation, Uri standIns, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        var counts = new StoryCounts();
        await using var stage = Stage.Set(installation.Settings, installation.Configuration, now - TimeSpan.FromDays(364), counts);
        using var connections = new Connections(standIns, installation.Settings.PublicUrl);
        IReadOnlyDictionary<string, PersonId> people = new Dictionary<string, PersonId>();
        await Telling.Step("架空の県を作ります：所属31、職員と委託先40人、アカウント35", "Making a fictional prefecture: 31 offices, 40 people, 35 accounts", async () =>
        {
            await GovernmentSeeding.Offices(stage);
            people = await GovernmentSeeding.People(stage);
            await GovernmentSeeding.Accounts(stage);
            await RenamedAccount.Tell(stage);
            await connections.Open(stage);
        });
        ct.ThrowIfCancellationRequested();
        await Telling.Step("LINEの2つのアカウントに、受信設定を選んだ架空の友だち33,000人を取り込みます", "Taking over 33,000 fictional friends of two LINE accounts with their choices", () =>
            new StoryFriends(installation.Settings, standIns).Take(stage, counts, now, ct));
        await Telling.Step("開設の協議9件と、アカウントの書類を作ります", "Telling nine openings of accounts, and the papers that accounts have or lack", () => new OpeningStory(stage, people).Tell(now));
        var history = new PostHistory(stage, people, counts);
        await Telling.Step("この1年の投稿300件の経過を作ります（起案・承認・差戻し・緊急・失敗）", "Telling a year of 300 posts: written, approved, returned, urgent, failed", async () =>
        {
            await history.TellThePast(now, _ => ct.ThrowIfCancellationRequested());
            await history.LeaveWork(now);
            await StoryMonitoring.Tell(stage, people, standIns, installation.Settings.PublicUrl, now);
        });
        await Telling.Step("アカウントの管理情報、異動に伴う引継ぎ、委託契約と協定を作ります", "Custody of accounts, hand-overs, contracts and agreements", () => new CustodyStory(stage, people).Tell(now));
        await Telling.Step("振り返り、継続の検討、廃止、助言、好事例を作ります", "Reviews, judgements, retirements, advice and good cases", () => new ReviewStory(stage, people).Tell(now));
        await Telling.Step("調書2件（前年度は全所属の回答、今年度は回答中）を作ります", "Two surveys: last year's with the answers of all offices, this year's open", () => new SurveyStory(stage, people).Tell(now));
        await Telling.Step("要領の1年と、昨日と今日の点検の結果を作ります", "Telling a year of the guideline, and judging yesterday and today", async () =>
        {
            var rules = new RuleStory(stage, people);
            await rules.Tell(now);
            await rules.Judge(now);
        });
        await Telling.Step("監査2件と、その指摘・措置を作ります", "Two audits with their findings and measures", () => new AuditStory(stage, people).Tell(now));
    }

    private static void PrintWhatRunsWhere(Uri staff, Uri residents, Uri standIns, TimeSpan took)
    {
        var code = Totp.CodeOf(DemonstrationData.SecondFactorKey, Totp.StepAt(DateTimeOffset.UtcNow));
        Telling.Print($"""

            ────────────────────────────────────────────────────────────
            準備ができました（{took.TotalSeconds:0.0}秒）。Ready. Ctrl-C で終了します / ends it.

            職員の画面   Staff      {staff}
            公開の一覧   Residents  {residents}
            媒体の代役   Stand-ins  {standIns}   （投稿された様子 / what was posted）

            サインイン Sign-ins — パスワード password: {DemonstrationData.Password}
              d2202  佐藤 花子   防災危機管理課 担当（起案）      author
              d2201  田中 実     防災危機管理課 所属長（承認）    head: approves
              d2204  山本 久美子 総務部長（部局長）               department head
              d5003  阿部 正人   観光振興課 確認者                checker
              d0001  北川 節子   監査委員事務局                   auditor
              c0001  小林 海斗   委託業者                         contractor
              d1002  大西 直人   広報広聴課（確認コードも要る）   PR office, with one-time code
              d2002  野口 健太   情報政策課（確認コードも要る）   IT office, with one-time code
              d2003  平田 真理   システム管理者（確認コードも要る） administrator, with one-time code
            確認コードの鍵 one-time code key: {Totp.Base32(DemonstrationData.SecondFactorKey)}   今のコード now: {code}

            実在の自治体・人物・アカウントとは関係ありません。実際には発信されません。
            Nothing here belongs to a real government or person, and nothing leaves this machine.
            ────────────────────────────────────────────────────────────
            """);
    }
}

/// <summary>The folder holds an installation that no demonstration has made.</summary>
internal sealed record NotADemonstration(string Folder)
    : Conflict($"フォルダー「{Folder}」には、体験版ではない実際の環境があります。何も変更していません。体験版には、--data で別のフォルダーを指定してください。");
