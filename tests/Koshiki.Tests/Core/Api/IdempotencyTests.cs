using System.Net;
using Koshiki.Core.Api;
using Koshiki.Core.Publishing;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Api;

public sealed class IdempotencyTests : ApiTestBase
{
    [Fact]
    public async Task Z4_the_same_request_with_the_same_key_is_done_once_and_answered_alike()
    {
        using var sato = await Program(Sato);

        var first = await sato.Post("/posts", NewPost(), "key-1");
        var again = await sato.Post("/posts", NewPost(), "key-1");

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal((HttpStatusCode.Created, first.Headers.Location), (again.Status, again.Headers.Location));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(1, await Posts());
    }

    [Fact]
    public async Task Z4_the_same_key_with_another_body_is_refused()
    {
        using var sato = await Program(Sato);
        await sato.Post("/posts", NewPost(), "key-1");

        var other = await sato.Post("/posts", NewPost("別の本文です。"), "key-1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "key-used-for-another"), (other.Status, other.Code));
        Assert.Equal(1, await Posts());
    }

    [Fact]
    public async Task Z4_ten_at_once_with_one_key_make_one_post()
    {
        using var sato = await Program(Sato);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sato.Post("/posts", NewPost(), "key-1")));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created || answer.Code == "still-running"));
        Assert.Contains(answers, answer => answer.Status is HttpStatusCode.Created);
        Assert.Equal(1, await Posts());
    }

    [Fact]
    public async Task Z4_while_the_first_is_still_running_the_second_is_answered_with_409()
    {
        using var sato = await Program(Sato);
        await sato.Post("/posts", NewPost(), "key-0");
        await using var db = City.Open();
        await using var running = await db.Database.BeginTransactionAsync();
        // Whoever saves a post waits for this lock, as if the database were slow.
        await db.Database.ExecuteSqlRawAsync("lock table publishing.post in exclusive mode");

        var first = sato.Post("/posts", NewPost(), "key-1");
        await Until(async () => await Foundation.TestDatabase.Ask<long>(City.Database.Superuser, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0);
        var second = await sato.Post("/posts", NewPost(), "key-1");
        await running.RollbackAsync();

        Assert.Equal((HttpStatusCode.Conflict, "still-running"), (second.Status, second.Code));
        Assert.Equal(HttpStatusCode.Created, (await first).Status);
    }

    [Fact]
    public async Task Z4_a_key_belongs_to_its_token_and_route_and_lasts_a_day()
    {
        using var sato = await Program(Sato);
        using var other = await Program(Sato);
        var first = await sato.Post("/posts", NewPost(), "key-1");
        var id = first.Text("id");

        var ofOther = await other.Post("/posts", NewPost(), "key-1");
        var ofRoute = await sato.Post($"/posts/{id}/withdraw", new { reason = "重複" }, "key-1");
        City.Clock.Pass(TimeSpan.FromHours(24));
        var nextDay = await sato.Post("/posts", NewPost(), "key-1");

        Assert.NotEqual(id, ofOther.Text("id"));
        Assert.Equal("withdrawn", ofRoute.Text("status"));
        Assert.NotEqual(id, nextDay.Text("id"));
    }

    [Fact]
    public async Task Z4_however_an_address_is_spelt_it_is_the_same_route()
    {
        using var sato = await Program(Sato);
        var id = (await sato.Post("/posts", NewPost(), "key-1")).Text("id");
        await sato.Post($"/posts/{id}/withdraw", new { reason = "重複" }, "key-2");

        var capitals = await sato.Post("/Posts", NewPost(), "key-1");
        var slash = await sato.Post("/posts/", NewPost(), "key-1");
        var withdrawn = await sato.Post($"/posts/{id.ToUpperInvariant()}/Withdraw/", new { reason = "重複" }, "key-2");

        Assert.All([capitals, slash, withdrawn], again => Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Equal([id, id, id], new[] { capitals, slash, withdrawn }.Select(again => again.Text("id")));
        Assert.Equal(1, await Posts());
    }

    [Fact]
    public async Task Z4_a_refused_request_keeps_nothing_and_may_be_corrected_under_its_key()
    {
        using var sato = await Program(Sato);

        var refused = await sato.Post("/posts", NewPost(""), "key-1");
        var corrected = await sato.Post("/posts", NewPost(), "key-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(HttpStatusCode.Created, corrected.Status);
    }

    [Fact]
    public async Task Z4_a_key_that_cannot_be_one_is_refused()
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", NewPost(), new string('k', 201));

        Assert.Equal("key-not-usable", answer.Code);
    }

    private static async Task Until(Func<Task<bool>> happened)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(20)) throw new TimeoutException("It did not happen within twenty seconds.");
            await Task.Delay(20);
        }
    }

    private async Task<int> Posts()
    {
        await using var db = City.Open();
        return await db.Posts.CountAsync();
    }
}
