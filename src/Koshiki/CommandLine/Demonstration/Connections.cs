using System.Text.Json;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Exchange;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Opens the accounts at the stand-ins and hands their tokens over to the edge.</summary>
internal sealed class Connections(Uri standIns, Uri residents) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = standIns };

    /// <summary>Before the past is told: the register knows each account's permanent id, and that it can be posted to.</summary>
    public Task Open(Stage stage) => stage.Act(async services =>
    {
        var db = services.GetRequiredService<CoreDb>();
        var master = services.GetRequiredService<MasterKey>();
        foreach (var account in (await db.Accounts.ToListAsync()).Where(IsConnected).OrderBy(a => a.Key))
        {
            var id = await OpenAtStandIn(account);
            account.Connect(id);
            db.Send(new ConnectAccount(account.Key, account.Platform, id, master.Wrap(Secret(account), $"account/{account.Key}/token")), account.Key);
        }

        await db.SaveChangesAsync();
    });

    public void Dispose() => http.Dispose();

    /// <returns>The platform's permanent id of the account.</returns>
    private async Task<string> OpenAtStandIn(Account account)
    {
        var (path, body) = account.Platform switch
        {
            Platform.Line => ("control/line/accounts", (object)new
            {
                key = account.Key,
                name = account.Name,
                token = Token(account),
                friends = StoryFriends.HowMany.GetValueOrDefault(account.Key, 3_000),
                quota = 200_000,
                login = new { id = LoginChannel(account), secret = LoginSecret(account), callbackUrls = new[] { new Uri(residents, "public/line/preferences/return").ToString() } },
            }),
            Platform.X => ("control/x/accounts", new { key = account.Key, name = account.Name, username = account.Handle ?? account.Key, token = Token(account) }),
            _ => ("control/meta/accounts", new { key = account.Key, name = account.Name, token = Token(account) }),
        };
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return opened.TryGetProperty("id", out var id) ? id.GetString()! : $"U{account.Key.ToLowerInvariant().PadLeft(32, '0').Replace('a', '0')}";
    }

    private static byte[] Secret(Account account) => account.Platform switch
    {
        Platform.Line => JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = Token(account), loginChannelId = LoginChannel(account), loginChannelSecret = LoginSecret(account) }),
        Platform.X => JsonSerializer.SerializeToUtf8Bytes(new { accessToken = Token(account) }),
        _ => JsonSerializer.SerializeToUtf8Bytes(new { pageAccessToken = Token(account) }),
    };

    private static string Token(Account account) => TokenOf(account.Key);

    /// <summary>The token of an account at the stand-in.</summary>
    public static string TokenOf(string account) => $"demonstration-{account}";

    private static string LoginChannel(Account account) => $"1650000{account.Key[1..]}";

    private static string LoginSecret(Account account) => $"demonstration-login-{account.Key}";
}
