using System.Net.Sockets;

namespace Koshiki.Edge.Platforms;

/// <summary>The way to the platforms: one request is one request. No retry, no redirect, no cookie, cut after ten seconds.</summary>
internal sealed class PlatformHttp : IDisposable
{
    /// <summary>A request is cut after this. A takeover waits longer, so that two requests never overlap. ARCHITECTURE 3.6.</summary>
    public static readonly TimeSpan CutAfter = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 4 * 1024 * 1024,
    };

    public PlatformHttp() => client.DefaultRequestHeaders.UserAgent.ParseAdd("Koshiki/1");

    /// <summary>Sends a request and reads the whole answer, or says how it failed.</summary>
    public async Task<PlatformAnswer> Send(HttpRequestMessage request, CancellationToken ct)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        cut.CancelAfter(CutAfter);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut.Token);
            var body = await response.Content.ReadAsByteArrayAsync(cut.Token);
            return new PlatformAnswer.Answered((int)response.StatusCode, Headers(response), body);
        }
        catch (HttpRequestException failure) when (NothingWasSent(failure))
        {
            return new PlatformAnswer.NeverSent(failure.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return new PlatformAnswer.Lost(failure.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PlatformAnswer.Lost($"no answer within {CutAfter.TotalSeconds:0} seconds");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The connection was never made: not a byte of the request has left.</summary>
    private static bool NothingWasSent(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
}

/// <summary>How one request ended.</summary>
internal abstract record PlatformAnswer
{
    private PlatformAnswer() { }

    public sealed record Answered(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) : PlatformAnswer
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    /// <summary>No connection: the platform cannot have seen it.</summary>
    public sealed record NeverSent(string Detail) : PlatformAnswer;

    /// <summary>It went out, and the answer did not come back whole.</summary>
    public sealed record Lost(string Detail) : PlatformAnswer;
}
