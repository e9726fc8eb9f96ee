using System.Globalization;
using Koshiki.Foundation.Japanese;

namespace Koshiki.BrowserTests;

/// <summary>A transfer and a contract's end in Chromium: the home page says what is to do, one person does it, a second one closes it.</summary>
[Collection(RegisterLife.Name)]
public sealed class CustodyJourneyTests(RegisterTown town)
{
    [Theory]
    [InlineData(Way.Mouse, "d5002", "d5001", "c0001", "小林 海斗", "A015")]
    [InlineData(Way.Keyboard, "d2202", "d2201", "d2203", "鈴木 一郎", "A006")]
    [InlineData(Way.WithoutScript, "d1002", "d1001", "d1003", "森 さくら", "A004")]
    public async Task A2_C9_a_transfer_and_a_contracts_end_are_done_by_one_and_closed_by_another(Way way, string doer, string second, string leaving, string leaver, string account)
    {
        await Transfers(way, leaving, leaver);
        await using var one = await town.SitsDown(way, doer);
        await using var two = await town.SitsDown(way, second);
        var today = DateTimeOffset.UtcNow.DayInJapan;

        await one.WaitsFor($"{leaver}さんの異動に伴う引継ぎ");
        await one.Follow($"{leaver}さんの異動に伴う引継ぎ");
        await one.Sees($"{leaver}さんの異動に伴う引継ぎ");
        if (way is Way.Mouse) await one.Look("custody-hand-over");
        await one.Fill("number", doer);
        await one.Press("登録管理者の変更を記録する");
        if (way is not Way.WithoutScript)
        {
            await one.Page.FillAsync("password-check input", "Kaede#2026");
            await one.SeesText("5つの条件をすべて満たしています。");
        }
        else
        {
            foreach (var rule in new[] { "EightOrMore", "Upper", "Lower", "Digit", "Symbol" }) await one.Choose("rules", rule);
        }

        await one.Choose("secret", "yes");
        await one.Press("パスワードの変更を記録する");
        await one.Fill("how", "媒体の管理者から外した。");
        await one.Press("権限の取消しを記録する");
        await one.SeesText("確認すると、引継ぎが終わります。");
        await one.Open($"/accounts/{account}");
        await one.SeesText("要対応");

        await two.Open("/home");
        await two.Follow($"{leaver}さんの異動に伴う引継ぎを確認する");
        if (way is Way.Mouse) await two.Look("custody-confirm");
        await two.Press("引継ぎを確認する");
        await two.SeesText("引継ぎの確認を記録しました");

        await one.Open("/home");
        await one.WaitsFor($"「契約 {account}」の終了に伴うログインの返還");
        await one.Follow($"「契約 {account}」の終了に伴うログインの返還");
        if (way is Way.Mouse) await one.Look("custody-hand-back");
        await one.Pick(way, (await one.Page.Locator("main select[name^='fate.']").GetAttributeAsync("name"))!, "Deleted");
        await one.Fill("how", "相手方を管理者から外し、パスワードを変更した。");
        await one.Fill("on.year", today.Year.ToString(CultureInfo.InvariantCulture));
        await one.Press("返還を記録する");
        await one.SeesText("記録した人とは別の職員が確認すると、返還が終わります。");

        await two.Open("/home");
        await two.Follow($"「契約 {account}」のログインの返還を確認する");
        await two.Press("返還を確認する");
        await two.SeesText("ログインの返還を確認しました。");
        await two.Open($"/accounts/{account}");
        Assert.DoesNotContain("要対応", await two.Page.Locator(".title-line").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The personnel office ends a posting; what follows from it nobody has to think of.</summary>
    private async Task Transfers(Way way, string number, string name)
    {
        await using var administrator = await town.SitsDown(way, "d2003");
        await administrator.Open("/admin/people?q=" + number);
        await administrator.Follow(name);
        await administrator.Press("異動・兼務を登録する");
        var posting = await administrator.Page.Locator("main [name=ending]").GetAttributeAsync("value");
        await administrator.Choose("ending", posting!);
        await administrator.Press("登録する");
        await administrator.SeesText("引き継ぐアカウントがあるときは、前の所属のホームに引継ぎの作業が出ます。");
    }
}
