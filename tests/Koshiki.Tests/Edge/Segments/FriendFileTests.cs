using System.Globalization;
using System.Text;
using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Files;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Queues;

namespace Koshiki.Tests.Edge.Segments;

public sealed class FriendFileTests : IAsyncLifetime
{
    private static readonly Questionnaire Asked = new(FriendWorld.Account, 1,
    [
        new Question("district", "地区", null, IsSingle: true, [Option(1, "east", "東地区"), Option(2, "west", "西地区"), Option(3, "old", "旧市街", isRetired: true)]),
        new Question("topic", "トピック", null, IsSingle: false, [Option(101, "city-notices", "市からのお知らせ"), Option(102, "tax-and-pension", "税・年金"), Option(103, "events", "催し・イベント")]),
    ]);

    private FriendWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await FriendWorld.Make();
        await using var db = world.Database.OpenEdge();
        db.Questionnaires.Add(new QuestionnaireRow { AccountKey = FriendWorld.Account, Edition = 1, Body = MessageJson.ToBytes(Asked), PublishedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task F2_options_are_named_by_key_or_label_and_a_row_without_choices_is_unanswered()
    {
        var done = await Import(
            Row(0, "east", "city-notices;events", "2025-04-01"),
            Row(1, "西地区", "税・年金； 市からのお知らせ", "令和7年4月2日"),
            Row(2, "", "", "2025/4/3"),
            Row(3, "east", "緊急のみ", "R7.4.4"));

        Assert.Equal((4, 0, 0), (done.Value.Added, done.Value.Changed, done.Value.Kept));
        var friends = await world.Friends();
        Assert.Equal([1, 101, 103], friends[0].Choices);
        Assert.Equal([2, 101, 102], friends[1].Choices);
        Assert.Equal((null, 0), (friends[2].AnsweredAt, friends[2].Choices.Length));
        Assert.True(friends[3].EmergencyOnly);
        Assert.Equal(new DateTimeOffset(2025, 4, 1, 15, 0, 0, TimeSpan.Zero), friends[1].FollowedAt);
    }

    [Fact]
    public async Task F2_every_fault_of_a_file_is_told_with_line_column_value_and_what_is_expected()
    {
        var done = await Import(
            Row(0, "east", "events", "2025-04-01"),
            "Uabc,east,events,2025-04-01",
            Row(0, "north", "events;jazz", "2025-04-01"),
            Row(3, "old", "緊急のみ;events", "2031-04-01"),
            Row(4, "", "", ""));

        var bad = Assert.IsType<BadCsv>(done.Refusal);
        Assert.Equal(
            [(3, "user_id"), (4, "user_id"), (4, "district"), (4, "topics"), (5, "followed_on"), (5, "district"), (5, "topics"), (6, "followed_on")],
            bad.All.Select(f => (f.Line, f.Column)));
        Assert.Contains("friends.csv", bad.Faults[0].Field, StringComparison.Ordinal);
        Assert.Contains("「jazz」", bad.Faults[3].Sentence, StringComparison.Ordinal);
        Assert.Contains("2行目と同じ", bad.Faults[1].Sentence, StringComparison.Ordinal);
        Assert.Empty(await world.Friends());
    }

    [Fact]
    public async Task F2_one_bad_row_in_a_hundred_and_nothing_of_ten_thousand_is_stored()
    {
        var rows = Enumerable.Range(0, 10_000).Select(n => Row(n, n % 100 == 50 ? "nowhere" : "east", "events", "2025-04-01")).ToArray();

        var bad = Assert.IsType<BadCsv>((await Import(rows)).Refusal);

        Assert.Equal(100, bad.All.Count);
        Assert.Equal((52, "district", "nowhere"), (bad.All[0].Line, bad.All[0].Column, bad.All[0].Value));
        Assert.Empty(await world.Friends());
    }

    [Fact]
    public async Task F2_a_trial_says_what_would_happen_and_stores_nothing()
    {
        var done = await Import(dryRun: true, Row(0, "east", "events", "2025-04-01"));

        Assert.Equal(1, done.Value.Added);
        Assert.Empty(await world.Friends());
    }

    [Fact]
    public async Task F2_what_is_exported_can_be_imported_again_and_changes_nothing()
    {
        await Import([.. Enumerable.Range(0, 2_500).Select(n => Row(n, n % 2 == 0 ? "east" : "", n % 3 == 0 ? "emergency-only" : "city-notices;events", "2025-04-01"))]);
        await world.Happen(new FriendChange.Unfollowed(FriendWorld.Resident(7), DateTimeOffset.UtcNow), new FriendChange.Erase(9, DateTimeOffset.UtcNow));
        using var file = new MemoryStream();

        await using var db = world.Database.OpenEdge();
        var written = await new ExportFriendsHandler(db, world.Get<FriendIds>()).Handle(FriendWorld.Account, file, CancellationToken.None);
        var again = await Import(file.ToArray(), dryRun: false);

        Assert.Equal(2_498, written);
        Assert.Equal((0, 0, 2_498), (again.Value.Added, again.Value.Changed, again.Value.Kept));
    }

    [Fact]
    public async Task F2_more_friends_than_one_round_of_blocks_are_taken_over_whole()
    {
        const int Many = 64 * FriendIdBlock.Size + 100;

        await world.Import([.. Enumerable.Range(0, Many).Select(n => new FriendToImport(FriendWorld.Resident(n), DateTimeOffset.UnixEpoch, [(short)(n % 60 + 1)], false, DateTimeOffset.UnixEpoch))]);

        var ids = await world.Ids();
        Assert.Equal((Many, FriendWorld.Resident(0), FriendWorld.Resident(Many - 1)), (ids.Count, ids[0], ids[Many - 1]));
    }

    private static Option Option(short number, string key, string label, bool isRetired = false) => new(number, key, label, null, null, isRetired);

    private static string Row(int resident, string district, string topics, string since) => string.Create(CultureInfo.InvariantCulture, $"{FriendWorld.Resident(resident).Text},{district},{topics},{since}");

    private Task<Result<ImportedFriends>> Import(params string[] rows) => Import(false, rows);

    private Task<Result<ImportedFriends>> Import(bool dryRun, params string[] rows) =>
        Import(Encoding.UTF8.GetBytes(string.Join("\r\n", ["user_id,district,topics,followed_on", .. rows])), dryRun);

    private async Task<Result<ImportedFriends>> Import(byte[] content, bool dryRun)
    {
        await using var db = world.Database.OpenEdge();
        return await new ImportFriendsHandler(db, world.Get<FriendImport>(), TimeProvider.System).Handle(new ImportFriends(FriendWorld.Account, "friends.csv", content, dryRun), CancellationToken.None);
    }
}
