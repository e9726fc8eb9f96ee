using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Koshiki.Tests.Core.Work;

/// <summary>A mail as the server got it.</summary>
internal sealed record ReceivedMail(string From, string To, string Subject, string Text, string MessageId);

/// <summary>A mail server on loopback that keeps what it gets, and refuses recipients when told to. RFC 5321, without encryption.</summary>
internal sealed class SmtpStandIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public SmtpStandIn()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>While true every recipient is refused for now (451).</summary>
    public bool Refuses { get; set; }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await Talk(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 stand-in");
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "MAIL") from = line;
            if (command == "RCPT") to = line;
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Mails.Enqueue(await Read(reader, Address(from), Address(to)));
            }

            await writer.WriteLineAsync(command switch { "RCPT" when Refuses => "451 mailbox busy", "QUIT" => "221 bye", _ => "250 ok" });
            if (command == "QUIT") return;
        }
    }

    private static async Task<ReceivedMail> Read(StreamReader reader, string from, string to)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line[0] is ' ' or '\t')
            {
                headers[last] += line.Trim();
                continue;
            }

            last = line[..line.IndexOf(':', StringComparison.Ordinal)];
            headers[last] = line[(last.Length + 1)..].Trim();
        }

        var body = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") body.Append(line);
        return new ReceivedMail(from, to, Words(headers["Subject"]), Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString())), headers["Message-ID"]);
    }

    /// <summary>Encoded words of RFC 2047, base 64 only: what our subjects are made of.</summary>
    private static string Words(string subject) => string.Concat(
        subject.Split("=?utf-8?B?", StringSplitOptions.RemoveEmptyEntries).Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word[..word.IndexOf("?=", StringComparison.Ordinal)]))));

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
    }
}
