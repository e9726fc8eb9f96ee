using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Editing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Guidelines;

/// <summary>A city with a PR office, an office with an account on X, and an audit office; on Monday, 6 April 2026.</summary>
internal sealed class RuleTown : IAsyncDisposable
{
    /// <summary>A clause and its control that only tests have.</summary>
    public const string Trial = "trial-control";

    private RuleTown(StaffApplication city) => City = city;

    public StaffApplication City { get; }

    public OfficeId Tourism { get; private set; }

    public AccountId Account { get; private set; }

    public static async Task<RuleTown> Found(params IAutomaticControl[] controls)
    {
        var city = await StaffApplication.Start(replace: services =>
        {
            foreach (var control in controls) services.AddSingleton(control);
        });
        var town = new RuleTown(city);
        await city.AddOffice("01001", "広報広聴課", OfficeFunction.PublicRelations);
        town.Tourism = await city.AddOffice("01002", "観光課");
        await city.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit);
        await city.AddPerson("高橋 由紀", "01001", Duty.Staff, "takahashi");
        await city.AddPerson("田中 実", "01002", Duty.Head, "tanaka");
        await city.AddPerson("鈴木 一郎", "01002", Duty.Staff, "suzuki");
        await city.AddPerson("北川 節子", "09001", Duty.Staff, "kitagawa");
        town.Account = await town.AddAccount("A001", town.Tourism, Platform.X);
        return town;
    }

    public async Task<AccountId> AddAccount(string key, OfficeId office, Platform platform)
    {
        await using var db = City.Open();
        var account = Koshiki.Core.Accounts.Account.Register(
            key, platform, new AccountFacts($"アカウント{key}", office, OperatorKind.Direct, $"https://example.test/{key}", $"example.test/{key}", null, null, AccountState.Active), new DateOnly(2024, 4, 1));
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    /// <summary>Lets a person of this name do something with his rights of today.</summary>
    public async Task<T> As<T>(string name, Func<IServiceProvider, Me, Task<T>> deed)
    {
        await using var scope = City.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Koshiki.Core.CoreDb>();
        var person = await db.People.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
        var me = await scope.ServiceProvider.GetRequiredService<MeReader>().Read(person, City.Clock.Today, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<Acting>().As(me!.AsActor());
        return await deed(scope.ServiceProvider, me);
    }

    /// <summary>Lets the program itself do something.</summary>
    public async Task<T> Run<TService, T>(Func<TService, Task<T>> deed) where TService : notnull
    {
        await using var scope = City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("test"));
        return await deed(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The PR office puts a guideline in force from today: the model with the clause on trial, changed further where wanted.</summary>
    public async Task<Result<GuidelinePublished>> Publish(Func<GuidelineText, Result<GuidelineText>>? change = null, params ControlRemoval[] removals) => await As("高橋 由紀", async (services, me) =>
    {
        var handler = services.GetRequiredService<EditGuidelineHandler>();
        var db = services.GetRequiredService<Koshiki.Core.CoreDb>();
        if (!await db.GuidelineVersions.AnyAsync(v => v.State == GuidelineState.Draft))
        {
            Assert.True((await handler.Handle(new BeginDraft(FromModel: false), me, default)).Succeeded);
            Assert.True((await handler.Handle(new EditDraft(await Seen(db), "試験", OnTrial), me, default)).Succeeded);
        }

        if (change is not null) Assert.True((await handler.Handle(new EditDraft(await Seen(db), "試験", change), me, default)).Succeeded);
        return await handler.Handle(new PublishDraft(await Seen(db), City.Clock.Today, removals), me, default);
    });

    private static Result<GuidelineText> OnTrial(GuidelineText text) => text.Clauses.Find(Trial) is not null
        ? text
        : text.Clauses.Add(new Clause(Trial, "試験", "", null, [], [new ClauseControl(Trial, ControlKind.Automatic, "")], []), null).Then<GuidelineText>(tree => text with { Clauses = tree });

    public ValueTask DisposeAsync() => City.DisposeAsync();

    private static Task<uint> Seen(Koshiki.Core.CoreDb db) => db.GuidelineVersions.AsNoTracking().Where(v => v.State == GuidelineState.Draft).Select(v => v.RowVersion).SingleAsync();
}
