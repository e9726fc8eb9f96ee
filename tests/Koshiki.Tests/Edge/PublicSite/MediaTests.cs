using System.Net;
using System.Security.Cryptography;
using Koshiki.Foundation.Media;

namespace Koshiki.Tests.Edge.PublicSite;

public sealed class MediaTests : IAsyncLifetime
{
    private PublicServer server = null!;

    public async ValueTask InitializeAsync() => server = await PublicServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task E8_a_picture_that_was_sent_is_served_for_ever_under_its_hash()
    {
        var (hash, bytes) = await Store(2_500_000, opened: true);

        var answer = await server.Get("/m/" + hash);

        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task E8_a_part_of_a_film_is_served_across_the_stored_parts()
    {
        var (hash, bytes) = await Store(2_500_000, opened: true);

        var part = await server.Get("/m/" + hash, ("Range", "bytes=1048570-1048585"));
        var past = await server.Get("/m/" + hash, ("Range", "bytes=2500000-"));
        var known = await server.Get("/m/" + hash, ("If-None-Match", $"\"{hash}\""));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[1048570..1048586], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, past.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task E8_a_picture_that_was_never_sent_is_not_there()
    {
        var (hash, _) = await Store(1000, opened: false);

        var answer = await server.Get("/m/" + hash);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }

    private async Task<(string Hash, byte[] Bytes)> Store(int size, bool opened)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await using var db = server.Database.OpenEdge();
        db.MediaObjects.Add(new MediaObject { Sha256 = hash, ContentType = "image/jpeg", Size = size, StoredAt = DateTimeOffset.UnixEpoch, OpenedAt = opened ? DateTimeOffset.UnixEpoch : null });
        db.MediaParts.AddRange(bytes.Chunk(MediaPart.PartSize).Select((part, number) => new MediaPart { Sha256 = hash, Number = number, Bytes = part }));
        await db.SaveChangesAsync();
        return (hash, bytes);
    }
}
