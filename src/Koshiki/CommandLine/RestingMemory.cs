using System.Runtime.InteropServices;

namespace Koshiki.CommandLine;

/// <summary>Gives back the memory that only past work needed: the start's above all, and later, when the program rests, what jobs have left.</summary>
internal static class RestingMemory
{
    /// <summary>When the start's work, the first round of every queue and daily job, is surely done.</summary>
    private static readonly TimeSpan Started = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>So many looks one after the other, each with less processor time than <see cref="Little"/>, are rest.</summary>
    private const int LooksOfRest = 2;

    /// <summary>What asking the queues and beating the heart may cost in the time of a look.</summary>
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(150);

    /// <summary>After the start, and every ten minutes from then on as soon as the program rests, collects the garbage and hands the freed pages to the system. Ends only with <paramref name="ct"/>.</summary>
    /// <remarks>The collection halts the process for some tens of milliseconds. Half of what is given back is the compiler's, which lies in the C library's heap.</remarks>
    public static async Task GiveBack(CancellationToken ct)
    {
        await Task.Delay(Started, ct);
        while (true)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            try
            {
                _ = Trim(0);
            }
            catch (Exception accident) when (accident is EntryPointNotFoundException or DllNotFoundException)
            {
                // Another C library than Debian's keeps its heap as it likes.
            }

            await Task.Delay(Again, ct);
            await Rest(ct);
        }
    }

    private static async Task Rest(CancellationToken ct)
    {
        var used = Environment.CpuUsage.TotalTime;
        for (var quiet = 0; quiet < LooksOfRest;)
        {
            await Task.Delay(Look, ct);
            var now = Environment.CpuUsage.TotalTime;
            quiet = now - used < Little ? quiet + 1 : 0;
            used = now;
        }
    }

    /// <param name="kept">Bytes to leave free at the heap's end.</param>
    /// <returns>1 when something was given back.</returns>
    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint kept);
}
