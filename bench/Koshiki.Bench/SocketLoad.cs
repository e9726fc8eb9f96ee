using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Koshiki.Bench;

/// <summary>A load generator for machines without <c>wrk</c>: one thread on one core, one request under way on each connection.</summary>
internal static class SocketLoad
{
    /// <returns>Answers in a second.</returns>
    public static Task<double> Run(Uri address, int connections, TimeSpan length, int core)
    {
        var result = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Pin(core);
                result.SetResult(Ask(address, connections, length));
            }
            catch (Exception accident) when (accident is SocketException or IOException or InvalidOperationException)
            {
                result.SetException(accident);
            }
        });
        thread.Start();
        return result.Task;
    }

    private static double Ask(Uri address, int connections, TimeSpan length)
    {
        var request = Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var sockets = new List<Socket>();
        try
        {
            for (var n = 0; n < connections; n++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(address.Host, address.Port);
                sockets.Add(socket);
            }

            var buffer = new byte[256 * 1024];
            sockets[0].Send(request);
            var size = ReadFirst(sockets[0], buffer);
            long answers = 0;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < length)
            {
                foreach (var socket in sockets) socket.Send(request);
                foreach (var socket in sockets) ReadWhole(socket, buffer, size);
                answers += sockets.Count;
            }

            return answers / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    /// <summary>Reads one answer and finds its length, headers included; every later one has the same.</summary>
    private static int ReadFirst(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            have += Receive(socket, buffer.AsSpan(have));
            var text = Encoding.ASCII.GetString(buffer, 0, have);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var line = text.Split("\r\n").Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            var size = end + 4 + int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            ReadWhole(socket, buffer, size - have);
            return size;
        }
    }

    private static void ReadWhole(Socket socket, byte[] buffer, int size)
    {
        while (size > 0) size -= Receive(socket, buffer.AsSpan(0, Math.Min(size, buffer.Length)));
    }

    private static int Receive(Socket socket, Span<byte> into) =>
        socket.Receive(into) is var count and > 0 ? count : throw new IOException("The server closed the connection.");

    /// <summary>Keeps the calling thread on one core.</summary>
    private static void Pin(int core)
    {
        var thread = Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget)!;
        using var tool = Process.Start(new ProcessStartInfo("taskset", ["-p", "-c", $"{core}", thread]) { RedirectStandardOutput = true })!;
        tool.WaitForExit();
        if (tool.ExitCode != 0) throw new InvalidOperationException($"The load could not be kept on core {core}.");
    }
}
