using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Connecting;
using Koshiki.Exchange;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Accounts;

public sealed class ConnectionReportTests
{
    [Fact]
    public async Task E1_a_connection_that_the_platform_refused_is_broken_with_its_reason_and_works_again_when_it_is_seen_to()
    {
        await using var database = await TestDatabase.Create();
        await Add(database, Sample.Account());

        var broken = await Hear(database, works: false, "アクセスが取り消されています。");
        var mended = await Hear(database, works: true, null);

        Assert.Equal((ConnectionState.Broken, "アクセスが取り消されています。"), broken);
        Assert.Equal((ConnectionState.Works, null), mended);
    }

    [Fact]
    public async Task E1_a_report_about_an_account_that_is_not_connected_or_not_known_changes_nothing()
    {
        await using var database = await TestDatabase.Create();
        var facts = new AccountFacts("愛光市", Sample.DisasterOffice, OperatorKind.Direct, "https://social.example/A001", "social.example/A001");
        await Add(database, Account.Register("A001", Koshiki.PlatformFacts.Platform.Line, facts));

        var heard = await Hear(database, works: true, null);
        await using var db = database.OpenCore();
        await new ConnectionReports(db).Handle(new ConnectionReported("A999", true, null, Sample.MondayNine), Guid.NewGuid(), default);

        Assert.Equal(ConnectionState.NotConnected, heard.State);
    }

    private static async Task Add(TestDatabase database, Account account)
    {
        await using var db = database.OpenCore();
        db.Add(account);
        await db.SaveChangesAsync();
    }

    private static async Task<(ConnectionState State, string? Reason)> Hear(TestDatabase database, bool works, string? reason)
    {
        await using (var db = database.OpenCore())
        {
            var listener = new ConnectionReports(db);
            var report = new ConnectionReported("A001", works, reason, Sample.MondayNine);
            Assert.True(listener.Takes(report));
            await listener.Handle(report, Guid.NewGuid(), default);
        }

        await using var after = database.OpenCore();
        var account = await after.Accounts.AsNoTracking().SingleAsync();
        return (account.Connection, account.ConnectionReason);
    }
}
