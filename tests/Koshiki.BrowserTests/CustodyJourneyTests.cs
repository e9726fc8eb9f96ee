using System.Globalization;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Contracts;
using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.BrowserTests;

/// <summary>A transfer and a contract's end in Chromium: the home page says what is to do, one person does it, a second one closes it.</summary>
public sealed class CustodyJourneyTests(CustodyTown town) : IClassFixture<CustodyTown>
{
    [Theory]
    [InlineData(Way.Mouse, "d5002", "d5001", "小林 海斗", "A015")]
    [InlineData(Way.Keyboard, "d2202", "d2201", "鈴木 一郎", "A006")]
    [InlineData(Way.WithoutScript, "d1002", "d1001", "森 さくら", "A004")]
    public async Task A2_C9_a_transfer_and_a_contracts_end_are_done_by_one_and_closed_by_another(Way way, string doer, string second, string leaver, string account)
    {
        await using var one = await Person.SignIn(town, way, doer);
        await using var two = await Person.SignIn(town, way, second);
        var today = DateTimeOffset.UtcNow.DayInJapan;

        await one.WaitsFor($"{leaver}さんの異動に伴う引継ぎ");
        await one.Page.GetByText($"{leaver}さんの異動に伴う引継ぎ").First.ClickAsync();
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
        await two.Page.GetByText($"{leaver}さんの異動に伴う引継ぎを確認する").ClickAsync();
        if (way is Way.Mouse) await two.Look("custody-confirm");
        await two.Press("引継ぎを確認する");
        await two.SeesText("引継ぎの確認を記録しました");

        await one.Open("/home");
        await one.WaitsFor($"「契約 {account}」の終了に伴うログインの返還");
        await one.Page.GetByText($"「契約 {account}」の終了に伴うログインの返還").ClickAsync();
        if (way is Way.Mouse) await one.Look("custody-hand-back");
        await one.Page.Locator("main select[name^='fate.']").SelectOptionAsync("Deleted");
        await one.Fill("how", "相手方を管理者から外し、パスワードを変更した。");
        await one.Fill("on.year", today.Year.ToString(CultureInfo.InvariantCulture));
        await one.Press("返還を記録する");
        await one.SeesText("記録した人とは別の職員が確認すると、返還が終わります。");

        await two.Open("/home");
        await two.Page.GetByText($"「契約 {account}」のログインの返還を確認する").ClickAsync();
        await two.Press("返還を確認する");
        await two.SeesText("ログインの返還を確認しました。");
        await two.Open($"/accounts/{account}");
        Assert.DoesNotContain("要対応", await two.Page.Locator(".title-line").InnerTextAsync(), StringComparison.Ordinal);
    }
}

/// <summary>A town where yesterday three people left their offices and three contracts ended.</summary>
public sealed class CustodyTown() : Town(edgeApart: false)
{
    private protected override async Task Prepare(Stage stage)
    {
        stage.Clock.Now = DateTimeOffset.UtcNow;
        var today = stage.Clock.Now.DayInJapan;
        foreach (var (number, office, account) in new[] { ("c0001", "05001", "A015"), ("d2203", "02003", "A006"), ("d1003", "01001", "A004") })
        {
            await stage.Act(async services =>
            {
                var db = services.GetRequiredService<CoreDb>();
                var leaver = await db.People.Where(p => p.StaffNumber == number).Select(p => p.Id).SingleAsync();
                var posting = await db.Postings.Where(p => p.Person == leaver).Select(p => p.Id).SingleAsync();
                GovernmentSeeding.Must(await services.Handler<TransferPersonHandler>().Handle(new TransferPerson(leaver, today, [posting], null, Duty.Staff, "", []), default));
            });
            var recorder = default(PersonId);
            await stage.Act(async services => recorder = await services.GetRequiredService<CoreDb>().People.Where(p => p.StaffNumber == "d1002").Select(p => p.Id).SingleAsync());
            await stage.Act(recorder, async (services, me) =>
            {
                var contract = GovernmentSeeding.Must(await services.Handler<SaveAgreementHandler>().Handle(
                    new SaveAgreement(null, null, AgreementKind.Outsourcing, $"契約 {account}", ["有限会社みなも映像（架空）"], office, "", [account], today.AddYears(-1), today.AddYears(-1), today.AddDays(-1), 12, null), me, default));
                return GovernmentSeeding.Must(await services.Handler<RecordPartnerHandler>().Handle(new AddLogin(contract, account, LoginOwner.Partner, "minamo-eizo", NoOtherSite: true), me, default));
            });
        }
    }
}
