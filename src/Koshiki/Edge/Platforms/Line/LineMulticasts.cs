using System.Net.Http.Headers;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>Makes multicasts, and asks what must be known before and after many of them.</summary>
internal sealed class LineMulticasts(PlatformHttp http, PlatformOptions options)
{
    private readonly Uri multicast = At(options, "/v2/bot/message/multicast");

    /// <summary>Makes one multicast. It is cut after ten seconds and never repeated here.</summary>
    /// <param name="body">Not touched any more once this has ended with an answer; after any other end it may still be read for a while.</param>
    public async Task<ChunkOutcome> Send(LineSecret secret, Guid retryKey, ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, multicast) { Content = new ReadOnlyMemoryContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + secret.ChannelAccessToken);
        request.Headers.TryAddWithoutValidation("X-Line-Retry-Key", retryKey.ToString());
        request.Content.Headers.ContentType = Json;
        // A request that has started is not stopped with the program: its answer would be lost.
        return LineAnswers.ReadChunk(await http.Send(request, CancellationToken.None));
    }

    /// <summary>How many statistics units the account has used this month; null when LINE does not say within the patience.</summary>
    public async Task<int?> UnitsThisMonth(LineSecret secret, CancellationToken ct) =>
        await Get("/v2/bot/message/aggregation/info", secret, ct) is PlatformAnswer.Answered { Status: 200 } answer
            ? JsonAnswer.Read(answer.Body).At("numOfCustomAggregationUnits").Number
            : null;

    /// <summary>What LINE counts for one unit. A figure below 20 is kept back and null.</summary>
    /// <param name="from">The first day, in Japan; <paramref name="to"/> at most 30 days later.</param>
    /// <returns>Null when LINE does not say.</returns>
    public async Task<(long? Shown, long? Clicked)?> Statistics(LineSecret secret, string unit, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var path = $"/v2/bot/insight/message/event/aggregation?customAggregationUnit={unit}&from={from:yyyyMMdd}&to={to:yyyyMMdd}";
        if (await Get(path, secret, ct) is not PlatformAnswer.Answered { Status: 200 } answer) return null;
        var overview = JsonAnswer.Read(answer.Body).At("overview");
        return (overview.At("uniqueImpression").Number, overview.At("uniqueClick").Number);
    }

    private static MediaTypeHeaderValue Json { get; } = new("application/json");

    private static Uri At(PlatformOptions options, string path) => new(options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + path);

    private async Task<PlatformAnswer> Get(string path, LineSecret secret, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(options, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        return await http.Send(request, ct);
    }
}
