using System.Runtime.InteropServices;

namespace Koshiki.CommandLine;

/// <summary>Gives back, once, the memory that only a start needs: a program that then rests for hours need not hold it.</summary>
internal static class StartMemory
{
    /// <summary>When the start's work, the first round of every queue and daily job, is surely done.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    /// <summary>Waits until the start has settled, collects its garbage and hands the freed pages to the system.</summary>
    /// <remarks>The collection halts the process for some tens of milliseconds. Half of what is given back is the compiler's, which lies in the C library's heap.</remarks>
    public static async Task GiveBack(CancellationToken ct)
    {
        await Task.Delay(Settled, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            _ = Trim(0);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than Debian's keeps its heap as it likes.
        }
    }

    /// <param name="kept">Bytes to leave free at the heap's end.</param>
    /// <returns>1 when something was given back.</returns>
    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint kept);
}
