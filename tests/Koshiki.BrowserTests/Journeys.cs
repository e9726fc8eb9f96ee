using Microsoft.Playwright;

namespace Koshiki.BrowserTests;

/// <summary>What people do, from their first click to what the platforms show.</summary>
internal static class Journeys
{
    public static async Task SignsInWithCode(Town town, Way way, string number)
    {
        await using var person = await Person.SignIn(town, way, number);

        await person.Sees("ホーム");
    }

    public static async Task WritesAndDelivers(Town town, Way way)
    {
        var text = Words("家族と落ち合う場所を決めておきましょう。");
        await using var author = await Person.SignIn(town, way, "d2202");
        await using var head = await Person.SignIn(town, way, "d2201");

        var post = await Submit(author, text, "A006", "A007", "A008");
        await Approve(head, post);
        await author.Open("/posts/" + post);
        await author.WaitsForStatus("発信済み");

        Assert.Equal(1, OnLine(town, text));
        Assert.Equal(1, town.StandIns.X.User("A007").Posts.Count(p => p.Text.Contains(text, StringComparison.Ordinal)));
        Assert.Equal(1, town.StandIns.Meta.Page("A008").Posts.Count(p => (p.Message ?? "").Contains(text, StringComparison.Ordinal)));
    }

    public static async Task WritesWithoutSaving(Town town)
    {
        var text = Words("雨どいの落ち葉を取り除いておきましょう。");
        await using var author = await Person.SignIn(town, Way.Mouse, "d2202");
        var written = author.Page.Locator("textarea[name=text]");

        await author.Open("/posts/new");
        await author.Fill("text", text);
        await written.BlurAsync();
        await Assertions.Expect(author.Page.Locator("auto-save .save-line")).ToContainTextAsync("下書きを保存しました");
        await Assertions.Expect(author.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/posts/[0-9a-f-]{36}/edit$"));
        await author.Page.ReloadAsync();
        await Assertions.Expect(written).ToHaveValueAsync(text);

        await author.Press("確認へ進む");
        await author.Sees("発信する内容の確認");
        await author.Page.GoBackAsync();
        await Assertions.Expect(written).ToHaveValueAsync(text);
        await author.Fill("text", text + "\n側溝も確かめましょう。");
        await author.Press("下書きを保存");
        await author.SeesText("下書きを保存しました");
        await Assertions.Expect(written).ToHaveValueAsync(text + "\n側溝も確かめましょう。");
    }

    public static async Task WritesWhileItSaves(Town town)
    {
        var text = Words("屋根の雪は一人で下ろさないでください。");
        await using var author = await Person.SignIn(town, Way.Mouse, "d2202");
        var written = author.Page.Locator("textarea[name=text]");
        var slowLine = new TaskCompletionSource();
        var sent = new TaskCompletionSource();
        await author.Page.RouteAsync("**/posts/draft", async route =>
        {
            sent.TrySetResult();
            await slowLine.Task;
            await route.ContinueAsync();
        });

        await author.Open("/posts/new");
        await author.Fill("title", "試験：" + text[..8]);
        await author.Page.Locator("input[name=title]").BlurAsync();
        await sent.Task;
        await author.Fill("text", text);
        await written.BlurAsync();
        var saved = author.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/posts/draft", StringComparison.Ordinal) && (answer.Request.PostData ?? "").Contains(Uri.EscapeDataString(text), StringComparison.Ordinal));
        slowLine.SetResult();
        await saved;
        await author.Page.ReloadAsync();

        await Assertions.Expect(written).ToHaveValueAsync(text);
    }

    public static async Task ReturnsAndResubmits(Town town, Way way)
    {
        var text = Words("持出し袋の中を、季節ごとに見直しましょう。");
        await using var author = await Person.SignIn(town, way, "d2202");
        await using var head = await Person.SignIn(town, way, "d2201");
        var post = await Submit(author, text, "A007");

        await head.Open($"/approvals/{post}/return");
        await head.Fill("reason", "問合せ先を書き加えてください。");
        await head.Press("差し戻す");
        await author.Open($"/posts/{post}/edit");
        await author.SeesText("問合せ先を書き加えてください。");
        await author.Fill("text", text + "\n問合せは、県の防災の窓口で受け付けます。");
        await author.Press("確認へ進む");
        await author.Choose("route", "approval");
        await author.Press("依頼する");
        await Approve(head, post);

        await author.Open("/posts/" + post);
        await author.WaitsForStatus("発信済み");
    }

    public static async Task PublishesFirstAndIsApprovedLater(Town town, Way way)
    {
        var text = Words("大雨警報が発表されました。川から離れてください。");
        await using var author = await Person.SignIn(town, way, "d2202");
        await using var head = await Person.SignIn(town, way, "d2201");
        await using var department = await Person.SignIn(town, way, "d2204");
        var post = await Draft(author, text, "Emergency", "A006");

        await head.Open($"/posts/{post}/confirm");
        await head.Fill("emergencyReason", "警報が出て、承認を待つと避難が遅れるため。");
        await head.Press("緊急発信する（承認は事後）");
        await head.WaitsForStatus("発信済み");
        await department.Open("/approvals/" + post);
        await department.Fill("opinion", "経過を確認しました。");
        await department.Press("事後承認する");

        Assert.Equal(1, OnLine(town, text));
        await head.Open("/posts/" + post);
        await head.SeesText("事後承認しました");
    }

    public static async Task MayNotApproveHisOwn(Town town, Way way)
    {
        await using var head = await Person.SignIn(town, way, "d2201");
        var post = await Submit(head, Words("寝る場所のそばの家具から固定しましょう。"), "A007");

        await head.Open("/approvals/" + post);
        await head.SeesText("自分が起案または編集した投稿は承認できません。");
        Assert.Equal(0, await head.Page.GetByRole(AriaRole.Button, new() { Name = "承認する", Exact = true }).CountAsync());

        await using var department = await Person.SignIn(town, way, "d2204");
        await department.Open("/approvals/" + post);
        var seal = await department.Page.Locator("main [name=seal]").First.GetAttributeAsync("value");
        Assert.Equal(403, await ByAddress(head, post, seal!));
    }

    public static async Task FindsTheOfficialList(Town town, Way way)
    {
        await using var resident = await Person.SitDown(town, way);

        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");
        await resident.OpenPublic("/public/accounts/A006");

        await resident.SeesText("防災危機管理課");
    }

    /// <summary>A resident asks about a real account, one that moved, and a fake.</summary>
    public static async Task AsksWhetherOfficial(Town town, Way way)
    {
        await using var resident = await Person.SitDown(town, way);
        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");
        await resident.OpenPublic("/public/check");

        await Ask("ｘ．ｃｏｍ／ｍｉｄｏｒｉｎｏ＿ｔａｙｏｒｉ", "公式です");
        await Ask("https://twitter.com/midorino_kenkou?s=20", "以前の公式です");
        await Ask("https://x.com.midorino.example.net/midorino_tayori", "判断できません");
        await Ask("https://x.com/tonarino_ken", "一覧にありません");

        async Task Ask(string about, string answer)
        {
            await resident.Fill("q", about);
            await resident.Press("確かめる");
            await resident.SeesText(answer);
        }
    }

    /// <summary>Writes a post and submits it; answers its id.</summary>
    public static async Task<string> Submit(Person author, string text, params string[] accounts)
    {
        var post = await Draft(author, text, "Awareness", accounts);
        await author.Choose("route", "approval");
        await author.Press("依頼する");
        Assert.Equal("/posts/" + post, author.PathNow);
        return post;
    }

    /// <summary>Writes a post as far as its confirm page.</summary>
    public static async Task<string> Draft(Person author, string text, string purpose, params string[] accounts)
    {
        await author.Open("/posts/new");
        await author.Choose("purpose", purpose);
        await author.Fill("title", "試験：" + text[..8]);
        foreach (var account in accounts) await author.Choose("channels", account);
        if (accounts.Contains("A006")) await author.ChooseAudience("A006", "everyone");
        await author.Fill("text", text);
        await author.Choose("when", "now");
        await author.Press("確認へ進む");
        await author.Sees("発信する内容の確認");
        return author.PathNow.Split('/')[2];
    }

    public static async Task Approve(Person head, string post)
    {
        await head.Open("/approvals/" + post);
        await head.Press("承認する");
        await head.Sees("承認の確認");
        await head.Press("承認する");
        Assert.Equal("/approvals", head.PathNow);
    }

    /// <summary>What comes of sending the approval's form to its address without its page. The form's token is that of the page's sign-out form.</summary>
    private static async Task<int> ByAddress(Person person, string post, string seal)
    {
        var form = person.Page.APIRequest.CreateFormData();
        foreach (var hidden in await person.Page.Locator("form[action=\"/sign-out\"] input[type=hidden]").AllAsync()) form.Set((await hidden.GetAttributeAsync("name"))!, (await hidden.GetAttributeAsync("value"))!);
        form.Set("seal", seal);
        var answer = await person.Page.APIRequest.PostAsync(new Uri(new Uri(person.Page.Url), $"/approvals/{post}/approve").ToString(), new() { Form = form, MaxRedirects = 0 });
        return answer.Status;
    }

    private static int OnLine(Town town, string text) => town.StandIns.Line.Account("A006").Posts.Count(p => p.Messages.Contains(text, StringComparison.Ordinal) || System.Text.RegularExpressions.Regex.Unescape(p.Messages).Contains(text, StringComparison.Ordinal));

    /// <summary>A text that no other test posts.</summary>
    public static string Words(string sentence) => $"{sentence}（{Guid.NewGuid().ToString("N")[..6].Replace('0', 'o')}）";
}
