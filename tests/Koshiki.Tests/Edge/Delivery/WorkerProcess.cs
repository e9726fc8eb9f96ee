using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Koshiki.Edge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>A real worker in a process of its own, so that it can be killed and stopped as the operating system does it.</summary>
/// <remarks>The test program starts itself again; with <see cref="Switch"/> set it is a worker and nothing else.</remarks>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string Switch = "KOSHIKI_TEST_WORKER";
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool disposed;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>Everything it wrote, for a failing test's message.</summary>
    public List<string> Log { get; } = [];

    public static async Task<WorkerProcess> Start(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Switch] = "1";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var worker = new WorkerProcess(new Process { StartInfo = start });
        worker.process.OutputDataReceived += (_, line) => worker.Note(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Note(line.Data);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        await worker.ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return worker;
    }

    /// <summary>SIGKILL: nothing of the program runs after this.</summary>
    public async Task KillNow()
    {
        Signal(Kill);
        await process.WaitForExitAsync();
    }

    public void Freeze() => Signal(Stop);

    public void Thaw() => Signal(Continue);

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        if (!process.HasExited) await KillNow();
        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (Log) Log.Add(line);
        if (line == "worker is ready") ready.TrySetResult();
    }

    private void Signal(int number)
    {
        if (SendSignal(process.Id, number) != 0) throw new InvalidOperationException($"Signal {number} could not be sent.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    /// <summary>Runs before the test program's own beginning, and instead of it in a worker.</summary>
    [ModuleInitializer]
    internal static void BeAWorkerIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Switch) != "1") return;
        var app = WorkerHost.Build(new ConfigurationBuilder().AddEnvironmentVariables().Build(), healthPort: 0);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("worker is ready"));
        app.Run();
        Environment.Exit(0);
    }
}
