using System.Diagnostics;
using System.Runtime.CompilerServices;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.PrivateDatabase;

namespace Koshiki.Tests.Foundation.PrivateDatabase;

/// <summary>A real second process that opens a private database, says so, and leaves it when it is told to.</summary>
/// <remarks>It is this test program itself, started with one variable set: then it does only that.</remarks>
internal sealed class UserProcess : IAsyncDisposable
{
    private const string Switch = "KOSHIKI_TEST_OPEN_PRIVATE_DATABASE";
    private const string Ready = "ready ", Refused = "refused ";

    private readonly Process process;

    private UserProcess(Process process) => this.process = process;

    public int ExitCode => process.ExitCode;

    public static UserProcess Start(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Koshiki.Tests.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Switch] = folder },
        };
        return new UserProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it has the database.</summary>
    /// <returns>Its connection string as <see cref="DatabaseRole.Core"/>.</returns>
    public async Task<string> Opened()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return line?.StartsWith(Ready, StringComparison.Ordinal) == true
            ? line[Ready.Length..]
            : throw new InvalidOperationException($"{line} {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Ends it as a person would, and waits.</summary>
    public async Task End()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
    }

    /// <summary>SIGKILL: it can tidy up nothing.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await End();
        process.Dispose();
    }

    /// <summary>Runs before everything else of this program. Other threads wait for it, so all that is awaited lies in the product.</summary>
    [ModuleInitializer]
    internal static void OpenInsteadOfTesting()
    {
        if (Environment.GetEnvironmentVariable(Switch) is not { } folder) return;

        var opened = PrivatePostgres.Open(folder).GetAwaiter().GetResult();
        Console.WriteLine(opened.Succeeded ? Ready + opened.Value.ConnectionString(DatabaseRole.Core) : Refused + opened.Refusal.Sentence);
        if (opened.Succeeded)
        {
            Console.In.ReadToEnd();
            opened.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Environment.Exit(opened.Succeeded ? 0 : 1);
    }
}
