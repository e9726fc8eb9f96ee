using System.Globalization;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.BrowserTests;

/// <summary>An audit in Chromium: a figure is opened down to its offices, a finding goes to the office and comes back, its measure is received and published.</summary>
public sealed class AuditJourneyTests(AuditTown town) : IClassFixture<AuditTown>
{
    [Fact]
    public async Task J2_J4_J5_a_figure_opens_and_a_finding_ends_in_a_published_measure()
    {
        await using var auditor = await Person.SignIn(town, Way.Keyboard, "d0001");
        await using var head = await Person.SignIn(town, Way.WithoutScript, "d2201");
        var today = DateTimeOffset.UtcNow.DayInJapan;

        await auditor.Open("/audits/plans");
        await auditor.Page.GetByText("公式アカウントの安全な管理に関する監査").First.ClickAsync();
        var audit = new Uri(auditor.Page.Url).AbsolutePath;
        await auditor.Open(audit + "/tables/13");
        var figure = auditor.Page.Locator("a[href*='/cells/offices/none']").First;
        var count = int.Parse(await figure.InnerTextAsync(), CultureInfo.InvariantCulture);
        await figure.ClickAsync();
        Assert.Equal(count, await auditor.Page.Locator("#records tbody tr").CountAsync());
        await auditor.Look("audit-figure");
        await auditor.Page.GetByText("表13　情報発信内容の承認・事前承認状況").First.ClickAsync();
        await auditor.Sees("表13　情報発信内容の承認・事前承認状況");

        await head.Open("/audits/measures");
        await head.Page.GetByText("パスワードを1年以上変えていない").ClickAsync();
        await head.Choose("reply", "AsStated");
        await head.Press("回答する");
        await head.SeesText("事実の確認に回答しました");

        foreach (var title in new[] { "所属長の承認の記録がない投稿", "パスワードを1年以上変えていない", "点検の間隔が計画より長い" })
        {
            await auditor.Open(audit + "/findings");
            await auditor.Page.GetByText(title).ClickAsync();
            await auditor.Fill("considered", "記録で確かめられない。");
            await auditor.Press("確定する");
            await auditor.SeesText("指摘を確定しました");
        }

        await auditor.Open(audit);
        await auditor.Choose("sure", "yes");
        await auditor.Press("確定する");
        await auditor.SeesText("対象・様式・数値を確定しました");
        await Day(auditor, "on", today);
        await auditor.Fill("notice", "監査公表第9号");
        await auditor.Press("報告を記録し、措置を求める");
        await auditor.SeesText("措置を2件求めました");

        await head.Open("/audits/measures");
        await head.Page.GetByText("パスワードを1年以上変えていない").ClickAsync();
        var measure = new Uri(head.Page.Url).AbsolutePath;
        await head.Fill("report", "すべてのパスワードを変え、変更の日を記録した。");
        await Day(head, "doneOn", today);
        await head.Press("措置を報告する");
        await head.SeesText("措置を報告しました");

        await auditor.Open(measure);
        await auditor.Fill("judgement", "変更の記録を確かめた。");
        await auditor.Press("措置済みとする");
        await auditor.SeesText("措置を確かめました");
        await Day(auditor, "publishedOn", today);
        await auditor.Fill("notice", "監査公表第10号");
        await auditor.Press("公表を記録する");
        await auditor.SeesText("公表を記録しました");
        await auditor.Look("audit-measure");
    }

    private static async Task Day(Person person, string name, DateOnly day)
    {
        await person.Fill(name + ".year", day.Year.ToString(CultureInfo.InvariantCulture));
        await person.Fill(name + ".month", day.Month.ToString(CultureInfo.InvariantCulture));
        await person.Fill(name + ".day", day.Day.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A town with an audit under way.</summary>
public sealed class AuditTown() : Town(edgeApart: false)
{
    private protected override async Task Prepare(Stage stage)
    {
        var people = new Dictionary<string, PersonId>();
        await stage.Act(async services =>
        {
            foreach (var credential in await services.GetRequiredService<CoreDb>().Credentials.ToListAsync()) people[credential.UserName] = credential.Person;
        });
        await new AuditStory(stage, people).TellThisYear(DateTimeOffset.UtcNow);
    }
}
