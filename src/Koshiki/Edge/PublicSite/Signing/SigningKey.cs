using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Signing;

/// <summary>A key with which the official list is signed. The private half is wrapped under the master key, and is erased when the key ends. ARCHITECTURE 3.13.</summary>
internal sealed class SigningKey
{
    /// <summary>The key's thumbprint: the same key has the same name everywhere.</summary>
    /// <remarks>Source: RFC 7638.</remarks>
    public required string Id { get; init; }

    /// <summary>The public half as SubjectPublicKeyInfo. Kept for ever, so that an older signature can still be checked.</summary>
    public required byte[] Public { get; init; }

    /// <summary>The private half as PKCS #8, wrapped; empty after its end.</summary>
    public required byte[] Private { get; set; }

    /// <summary>True for the one that signs today.</summary>
    public required bool Current { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public static string WrappedIn(string id) => "list-signing/" + id;

    public static SigningKey Make(MasterKey master, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Jwk.Of(key).Thumbprint;
        return new SigningKey { Id = id, Public = key.ExportSubjectPublicKeyInfo(), Private = master.Wrap(key.ExportPkcs8PrivateKey(), WrappedIn(id)), Current = true, MadeAt = now };
    }

    /// <summary>Makes a key where none signs yet; of several nodes that try, one does.</summary>
    public static async Task MakeFirst(EdgeDb db, MasterKey master, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<SigningKey>().AnyAsync(key => key.Current, ct)) return;
        var key = Make(master, now);
        await db.Database.ExecuteSqlAsync($"""
            insert into public_site.signing_key (id, public, private, current, made_at)
            values ({key.Id}, {key.Public}, {key.Private}, true, {key.MadeAt}) on conflict do nothing
            """, ct);
    }

    /// <summary>Ends the key of today and puts a new one in its place. Public nodes take it up within a second.</summary>
    /// <returns>The new key.</returns>
    public static async Task<SigningKey> Replace(EdgeDb db, MasterKey master, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var old in await db.Set<SigningKey>().Where(key => key.Current).ToListAsync(ct)) (old.Current, old.Private, old.EndedAt) = (false, [], now);
        await db.SaveChangesAsync(ct);
        var next = Make(master, now);
        db.Add(next);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return next;
    }
}

/// <summary>A public key as JSON. RFC 7517, RFC 7518 section 6.2.</summary>
internal sealed record Jwk(string Kty, string Crv, string X, string Y, string? Kid = null, string? Use = null, string? Alg = null)
{
    public static Jwk Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new Jwk("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>As it stands in a set of keys.</summary>
    public Jwk Named() => this with { Kid = Thumbprint, Use = "sig", Alg = "ES256" };

    /// <remarks>Source: RFC 7638 section 3: the required members in the order of their names.</remarks>
    [JsonIgnore]
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}""")));

    public ECDsa ToKey() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    });
}

internal sealed record JwkSet(IReadOnlyList<Jwk> Keys);
