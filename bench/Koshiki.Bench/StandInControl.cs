using System.Net.Http.Json;
using System.Text.Json;

namespace Koshiki.Bench;

/// <summary>LINE's stand-in in another process, by its control API.</summary>
/// <param name="baseUrl">Without a slash at its end.</param>
internal sealed class StandInControl(string baseUrl)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(5) };

    public string LineApiBaseUrl => baseUrl + "/line";

    /// <summary>Opens the account with so many friends.</summary>
    /// <returns>Their user ids, in their order.</returns>
    public async Task<string[]> Open(string account, string token, int friends)
    {
        await Post("accounts", new { key = account, name = "広報課", token, friends });
        return (await Http.GetFromJsonAsync<string[]>(new Uri($"{baseUrl}/control/line/{account}/friends")))!;
    }

    public Task Limits(bool isOn) => Post("options", new { enforceRateLimits = isOn });

    /// <summary>Fails unless the first so many friends got so many messages each, and the others none.</summary>
    public async Task AssertEachGot(int messages, int inside)
    {
        var account = await Http.GetFromJsonAsync<JsonElement>(new Uri($"{baseUrl}/control/line/{MulticastCity.Account}"));
        var received = (await Http.GetFromJsonAsync<int[]>(new Uri($"{baseUrl}/control/line/{MulticastCity.Account}/received")))!;
        var wrong = received.Where((got, i) => got != (i < inside ? messages : 0)).Count();
        if (wrong > 0 || account.GetProperty("retriesWithAnotherBody").GetInt32() > 0) throw new InvalidOperationException($"{wrong} friends did not get what they should have got.");
    }

    private async Task Post(string what, object body)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri($"{baseUrl}/control/line/{what}"), body);
        answer.EnsureSuccessStatusCode();
    }
}
