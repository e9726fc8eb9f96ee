using System.Diagnostics;
using System.Globalization;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>Counts and recipients of segments over 1 and 10 million friends, 60 districts and 14 topics, beside PostgreSQL's best index for the same question.</summary>
public static class Segments
{
    private const int OurRuns = 300;

    /// <summary>Friends, the longest allowed count in milliseconds, and how often the rival runs.</summary>
    private static readonly (int Friends, double GoalMilliseconds, int RivalRuns)[] Sizes = [(1_000_000, 0.5, 7), (10_000_000, 3, 3)];

    /// <summary>From the narrowest to the widest.</summary>
    private static readonly (string Name, short[] Districts, short[] Topics)[] Rules =
    [
        ("1-district-1-topic", Numbers(7, 1), Numbers(103, 1)),
        ("1-topic", [], Numbers(103, 1)),
        ("10-districts-5-topics", Numbers(3, 10), Numbers(101, 5)),
        ("every-other-district-7-topics", [.. Numbers(1, 60).Where(n => n % 2 == 0)], Numbers(105, 7)),
        ("all-districts-all-topics", Numbers(1, 60), Numbers(101, 14)),
    ];

    /// <summary>Prints, for each size: memory, rebuild, refresh; and for each rule the count and the list of ordinals, each beside PostgreSQL's.</summary>
    public static async Task Run()
    {
        foreach (var (friends, goal, rivalRuns) in Sizes)
        {
            await using var bench = await BenchInstallation.Make();
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(bench.Installation.Settings.EdgeOwnerDatabase) { CommandTimeout = 0 }.ConnectionString);
            await SegmentTables.Fill(source, friends);
            await Measure(source, friends, goal, rivalRuns);
        }
    }

    private static async Task Measure(NpgsqlDataSource source, int friends, double goal, int rivalRuns)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{friends / 1_000_000}m");
        var millions = friends / 1e6;

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = (await FriendRows.Newest(source, SegmentTables.Account, null, CancellationToken.None))!;
        var rebuild = watch.Elapsed.TotalSeconds;
        Print($"segments-{size}-memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / millions / 1e6, "MB/million", 12);
        Print($"segments-{size}-rebuild", rebuild / millions, "s/million", 2);
        Print($"segments-{size}-overview", Median(20, () => new SegmentSnapshot(index.Head, index.Blocks, index.Layout).Overview.Friends), "ms", null);
        await RebuildWhileCounting(source, index, size, millions, goal);
        index = await Refresh(source, index, size);

        await SegmentTables.MakeRivals(source);
        foreach (var (name, districts, topics) in Rules)
        {
            var chosen = Chosen(districts, topics);
            var ours = Median(OurRuns, () => index.Count(chosen));
            var list = Median(OurRuns / 10, () => List(index.Select(chosen)));
            var rival = await SegmentTables.Best(source, districts, topics, rivalRuns, lists: false);
            var rivalList = await SegmentTables.Best(source, districts, topics, Math.Max(1, rivalRuns / 2), lists: true);
            if (rival.Answer != index.Count(chosen) || rivalList.Answer != rival.Answer) throw new InvalidDataException($"{name}: PostgreSQL counts {rival.Answer}, the index {index.Count(chosen)}.");
            Print($"segments-{size}-count-{name}", ours, "ms", goal);
            Print($"segments-{size}-postgres-{name}-{rival.Design}", rival.Milliseconds, "ms", null);
            Print($"segments-{size}-ordinals-{name}", list, "ms", null);
            Print($"segments-{size}-postgres-ordinals-{name}-{rivalList.Design}", rivalList.Milliseconds, "ms", null);
            Print($"segments-{size}-ratio-{name}", rival.Milliseconds / ours, "times", 100);
        }
    }

    /// <summary>The whole scan again, while one thread asks for counts without a pause.</summary>
    private static async Task RebuildWhileCounting(NpgsqlDataSource source, SegmentSnapshot index, string size, double millions, double goal)
    {
        using var stop = new CancellationTokenSource();
        var chosen = Chosen(Rules[2].Districts, Rules[2].Topics);
        var asking = Task.Run(() =>
        {
            var counts = new List<double>();
            while (!stop.IsCancellationRequested) counts.Add(Once(() => index.Count(chosen)));
            return counts;
        });
        var watch = Stopwatch.StartNew();
        await FriendRows.Newest(source, SegmentTables.Account, null, CancellationToken.None);
        Print($"segments-{size}-rebuild-while-counting", watch.Elapsed.TotalSeconds / millions, "s/million", 2);
        await stop.CancelAsync();
        var times = await asking;
        times.Sort();
        Print($"segments-{size}-count-while-rebuilding", times[times.Count / 2], "ms", goal);
    }

    /// <summary>One friend, and a thousand friends anywhere, from the committed change to the snapshot that has it.</summary>
    private static async Task<SegmentSnapshot> Refresh(NpgsqlDataSource source, SegmentSnapshot index, string size)
    {
        foreach (var changed in (int[])[1, 1000])
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                await SegmentTables.Change(source, changed);
                var watch = Stopwatch.StartNew();
                var newest = (await FriendRows.Newest(source, SegmentTables.Account, index, CancellationToken.None))!;
                times.Add(watch.Elapsed.TotalMilliseconds);
                index = newest;
            }

            times.Sort();
            Print(string.Create(CultureInfo.InvariantCulture, $"segments-{size}-refresh-{changed}"), times[times.Count / 2], "ms", null);
        }

        return index;
    }

    private static ChosenOptions Chosen(short[] districts, short[] topics) => new(
        [.. ((ChosenOptions.OfQuestion[])[new(districts, IsSingle: true), new(topics, IsSingle: false)]).Where(question => question.Numbers.Count > 0)],
        WithUnanswered: false,
        IsEmergency: false);

    /// <summary>The recipients' ordinals as a delivery takes them: chunk by chunk.</summary>
    private static long List(byte[] recipients)
    {
        var chunks = new Chunks(recipients);
        long listed = 0;
        for (var chunk = 0; chunk < chunks.Count; chunk++) listed += chunks.Ordinals(chunk).Length;
        return listed;
    }

    private static double Median(int runs, Func<long> what)
    {
        for (var i = 0; i < runs / 10; i++) what();
        double[] times = [.. Enumerable.Range(0, runs).Select(_ => Once(what)).Order()];
        return times[runs / 2];
    }

    private static double Once(Func<long> what)
    {
        var started = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static short[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(n => (short)n)];

    private static void Print(string name, double figure, string unit, double? goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {figure:0.####} {unit} {(goal is { } number ? number : "-")}"));
}
