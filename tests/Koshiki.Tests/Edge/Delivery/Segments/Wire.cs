using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>A wire to the database that can be cut: what is cut neither closes nor answers.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly EndPoint target;
    private volatile bool isCut;

    /// <param name="server">The server as a connection string names it: a host and port, or the folder of its socket.</param>
    public Wire(NpgsqlConnectionStringBuilder server)
    {
        target = server.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint(Path.Combine(server.Host, $".s.PGSQL.{server.Port}"))
            : new IPEndPoint(IPAddress.Loopback, server.Port);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => isCut = true;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        ending.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync(ending.Token);
                var far = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(target, ending.Token);
                _ = Carry(near, far);
                _ = Carry(far, near);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Carry(Socket from, Socket to)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            for (var read = await from.ReceiveAsync(bytes, ending.Token); read > 0; read = await from.ReceiveAsync(bytes, ending.Token))
            {
                while (isCut) await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
                for (var sent = 0; sent < read;) sent += await to.SendAsync(bytes.AsMemory(sent, read - sent), ending.Token);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or OperationCanceledException or SocketException or InvalidOperationException)
        {
            // One end has closed, or the test is over.
        }

        from.Dispose();
        to.Dispose();
    }
}
