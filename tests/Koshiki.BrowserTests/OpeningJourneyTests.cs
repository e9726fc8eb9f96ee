namespace Koshiki.BrowserTests;

/// <summary>An account from its first idea to the residents' list, by the office, its head, the PR office and the IT office in turn; the consultation comes back once.</summary>
[Collection(RegisterLife.Name)]
public sealed class OpeningJourneyTests(RegisterTown town)
{
    [Theory]
    [InlineData(Way.Keyboard, "d1002", "d2002")]
    [InlineData(Way.WithoutScript, "d1002", "d2002")]
    public async Task C5_C7_an_account_goes_from_first_idea_to_the_public_list(Way way, string ofPrOffice, string ofItOffice)
    {
        var name = "北部の道だより" + Guid.NewGuid().ToString("N")[..4].Replace('0', 'o');
        await using var office = await town.SitsDown(way, "d6101");
        await using var head = await town.SitsDown(way, "d6100");
        await using var pr = await town.SitsDown(way, ofPrOffice);
        await using var it = await town.SitsDown(way, ofItOffice);

        var path = await JudgesTheNeed(office, way, name, looks: way is Way.Keyboard);
        await WritesDocuments(office, path, looks: way is Way.Keyboard);
        await Submits(head, path);
        await pr.Open(path + "/review");
        if (way is Way.Keyboard) await pr.Look("opening-review");
        await pr.Choose("how", "return");
        await pr.Fill("text", "目標に、登録者の数を入れてください。");
        await pr.Press("判断を登録する");

        await office.Open(path);
        await office.SeesText("目標に、登録者の数を入れてください。");
        if (way is Way.Keyboard) await office.Look("opening-returned");
        await office.Open(path + "/documents/usage-policy");
        await office.Fill("usage-policy.targets", "・1年で登録者1,000人\n・3か月投稿がないときは廃止を検討する");
        await office.Press("下書きを保存する");
        await Submits(head, path);
        await Passes(pr, path);
        await Passes(it, path);

        await office.Open(path);
        await office.Press("取得したアカウントを登録する");
        await office.Fill("url", $"https://www.instagram.com/hokubu_{Guid.NewGuid():N}"[..40]);
        if (way is Way.Keyboard) await office.Look("opening-acquire");
        await office.Press("登録する");
        await office.Press("公開の確認へ進む");
        await office.Press("公開する");
        await office.SeesText("運用を始めました");
        if (way is Way.Keyboard) await office.Look("opening-papers");

        await using var resident = await Person.SitDown(town, way);
        await resident.OpenPublic("/public/accounts?q=" + Uri.EscapeDataString(name));
        await resident.WaitsFor(name);
    }

    private static async Task<string> JudgesTheNeed(Person office, Way way, string name, bool looks)
    {
        await office.Open("/accounts/apply/new");
        await office.Pick(way, "platform", "instagram");
        await office.Fill("name", name);
        await office.Fill("purpose", "道路の規制と除雪の情報を写真で知らせます。");
        await office.Press("必要性の検討へ進む");
        await office.SeesText("みどり野県北部土木事務所");
        await office.Fill("posts", "12");
        await office.Choose("two_way", "Listens");
        await office.Fill("existing", "Xは文字が中心で、現場のようすが伝わらない。");
        await office.Fill("field", "除雪と規制の現場の写真が毎日集まる。");
        await office.Fill("demand", "冬に通勤する人から、写真の求めが多い。");
        await office.Fill("traits", "写真が中心で、地域の若い人が使う。");
        if (looks) await office.Look("opening-need");
        await office.Press("必要と判断して進む");
        return office.PathNow;
    }

    private static async Task WritesDocuments(Person office, string path, bool looks)
    {
        await office.Open(path + "/documents/usage-policy");
        await office.Fill("usage-policy.benefit", "現場のようすが早く分かる。");
        await office.Fill("usage-policy.targets", "・役に立ったという声を増やす");
        if (looks) await office.Look("opening-document");
        await office.Press("下書きを保存する");
        await office.Open(path + "/documents/operation-manual");
        await office.Press("下書きを保存する");
        await office.Open(path + "/documents/account-policy");
        await office.Fill("account-policy.contact", "北部土木事務所　電話 0000-00-0000");
        await office.Press("下書きを保存する");
        await office.Open(path + "/form");
        await office.Fill("phone", "内線2345");
        await office.Press("保存する");
        if (looks) await office.Look("opening-consultation");
    }

    private static async Task Submits(Person head, string path)
    {
        await head.Open(path);
        await head.Press("提出の確認へ進む");
        await head.Press("提出する");
        await head.SeesText("事前協議書を提出しました");
    }

    private static async Task Passes(Person reviewer, string path)
    {
        await reviewer.Open(path + "/review");
        await reviewer.Choose("how", "pass");
        await reviewer.Press("判断を登録する");
        await reviewer.SeesText("支障なしと判断しました");
    }
}
