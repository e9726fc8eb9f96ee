using System.Collections.Concurrent;

namespace Koshiki.StandIns.Control;

/// <summary>What came of fetching one address.</summary>
/// <param name="Media">Null when it failed.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record FetchedMedia(string Url, StoredMedia? Media, string? Problem);

/// <summary>Fetches media as the platforms do, but from this machine only: nothing leaves loopback.</summary>
internal sealed class MediaFetcher(MediaStore store) : IDisposable
{
    private readonly ConcurrentDictionary<string, Task<FetchedMedia>> fetched = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 220L * 1024 * 1024,
    };

    /// <summary>Every fetch so far, one for each address.</summary>
    public IReadOnlyList<FetchedMedia> Done =>
        [.. fetched.Values.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result)];

    /// <summary>Fetches once for each address, as a platform's cache would.</summary>
    public Task<FetchedMedia> FetchOnce(string url) => fetched.GetOrAdd(url, FetchAgain);

    public async Task<FetchedMedia> FetchAgain(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            return new FetchedMedia(url, null, "only addresses of this machine are fetched");
        }

        try
        {
            using var answer = await client.GetAsync(address);
            if (!answer.IsSuccessStatusCode)
            {
                return new FetchedMedia(url, null, $"the address answered {(int)answer.StatusCode}");
            }

            return new FetchedMedia(url, store.Add(await answer.Content.ReadAsByteArrayAsync()), null);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException)
        {
            return new FetchedMedia(url, null, failed.Message);
        }
    }

    public void Dispose() => client.Dispose();
}
