using System.Globalization;
using Koshiki.Bench;

// Koshiki.Bench [NAME…]: runs the named benchmarks, or all, and prints "name figure unit goal" for each figure.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Dictionary<string, Func<Task>> benchmarks = new()
{
    ["checks"] = () => { Checks.Run(); return Task.CompletedTask; },
    ["official-check"] = () => { OfficialChecks.Run(); return Task.CompletedTask; },
    ["start"] = Start.Run,
    ["staff"] = Staff.Run,
    ["public"] = PublicList.Run,
    ["tables"] = Tables.Run,
    ["report"] = Reports.Run,
    ["survey-statistics"] = SurveyStatistics.Run,
    ["survey-answering"] = SurveyAnswering.Run,
    ["survey-export"] = SurveyStatistics.Export,
    ["survey-books"] = () => { SurveyBooks.Run(); return Task.CompletedTask; },
    ["controls"] = Controls.Run,
    ["segments"] = Segments.Run,
    ["composer-count"] = ComposerCount.Run,
    ["webhooks"] = Webhooks.Run,
    ["multicast"] = Multicast.Run,
    ["multicast-faults"] = MulticastFaults.Run,
};

if (args is [var role, ..] && await ChildProcess.Be(role)) return 0;
foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    if (!benchmarks.TryGetValue(name, out var run))
    {
        await Console.Error.WriteLineAsync($"'{name}' is not a benchmark; known are {string.Join(", ", benchmarks.Keys)}.");
        return 2;
    }

    await run();
}

return 0;
