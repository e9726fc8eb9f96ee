using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Edge.PublicSite.Signing;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Koshiki.Tests.Edge.PublicSite.PublicServer;

namespace Koshiki.Tests.Edge.PublicSite.Signing;

public sealed class ListSignatureTests : IAsyncLifetime
{
    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Start();
        await server.Publish(List(1, Account("A001", "愛光市公式")));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task K2_the_list_comes_with_a_signature_that_the_published_key_confirms()
    {
        var (file, signature, keys) = await Fetch();

        Assert.True(DetachedJws.Verify(file, signature, keys).Succeeded);
        Assert.Equal(signature, (await server.Get("/public/accounts.json")).Headers.GetValues("X-JWS-Signature").Single());
        Assert.False((await server.Get("/public/accounts.json?platform=x")).Headers.Contains("X-JWS-Signature"));
    }

    [Fact]
    public async Task K2_one_changed_byte_anywhere_is_found()
    {
        var (file, signature, keys) = await Fetch();

        for (var place = 0; place < file.Length; place += 7)
        {
            file[place] ^= 1;
            Assert.IsType<SignatureDoesNotFit>(DetachedJws.Verify(file, signature, keys).Refusal);
            file[place] ^= 1;
        }

        for (var place = 0; place < signature.Length - 1; place++)
        {
            var changed = signature.Remove(place, 1).Insert(place, signature[place] == 'A' ? "B" : "A");
            Assert.False(DetachedJws.Verify(file, changed, keys).Succeeded, $"The signature with another letter at {place} is taken.");
        }
    }

    [Fact]
    public async Task K2_another_key_another_algorithm_and_rubbish_are_refused()
    {
        var (file, signature, keys) = await Fetch();
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = JsonDocument.Parse(keys).RootElement.GetProperty("keys")[0].GetProperty("kid").GetString()!;

        Assert.IsType<SignatureDoesNotFit>(DetachedJws.Verify(file, DetachedJws.Sign(file, foreign, kid), keys).Refusal);
        Assert.IsType<KeyNotInSet>(DetachedJws.Verify(file, DetachedJws.Sign(file, foreign, Jwk.Of(foreign).Thumbprint), keys).Refusal);
        var none = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"none","kid":"{{kid}}"}""")) + "..";
        Assert.All(new[] { none, "", "a.b.c", "..", signature.Replace("..", ".x.", StringComparison.Ordinal) }, text => Assert.IsType<NotADetachedSignature>(DetachedJws.Verify(file, text, keys).Refusal));
        Assert.IsType<NotAKeySet>(DetachedJws.Verify(file, signature, "[]"u8.ToArray()).Refusal);
    }

    [Fact]
    public async Task K2_after_a_new_key_older_signatures_can_still_be_checked_and_nobody_can_sign_with_the_old_key()
    {
        var (file, old, _) = await Fetch();

        await using var db = server.Database.OpenEdge();
        var next = await SigningKey.Replace(db, server.Services.GetRequiredService<MasterKey>(), DateTimeOffset.UtcNow, default);
        await Until(() => server.Edition.ListSignature != old);
        var (sameFile, signature, keys) = await Fetch();

        Assert.Equal(file, sameFile);
        Assert.True(DetachedJws.Verify(file, old, keys).Succeeded);
        Assert.Equal(next.Id, DetachedJws.Verify(file, signature, keys).Value);
        Assert.Empty((await db.Set<SigningKey>().AsNoTracking().SingleAsync(key => !key.Current)).Private);
    }

    private async Task<(byte[] File, string Signature, byte[] Keys)> Fetch() => (
        await server.Browser.GetByteArrayAsync(new Uri("/public/accounts.json", UriKind.Relative)),
        await server.Browser.GetStringAsync(new Uri("/public/accounts.json.jws", UriKind.Relative)),
        await server.Browser.GetByteArrayAsync(new Uri("/.well-known/jwks.json", UriKind.Relative)));
}
