using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Exchange;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Work;

/// <summary>The staff host with a mail server: 佐藤 writes, 田中 and 木村 are heads, 青木 keeps the machines. All have a mail address.</summary>
public sealed class PostOfficeCity : IAsyncLifetime
{
    internal StaffApplication City { get; private set; } = null!;

    internal SmtpStandIn Server { get; } = new();

    internal OfficeId Office { get; private set; }

    internal Account Line { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        City = await StaffApplication.Start(new()
        {
            ["Koshiki:Smtp:Host"] = "127.0.0.1",
            ["Koshiki:Smtp:Port"] = Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Koshiki:Smtp:From"] = "koshiki@aiko.example",
            ["Koshiki:Smtp:Security"] = "None",
        });
        Office = await City.AddOffice("01001", "防災危機管理課");
        await City.AddOffice("01002", "情報政策課", OfficeFunction.InformationTechnology);
        await City.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato@aiko.example");
        await City.AddPerson("田中 実", "01001", Duty.Head, "tanaka@aiko.example");
        await City.AddPerson("木村 進", "01001", Duty.Head, "kimura@aiko.example");
        await City.AddPerson("青木 守", "01002", Duty.Staff, "aoki@aiko.example");
        Line = Sample.Account(office: Office);
        await using var db = City.Open();
        db.Add(Line);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal async Task<Me> MeOf(string name)
    {
        await using var db = City.Open();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Name == name);
        return (await new MeReader(db, new MeMemory()).Read(person.Id, City.Clock.Today, CancellationToken.None))!;
    }

    /// <summary>A request: handlers out of a scope, acting as this person.</summary>
    internal async Task<T> As<T>(string name, Func<IServiceProvider, Me, Task<T>> act)
    {
        await using var scope = City.Services.CreateAsyncScope();
        var me = await MeOf(name);
        scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(me.AsActor());
        return await act(scope.ServiceProvider, me);
    }

    /// <summary>Written and put forward by 佐藤.</summary>
    internal async Task<(PostId Post, SealHash Seal)> Submitted(string title = "防災訓練のお知らせ") => await As("佐藤 花子", async (services, sato) =>
    {
        var content = Sample.Content(title, "4月20日（月）10時から防災訓練を行います。", accounts: Line);
        var saved = await services.GetRequiredService<SavePostHandler>().Handle(new SavePost(null, 0, Office, content), sato, default);
        var submitted = await services.GetRequiredService<SubmitPostHandler>().Handle(new SubmitPost(saved.Value.Post, null, AuthorizationKind.Approved), sato, default);
        return (saved.Value.Post, submitted.Value.Seal);
    });

    internal async Task Approved(PostId post, SealHash seal) =>
        Assert.True((await As("田中 実", (services, me) => services.GetRequiredService<ApprovePostHandler>().Handle(new ApprovePost(post, seal), me, default))).Succeeded);

    internal async Task Report(PostId post, DeliveryState state, long number, string? reason = null)
    {
        await using var db = City.Open();
        var line = await db.ChannelDeliveries.AsNoTracking().SingleAsync(d => d.Post == post);
        await using var scope = City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("reports"));
        foreach (var listener in scope.ServiceProvider.GetServices<IReportListener>().OfType<DeliveryListener>())
        {
            await listener.Handle(Sample.Report(line, state, number, reason: reason), Guid.NewGuid(), default);
        }
    }

    /// <summary>Lets the announced facts be heard and the mails be sent, and takes what the server got.</summary>
    internal async Task<IReadOnlyList<ReceivedMail>> Delivered()
    {
        await Run(CoreQueues.Facts(City.Services));
        await Run(CoreQueues.Mail(City.Services));
        var mails = new List<ReceivedMail>();
        while (Server.Mails.TryDequeue(out var mail)) mails.Add(mail);
        return [.. mails.OrderBy(m => m.To, StringComparer.Ordinal)];
    }

    private static async Task Run<TRow>(Koshiki.Foundation.Queues.QueueRunner<CoreDb, TRow> queue) where TRow : Koshiki.Foundation.Queues.QueueRow
    {
        using (queue)
        {
            while (await queue.DoNext(CancellationToken.None)) { }
        }
    }
}
