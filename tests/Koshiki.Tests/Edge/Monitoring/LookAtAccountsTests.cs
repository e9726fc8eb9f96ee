using Koshiki.Edge.Delivery;
using Koshiki.Edge.Monitoring.Looking;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.X;
using Koshiki.Tests.Edge.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Edge.Monitoring;

/// <summary>The worker looks at connected accounts on the stand-ins and compares their posts with what it delivered.</summary>
public sealed class LookAtAccountsTests : IAsyncLifetime
{
    private DeliveryWorld world = null!;
    private WebApplication worker = null!;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        world.StandIns.X.Options.ReadableAfter = world.StandIns.Meta.Options.ReadableAfter = TimeSpan.Zero;
        await world.Connect("A002", Platform.X);
        await world.Connect("A003", Platform.Facebook);
        worker = await world.StartWorker();
        await world.UntilConnected("A002");
        await world.UntilConnected("A003");
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task D3_a_post_made_past_the_program_is_told_and_a_delivered_one_is_not()
    {
        foreach (var (account, platform) in new[] { ("A002", Platform.X), ("A003", Platform.Facebook) }) await world.Until(await world.Deliver(account, platform, "避難所を開きました。"), DeliveryState.Sent);
        var onX = world.StandIns.X.User("A002").PostByHand("当選おめでとうございます！");
        var onFacebook = world.StandIns.Meta.Page("A003").PostByHand("登録はこちらから。");

        await LookAtDue();

        var seen = await Seen();
        Assert.All(seen, report => Assert.Equal(TokenHealth.Works, report.Token));
        Assert.Equal([onX, onFacebook], seen.OrderBy(report => report.AccountKey).SelectMany(report => report.Posts!.Foreign).Select(post => post.PlatformPostId));
    }

    [Fact]
    public async Task D3_a_post_whose_delivery_is_in_doubt_is_not_called_foreign()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Platform = "x", Request = XRequests.Create });
        world.StandIns.Gates.Close(XRequests.Timeline, GatePoint.Arrival);
        var delivery = await world.Deliver("A002", Platform.X, "避難所を開きました。");
        await world.Until(delivery, DeliveryState.Unknown);
        world.StandIns.Gates.Find(XRequests.Timeline, GatePoint.Arrival)!.Open();

        await LookAtDue();

        var posts = (await Seen()).Single(report => report.AccountKey == "A002");
        Assert.True(posts.Posts!.Foreign.Count == 0, "The post in doubt was called foreign.");
    }

    [Fact]
    public async Task D3_what_certainly_never_went_out_hides_no_foreign_post()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.RateLimited) { Platform = "x", Request = XRequests.Create, Times = null, Takes = TimeSpan.FromSeconds(1) });
        await world.Until(await world.Deliver("A002", Platform.X, "避難所を開きました。", notAfter: TimeSpan.FromSeconds(2)), DeliveryState.TooLate);
        var foreign = world.StandIns.X.User("A002").PostByHand("当選おめでとうございます！");

        await LookAtDue();

        var seen = (await Seen()).Single(report => report.AccountKey == "A002");
        Assert.Equal([foreign], seen.Posts!.Foreign.Select(post => post.PlatformPostId));
    }

    [Fact]
    public async Task D3_trouble_and_a_refused_token_are_told_apart_and_each_is_looked_at_again_at_its_time()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.RateLimited) { Platform = "x", Times = null });
        world.StandIns.Faults.Add(new Fault(FaultKind.TokenRevoked) { Platform = "meta", Times = null });

        await LookAtDue();
        await LookAtDue();

        var seen = (await Seen()).OrderBy(report => report.AccountKey).ToList();
        Assert.Equal([("A002", TokenHealth.CannotTell), ("A003", TokenHealth.Refused)], seen.Select(report => (report.AccountKey, report.Token)));
        Assert.All(seen, report => Assert.Null(report.Profile));
    }

    [Fact]
    public async Task D3_an_account_is_looked_at_once_a_day_and_when_a_person_asks()
    {
        await LookAtDue();
        await LookAtDue();
        Assert.Equal(2, (await Seen()).Count);

        await world.Order(new LookAtAccount("A002"), "A002");
        await DeliveryWorld.Until(async () => { await using var db = world.OpenEdge(); return await db.IncomingOrders.AllAsync(o => o.DoneAt != null) ? "done" : null; }, () => Task.FromResult("the order to be done"));
        await LookAtDue();

        Assert.Equal(["A002", "A002", "A003"], (await Seen()).Select(report => report.AccountKey).Order());
    }

    private async Task LookAtDue()
    {
        await using var scope = worker.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<LookAtAccounts>(scope.ServiceProvider).LookAtDue(TestContext.Current.CancellationToken);
    }

    private async Task<List<AccountSeen>> Seen()
    {
        await using var db = world.OpenEdge();
        return [.. (await db.OutgoingReports.AsNoTracking().Where(r => r.Kind == nameof(AccountSeen)).OrderBy(r => r.Seq).ToListAsync()).Select(r => (AccountSeen)MessageJson.FromBytes<Report>(r.Body))];
    }
}
