using System.Globalization;
using System.Text.RegularExpressions;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Npgsql;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>The main job, once, as people do it through the pages: a post is written, checked, approved by somebody else, delivered, read back and logged.</summary>
internal sealed class MainJob(Settings settings, Uri standIns)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Uri staff = settings.StaffUrl;

    public async Task Do(CancellationToken ct)
    {
        var (title, text) = await Words(ct);
        using var author = new WebVisitor(staff);
        using var head = new WebVisitor(staff);

        await Telling.Step("起案者（佐藤 花子）がサインインします", "The author signs in", () => author.SignIn("d2202", DemonstrationData.Password));
        await Telling.Step("LINEの区分「日ごろの備え」を選んだ友だちを数えます", "The friends who chose the topic are counted", () => UntilCounted(author, ct));
        await Telling.Step("LINE・X・Facebook に向けた投稿を書きます", "She writes a post for LINE, X and Facebook", () => Write(author, title, text));
        await Telling.Step("内容を点検し、所属長に承認を依頼します", "The content is checked and submitted to the head of the office", () => Submit(author));
        var post = author.Path;
        Telling.Result($"{title}：{StatusOf(author)}　{new Uri(staff, post)}");

        await Telling.Step("起案者が自分で承認しようとすると、止められます", "When she tries to approve it herself, she is refused", () => author.Open(post.Replace("/posts/", "/approvals/", StringComparison.Ordinal)));
        Telling.Result(author.Text("warning-text"));

        await Telling.Step("所属長（田中 実）がサインインし、見たとおりの内容を承認します", "The head signs in and approves exactly what he sees", async () =>
        {
            await head.SignIn("d2201", DemonstrationData.Password);
            await head.Open(post.Replace("/posts/", "/approvals/", StringComparison.Ordinal));
            await head.Send("/confirm");
            await head.Send("/approve");
        });
        await Telling.Step("取消しできる3秒の後、3つの媒体へ1回ずつ配信されます", "After three seconds in which it can be taken back, it is delivered once to each platform", () => UntilSent(author, post, ct));
        await Telling.Step("媒体（代役）から読み返します", "It is read back from the platforms' stand-ins", () => ReadBack(text, ct));
        await Telling.Step("配信履歴に3行が残っています", "The delivery log has three lines", () => LookAtLog(head, title));
        await Telling.Step("操作記録がつながっていることを確かめます", "The activity log proves itself", () => Verify(ct));
    }

    /// <summary>Each start posts something new: X refuses the same text twice.</summary>
    private async Task<(string Title, string Text)> Words(CancellationToken ct)
    {
        await using var core = NpgsqlDataSource.Create(settings.Database);
        await using var count = core.CreateCommand("select count(*) from publishing.post");
        var number = (long)(await count.ExecuteScalarAsync(ct))! - PostHistory.Told - PostHistory.Waiting + 1;
        return ($"備えの呼びかけ（第{number}回）", string.Create(CultureInfo.InvariantCulture, $"災害への備えの呼びかけ、第{number}回です。家族と落ち合う場所を決め、連絡先を紙にも書いておきましょう。"));
    }

    private static async Task Write(WebVisitor author, string title, string text)
    {
        await author.Open("/posts/new");
        await author.Send(
            "/posts/new",
            ("purpose", nameof(Purpose.Awareness)), ("title", title), ("channels", "A006"), ("audience.A006", "segment"), ("segment.A006.district", "*"), ("segment.A006.topic", "preparedness"), ("channels", "A007"), ("channels", "A008"),
            ("text", text), ("when", "now"), ("do", "confirm"));
    }

    /// <summary>A node that has just started reads its friends first.</summary>
    private static async Task UntilCounted(WebVisitor author, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (true)
        {
            var counted = Regex.Match(await author.Read("/line/segments/count?account=A006&audience.A006=segment&segment.A006.district=*&segment.A006.topic=preparedness"), "見込み[0-9,]+人");
            if (counted.Success)
            {
                Telling.Result(counted.Value);
                return;
            }

            if (patience.IsCancellationRequested) throw new InvalidOperationException("The friends could not be counted within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    /// <summary>Where the checks ask for a reason, as after many starts within a month, one is given.</summary>
    private static Task Submit(WebVisitor author) => author.Send(
        "/confirm",
        [("route", "approval"), .. Regex.Matches(author.Html, "name=\"(note\\.[^\"]+)\"").Select(m => (m.Groups[1].Value, "体験版の呼びかけとして送るため。"))]);

    private static async Task UntilSent(WebVisitor author, string post, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (true)
        {
            await author.Open(post);
            if (StatusOf(author) == "発信済み") break;
            if (patience.IsCancellationRequested) throw new InvalidOperationException($"The post was not delivered within {Patience.TotalSeconds:0} s; it is {StatusOf(author)}. Look at the page /deliveries/waiting.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }

        Telling.Result(StatusOf(author));
    }

    private async Task ReadBack(string text, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = standIns };
        foreach (var (platform, key) in new[] { ("line", "A006"), ("x", "A007"), ("meta", "A008") })
        {
            var state = Regex.Unescape(await http.GetStringAsync(new Uri($"control/{platform}/{key}", UriKind.Relative), ct));
            var times = Regex.Count(state, Regex.Escape(text));
            if (times != 1) throw new InvalidOperationException($"{platform} shows the post {times} times.");
            Telling.Result($"{platform}: 1　{new Uri(standIns, $"timeline/{platform}/{key}")}");
        }
    }

    private static async Task LookAtLog(WebVisitor head, string title)
    {
        await head.Open("/deliveries?q=" + Uri.EscapeDataString(title));
        var table = head.Html[Math.Max(0, head.Html.IndexOf("<tbody", StringComparison.Ordinal))..];
        Telling.Result($"{head.Heading}：{Regex.Count(table, "<tr")}");
    }

    private async Task Verify(CancellationToken ct)
    {
        await using var core = NpgsqlDataSource.Create(DatabaseRoles.As(settings.Database, DatabaseRole.Core));
        var proof = await LogVerifier.Verify(core, [], ct);
        if (proof.Damage.Count > 0) throw new InvalidOperationException($"The activity log is damaged: {proof.Damage[0]}");
        Telling.Result(string.Create(CultureInfo.InvariantCulture, $"{proof.Blocks} blocks, {proof.Entries} entries, {proof.Open} not sealed yet; head {proof.Head}"));
    }

    /// <summary>The word of the first tag on the post's page.</summary>
    private static string StatusOf(WebVisitor visitor) => visitor.Text("tag");
}
