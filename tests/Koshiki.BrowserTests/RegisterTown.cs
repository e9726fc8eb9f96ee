using System.Collections.Concurrent;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Contracts;
using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Koshiki.BrowserTests;

/// <summary>The journeys through a register's life share one town, because starting one takes many seconds. Each has accounts of its own.</summary>
[CollectionDefinition(Name)]
public sealed class RegisterLife : ICollectionFixture<RegisterTown>
{
    public const string Name = "The register's life";
}

/// <summary>A town where two accounts' notice ran out yesterday and three contracts ended yesterday.</summary>
public sealed class RegisterTown() : Town(edgeApart: false)
{
    private readonly ConcurrentDictionary<string, List<Cookie>> seats = new();

    /// <summary>Somebody who signed in for one journey is still signed in for the next: his one-time code works only once.</summary>
    internal async Task<Person> SitsDown(Way way, string number)
    {
        if (!seats.TryGetValue(number, out var kept))
        {
            var first = await Person.SignIn(this, way, number);
            seats[number] = [.. (await first.Page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure, SameSite = c.SameSite })];
            return first;
        }

        var person = await Person.SitDown(this, way);
        await person.Page.Context.AddCookiesAsync(kept);
        await person.Open("/home");
        await person.Sees("ホーム");
        return person;
    }

    private protected override async Task Prepare(Stage stage)
    {
        var people = new Dictionary<string, PersonId>();
        await stage.Act(async services => people = await services.GetRequiredService<CoreDb>().People.ToDictionaryAsync(p => p.StaffNumber!, p => p.Id));
        var reviews = new ReviewStory(stage, people);
        stage.Clock.Now = stage.Clock.Now.DayInJapan.At(new TimeOnly(9, 30));
        await reviews.Announce("A020", "d5102", "d5101", "農業の現場の話題は、「みどり野県の農と食」でお知らせします。");
        await reviews.Announce("A029", "d7202", "d7201", "学校の行事は、学校のホームページでお知らせします。");

        stage.Clock.Now = DateTimeOffset.UtcNow;
        var today = stage.Clock.Now.DayInJapan;
        foreach (var (office, account) in new[] { ("05001", "A015"), ("02003", "A006"), ("01001", "A004") })
        {
            await stage.Act(people["d1002"], async (services, me) =>
            {
                var contract = GovernmentSeeding.Must(await services.Handler<SaveAgreementHandler>().Handle(
                    new SaveAgreement(null, null, AgreementKind.Outsourcing, $"契約 {account}", ["有限会社みなも映像（架空）"], office, "", [account], today.AddYears(-1), today.AddYears(-1), today.AddDays(-1), 12, null), me, default));
                return GovernmentSeeding.Must(await services.Handler<RecordPartnerHandler>().Handle(new AddLogin(contract, account, LoginOwner.Partner, "minamo-eizo", NoOtherSite: true), me, default));
            });
        }
    }
}

/// <summary>What the journeys do beside pressing and filling.</summary>
internal static class Hands
{
    /// <summary>Follows the first link of the page whose words contain these.</summary>
    public static async Task Follow(this Person person, string words)
    {
        var link = person.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = words }).First;
        await person.Press((await link.InnerTextAsync()).Trim());
    }

    /// <summary>Chooses from a list: with the keyboard, by arrows.</summary>
    public static async Task Pick(this Person person, Way way, string field, string value)
    {
        var list = person.Page.Locator($"main [name=\"{field}\"]").First;
        if (way is not Way.Keyboard)
        {
            await list.SelectOptionAsync(value);
            return;
        }

        await person.Fill(field, "");
        for (var i = 0; i < 60 && await list.InputValueAsync() != value; i++) await person.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(value, await list.InputValueAsync());
    }
}
