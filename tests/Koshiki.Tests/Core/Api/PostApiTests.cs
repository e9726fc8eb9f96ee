using System.Net;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Api;

public sealed class PostApiTests : ApiTestBase
{
    [Fact]
    public async Task Z4_a_post_is_written_submitted_and_approved_by_two_people_over_the_API()
    {
        using var sato = await Program(Sato);
        using var tanaka = await Program(Tanaka);

        var created = await sato.Post("/posts", NewPost());
        var id = created.Text("id");
        var submitted = await sato.Post($"/posts/{id}/submit");
        var approved = await tanaka.Post($"/posts/{id}/approve", new { seal = submitted.Text("seal"), opinion = "よろしい" });
        var shown = await sato.Get($"/posts/{id}");

        Assert.Equal((HttpStatusCode.Created, "draft"), (created.Status, created.Text("status")));
        Assert.Equal($"/api/v1/posts/{id}", created.Headers.Location!.OriginalString);
        Assert.Equal("awaitingApproval", submitted.Text("status"));
        Assert.Equal((HttpStatusCode.OK, "approved"), (approved.Status, approved.Text("status")));
        Assert.Equal(["A001", "A002"], shown.Body.GetProperty("channels").EnumerateArray().Select(c => c.GetProperty("account").GetString()));
        Assert.Equal("waiting", shown.Body.GetProperty("channels")[0].GetProperty("status").GetString());
        Assert.Equal("田中 実", shown.Body.GetProperty("approvals")[0].GetProperty("decidedBy").GetString());
    }

    [Fact]
    public async Task Z4_the_log_names_the_person_and_the_token()
    {
        using var sato = await Program(Sato);
        await sato.Post("/posts", NewPost());

        await using var db = City.Open();
        var entry = await db.Log.AsNoTracking().SingleAsync(e => e.SubjectType == nameof(Post));
        Assert.Equal((Sato.Value, "佐藤 花子", "api:連携"), (entry.ActorId, entry.ActorName, entry.Via));
    }

    [Fact]
    public async Task E3_nobody_approves_their_own_post_over_the_API()
    {
        using var tanaka = await Program(Tanaka);
        var (id, seal) = await Submitted(tanaka);

        var own = await tanaka.Post($"/posts/{id}/approve", new { seal });

        Assert.Equal((HttpStatusCode.Forbidden, "cannot-approve-own-post"), (own.Status, own.Code));
    }

    [Fact]
    public async Task E3_an_approval_of_what_has_changed_since_is_answered_with_409()
    {
        using var sato = await Program(Sato);
        using var tanaka = await Program(Tanaka);
        var (id, _) = await Submitted(sato);

        var stale = await tanaka.Post($"/posts/{id}/approve", new { seal = new string('a', 64) });

        Assert.Equal((HttpStatusCode.Conflict, "changed-since-you-looked"), (stale.Status, stale.Code));
        Assert.Equal("awaitingApproval", (await sato.Get($"/posts/{id}")).Text("status"));
    }

    [Fact]
    public async Task Z4_a_post_is_returned_with_a_reason_and_withdrawn_by_its_author()
    {
        using var sato = await Program(Sato);
        using var tanaka = await Program(Tanaka);
        var (id, seal) = await Submitted(sato);

        var silent = await tanaka.Post($"/posts/{id}/return", new { seal });
        var returned = await tanaka.Post($"/posts/{id}/return", new { seal, reason = "会場を書いてください。" });
        var withdrawn = await sato.Post($"/posts/{id}/withdraw", new { reason = "中止のため" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "reason-missing"), (silent.Status, silent.Code));
        Assert.Equal("returned", returned.Text("status"));
        Assert.Equal("withdrawn", withdrawn.Text("status"));
    }

    [Fact]
    public async Task Z4_all_faults_of_a_post_are_told_at_once_by_their_place()
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", new
        {
            title = " ",
            purpose = "fun",
            channels = new object[] { new { account = "A001", text = "はい" }, new { account = "A999", text = "" } },
            notBefore = "2026-04-06T10:00:00",
        });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(["title", "purpose", "channels[0].segment", "channels[1].text", "channels[1].account", "notBefore"], answer.Fields);
    }

    [Theory]
    [InlineData("chuo")]
    [InlineData(5)]
    public async Task Z4_a_segment_is_refused_with_a_clear_sentence(object segment)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", NewPost(segment: segment));

        Assert.Contains("\"everyone\" か、", answer.Body.GetProperty("errors")[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"title\":")]
    [InlineData("{\"titel\":\"訓練\"}")]
    [InlineData("[]")]
    public async Task Z4_what_is_not_the_expected_JSON_is_refused_with_its_place(string body)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-readable"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A3_another_offices_post_is_not_there_for_whoever_may_not_see_it()
    {
        using var sato = await Program(Sato);
        using var watanabe = await Program(Watanabe);
        var (id, seal) = await Submitted(sato);

        var shown = await watanabe.Get($"/posts/{id}");
        var approved = await watanabe.Post($"/posts/{id}/approve", new { seal });
        var deliveries = await watanabe.Get("/deliveries");

        Assert.Equal(HttpStatusCode.NotFound, shown.Status);
        Assert.Equal(HttpStatusCode.NotFound, approved.Status);
        Assert.Equal(0, deliveries.Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Z4_accounts_and_deliveries_come_page_by_page()
    {
        using var sato = await Program(Sato);
        using var tanaka = await Program(Tanaka);
        var (id, seal) = await Submitted(sato);
        await tanaka.Post($"/posts/{id}/approve", new { seal });

        var accounts = await sato.Get("/accounts?page=2&perPage=1");
        var deliveries = await sato.Get($"/deliveries?post={id}&account=A001");
        var absurd = await sato.Get("/accounts?perPage=1000");

        Assert.Equal("A002", accounts.Body.GetProperty("items")[0].GetProperty("key").GetString());
        Assert.Equal(("防災危機管理課", 2), (accounts.Body.GetProperty("items")[0].GetProperty("office").GetString(), accounts.Body.GetProperty("total").GetInt32()));
        Assert.Equal(1, deliveries.Body.GetProperty("total").GetInt32());
        Assert.Equal(seal, deliveries.Body.GetProperty("items")[0].GetProperty("seal").GetString());
        Assert.Equal(["perPage"], absurd.Fields);
    }
}
