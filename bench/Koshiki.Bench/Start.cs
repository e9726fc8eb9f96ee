using System.Diagnostics;
using System.Globalization;
using Koshiki.CommandLine;

namespace Koshiki.Bench;

/// <summary>From the process's first instruction to its first answer, and its memory at rest: the published program, all three hosts, database running.</summary>
public static class Start
{
    private const int Rounds = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>Prints <c>start &lt;figure&gt; s 1.5</c>, the median of five starts, and <c>memory &lt;figure&gt; MB 200</c>, ten seconds after the last of them.</summary>
    public static async Task Run()
    {
        await using var bench = await BenchInstallation.Make();
        var took = new List<double>();
        double memory = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var program = Process.Start(Call(bench)) ?? throw new InvalidOperationException("dotnet did not start.");
            _ = program.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            await Answers(bench.StaffUrl, watch);
            took.Add(watch.Elapsed.TotalSeconds);
            if (i == Rounds - 1)
            {
                await Task.Delay(Rest);
                memory = ResidentMegabytes(program.Id);
            }

            using var ending = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await program.WaitForExitAsync();
        }

        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start {took[Rounds / 2]:0.00} s 1.5"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory {memory:0.0} MB 200"));
    }

    private static ProcessStartInfo Call(BenchInstallation bench)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../publish/Koshiki/release/Koshiki.dll"));
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing: run ./koshiki once, which publishes it.");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--data", bench.Folder]) { RedirectStandardOutput = true };
        start.Environment["Koshiki__StaffUrl"] = bench.StaffUrl.ToString();
        start.Environment["Koshiki__PublicUrl"] = bench.PublicUrl.ToString();
        return start;
    }

    private static async Task Answers(Uri staff, Stopwatch watch)
    {
        using var http = new HttpClient { BaseAddress = staff };
        while (watch.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("healthz", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        throw new TimeoutException("The program was not ready within 60 s.");
    }

    private static double ResidentMegabytes(int process) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}

/// <summary>A private installation in a folder of its own, gone at the end.</summary>
internal sealed class BenchInstallation : IAsyncDisposable
{
    private BenchInstallation(string folder, Installation installation) => (Folder, Installation) = (folder, installation);

    public string Folder { get; }

    public Installation Installation { get; }

    public Uri StaffUrl => Installation.Settings.StaffUrl;

    public Uri PublicUrl => Installation.Settings.PublicUrl;

    public static async Task<BenchInstallation> Make()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"koshiki-bench-{Guid.NewGuid():n}");
        var opened = await Installation.Open(folder, new Dictionary<string, string?>
        {
            ["Koshiki:StaffUrl"] = "http://127.0.0.1:5180",
            ["Koshiki:PublicUrl"] = "http://127.0.0.1:5181",
            ["Koshiki:SecondFactorRoles"] = "none",
        }, CancellationToken.None);
        if (opened.IsRefused(out var refusal)) throw new InvalidOperationException(refusal.Sentence);
        return new BenchInstallation(folder, opened.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
