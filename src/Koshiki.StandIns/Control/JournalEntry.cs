using System.Text;
using System.Text.Json;

namespace Koshiki.StandIns.Control;

/// <summary>How far a request got.</summary>
public enum RequestStage
{
    /// <summary>It came in and was read whole.</summary>
    Arrived,

    /// <summary>The platform has changed its state for it; the answer may be lost.</summary>
    Accepted,

    /// <summary>Its answer went out, or its connection was cut.</summary>
    Finished,
}

/// <summary>One request as the stand-in saw it.</summary>
public sealed class JournalEntry
{
    internal JournalEntry(long number, string platform, string kind, string? account, DateTimeOffset at, HttpRequest request)
    {
        (Number, Platform, Kind, Account, At) = (number, platform, kind, account, at);
        Method = request.Method;
        var path = request.Path.Value ?? "";
        Path = path.IndexOf('/', 1) is > 0 and var prefix ? path[prefix..] : path;
        Query = request.QueryString.Value ?? "";
        Headers = request.Headers.Where(header => Kept(header.Key))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>1 for the first request since the start.</summary>
    public long Number { get; }

    public string Platform { get; }

    /// <summary>Such as line.multicast.</summary>
    public string Kind { get; }

    public string? Account { get; }

    public DateTimeOffset At { get; }

    public string Method { get; }

    /// <summary>Without the platform's prefix: /v2/bot/message/push.</summary>
    public string Path { get; }

    /// <summary>With its question mark, or empty.</summary>
    public string Query { get; }

    /// <summary>Content type, retry key and the platform's own headers; never the token.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>Null while there is no answer, and for ever when the connection was cut.</summary>
    public int? Status { get; internal set; }

    public bool Accepted { get; internal set; }

    /// <summary>The fault that struck this request.</summary>
    public FaultKind? Fault { get; internal set; }

    public RequestStage Stage { get; internal set; }

    public string? RetryKey => Headers.GetValueOrDefault("X-Line-Retry-Key");

    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    public JsonElement BodyJson => JsonElement.Parse(Body.Span);

    private static bool Kept(string header) =>
        header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || header.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-", StringComparison.OrdinalIgnoreCase);
}
