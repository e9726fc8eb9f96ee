using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Koshiki.Foundation.Keys;

namespace Koshiki.Edge.PublicSite.Signing;

/// <summary>Signs the list with the key of today and names all keys with which one was ever signed.</summary>
internal sealed class ListSigner
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly string keyId;
    private readonly byte[] privateKey;

    private ListSigner(string keyId, byte[] privateKey, byte[] keySet) => (this.keyId, this.privateKey, KeySet) = (keyId, privateKey, keySet);

    /// <summary>The public keys as a JWKS file, the newest first.</summary>
    public byte[] KeySet { get; }

    /// <returns>Null where no key signs yet.</returns>
    public static ListSigner? Of(IReadOnlyList<SigningKey> keys, MasterKey master)
    {
        if (keys.FirstOrDefault(key => key.Current) is not { } current) return null;
        return new ListSigner(
            current.Id,
            master.Unwrap(current.Private, SigningKey.WrappedIn(current.Id)),
            JsonSerializer.SerializeToUtf8Bytes(new JwkSet([.. keys.OrderByDescending(key => key.MadeAt).Select(Public)]), Json));
    }

    public string Sign(ReadOnlySpan<byte> file)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return DetachedJws.Sign(file, key, keyId);
    }

    private static Jwk Public(SigningKey key)
    {
        using var half = ECDsa.Create();
        half.ImportSubjectPublicKeyInfo(key.Public, out _);
        return Jwk.Of(half).Named();
    }
}
