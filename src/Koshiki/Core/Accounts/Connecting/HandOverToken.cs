using System.Text.Json;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Connecting;

/// <summary>Gives the edge what it needs to speak for an account. The token is wrapped at once, never logged and never shown again. 接続.</summary>
/// <param name="Json">For instance <c>{"channelAccessToken":"…","accountId":"U…"}</c>; the id may be left out where the register knows it.</param>
public sealed record HandOverToken(string Key, ReadOnlyMemory<byte> Json);

public sealed record DisconnectPlatform(string Key);

public sealed class ConnectionHandler(CoreDb db, MasterKey master)
{
    /// <returns>The account, or <see cref="AccountNotFound"/>, <see cref="PlatformNotConnectable"/>, <see cref="NotAToken"/>.</returns>
    public async Task<Result<Account>> Handle(HandOverToken command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        // Read
        var account = await db.Accounts.SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);

        // Decide
        if (TokenShape.For(account.Platform) is not { } shape) return new PlatformNotConnectable(account.PlatformLabel ?? account.Platform.DisplayName);
        var read = shape.Read(command.Json, account.PermanentId);
        if (read.IsRefused(out var refusal)) return refusal;
        account.Connect(read.Value.AccountId);

        // Write
        var secret = master.Wrap(read.Value.Secret, $"account/{account.Key}/token");
        db.Send(new ConnectAccount(account.Key, account.Platform, read.Value.AccountId, secret), account.Key);
        db.Announce(new AccountConnected(account.Key, account.Platform), account.Key);
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return account;
    }

    /// <returns>The account, or <see cref="AccountNotFound"/>, <see cref="NotConnected"/>.</returns>
    public async Task<Result<Account>> Handle(DisconnectPlatform command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        // Read
        var account = await db.Accounts.SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);

        // Decide
        if (account.Connection == ConnectionState.NotConnected) return new NotConnected();
        account.Disconnect();

        // Write
        db.Send(new DisconnectAccount(account.Key), account.Key);
        await db.SaveChangesAsync(ct);
        return account;
    }
}

/// <summary>What a platform's token looks like in the file, and what its account id is called there.</summary>
/// <param name="Property">The name of the token in the JSON, as the edge's connector reads it.</param>
/// <param name="Label">What staff see.</param>
/// <param name="IdLabel">What the platform calls the permanent id.</param>
/// <param name="Further">What may stand beside the token and goes with it, as the edge reads it.</param>
public sealed record TokenShape(string Property, string Label, string IdLabel, params IReadOnlyList<FurtherSecret> Further)
{
    private const string IdProperty = "accountId";

    /// <returns>Null for a platform that nothing can be sent to.</returns>
    public static TokenShape? For(Platform platform) => platform switch
    {
        Platform.Line => new("channelAccessToken", "チャネルアクセストークン（長期）", "ボットのユーザーID（Uで始まる33文字）",
            new("channelSecret", "チャネルシークレット", "友だちの追加・ブロックや受信設定のメッセージを受け取るために要ります。"),
            new("loginChannelId", "LINEログインのチャネルID", "受信設定の画面をLINEログインで開くために要ります。次のシークレットと一緒に入力します。"),
            new("loginChannelSecret", "LINEログインのチャネルシークレット", "")),
        Platform.X => new("accessToken", "アクセストークン", "ユーザーID（数字）"),
        Platform.Facebook => new("pageAccessToken", "ページアクセストークン", "ページID（数字）"),
        _ => null,
    };

    /// <summary>The JSON of what was typed into the page.</summary>
    /// <param name="further">By <see cref="FurtherSecret.Property"/>; what is empty is left out.</param>
    public byte[] Write(string token, string accountId, Func<string, string> further)
    {
        var json = new Dictionary<string, string> { [Property] = token.Trim(), [IdProperty] = accountId.Trim() };
        foreach (var secret in Further.Where(secret => further(secret.Property).Trim().Length > 0)) json[secret.Property] = further(secret.Property).Trim();
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    /// <param name="json">The file's content.</param>
    /// <param name="knownId">The permanent id that the register has.</param>
    /// <returns>The account's id and the JSON to wrap, or <see cref="NotAToken"/>.</returns>
    internal Result<(string AccountId, byte[] Secret)> Read(ReadOnlyMemory<byte> json, string? knownId)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return new NotAToken("JSONのオブジェクトではありません");
            var token = Text(document.RootElement, Property);
            if (string.IsNullOrWhiteSpace(token)) return new NotAToken($"{Property} がありません");
            var id = Text(document.RootElement, IdProperty);
            if (string.IsNullOrWhiteSpace(id)) id = knownId;
            if (string.IsNullOrWhiteSpace(id)) return new NotAToken($"{IdProperty}（{IdLabel}）がありません");
            var secret = new Dictionary<string, string> { [Property] = token.Trim() };
            foreach (var further in Further)
            {
                if (Text(document.RootElement, further.Property) is { } value && !string.IsNullOrWhiteSpace(value)) secret[further.Property] = value.Trim();
            }

            return (id.Trim(), JsonSerializer.SerializeToUtf8Bytes(secret));
        }
        catch (JsonException)
        {
            return new NotAToken("JSONとして読めません");
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}

/// <summary>Something that a platform needs beside the token for one part of its services.</summary>
/// <param name="Property">Its name in the JSON.</param>
/// <param name="Label">What staff see.</param>
/// <param name="Hint">What it is for.</param>
public sealed record FurtherSecret(string Property, string Label, string Hint);
