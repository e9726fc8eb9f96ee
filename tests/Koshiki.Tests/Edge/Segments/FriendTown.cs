using System.Globalization;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>A database with the friends of some accounts, changed as the applier changes them, and indexes that follow.</summary>
internal sealed class FriendTown : IAsyncDisposable
{
    public const string Account = "A001";

    /// <summary>Three districts of which one may be chosen, and four topics of which any may.</summary>
    public static readonly Questionnaire Asked = new(Account, 1,
    [
        new Question("district", "お住まいの地区", null, IsSingle: true, [Option(1, "north"), Option(2, "south"), Option(3, "island")]),
        new Question("topic", "受け取りたい情報", null, IsSingle: false, [Option(11, "disaster"), Option(12, "children"), Option(13, "garbage"), Option(14, "culture")]),
    ]);

    private readonly TestDatabase database;
    private readonly List<NpgsqlDataSource> sources = [];

    private FriendTown(TestDatabase database) => this.database = database;

    public TestDatabase Database => database;

    public static async Task<FriendTown> Create(params string[] accounts)
    {
        var town = new FriendTown(await TestDatabase.Create());
        foreach (var account in accounts is [] ? [Account] : accounts) await town.Publish(Asked with { AccountKey = account });
        return town;
    }

    public static Option Option(short number, string key, bool isRetired = false) => new(number, key, key, null, null, isRetired);

    /// <summary>A rule such as <c>district:north,south topic:disaster</c>.</summary>
    public static SegmentRule Rule(string text, bool withUnanswered = false, bool isEmergency = false) => SegmentRule.Of(
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(question => question.Split(':'))
            .Select(parts => new SegmentQuestion(parts[0], parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries))),
        withUnanswered,
        isEmergency);

    public EdgeDb Open() => database.OpenEdge();

    /// <summary>Hands over the order by which core publishes a questionnaire.</summary>
    public async Task Publish(Questionnaire questionnaire)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new QuestionnaireOrders().Handle(new PublishQuestionnaire(questionnaire), Guid.CreateVersion7(), db, default);
        await transaction.CommitAsync();
    }

    /// <summary>An index and its keeper, as a node has them.</summary>
    public Node AddNode(DatabaseRole role = DatabaseRole.Edge, TimeProvider? clock = null)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.As(role)) { ApplicationName = $"index {sources.Count}" }.ConnectionString);
        sources.Add(source);
        var index = new SegmentIndex(clock);
        return new Node(index, new SegmentIndexKeeper(index, source, NullLogger<SegmentIndexKeeper>.Instance));
    }

    /// <summary>Changes friends in a transaction of its own, as one batch.</summary>
    /// <returns>The change's number.</returns>
    public async Task<long> Change(params FriendNow[] friends)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var number = await ChangeWithin(db, Account, friends);
        await transaction.CommitAsync();
        return number;
    }

    /// <summary>Changes friends in the caller's transaction, under the lock of the register.</summary>
    public static async Task<long> ChangeWithin(EdgeDb db, string account, IReadOnlyList<FriendNow> friends)
    {
        await Lock(db, account);
        var number = (await db.Database.SqlQuery<long>($"""
            update edge_segments.friend_register set change_number = change_number + 1, last_ordinal = greatest(last_ordinal, {friends.Select(f => f.Ordinal).DefaultIfEmpty(-1).Max()})
            where account_key = {account} returning change_number
            """).ToListAsync())[0];
        foreach (var friend in friends)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into edge_segments.friend (account_key, ordinal, state, choices, emergency_only, answered_at, followed_at, change_number)
                values ({account}, {friend.Ordinal}, {(short)friend.State}, {friend.Choices}, {friend.EmergencyOnly}, {(friend.Answered ? DateTimeOffset.UnixEpoch : null)}, now(), {number})
                on conflict (account_key, ordinal) do update
                set state = excluded.state, choices = excluded.choices, emergency_only = excluded.emergency_only, answered_at = excluded.answered_at, change_number = excluded.change_number
                """);
        }

        return number;
    }

    public static Task Lock(EdgeDb db, string account = Account) =>
        db.Database.ExecuteSqlAsync($"select 1 from edge_segments.friend_register where account_key = {account} for update");

    /// <summary>What SQL says of a rule, straight from its definition, with the change number of the same moment.</summary>
    public async Task<SegmentCount> BySql(SegmentRule rule, string account = Account)
    {
        var options = Asked.Questions.ToDictionary(q => q.Key, q => q);
        var fits = rule.Questions.Count == 0 ? "false" : string.Join(" and ", rule.Questions.Select(question =>
        {
            var numbers = options[question.Question].Options.Where(o => question.Options.Contains(o.Key)).Select(o => o.Number.ToString(CultureInfo.InvariantCulture)).ToList();
            if (numbers.Count == 0) return "false";
            var chose = $"f.choices && array[{string.Join(',', numbers)}]::smallint[]";
            return rule.IsEmergency && !options[question.Question].IsSingle ? $"({chose} or f.emergency_only)" : $"({chose})";
        }));
        var silent = rule.WithUnanswered ? "or (f.answered_at is null and not f.emergency_only)" : "";
        var alarmed = rule.IsEmergency ? "" : "and not f.emergency_only";
        await using var connection = new NpgsqlConnection(database.As(DatabaseRole.Edge));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"""
            select (select count(*) from edge_segments.friend f where f.account_key = r.account_key and f.state = 0 and (({fits}) {silent}) {alarmed}), r.change_number
            from edge_segments.friend_register r where r.account_key = '{account}'
            """, connection);
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return new SegmentCount.Counted(rows.GetInt64(0), rows.GetInt64(1));
    }

    /// <summary>Waits until the keeper, running by itself, has brought the index there.</summary>
    public static async Task Reach(SegmentIndex index, long number)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await index.Overview(Account, default))?.ChangeNumber is not { } at || at < number) await Task.Delay(5, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources) await source.DisposeAsync();
        await database.DisposeAsync();
    }

    internal sealed record Node(SegmentIndex Index, SegmentIndexKeeper Keeper)
    {
        public async Task<SegmentCount> CountNow(SegmentRule rule, string account = Account)
        {
            await Keeper.LookOnce(default);
            return await Index.Count(account, rule, default);
        }

        public Task Reach(long number) => FriendTown.Reach(Index, number);
    }
}

/// <summary>How a friend is to stand in the register.</summary>
internal sealed record FriendNow(int Ordinal, params short[] Choices)
{
    public FriendState State { get; init; } = FriendState.Following;

    public bool EmergencyOnly { get; init; }

    public bool Answered { get; init; } = true;
}
