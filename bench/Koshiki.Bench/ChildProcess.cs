using System.Diagnostics;
using System.Globalization;
using Koshiki.Edge;
using Koshiki.StandIns;

namespace Koshiki.Bench;

/// <summary>This program again, as a worker or as the stand-ins, in a process of its own. It ends with its parent at the latest.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, string said) => (this.process, Said) = (process, said);

    /// <summary>The line it said when it was ready.</summary>
    public string Said { get; }

    /// <summary>Processor seconds used so far.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<ChildProcess> Start(string role, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(role);
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"The {role} did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ChildProcess(process, line["ready ".Length..]);
        }

        throw new InvalidOperationException($"The {role} ended before it was ready.");
    }

    /// <summary>What this program does when it is started as a child.</summary>
    /// <returns>False when the role is not a child's.</returns>
    public static async Task<bool> Be(string role)
    {
        switch (role)
        {
            case "worker":
                await using (var worker = WorkerHost.Build(new ConfigurationBuilder().AddEnvironmentVariables().Build(), healthPort: 0))
                {
                    await worker.StartAsync();
                    Console.WriteLine("ready worker");
                    await UntilParentEnds();
                    await worker.StopAsync();
                }

                return true;
            case "stand-ins":
                await using (var host = await StandInHost.Start(new StandInOptions { JournalKeeps = JournalKeeping.CountsOnly }))
                {
                    Console.WriteLine("ready " + host.BaseUrl);
                    await UntilParentEnds();
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public Task Freeze() => Signal("-STOP");

    public Task Thaw() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Thaw();
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) process.Kill();
        }

        process.Dispose();
    }

    private static Task UntilParentEnds() => Console.OpenStandardInput().CopyToAsync(Stream.Null);

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
