using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Monitoring;

/// <summary>The staff host of a city with three accounts: 佐藤 of the disaster office looks after two, 小林 of the contractor after one, 高橋 is in the PR office.</summary>
public sealed class WatchTown : IAsyncLifetime
{
    public StaffApplication Staff { get; private set; } = null!;

    public OfficeId Disaster { get; private set; }

    public OfficeId Tourism { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Staff = await StaffApplication.Start(new() { ["Koshiki:PublicUrl"] = "https://koho.example" });
        Disaster = await Staff.AddOffice("01001", "防災危機管理課");
        Tourism = await Staff.AddOffice("01002", "観光振興課");
        await Staff.AddOffice("01003", "広報広聴課", OfficeFunction.PublicRelations);
        await Staff.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await Staff.AddPerson("長谷川 舞", "01002", Duty.Staff, "hasegawa");
        await Staff.AddPerson("小林 海斗", "01002", Duty.Contractor, "kobayashi", "A003");
        await Staff.AddPerson("高橋 由紀", "01003", Duty.Staff, "takahashi");
        await Add("A001", Platform.X, "愛光市防災", Disaster, "aiko_bosai");
        await Add("A002", Platform.Facebook, "愛光市防災課", Disaster, "aiko.bosai");
        await Add("A003", Platform.X, "愛光の旅", Tourism, "aiko_tabi");
    }

    public ValueTask DisposeAsync() => Staff.DisposeAsync();

    public async Task Add(string key, Platform platform, string name, OfficeId office, string handle)
    {
        await using var db = Staff.Open();
        var address = AccountAddress.Named(platform, handle)!;
        var account = Account.Register(key, platform, AccountFacts.At(address, name, office, OperatorKind.Direct) with { Handle = handle }, new DateOnly(2020, 5, 1));
        account.Connect("permanent-" + key);
        account.Saw(works: true, null);
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
    }

    /// <summary>The host takes note of a report, as its queue would.</summary>
    public async Task Hear(Report report)
    {
        await using var scope = Staff.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("reports"));
        foreach (var listener in scope.ServiceProvider.GetServices<IReportListener>().Where(l => l.Takes(report))) await listener.Handle(report, Guid.CreateVersion7(), default);
    }

    /// <summary>A line of the delivery log, as if it had been delivered.</summary>
    public async Task<ChannelDelivery> Delivered(string account, Platform platform, DateTimeOffset at, string? postId = null, AuthorizationKind kind = AuthorizationKind.Approved)
    {
        var line = new ChannelDelivery
        {
            Id = Guid.CreateVersion7(), Post = new PostId(Guid.CreateVersion7()), Title = "お知らせ", Seal = SealHash.Of(Guid.CreateVersion7().ToByteArray()), Authorization = Guid.CreateVersion7(), Kind = kind,
            AccountKey = account, Platform = platform, Office = Disaster, Attempt = 1, OrderedAt = at,
        };
        line.Follow(new DeliveryReported(Guid.CreateVersion7(), line.Seal, line.Authorization, account, 1, 1, DeliveryState.Sent, at, null, postId, null, null, null, null));
        await using var db = Staff.Open();
        db.ChannelDeliveries.Add(line);
        await db.SaveChangesAsync();
        return line;
    }
}
