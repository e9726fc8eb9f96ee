using System.Globalization;
using Koshiki.Edge.Delivery;

namespace Koshiki.Bench;

/// <summary>A segment of 1,000,000 friends through LINE's stand-in, with its limit and without; worker, stand-in and database in processes of their own.</summary>
/// <remarks><c>KOSHIKI_BENCH_FRIENDS</c> changes the number of friends.</remarks>
public static class Multicast
{
    /// <summary>What LINE allows in a second.</summary>
    private const int Limit = 200;

    /// <summary>A worker lives for weeks: its code is compiled for speed before the rate without limit is measured.</summary>
    private const int WarmUps = 12;

    /// <summary>Prints how long the limited delivery took, which part of the limit that is, the cores the worker used, and the multicasts in a second without limit.</summary>
    public static async Task Run()
    {
        var friends = MulticastCity.Number("FRIENDS", 1_000_000);
        await using var standIn = await ChildProcess.Start("stand-ins", new Dictionary<string, string>());
        await using var city = await MulticastCity.Make(new StandInControl(standIn.Said), friends, outside: friends / 10);

        await using (var worker = await city.StartWorker(new DeliveryOptions().MulticastsPerSecond))
        {
            await city.DeliverAndWait("大雨警報が出ました。");
            var before = worker.Cpu;
            var sent = await city.DeliverAndWait("土砂災害警戒情報が出ました。");
            var cores = (worker.Cpu - before) / sent.Whole;
            Say("multicast-limited", sent.Sending.TotalSeconds, "s", friends / 500.0 / Limit * 1.03);
            Say("multicast-limit-used", friends / 500.0 / sent.Sending.TotalSeconds / Limit * 100, "%", 97);
            Say("multicast-cpu", cores, "cores", 0.5);
        }

        await city.StandIn.Limits(isOn: false);
        await using (var worker = await city.StartWorker(100_000))
        {
            for (var i = 0; i < WarmUps; i++) await city.DeliverAndWait($"準備{i + 1}回目のお知らせです。");
            var (rates, before, beforeThere) = (new List<double>(), worker.Cpu, standIn.Cpu);
            for (var i = 0; i < 5; i++) rates.Add(friends / 500.0 / (await city.DeliverAndWait($"{i + 1}回目のお知らせです。")).Sending.TotalSeconds);
            Say("multicast-unlimited", rates.Order().ElementAt(2), "/s", 5_000);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# one multicast costs the worker {(worker.Cpu - before) / (friends / 100.0) * 1e6:0} µs of processor, the stand-in {(standIn.Cpu - beforeThere) / (friends / 100.0) * 1e6:0} µs"));
        }

        await city.StandIn.AssertEachGot(2 + WarmUps + 5, friends);
    }

    private static void Say(string name, double figure, string unit, double goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {figure:0.##} {unit} {goal:0.##}"));
}
