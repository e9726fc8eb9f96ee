using System.Net;
using System.Net.Sockets;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>A wire to the database that can be cut: what is cut neither closes nor answers.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private volatile bool isCut;

    public Wire(int target)
    {
        this.target = target;
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
                var near = await listener.AcceptTcpClientAsync(ending.Token);
                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, target, ending.Token);
                _ = Carry(near, far);
                _ = Carry(far, near);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient from, TcpClient to)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            for (var read = await from.GetStream().ReadAsync(bytes, ending.Token); read > 0; read = await from.GetStream().ReadAsync(bytes, ending.Token))
            {
                while (isCut) await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
                await to.GetStream().WriteAsync(bytes.AsMemory(0, read), ending.Token);
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
