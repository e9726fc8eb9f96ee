using System.Text;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Custody;

/// <summary>A city with two offices that run accounts: 鈴木 and 中島 (head) in 観光課, 小林 of a contractor there, 佐藤 in 広報課 (PR), 青木 in 情報政策課 (IT), 監査 in the audit office.</summary>
public sealed class CustodyCity : IAsyncLifetime
{
    private const string Accounts = """
        id,office_code,platform,name,url,operator,operator_name,opened_on
        A001,01001,x,愛光市広報,https://x.com/aiko_koho,direct,,2014-10-28
        A002,01002,x,観光の便り,https://x.com/aiko_kanko,outsourced,株式会社さくら企画,2016-04-01
        A003,01002,facebook,観光の便り,https://www.facebook.com/aiko.kanko,direct,,2016-04-01
        A004,01003,instagram,市民体育館,https://www.instagram.com/aiko_taiiku/,designated-manager,愛光スポーツ振興団,2020-04-01
        """;

    internal StaffApplication City { get; private set; } = null!;

    internal OfficeId Tourism { get; private set; }

    internal OfficeId Pr { get; private set; }

    public async ValueTask InitializeAsync()
    {
        City = await StaffApplication.Start();
        Pr = await City.AddOffice("01001", "広報課", OfficeFunction.PublicRelations);
        Tourism = await City.AddOffice("01002", "観光課", department: "経済部");
        await City.AddOffice("01003", "市民体育館", department: "経済部");
        await City.AddOffice("01004", "情報政策課", OfficeFunction.InformationTechnology);
        await City.AddOffice("01005", "監査委員事務局", OfficeFunction.Audit);
        await City.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await City.AddPerson("鈴木 一郎", "01002", Duty.Staff, "suzuki");
        await City.AddPerson("中島 徹", "01002", Duty.Head, "nakajima");
        await City.AddPerson("長谷川 舞", "01002", Duty.Checker, "hasegawa");
        await City.AddPerson("小林 海斗", "01002", Duty.Contractor, "kobayashi", "A002");
        await City.AddPerson("青木 守", "01004", Duty.Staff, "aoki");
        await City.AddPerson("監査 太郎", "01005", Duty.Staff, "kansa");
        await using var db = City.Open();
        Assert.True((await new ImportAccountsHandler(db, City.Clock).Handle(new ImportAccounts("a.csv", Encoding.UTF8.GetBytes(Accounts), false), default)).Succeeded);
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();

    internal async Task<Me> MeOf(string userName)
    {
        await using var db = City.Open();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.StaffNumber == userName);
        return (await new MeReader(db, new MeMemory()).Read(person.Id, City.Clock.Today, CancellationToken.None))!;
    }

    /// <summary>Lets a person do something through the host's own services.</summary>
    internal async Task<T> As<T>(string userName, Func<IServiceProvider, Me, Task<T>> deed)
    {
        var me = await MeOf(userName);
        await using var scope = City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(me.AsActor());
        return await deed(scope.ServiceProvider, me);
    }

    /// <summary>Lets the program itself do something.</summary>
    internal async Task Run(Func<IServiceProvider, Task> deed)
    {
        await using var scope = City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("test"));
        await deed(scope.ServiceProvider);
    }

    internal async Task<Account> Account(string key)
    {
        await using var db = City.Open();
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.Key == key);
    }

    /// <summary>The person's postings all end on this day, and the news of it arrives.</summary>
    internal async Task<PostingId> Leaves(string userName, DateOnly last)
    {
        var me = await MeOf(userName);
        await using var db = City.Open();
        var posting = await db.Postings.SingleAsync(p => p.Person == me.Id);
        Assert.True(posting.End(last).Succeeded);
        await db.SaveChangesAsync();
        await Run(services => services.GetRequiredService<RaiseHandOvers>().Hear(new PostingEnded(posting.Id.Value, me.Id.Value, me.Name, posting.Office.Value, last), Guid.NewGuid(), default));
        return posting.Id;
    }

    /// <summary>The three boxes of a day.</summary>
    internal static (string, string)[] Day(string name, DateOnly day) => [($"{name}.year", $"{day.Year}"), ($"{name}.month", $"{day.Month}"), ($"{name}.day", $"{day.Day}")];
}
