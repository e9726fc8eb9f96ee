using Npgsql;

namespace Koshiki.Foundation.Queues;

/// <summary>Wakes a waiting worker on NOTIFY. A lost connection costs nothing but the wait: the caller looks at its table anyway.</summary>
internal sealed class NotificationBell(NpgsqlDataSource source, string channel, ILogger logger) : IAsyncDisposable
{
    private NpgsqlConnection? connection;

    /// <summary>Returns at a notification or after the given time, whichever comes first.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            if (connection is null)
            {
                connection = await Listen(ct);
                return; // Whatever came before we listened is found by looking once more.
            }

            await connection.WaitAsync(atMost, ct);
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException or IOException)
        {
            logger.LogInformation("The bell {Channel} lost its connection: {Reason}", channel, lost.Message);
            if (connection is not null) await connection.DisposeAsync();
            connection = null;
            await Task.Delay(atMost, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
    }

    /// <summary>A connection that listens. One that was cut off before it did is not kept: it would never ring.</summary>
    private async Task<NpgsqlConnection> Listen(CancellationToken ct)
    {
        var opened = await source.OpenConnectionAsync(ct);
        try
        {
            await using var listen = new NpgsqlCommand($"listen {channel}", opened);
            await listen.ExecuteNonQueryAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
