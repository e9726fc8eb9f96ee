using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.Delivery;

/// <summary>Writes down the outcome of a request that cannot be taken back, even while the database comes and goes.</summary>
internal static class Persist
{
    /// <summary>After this the next holder of the lease finds out by himself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="LeaseLostException">Somebody else has taken the account meanwhile: he finds the open intent.</exception>
    public static async Task UntilWritten(Func<Task> write, ILogger logger, AccountLease lease)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception broken) when (IsTheDatabase(broken) && !patience.IsCancellationRequested)
            {
                logger.LogWarning("{Account}: the outcome could not be written yet: {Reason}", lease.Account, broken.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    public static bool IsTheDatabase(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException or DbUpdateException { InnerException: NpgsqlException or TimeoutException or IOException }
        || failure is InvalidOperationException { InnerException: NpgsqlException or TimeoutException or IOException };
}
