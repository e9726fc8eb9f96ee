using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Foundation;
using Koshiki.Foundation.Queues;

namespace Koshiki.Edge.PublicSite.Signing;

/// <summary>A signature that travels beside its file: a JWS whose payload is left out. RFC 7515 appendix F; ES256 of RFC 7518 section 3.4.</summary>
internal static class DetachedJws
{
    /// <returns>Header and signature with two full stops between them, where the payload would stand.</returns>
    public static string Sign(ReadOnlySpan<byte> payload, ECDsa key, string keyId)
    {
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"ES256","kid":"{{keyId}}"}"""));
        var signature = key.SignData(Input(header, payload), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{header}..{Base64Url.EncodeToString(signature)}";
    }

    /// <returns>The id of the key that signed, or <see cref="NotADetachedSignature"/>, <see cref="NotAKeySet"/>, <see cref="KeyNotInSet"/>, <see cref="SignatureDoesNotFit"/>.</returns>
    public static Result<string> Verify(ReadOnlySpan<byte> payload, string jws, byte[] keys)
    {
        if (jws.Trim().Split('.') is not [var header, "", var signature] || Read(header, signature) is not { } read) return new NotADetachedSignature();
        if (ReadKeys(keys) is not { } set) return new NotAKeySet();
        if (set.Keys.FirstOrDefault(key => key is not null && key.Thumbprint == read.KeyId && key.Kid == read.KeyId) is not { } known) return new KeyNotInSet(read.KeyId);

        try
        {
            using var key = known.ToKey();
            return key.VerifyData(Input(header, payload), read.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                ? read.KeyId
                : new SignatureDoesNotFit();
        }
        catch (Exception noKey) when (noKey is FormatException or CryptographicException)
        {
            return new NotAKeySet();
        }
    }

    private static byte[] Input(string header, ReadOnlySpan<byte> payload) => Encoding.ASCII.GetBytes($"{header}.{Base64Url.EncodeToString(payload)}");

    /// <summary>Only the one algorithm is taken, whatever the header asks for.</summary>
    private static (string KeyId, byte[] Signature)? Read(string header, string signature)
    {
        try
        {
            using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            return said.RootElement.TryGetProperty("alg", out var algorithm) && algorithm.GetString() == "ES256"
                && said.RootElement.TryGetProperty("kid", out var kid) && kid.GetString() is { } id
                && !said.RootElement.TryGetProperty("crit", out _)
                ? (id, Base64Url.DecodeFromChars(signature))
                : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JwkSet? ReadKeys(byte[] keys)
    {
        try
        {
            return JsonSerializer.Deserialize<JwkSet>(keys, MessageJson.Options) is { Keys: not null } set ? set : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record NotADetachedSignature() : Invalid("署名のファイルを読み取れません。/public/accounts.json.jws をもう一度取り直してください。");

internal sealed record NotAKeySet() : Invalid("公開鍵のファイルを読み取れません。/.well-known/jwks.json をもう一度取り直してください。");

internal sealed record KeyNotInSet(string Kid) : Invalid($"署名に使った鍵「{Kid}」が、公開鍵のファイルにありません。公開鍵を取り直し、それでもないときは一覧を信用しないでください。");

internal sealed record SignatureDoesNotFit() : Invalid("署名が一覧と合いません。一覧が書き換えられているか、署名と別の版です。両方を取り直し、それでも合わないときは一覧を信用しないでください。");
