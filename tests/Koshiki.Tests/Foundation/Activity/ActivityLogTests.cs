using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Foundation.Activity;

public sealed class ActivityLogTests : LogTestBase
{
    [Fact]
    public async Task A5_a_change_is_logged_with_who_when_and_before_and_after()
    {
        var account = await AddAccount("A001");

        await using (var db = Database.OpenCore(new Actor(Guid.Empty, "佐藤", "page")))
        {
            (await db.Accounts.SingleAsync()).Purpose = "新しい目的";
            await db.SaveChangesAsync();
        }

        await using var read = Database.OpenCore();
        var entry = await read.Log.SingleAsync(e => e.Action == LogAction.Changed);
        var body = await TestDatabase.Ask<byte[]>(Database.Superuser, $"select body from activity_log.content where entry_id = '{entry.Id}'");
        Assert.Equal(("佐藤", "page", "Account", account.Value.ToString()), (entry.ActorName, entry.Via, entry.SubjectType, entry.SubjectId));
        Assert.Contains("""{"Purpose":{"before":null,"after":"新しい目的"}}""", System.Text.Encoding.UTF8.GetString(body!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_a_save_of_which_nobody_says_who_makes_it_is_not_done()
    {
        await using var db = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(Database.As(DatabaseRole.Core)).Options, new Acting(), TimeProvider.System, []);
        db.Accounts.Add(Sample("A001"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Equal(0L, await TestDatabase.Ask<long>(Database.Superuser, "select count(*) from accounts.account"));
    }

    [Fact]
    public async Task A5_an_untouched_log_is_proved_whole()
    {
        await SealFiveBlocks();

        var proof = await LogVerifier.Verify(Core, [], default);

        Assert.Empty(proof.Damage);
        Assert.Equal((5, 5, 0), (proof.Blocks, proof.Entries, proof.Open));
    }

    [Theory]
    [InlineData("update activity_log.content set body = convert_to(replace(convert_from(body, 'UTF8'), '観光', '飲酒'), 'UTF8') where entry_id = (select entry_id from activity_log.block_entry where block = 3)", "Block 3: the content of entry")]
    [InlineData("update activity_log.entry set actor_name = '別人' where id = (select entry_id from activity_log.block_entry where block = 2)", "Block 2: the columns of entry")]
    [InlineData("delete from activity_log.entry where id = (select entry_id from activity_log.block_entry where block = 4)", "Block 4: entry")]
    [InlineData("delete from activity_log.content where entry_id = (select entry_id from activity_log.block_entry where block = 4)", "Block 4: the content of entry")]
    [InlineData("delete from activity_log.block where number = 2", "Block 2 is missing")]
    [InlineData("update activity_log.block set sealed_at = sealed_at + interval '1 second' where number = 5", "Block 5: its own hash does not fit")]
    public async Task A5_a_row_changed_behind_the_programs_back_is_found_and_its_block_named(string sql, string expected)
    {
        await SealFiveBlocks();

        await TestDatabase.Run(Database.Superuser, sql);

        var proof = await LogVerifier.Verify(Core, [], default);
        Assert.StartsWith(expected, proof.Damage[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_a_cut_tail_is_found_with_an_anchor_kept_elsewhere()
    {
        await SealFiveBlocks();
        var before = await LogVerifier.Verify(Core, [], default);
        await TestDatabase.Run(Database.Superuser, "delete from activity_log.block where number = 5; delete from activity_log.block_entry where block = 5");

        var without = await LogVerifier.Verify(Core, [], default);
        var with = await LogVerifier.Verify(Core, LogVerifier.ReadAnchors(["# 2026-11-21", $"5 {before.Head}"]).Value, default);

        Assert.Empty(without.Damage);
        Assert.Equal(["Block 5 of the anchor is not in the log: its end was cut off."], with.Damage);
    }

    [Fact]
    public async Task A5_content_erased_by_rule_is_not_damage()
    {
        await SealFiveBlocks();

        await TestDatabase.Run(Database.As(DatabaseRole.Core), "select activity_log.erase((select entry_id from activity_log.block_entry where block = 2), 'retention: 5 years')");

        var proof = await LogVerifier.Verify(Core, [], default);
        Assert.Empty(proof.Damage);
        Assert.Equal(1, proof.Erased);
    }

    [Theory]
    [InlineData("update activity_log.entry set actor_name = 'x'")]
    [InlineData("delete from activity_log.content")]
    [InlineData("truncate activity_log.block")]
    [InlineData("insert into activity_log.erasure select id, 'x', now() from activity_log.entry")]
    [InlineData("drop table activity_log.entry")]
    public async Task A5_the_programs_own_login_cannot_change_the_log(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.Run(Database.As(DatabaseRole.Core), sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task SealFiveBlocks()
    {
        for (var i = 1; i <= 5; i++)
        {
            await AddAccount($"A{i:000}");
            Assert.Equal(1, await LogSealer.SealNext(Core, default));
        }
    }

    private async Task<AccountId> AddAccount(string key)
    {
        await using var db = Database.OpenCore();
        var account = Sample(key);
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    private static Account Sample(string key) => Account.Register(
        key,
        Platform.X,
        new AccountFacts($"観光の便り {key}", OfficeId.New(), OperatorKind.Direct, $"https://x.com/{key}", $"x:handle:{key}"));
}
