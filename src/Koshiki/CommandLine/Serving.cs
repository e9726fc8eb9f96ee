namespace Koshiki.CommandLine;

/// <summary><c>serve</c>: the hosts of this node's roles, until the process is told to end.</summary>
internal static class Serving
{
    public static async Task<int> Serve(Installation installation, CancellationToken ct)
    {
        await using var hosts = await Hosts.Start(installation, ct);
        Console.WriteLine($"Koshiki serves staff at {installation.Settings.StaffUrl} and residents at {installation.Settings.PublicUrl}. Ctrl-C ends it.");
        try
        {
            await RestingMemory.GiveBack(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to end.
        }

        return 0;
    }
}
