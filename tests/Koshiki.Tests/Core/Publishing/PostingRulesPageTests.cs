using System.Net;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>The pages on which routes and hours are kept, and what the installation tells the checks.</summary>
public sealed class PostingRulesPageTests : IAsyncLifetime
{
    private StaffApplication city = null!;
    private OfficeId office;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start(new() { ["Koshiki:OwnHosts"] = "city.aiko.example, https://library.example/kids", ["Koshiki:PublicUrl"] = "https://sns.aiko.example/" });
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("高橋 由紀", "01002", Duty.Staff, "takahashi");
        await using var db = city.Open();
        db.Add(Sample.Account(office: office));
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Fact]
    public async Task E3_the_pr_office_keeps_routes_and_staff_read_them()
    {
        using var takahashi = await city.SignIn("takahashi");
        using var sato = await city.SignIn("sato");

        var empty = await takahashi.Post("/routes/new", ("name", ""), ("steps", "PrOffice"));
        var list = await takahashi.Submit("/routes/new", ("name", "災害は広報担当課も見る"), ("office", ""), ("purpose", "Emergency"), ("steps", "PrOffice"));
        var route = list.QuerySelector("#routes a[href^='/routes/']")!.GetAttribute("href")!;
        var changed = await takahashi.Submit(route, ("name", "災害は3段階"), ("steps", "DepartmentHead"), ("steps", "PrOffice"));
        var read = await sato.Open("/routes");
        var closed = await sato.Get(route);
        var gone = await takahashi.Submit(route + "/remove");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("所属長 → 広報担当課", list.QuerySelector("#routes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("所属長 → 部局長 → 広報担当課", changed.QuerySelector("#routes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("災害は3段階", read.QuerySelector("#routes")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Null(gone.QuerySelector("#routes"));
    }

    [Fact]
    public async Task E3_a_head_makes_routes_for_his_own_office_and_finds_no_other_choice()
    {
        using var tanaka = await city.SignIn("tanaka");

        var form = await tanaka.Open("/routes/new");
        var list = await tanaka.Submit("/routes/new", ("name", "部局長も見る"), ("office", office.Value.ToString()), ("purpose", ""), ("steps", "DepartmentHead"));

        Assert.Equal(["防災危機管理課"], form.QuerySelectorAll("select[name=office] option").Select(o => o.TextContent.Trim()));
        Assert.Contains("所属長 → 部局長", list.QuerySelector("#routes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_hours_are_set_from_the_account_and_shown_in_the_list()
    {
        using var tanaka = await city.SignIn("tanaka");

        var account = await tanaka.Open("/accounts/A001");
        var faulty = await tanaka.Post("/hours/A001", ("from", "8時半頃"), ("until", "17:15"), ("strict", "yes"));
        var list = await tanaka.Submit("/hours/A001", ("days", "月"), ("days", "火"), ("from", "08:30"), ("until", "24:00"), ("strict", "yes"), ("do", "set"));
        await tanaka.Submit("/hours/A001", ("do", "lift"));

        Assert.NotNull(account.QuerySelector("a[href='/hours?account=A001']"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
        Assert.Contains("月火 08:30〜24:00", list.QuerySelector("#hours")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("発信できない", list.QuerySelector("#hours")!.TextContent, StringComparison.Ordinal);
        await using var db = city.Open();
        Assert.Empty(await db.PostingHours.ToListAsync());
    }

    [Fact]
    public void E4_the_checks_know_the_governments_own_hosts_and_the_programs()
    {
        var context = city.Services.GetRequiredService<IOptions<PublishingOptions>>().Value.ChecksOn(new DateOnly(2026, 4, 6));

        Assert.Equal(["city.aiko.example", "library.example"], context.OwnHosts);
        Assert.Equal(["sns.aiko.example"], context.ProgramHosts);
        Assert.DoesNotContain("external-link", Found("https://www.city.aiko.example/bosai https://sns.aiko.example/m/1", context));
        Assert.Contains("external-link", Found("https://other.lg.jp/", context));
    }

    private static IEnumerable<string> Found(string text, Koshiki.Core.Publishing.Checking.CheckContext context) =>
        Koshiki.Core.Publishing.Checking.ContentCheck.Run(text, context).Select(f => f.Rule);
}
