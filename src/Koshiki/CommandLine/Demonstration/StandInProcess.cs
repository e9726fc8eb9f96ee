using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>The platforms' stand-ins in a process of their own. It ends with ours, however ours ends: it lives as long as the pipe that we hold.</summary>
internal sealed class StandInProcess : IAsyncDisposable
{
    private readonly Process process;

    private StandInProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it on a port of this machine and waits until it takes requests.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says what it wrote.</exception>
    public static async Task<StandInProcess> Start(int port, string stateFolder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in new[] { Program(), "--port", port.ToString(CultureInfo.InvariantCulture), "--state", stateFolder, "--until-input-ends" }) start.ArgumentList.Add(word);

        var process = Process.Start(start) ?? throw new InvalidOperationException("The stand-ins could not be started.");
        var written = new StringBuilder();
        process.ErrorDataReceived += (_, line) => written.AppendLine(line.Data);
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync(ct) is null)
        {
            await process.WaitForExitAsync(ct);
            throw new InvalidOperationException($"The stand-ins did not start on port {port}: {written}");
        }

        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new StandInProcess(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>Beside this program, in the same kind of build.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.GetFullPath(Path.Combine(here.FullName, "..", "..", "Koshiki.StandIns", here.Name, "Koshiki.StandIns.dll"));
        return File.Exists(program) ? program : throw new InvalidOperationException($"The stand-ins are missing: {program}. Start the demonstration with ./koshiki demo, which builds both.");
    }
}
