using System.Diagnostics;
using System.Globalization;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>Friends in PostgreSQL: the tables that the index reads, and the designs by which PostgreSQL itself would answer best.</summary>
/// <remarks>The rivals have it easier than in earnest: their tables hold only friends who can be in a segment, without name, state or history.</remarks>
internal static class SegmentTables
{
    public const string Account = "A001";

    private const string Schema = "rival";

    private static readonly (string Name, Func<short[], short[], string> Where)[] Designs =
    [
        ("gin", (districts, topics) => $"from {Schema}.friend where {Both(Overlaps(districts), Overlaps(topics))}"),
        ("covering-btree", (districts, topics) => $"from {Schema}.friend where {Both(Among(districts), topics.Length == 0 ? null : $"topics & {Mask(topics)} <> 0")}"),
        ("partial-btrees", (districts, topics) => $"from {Schema}.friend where {Both(Among(districts), topics.Length == 0 ? null : $"({string.Join(" or ", topics.Select(t => $"topics & {Mask([t])} <> 0"))})")}"),
        ("choice-table", ByChoices),
    ];

    /// <summary>Friends of one account: 5 % have left, 15 % never answered, 3 % want emergencies alone; the others have a district and three or four topics.</summary>
    public static async Task Fill(NpgsqlDataSource source, int friends)
    {
        var questionnaire = new Questionnaire(Account, 1,
        [
            new Question("district", "地区", null, IsSingle: true, [.. Enumerable.Range(1, 60).Select(n => new Option((short)n, $"d{n}", $"地区{n}", null, null, false))]),
            new Question("topic", "情報", null, IsSingle: false, [.. Enumerable.Range(101, 14).Select(n => new Option((short)n, $"t{n}", $"情報{n}", null, null, false))]),
        ]);
        await Run(source, "insert into edge_segments.questionnaire (account_key, edition, body, published_at) values ($1, 1, $2, now())", Account, MessageJson.ToBytes(questionnaire));
        await Run(source, string.Create(CultureInfo.InvariantCulture, $"""
            insert into edge_segments.friend_register (account_key, change_number, last_ordinal) values ('{Account}', 1, {friends - 1});
            select setseed(0.5);
            create temp table topic_set as
              select mask, coalesce((select array_agg((101 + i)::smallint order by i) from generate_series(0, 13) i where mask & (1 << i) <> 0), '{"{}"}'::smallint[]) as numbers
              from generate_series(0, 16383) mask;
            insert into edge_segments.friend (account_key, ordinal, state, choices, emergency_only, answered_at, edition, followed_at, change_number)
              select '{Account}', n, case when kind < 5 then 1 else 0 end,
                     case when kind < 20 then '{"{}"}'::smallint[] when kind < 23 then array[district] else district || numbers end,
                     kind between 20 and 22, case when kind >= 20 then now() end, case when kind >= 20 then 1 end, now(), 1
              from (select n, (random() * 100)::int as kind, (1 + floor(random() * 60))::smallint as district,
                           floor(random() * 16384)::int & floor(random() * 16384)::int as mask
                    from generate_series(0, {friends - 1}) n offset 0) f
              join topic_set using (mask);
            vacuum analyze edge_segments.friend
            """));
    }

    /// <summary>Gives some friends another district, as one change.</summary>
    public static Task Change(NpgsqlDataSource source, int friends) => Run(source, string.Create(CultureInfo.InvariantCulture, $"""
        begin;
        update edge_segments.friend_register set change_number = change_number + 1 where account_key = '{Account}';
        update edge_segments.friend set choices = array[1 + ordinal % 60]::smallint[] || choices[2:], answered_at = now(),
               change_number = (select change_number from edge_segments.friend_register where account_key = '{Account}')
        where account_key = '{Account}' and ordinal in (select floor(random() * (select last_ordinal from edge_segments.friend_register where account_key = '{Account}'))::int from generate_series(1, {friends}));
        commit
        """));

    /// <summary>Every design side by side, on a table narrower than ours.</summary>
    public static async Task MakeRivals(NpgsqlDataSource source)
    {
        await Run(source, $"""
            create schema {Schema};
            create unlogged table {Schema}.friend as
              select ordinal, case when choices[1] <= 100 then choices[1] end as district, choices,
                     (select coalesce(sum(1 << (c - 101)), 0)::int from unnest(choices) c where c > 100) as topics
              from edge_segments.friend where account_key = '{Account}' and state = 0 and not emergency_only and answered_at is not null;
            create unlogged table {Schema}.choice as select c as number, ordinal from {Schema}.friend, unnest(choices) c;
            set maintenance_work_mem = '1GB';
            create index on {Schema}.friend using gin (choices);
            create index on {Schema}.friend (district, topics) include (ordinal);
            create index on {Schema}.choice (number, ordinal)
            """);
        for (var topic = 0; topic < 14; topic++) await Run(source, string.Create(CultureInfo.InvariantCulture, $"create index on {Schema}.friend (district) include (ordinal, topics) where topics & {1 << topic} <> 0"));
        await Run(source, $"vacuum analyze {Schema}.friend; vacuum analyze {Schema}.choice");
    }

    /// <summary>The fastest design for one rule: its name, its median time, its answer.</summary>
    public static async Task<(string Design, double Milliseconds, long Answer)> Best(NpgsqlDataSource source, short[] districts, short[] topics, int runs, bool lists)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var generous = new NpgsqlCommand("set work_mem = '1GB'; set max_parallel_workers_per_gather = 2; set jit = off", connection)) await generous.ExecuteNonQueryAsync();
        (string, double Milliseconds, long) best = ("", double.MaxValue, 0);
        foreach (var (name, where) in Designs)
        {
            var times = new List<double>();
            long answer = 0;
            await using var query = new NpgsqlCommand($"select {(lists ? "ordinal" : "count(*)")} {where(districts, topics)}", connection);
            await query.PrepareAsync();
            for (var run = 0; run <= runs; run++)
            {
                var watch = Stopwatch.StartNew();
                answer = lists ? await CountRows(query) : (long)(await query.ExecuteScalarAsync())!;
                if (run > 0) times.Add(watch.Elapsed.TotalMilliseconds);
                if (times.Count > 0 && times[^1] > 5 * best.Milliseconds) break;
            }

            times.Sort();
            if (times[times.Count / 2] < best.Milliseconds) best = (name, times[times.Count / 2], answer);
        }

        return best;
    }

    private static async Task<long> CountRows(NpgsqlCommand query)
    {
        await using var rows = await query.ExecuteReaderAsync();
        long count = 0;
        while (await rows.ReadAsync()) count += rows.GetInt32(0) >= 0 ? 1 : 0;
        return count;
    }

    private static string ByChoices(short[] districts, short[] topics)
    {
        if (topics.Length == 0) return $"from {Schema}.choice where {Number(districts)}";
        var those = topics.Length == 1 ? $"{Schema}.choice" : $"(select distinct ordinal from {Schema}.choice where {Number(topics)}) t";
        if (districts.Length == 0) return topics.Length == 1 ? $"from {those} where {Number(topics)}" : $"from {those}";
        var second = $"join {Schema}.choice d using (ordinal) where {Number(districts, "d.")}";
        return topics.Length == 1 ? $"from {those} t {second} and {Number(topics, "t.")}" : $"from {those} {second}";
    }

    private static string Number(short[] numbers, string of = "") => $"{of}number = any({Array(numbers)})";

    private static string? Overlaps(short[] numbers) => numbers.Length == 0 ? null : $"choices && {Array(numbers)}";

    private static string? Among(short[] districts) => districts.Length == 0 ? null : $"district = any({Array(districts)})";

    private static string Both(string? one, string? other) => string.Join(" and ", new[] { one, other }.OfType<string>());

    private static string Array(short[] numbers) => $"'{{{string.Join(',', numbers)}}}'::smallint[]";

    private static int Mask(short[] topics) => topics.Aggregate(0, (mask, topic) => mask | (1 << (topic - 101)));

    private static async Task Run(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var connection = await source.OpenConnectionAsync();
        foreach (var one in values.Length > 0 ? [sql] : sql.Split(';', StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(one, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }
}
