using System.Globalization;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;
using Koshiki.Tests.Specs;

namespace Koshiki.Bench;

/// <summary>
/// Deliveries to 1,000,000 friends by two nodes with faults on 2 % of the requests: one node killed with SIGKILL at a random moment, or stopped for
/// eight seconds and continued, or an emergency given in the middle. The stand-in's own count must be exactly one for everyone inside, none outside.
/// </summary>
/// <remarks>
/// <c>KOSHIKI_BENCH_FRIENDS</c> (1,000,000), <c>KOSHIKI_BENCH_KILLS</c> (20), <c>KOSHIKI_BENCH_STOPS</c> (5) and <c>KOSHIKI_BENCH_EMERGENCIES</c> (5) change the size.
/// It says nothing about a loss of power.
/// </remarks>
public static class MulticastFaults
{
    private const string Request = "line.multicast";
    private const int PerSecond = 190;

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.AcceptThenHang, FaultKind.AcceptThenReset, FaultKind.AcceptThenResetMidBody, FaultKind.AcceptThenServerError,
        FaultKind.Hang, FaultKind.Reset, FaultKind.ServerError, FaultKind.Unavailable,
    ];

    /// <summary>Prints a line for each run, and the runs that were right, the longest takeover and the slowest emergency.</summary>
    public static async Task Run()
    {
        var (friends, kills) = (MulticastCity.Number("FRIENDS", 1_000_000), MulticastCity.Number("KILLS", 20));
        var (stops, emergencies) = (MulticastCity.Number("STOPS", 5), MulticastCity.Number("EMERGENCIES", 5));
        await using var first = await StandIns(friends);
        await using var city = await MulticastCity.Make(new StandInControl(first.BaseUrl), first.Line.Account(MulticastCity.Account).FriendIds(), friends);

        var takeovers = new List<double>();
        for (var seed = 1; seed <= kills; seed++) takeovers.Add(await OneRun(city, friends, seed, "kill", Kill));
        for (var seed = 1; seed <= stops; seed++) await OneRun(city, friends, 100 + seed, "stop", Stop);
        var delays = new List<double>();
        for (var seed = 1; seed <= emergencies; seed++) delays.Add(await OneRun(city, friends, 200 + seed, "emergency", Emergency));

        Say("multicast-kills", kills, "runs", kills);
        if (kills > 0) Say("multicast-takeover", takeovers.Max(), "s", 6);
        Say("multicast-stops", stops, "runs", stops);
        if (emergencies > 0) Say("multicast-emergency", delays.Max(), "s", 2);
    }

    /// <summary>What is done to the node that sends, and how long the next request then took, in seconds.</summary>
    private delegate Task<double> Incident(MulticastCity city, StandInHost standIns, ChildProcess sending);

    private static async Task<double> OneRun(MulticastCity city, int friends, int seed, string name, Incident incident)
    {
        await using var standIns = await StandIns(friends);
        foreach (var kind in Kinds) standIns.Faults.Add(new Fault(kind) { Request = Request, Share = 0.02 / Kinds.Length, Times = null });
        city.StandIn = new StandInControl(standIns.BaseUrl);
        await using var one = await city.StartWorker(PerSecond);
        await using var two = await city.StartWorker(PerSecond);
        // The second one lets the first one take the account, so that it is the one that sends.
        await two.Freeze();
        var delivery = await city.Deliver($"{name} {seed}: 大雨警報が出ました。");
        await standIns.Journal.WaitFor(Request, RequestStage.Arrived, 1);
        await two.Thaw();

        // Anywhere in what is left of the delivery.
        var chunks = friends / 500;
        var at = standIns.Journal.Count(Request) + (long)(new Random(seed).NextDouble() * Math.Max(0, chunks - standIns.Journal.Count(Request) - 5));
        await standIns.Journal.WaitFor(Request, RequestStage.Arrived, at);
        var took = await incident(city, standIns, one);
        var (sending, _) = await city.UntilSent(delivery);

        var checkedRequests = Check(standIns, friends, hasEmergency: name == "emergency");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"multicast-faults {name} seed {seed}: at request {at}, {took:0.00} s; {sending.TotalSeconds:0.0} s in all, {standIns.Journal.Count(Request)} requests, {standIns.Faults.Struck} faults, {friends} once, {friends / 10} none, {checkedRequests}"));
        return took;
    }

    private static async Task<double> Kill(MulticastCity city, StandInHost standIns, ChildProcess sending)
    {
        sending.Kill();
        return await UntilNext(standIns, Request);
    }

    private static async Task<double> Stop(MulticastCity city, StandInHost standIns, ChildProcess sending)
    {
        await sending.Freeze();
        var eight = Task.Delay(TimeSpan.FromSeconds(8));
        var took = await UntilNext(standIns, Request);
        await eight;
        await sending.Thaw();
        return took;
    }

    private static async Task<double> Emergency(MulticastCity city, StandInHost standIns, ChildProcess sending)
    {
        var before = DateTimeOffset.UtcNow;
        await city.Deliver("津波警報です。高台へ逃げてください。", isEmergency: true);
        var arrived = await standIns.Journal.WaitFor("line.broadcast", RequestStage.Arrived);
        return (arrived!.At - before).TotalSeconds;
    }

    /// <summary>Seconds until the next request arrives; 0 where the delivery was over.</summary>
    private static async Task<double> UntilNext(StandInHost standIns, string kind)
    {
        var (from, count) = (DateTimeOffset.UtcNow, standIns.Journal.Count(kind));
        try
        {
            var next = await standIns.Journal.WaitFor(kind, RequestStage.Arrived, count + 1, TimeSpan.FromSeconds(20));
            return next is null ? 0 : Math.Max(0, (next.At - from).TotalSeconds);
        }
        catch (TimeoutException)
        {
            return 0;
        }
    }

    /// <exception cref="InvalidOperationException">Somebody got it twice or not at all, a key was used for two bodies, or a request is not as LINE describes it.</exception>
    private static string Check(StandInHost standIns, int friends, bool hasEmergency)
    {
        var account = standIns.Line.Account(MulticastCity.Account);
        var everyone = hasEmergency ? 1 : 0;
        var wrong = account.ReceivedCounts().Where((got, i) => got != everyone + (i < friends ? 1 : 0)).Count();
        if (wrong > 0) throw new InvalidOperationException($"{wrong} friends did not get exactly what they should have got: {string.Join(", ", account.ReceivedHistogram())}");

        var requests = standIns.Journal.Of(Request);
        var reused = requests.GroupBy(entry => entry.RetryKey).Count(same => same.Select(entry => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(entry.Body.Span))).Distinct().Count(hash => hash != EmptyHash) > 1);
        if (reused > 0 || account.RetriesWithAnotherBody > 0) throw new InvalidOperationException($"{reused} keys were used for two bodies.");
        if (!SpecFolder.IsHere) return "LINE's description is not on this machine";

        var line = OpenApiSpec.Load(SpecFolder.At("line", "messaging-api.yml"), SpecFolder.At("line", "insight.yml"));
        var whole = requests.Where(entry => entry.Body.Length > 0).ToList();
        var violations = whole.SelectMany(entry => line.Check(entry)).Distinct().ToList();
        return violations.Count == 0 ? $"{whole.Count} valid" : throw new InvalidOperationException(string.Join("; ", violations));
    }

    /// <summary>A request that was cut before it was read has no body in the journal.</summary>
    private static string EmptyHash { get; } = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData([]));

    private static async Task<StandInHost> StandIns(int friends)
    {
        var host = await StandInHost.Start();
        host.Line.Open(MulticastCity.Account, "広報課", "token-" + MulticastCity.Account, friends + (friends / 10));
        return host;
    }

    private static void Say(string name, double figure, string unit, double goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {figure:0.##} {unit} {goal:0.##}"));
}
