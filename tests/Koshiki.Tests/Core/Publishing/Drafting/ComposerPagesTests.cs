using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing.Drafting;

/// <summary>The composer as people use it: no script, real pages, a real database.</summary>
public sealed class ComposerPagesTests : IAsyncLifetime
{
    private StaffApplication app = null!;
    private Browser sato = null!;

    public async ValueTask InitializeAsync()
    {
        app = await StaffApplication.Start();
        var office = await app.AddOffice("01001", "防災対策課");
        await app.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await app.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
        await using var db = app.Open();
        db.AddRange(Sample.Account("A001", Platform.Line, office), Sample.Account("A002", Platform.X, office), Disconnected(office));
        await db.SaveChangesAsync();
        sato = await app.SignIn("sato");
    }

    public async ValueTask DisposeAsync()
    {
        sato.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task E1_a_text_is_written_confirmed_and_submitted_without_script()
    {
        var confirm = await sato.Submit("/posts/new", Draft(("do", "confirm")));
        Assert.Equal("発信する内容の確認", confirm.QuerySelector("h1")!.TextContent);
        Assert.Contains("4月10日（金）10時から防災訓練を行います。", confirm.QuerySelector("#pv-A001-body")!.TextContent, StringComparison.Ordinal);

        using var submitted = await sato.PostForm(confirm, confirm.Location(), ("route", "approval"));

        Assert.Equal(HttpStatusCode.SeeOther, submitted.StatusCode);
        await using var db = app.Open();
        var post = await db.Posts.AsNoTracking().SingleAsync();
        Assert.Equal((PostStatus.AwaitingApproval, "防災訓練のお知らせ"), (post.Status, post.Title));
        Assert.Contains(post.Seal!.Value.Short, confirm.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E1_a_disabled_channel_explains_itself()
    {
        var page = await sato.Open("/posts/new");

        var box = page.QuerySelectorAll("input[name=channels]").OfType<IHtmlInputElement>().Single(i => i.Value == "A003");

        Assert.True(box.IsDisabled);
        Assert.Contains("まだ接続されていません", page.GetElementById(box.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A001", 5_001, "LINEの上限5,000文字を1超えています（5,001）。")]
    [InlineData("A002", 141, "Xの上限280文字（重み付き）を2超えています（282）。")]
    public async Task E1_a_text_that_is_too_long_can_be_saved_and_not_submitted(string channel, int length, string why)
    {
        var confirm = await sato.Submit("/posts/new", ("title", "長い文"), ("purpose", "Notice"), ("channels", channel), ("text", new string('あ', length)), ("when", "now"), ("do", "confirm"));
        Assert.Contains(why, confirm.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(confirm.QuerySelectorAll("input[name=route]"));

        await using var db = app.Open();
        var post = await db.Posts.AsNoTracking().SingleAsync();
        var other = await sato.Open("/posts/new");
        using var forced = await sato.Http.PostAsync(new Uri($"/posts/{post.Id.Value}/confirm", UriKind.Relative), new FormUrlEncodedContent(
            [new("_token", other.QuerySelector("main input[name=_token]")!.GetAttribute("value")!), new("version", "1"), new("route", "approval")]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, forced.StatusCode);
        Assert.Contains(why, await forced.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_the_confirm_page_shows_all_of_a_text_that_facebook_folds()
    {
        await using (var db = app.Open())
        {
            var office = await db.Offices.Select(o => o.Id).SingleAsync();
            db.Add(Sample.Account("A004", Platform.Facebook, office));
            await db.SaveChangesAsync();
        }

        var page = await sato.Open("/posts/new");
        var draft = Draft(("channels", "A004"), ("text", new string('あ', 500)));
        using var looked = await Send(page, "/posts/preview", "text/html", draft);
        var confirm = await sato.Submit("/posts/new", [.. draft, ("do", "confirm")]);

        Assert.EndsWith("…もっと見る", Browser.Parse(await looked.Content.ReadAsStringAsync()).QuerySelector("#pv-A004-body")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(new string('あ', 500), confirm.QuerySelector("#pv-A004-body")!.TextContent);
    }

    [Fact]
    public async Task E4_a_caution_asks_for_a_reason_that_is_kept_for_the_approver()
    {
        var confirm = await sato.Submit("/posts/new", Draft(("do", "confirm"), ("text", "問合せは090-1234-5678です。")));
        var reason = confirm.QuerySelectorAll("main input[type=text]").OfType<IHtmlInputElement>().Single(i => i.Name!.StartsWith("note.phone-number", StringComparison.Ordinal));

        using var without = await sato.PostForm(confirm, confirm.Location(), ("route", "approval"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        var again = Browser.Parse(await without.Content.ReadAsStringAsync());
        Assert.Contains("理由を書いてください", again.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);

        using var with = await sato.PostForm(again, confirm.Location(), ("route", "approval"), (reason.Name!, "公表している携帯の窓口です。"));
        Assert.Equal(HttpStatusCode.SeeOther, with.StatusCode);
        await using var db = app.Open();
        var note = Assert.Single((await db.Posts.AsNoTracking().SingleAsync()).Notes);
        Assert.Equal(("phone-number", "公表している携帯の窓口です。"), (note.Rule, note.Reason));
        Assert.StartsWith("「090-1234-5678」", note.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E1_two_people_in_one_draft_are_told_who_was_faster_and_can_compare()
    {
        var edit = await sato.Submit("/posts/new", Draft(("do", "save")));
        var path = edit.Location();
        using var suzuki = await app.SignIn("suzuki");
        app.Clock.Pass(TimeSpan.FromMinutes(3));
        await suzuki.Submit(path, Draft(("do", "save"), ("text", "11時から防災訓練を行います。")));

        using var late = await sato.PostForm(edit, path, Draft(("do", "save"), ("text", "正午から防災訓練を行います。")));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var compare = Browser.Parse(await late.Content.ReadAsStringAsync());
        Assert.Contains("鈴木 一郎さんが09:03に変更しました。", compare.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11", compare.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        using var mine = await sato.PostForm(compare, path, ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, mine.StatusCode);
        await using var db = app.Open();
        Assert.Equal("正午から防災訓練を行います。", (await db.Posts.AsNoTracking().SingleAsync()).CommonText);
    }

    [Fact]
    public async Task E1_a_form_sent_twice_saves_one_draft()
    {
        var page = await sato.Open("/posts/new");

        using var first = await sato.PostForm(page, "/posts/new", Draft(("do", "save")));
        using var second = await sato.PostForm(page, "/posts/new", Draft(("do", "save")));

        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await using var db = app.Open();
        Assert.Equal(1, await db.Posts.CountAsync());
    }

    [Fact]
    public async Task E1_what_was_written_comes_back_after_an_expired_session()
    {
        var page = await sato.Open("/posts/new");
        app.Clock.Pass(TimeSpan.FromDays(2));

        using var sent = await sato.PostForm(page, "/posts/new", Draft(("do", "save"), ("text", "消えては困る文です。"), ("text.A002", "Xだけの文です。")));
        using var toSignIn = await sato.Get(sent.Headers.Location!.OriginalString);
        using var signedIn = await sato.Post(toSignIn.Headers.Location!.OriginalString, ("user", "sato"), ("password", StaffApplication.Password));
        var restored = await sato.Open(signedIn.Headers.Location!.OriginalString);

        Assert.Contains("ここまでの入力を復元しました。", restored.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("消えては困る文です。", restored.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Xだけの文です。", restored.QuerySelector("textarea[name='text.A002']")!.TextContent, StringComparison.Ordinal);
        Assert.False(restored.QuerySelector("[data-channel=A002]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task E1_the_script_saves_by_itself_into_one_draft()
    {
        var page = await sato.Open("/posts/new");

        var first = await Draft(page, ("text", "一回目です。"));
        var post = first.RootElement.GetProperty("fields").GetProperty("post").GetString()!;
        var second = await Draft(page, ("text", "二回目です。"), ("post", post), ("saved_version", $"{first.RootElement.GetProperty("version").GetInt32()}"));

        Assert.Equal(2, second.RootElement.GetProperty("version").GetInt32());
        await using var db = app.Open();
        Assert.Equal("二回目です。", (await db.Posts.AsNoTracking().SingleAsync()).CommonText);
    }

    [Fact]
    public async Task E1_the_live_preview_shows_each_channel_as_it_counts()
    {
        var page = await sato.Open("/posts/new");

        using var answer = await Send(page, "/posts/preview", "text/html", Draft(("channels", "A002"), ("link", "https://www.city.aiko.lg.jp/kunren")));

        var html = Browser.Parse(await answer.Content.ReadAsStringAsync());
        Assert.EndsWith("\nhttps://www.city.aiko.lg.jp/kunren", html.QuerySelector("#pv-A002-body")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Xでの文字数：", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0.200米ドル（URLのある投稿", html.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_a_day_that_cannot_be_read_is_said_beside_its_boxes_and_nothing_is_lost()
    {
        using var answer = await sato.Post("/posts/new", Draft(("do", "save"), ("when", "at"), ("notBefore.year", "令和8"), ("notBefore.month", "2"), ("notBefore.day", "30"), ("notBefore.time", "10:00")));

        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull(page.QuerySelector("#f-notBefore-error"));
        Assert.Equal("令和8", page.QuerySelector("#f-notBefore")!.GetAttribute("value"));
        Assert.Contains("防災訓練", page.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E10_an_earlier_post_is_copied_and_a_template_begun_from()
    {
        var edit = await sato.Submit("/posts/new", Draft(("do", "save")));
        var id = edit.Location().Split('/')[2];

        var copy = await sato.Open($"/posts/new?copy={id}");
        var template = await sato.Open("/posts/new?template=event");

        Assert.Contains("防災訓練を行います。", copy.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", copy.QuerySelector("input[name=post]")!.GetAttribute("value"));
        Assert.Equal("Event", template.QuerySelector("input[name=purpose]:checked")!.GetAttribute("value"));
    }

    private static (string, string)[] Draft(params (string Name, string Value)[] changed) =>
    [
        .. new (string Name, string Value)[] { ("title", "防災訓練のお知らせ"), ("purpose", "Notice"), ("channels", "A001"), ("audience.A001", "everyone"), ("text", "4月10日（金）10時から防災訓練を行います。"), ("when", "now") }
            .Where(field => changed.All(c => c.Name != field.Name)),
        .. changed,
    ];

    private async Task<JsonDocument> Draft(IHtmlDocument page, params (string Name, string Value)[] changed)
    {
        using var answer = await Send(page, "/posts/draft", "application/json", Draft(changed));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Send(IHtmlDocument page, string path, string accept, (string Name, string Value)[] fields)
    {
        var token = page.QuerySelector("#composer input[name=_token]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Append(("_token", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        request.Headers.Accept.ParseAdd(accept);
        sato.Http.DefaultRequestHeaders.Accept.Clear();
        return sato.Http.SendAsync(request);
    }

    private static Account Disconnected(OfficeId office)
    {
        var account = Sample.Account("A003", Platform.Facebook, office);
        account.Disconnect();
        return account;
    }
}

internal static class ComposerPlaces
{
    /// <summary>The address of an edit or confirm page, from what stands in it.</summary>
    public static string Location(this IHtmlDocument page) =>
        page.QuerySelector("#composer")?.GetAttribute("action")
        ?? page.QuerySelector("nav a[href$='/edit']")!.GetAttribute("href")!.Replace("/edit", "/confirm", StringComparison.Ordinal);
}
