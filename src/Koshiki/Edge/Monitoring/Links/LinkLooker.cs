using System.Net;
using System.Net.Sockets;

namespace Koshiki.Edge.Monitoring.Links;

/// <summary>Asks one address whether it can be read: HEAD, and GET where the server does not like that. Nothing is downloaded. E9.</summary>
/// <remarks>
/// Each connection goes only to an address that was found public at that very moment, on the web's own ports, so that no written link and no
/// redirect leads into the house. A proxy of the environment is not used: it would make the check of addresses worthless.
/// </remarks>
internal sealed class LinkLooker(MonitoringOptions options) : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan CutAfter = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = 1,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = (context, ct) => Connect(context.DnsEndPoint, options.AllowLoopbackLinks, ct),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "Koshiki-LinkCheck/1" }, { "Accept", "*/*" } },
    };

    public async Task<LinkLook> Look(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var at)) return new LinkLook.CannotTell(null, "URLとして読めません。");
        var method = HttpMethod.Head;
        for (var redirects = 0; redirects <= MostRedirects;)
        {
            if (WhyNotAsk(at) is { } why) return new LinkLook.CannotTell(null, why);
            var (answer, failure) = await Ask(method, at, ct);
            if (failure is not null) return failure;
            if (answer.Next is { } next)
            {
                (at, redirects) = (next, redirects + 1);
                continue;
            }

            if (answer.Status is >= 200 and < 300) return new LinkLook.Answers(answer.Status);
            if (method == HttpMethod.Get) return Judge(answer.Status);
            method = HttpMethod.Get;
        }

        return new LinkLook.Missing(null, "転送が何度も続き、ページに行き着きません。");
    }

    public void Dispose() => client.Dispose();

    /// <summary>Only "there is no such page" says that there is none; who asks for a name or is in trouble says nothing.</summary>
    private static LinkLook Judge(int status) => status switch
    {
        404 or 410 => new LinkLook.Missing(status, $"ページが見つかりません（{status}）。"),
        401 or 403 or 407 => new LinkLook.CannotTell(status, $"相手のサイトが自動の確認を断っています（{status}）。人が開いて確かめてください。"),
        429 => new LinkLook.CannotTell(status, "相手のサイトが混み合っています（429）。自動でもう一度確認します。"),
        >= 500 => new LinkLook.CannotTell(status, $"相手のサイトの障害です（{status}）。自動でもう一度確認します。"),
        _ => new LinkLook.CannotTell(status, $"相手のサイトの応答（{status}）からは分かりません。人が開いて確かめてください。"),
    };

    private string? WhyNotAsk(Uri at) => at switch
    {
        { Scheme: not ("http" or "https") } => "ウェブページのURLではないため、確認しません。",
        { UserInfo.Length: > 0 } => "利用者名を含むURLのため、確認しません。",
        { IsDefaultPort: false } when !options.AllowLoopbackLinks => "特別なポートのURLのため、確認しません。",
        _ => null,
    };

    private async Task<((int Status, Uri? Next) Answer, LinkLook? Failure)> Ask(HttpMethod method, Uri at, CancellationToken ct)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        cut.CancelAfter(CutAfter);
        try
        {
            using var request = new HttpRequestMessage(method, at);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut.Token);
            var status = (int)response.StatusCode;
            var next = status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location ? new Uri(at, location) : null;
            return ((status, next), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (default, new LinkLook.CannotTell(null, "応答がありません。自動でもう一度確認します。"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or UriFormatException)
        {
            return (default, Read(failure));
        }
    }

    private static LinkLook Read(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case NotPublicException: return new LinkLook.CannotTell(null, "内部のネットワークにつながるURLのため、確認しません。");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }: return new LinkLook.Missing(null, "サイトの名前が見つかりません。");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }: return new LinkLook.Missing(null, "サイトが接続を受け付けません。");
            }
        }

        return failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? new LinkLook.CannotTell(null, "安全な接続ができません。証明書の期限などを、人が開いて確かめてください。")
            : new LinkLook.CannotTell(null, "接続できません。自動でもう一度確認します。");
    }

    /// <summary>Resolves the name and connects to what was found, with nothing in between that could change it.</summary>
    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowLoopback, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        // One address inside is enough to leave it: a name that means both is a trap.
        if (addresses.Length == 0 || addresses.Any(address => !PublicAddresses.MayBeAsked(address, allowLoopback))) throw new NotPublicException(to.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The name leads to an address that must not be asked.</summary>
    private sealed class NotPublicException(string host) : IOException($"{host} is not on the public internet.");
}
