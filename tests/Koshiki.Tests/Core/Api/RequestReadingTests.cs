using System.Net;
using Koshiki.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Api;

/// <summary>What another program may send: everything else is refused at its place, and nothing is an accident.</summary>
public sealed class RequestReadingTests : ApiTestBase
{
    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1800-04-01T00:00:00+09:00")]
    [InlineData("2201-01-01T00:00:00+09:00")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task Z4_a_time_that_no_page_can_name_is_refused_at_its_place(string instant)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", WithTimes(instant, instant));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "notBefore notAfter"), (answer.Status, string.Join(' ', answer.Fields)));
    }

    [Fact]
    public async Task Z4_the_last_day_that_may_be_named_can_be_read_again()
    {
        using var sato = await Program(Sato);

        var created = await sato.Post("/posts", WithTimes("2200-12-31T23:00:00+09:00", "2200-12-31T23:59:59+09:00"));
        var shown = await sato.Get($"/posts/{created.Text("id")}");

        Assert.Equal("2200-12-31T14:00:00+00:00", shown.Text("notBefore"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://www.city.example.lg.jp/")]
    [InlineData("https://localhost/")]
    [InlineData("www.city.example.lg.jp")]
    public async Task E1_a_link_is_read_by_the_rule_of_the_page(string link)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", With(link: link));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "link"), (answer.Status, answer.Fields.Single()));
    }

    [Fact]
    public async Task E1_a_link_in_full_width_is_kept_in_half_width()
    {
        using var sato = await Program(Sato);

        var created = await sato.Post("/posts", With(link: " ｈｔｔｐｓ：／／www.city.example.lg.jp/bosai "));

        await using var db = City.Open();
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("https://www.city.example.lg.jp/bosai", await db.Posts.Select(p => p.Link).SingleAsync());
    }

    [Fact]
    public async Task Z4_a_title_is_as_long_as_on_the_page()
    {
        using var sato = await Program(Sato);

        var longest = await sato.Post("/posts", With(title: new string('訓', Post.LongestTitle)));
        var longer = await sato.Post("/posts", With(title: new string('訓', Post.LongestTitle + 1)));

        Assert.Equal(HttpStatusCode.Created, longest.Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "title"), (longer.Status, longer.Fields.Single()));
    }

    [Fact]
    public async Task Z4_an_empty_place_in_a_list_is_named()
    {
        using var sato = await Program(Sato);
        var (id, _) = await Submitted(sato);

        var channels = await sato.Post("/posts", """{"title":"訓練","purpose":"notice","channels":[{"account":"A002","text":"訓練があります。"},null]}""");
        var notes = await sato.Post($"/posts/{id}/submit", """{"notes":[null]}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "channels[1]"), (channels.Status, channels.Fields.Single()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "notes[0]"), (notes.Status, notes.Fields.Single()));
    }

    [Theory]
    [InlineData("""{"title":"訓\u0000練","purpose":"notice","channels":[{"account":"A002","text":"訓練があります。"}]}""", "title")]
    [InlineData("""{"title":"訓練","purpose":"notice","office":"\u0000","channels":[{"account":"A002","text":"訓練があります。"}]}""", "office")]
    [InlineData("""{"title":"訓練","purpose":"notice","channels":[{"account":"A002\u0000","text":"訓練\u0000です。"}]}""", "channels[0].account channels[0].text")]
    [InlineData("""{"title":"訓練","purpose":"notice","channels":[{"account":"A001","text":"訓練です。","segment":{"district":["\ud800"]}}]}""", "channels[0].segment.district[0]")]
    [InlineData("""{"title":"訓練","purpose":"notice","channels":[{"account":"A001","text":"訓練です。","segment":{"\u0000":["north"]}}]}""", "channels[0].segment")]
    public async Task Z4_what_the_database_cannot_keep_is_refused_at_its_place(string body, string places)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, places), (answer.Status, string.Join(' ', answer.Fields)));
    }

    [Fact]
    public async Task Z4_a_backslash_before_the_letters_u0000_is_text_like_any_other()
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", With(title: @"\u0000"));

        Assert.Equal((HttpStatusCode.Created, @"\u0000"), (answer.Status, answer.Text("title")));
    }

    [Theory]
    [InlineData("return", """{"seal":"SEAL","reason":"直してください。\u0000"}""", "reason")]
    [InlineData("approve", """{"seal":"SEAL","opinion":"\u0000"}""", "opinion")]
    [InlineData("withdraw", """{"reason":"\u0000"}""", "reason")]
    public async Task Z4_so_is_a_decision_with_words_that_cannot_be_kept(string act, string body, string place)
    {
        using var sato = await Program(Sato);
        using var tanaka = await Program(Tanaka);
        var (id, seal) = await Submitted(sato);

        var answer = await tanaka.Post($"/posts/{id}/{act}", body.Replace("SEAL", seal, StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, place), (answer.Status, answer.Fields.Single()));
    }

    [Theory]
    [InlineData("/deliveries?account=%00")]
    [InlineData("/segments/count?account=%00")]
    [InlineData("/segments/count?account=A001&district=north%00")]
    public async Task Z4_so_is_a_question_with_such_a_text(string path)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Get(path);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, path.Contains("district", StringComparison.Ordinal) ? "district" : "account"), (answer.Status, answer.Fields.Single()));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Z4_another_format_than_JSON_is_answered_with_415_and_how_to_send_it(string mediaType)
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", NewPost(), mediaType: mediaType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("application/json", answer.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z4_a_body_that_is_too_large_is_answered_with_413_and_the_limit()
    {
        using var sato = await Program(Sato);

        var answer = await sato.Post("/posts", NewPost(new string('あ', 50_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Contains("256KiB", answer.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_of_two_submissions_at_once_one_is_taken_and_the_other_answered_with_409()
    {
        using var sato = await Program(Sato);
        var id = (await sato.Post("/posts", NewPost())).Text("id");
        await using var db = City.Open();
        await using var running = await db.Database.BeginTransactionAsync();
        // Both have read the draft and wait to write, as if the database were slow.
        await db.Database.ExecuteSqlRawAsync("lock table publishing.post in exclusive mode");

        var both = Task.WhenAll(sato.Post($"/posts/{id}/submit"), sato.Post($"/posts/{id}/submit"));
        var start = TimeProvider.System.GetTimestamp();
        while (await Foundation.TestDatabase.Ask<long>(City.Database.Superuser, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") < 2)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "The two did not meet within twenty seconds.");
            await Task.Delay(20);
        }

        await running.RollbackAsync();
        var answers = await both;

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        Assert.Equal("somebody-else-saved-first", answers.Single(answer => answer.Status is HttpStatusCode.Conflict).Code);
        Assert.Equal("awaitingApproval", (await sato.Get($"/posts/{id}")).Text("status"));
    }

    private static object With(string title = "防災訓練のお知らせ", string? link = null) => new { title, purpose = "notice", link, channels = new[] { new { account = "A002", text = "訓練があります。" } } };

    private static object WithTimes(string notBefore, string notAfter) =>
        new { title = "防災訓練のお知らせ", purpose = "notice", channels = new[] { new { account = "A002", text = "訓練があります。" } }, notBefore, notAfter };
}
