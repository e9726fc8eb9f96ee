using System.Text.Json;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Reading;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Koshiki.StandIns;
using Koshiki.Tests.Edge.PublicSite;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>The whole way from people's apps to the register, over LINE's stand-in and the public host.</summary>
public sealed class FriendsOfLineTests : IAsyncLifetime
{
    private const string Account = "A001";
    private const string Secret = "channel-secret";

    private PublicServer server = null!;
    private StandInHost line = null!;

    public async ValueTask InitializeAsync()
    {
        server = await PublicServer.Start();
        line = await StandInHost.Start();
        line.Line.Open(Account, "広報課", "token-a001").SetWebhook(new Uri(server.Browser.BaseAddress!, $"/line/webhook/{Account}"), Secret);
        await using var db = server.Database.OpenEdge();
        db.ConnectedAccounts.Add(new ConnectedAccount
        {
            AccountKey = Account,
            Platform = Platform.Line,
            PlatformAccountId = line.Line.Account(Account).BotUserId,
            WrappedSecret = server.Services.GetRequiredService<MasterKey>().Wrap(
                JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = "token-a001", channelSecret = Secret }), ConnectedAccount.SecretContext(Account)),
            ConnectedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task F2_comings_and_goings_told_twice_and_out_of_order_make_the_right_register()
    {
        var people = line.Line.Account(Account).People;
        line.Line.Options.WebhookCopies = 2;
        var begin = line.Clock.GetUtcNow().AddMinutes(-10);
        for (var n = 0; n < 20; n++)
        {
            var id = FriendWorld.Resident(n).Text;
            await people.Follow(id, begin.AddMinutes(1));
            await people.DoSomethingNew(id);
            if (n % 3 == 0) await people.Block(id, begin.AddMinutes(2));
            if (n % 6 == 0) await people.Follow(id, begin.AddMinutes(3));
            // Told late: he had blocked the account before he added it again.
            if (n % 3 == 1) await people.Block(id, begin);
        }

        await ApplyAll();

        var friends = await Friends();
        Assert.Equal(20, friends.Count);
        Assert.Equal(Enumerable.Range(0, 20).Where(n => n % 3 != 0 || n % 6 == 0), friends.Where(f => f.State == FriendState.Following).Select(f => f.Ordinal));
        Assert.Equal(Enumerable.Range(0, 20), friends.Select(f => f.Ordinal));
        await using var db = server.Database.OpenEdge();
        var days = await db.FriendDays.ToListAsync();
        Assert.Equal((24, 7), (days.Sum(d => d.Followed), days.Sum(d => d.Left)));
    }

    [Fact]
    public async Task F2_followers_of_the_time_before_are_read_from_LINE_and_friends_who_are_known_stay()
    {
        line.Line.Account(Account).AddFriends(2_300);
        var known = line.Line.Account(Account).FriendId(1_500);
        await line.Line.Account(Account).People.Write(known, "こんにちは");
        await ApplyAll();

        await ReadFollowers();
        await ApplyAll();
        await ReadFollowers();
        await ApplyAll();

        var friends = await Friends();
        Assert.Equal(2_300, friends.Count);
        Assert.All(friends, f => Assert.Equal(FriendState.Following, f.State));
        Assert.Equal(2L, friends.Max(f => f.ChangeNumber));
        Assert.Empty(Specs.OfficialSpec.CheckAll(line.Journal.Entries));
    }

    [Fact]
    public async Task F2_an_account_that_is_not_verified_reads_nobody()
    {
        line.Line.Options.Verified = false;
        line.Line.Account(Account).AddFriends(10);

        await ReadFollowers();
        await ApplyAll();

        Assert.Empty(await Friends());
    }

    private async Task ReadFollowers()
    {
        using var http = new PlatformHttp();
        var options = new PlatformOptions { Line = new PlatformOptions.LineOptions { ApiBaseUrl = new Uri(line.LineApiBaseUrl) } };
        await using var db = server.Database.OpenEdge();
        await new ReadFollowers(db, new LineFollowers(http, options), server.Services.GetRequiredService<FriendInbox>(), server.Services.GetRequiredService<MasterKey>(), TimeProvider.System, NullLogger<ReadFollowers>.Instance)
            .ReadAll(CancellationToken.None);
    }

    private async Task ApplyAll()
    {
        while (await server.Services.GetRequiredService<FriendApplier>().Step(Account, CancellationToken.None) > 0) { }
    }

    private async Task<List<Friend>> Friends()
    {
        await using var db = server.Database.OpenEdge();
        return await db.Friends.AsNoTracking().OrderBy(f => f.Ordinal).ToListAsync();
    }
}
