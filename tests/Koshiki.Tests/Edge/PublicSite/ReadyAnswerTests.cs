using System.IO.Compression;
using System.Net;
using System.Text;
using Koshiki.Edge.PublicSite.Answering;
using static Koshiki.Tests.Edge.PublicSite.PublicServer;

namespace Koshiki.Tests.Edge.PublicSite;

public sealed class ReadyAnswerTests : IAsyncLifetime
{
    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Start();
        await server.Publish(List(1, Account("A001", "愛光市公式")));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task K1_the_second_answer_is_the_first_one_byte_for_byte_and_header_for_header()
    {
        var first = await server.Get("/public/accounts");
        var second = await server.Get("/public/accounts");

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(Headers(first), Headers(second));
        Assert.Equal(1, server.Edition.Answers.Count);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br;q=0", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=0.0", null)]
    [InlineData("identity", null)]
    public async Task K1_each_browser_gets_the_page_packed_as_it_can_unpack_it(string accepted, string? expected)
    {
        var plain = await server.Get("/public/accounts");
        var packed = await server.Get("/public/accounts", ("Accept-Encoding", accepted));

        var bytes = await packed.Content.ReadAsStreamAsync();
        await using var unpacked = expected switch { "br" => new BrotliStream(bytes, CompressionMode.Decompress), "gzip" => new GZipStream(bytes, CompressionMode.Decompress), _ => bytes };
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        Assert.Equal(expected, packed.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
        Assert.Equal("Accept-Encoding", packed.Headers.Vary.Single());
    }

    [Fact]
    public async Task K1_a_browser_that_has_the_page_is_told_so_without_a_body()
    {
        var first = await server.Get("/public/accounts", ("Accept-Encoding", "br"));

        var known = await server.Get("/public/accounts", ("Accept-Encoding", "br"), ("If-None-Match", first.Headers.ETag!.Tag));
        var other = await server.Get("/public/accounts", ("If-None-Match", "\"something-else\""));

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await known.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task K1_a_HEAD_has_the_headers_and_no_body_cold_and_warm()
    {
        foreach (var _ in new[] { "cold", "warm" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/public/accounts", UriKind.Relative));
            var head = await server.Browser.SendAsync(request);

            Assert.True(head.Content.Headers.ContentLength > 1000);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/public/accounts.json")]
    [InlineData("/public/accounts.csv")]
    [InlineData("/public/accounts.atom")]
    [InlineData("/public/accounts.json.jws")]
    [InlineData("/.well-known/jwks.json")]
    public async Task K1_a_HEAD_that_comes_first_leaves_a_whole_answer_for_those_who_follow(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        var head = await server.Browser.SendAsync(request);
        var file = await server.Browser.GetByteArrayAsync(new Uri(path, UriKind.Relative));

        Assert.NotEmpty(file);
        Assert.Equal(file.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task K1_invented_keys_another_order_and_blank_conditions_make_no_new_entry()
    {
        await server.Get("/public/accounts?q=a&platform=x");
        await server.Get("/public/accounts?platform=x&utm_source=mail&q=a");
        await server.Get("/public/accounts?department=&platform=x&q=%20a");
        await server.Get("/public/accounts/A001?anything=1");
        await server.Get("/public/accounts/A001?anything=2");
        await server.Get("/public/accounts/none");

        Assert.Equal(2, server.Edition.Answers.Count);
    }

    [Fact]
    public async Task K1_a_new_publication_is_served_at_once_and_nothing_of_the_old_one()
    {
        await server.Get("/public/accounts");

        await server.Publish(List(2, Account("A002", "新しいアカウント")));
        var page = await (await server.Get("/public/accounts")).Content.ReadAsStringAsync();

        Assert.Contains("新しいアカウント", page, StringComparison.Ordinal);
        Assert.DoesNotContain("愛光市公式</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void K1_the_memory_of_answers_is_bounded_and_keeps_what_is_asked_for()
    {
        var cache = new AnswerCache(bytes: 100_000);
        var asked = new ReadyAnswer(new byte[1000]);
        cache.Keep("asked", asked);

        for (var n = 0; n < 1000; n++)
        {
            cache.Keep($"search-{n}", new ReadyAnswer(new byte[1000]));
            Assert.Same(asked, cache.Find("asked"));
        }

        Assert.InRange(cache.Count, 1, 100);
        cache.Keep("huge", new ReadyAnswer(new byte[60_000]));
        Assert.Null(cache.Find("huge"));
    }

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
}
