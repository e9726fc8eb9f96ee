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

    [Fact]
    public async Task E6_a_day_typed_under_at_once_is_not_dropped_in_silence()
    {
        using var answer = await sato.Post("/posts/new", Draft([("do", "confirm"), ("when", "now"), .. Reserved("10:00")]));

        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("その日時に発信するときは「予約」を選んでください。", page.QuerySelector("#f-when-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("10:00", page.QuerySelector("input[name='notBefore.time']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task E6_a_stored_day_does_not_stand_in_the_way_of_choosing_at_once()
    {
        var edit = await sato.Submit("/posts/new", Draft([("do", "save"), ("when", "at"), .. Reserved("10:00")]));

        using var saved = await sato.PostForm(edit, edit.Location(), Draft([("do", "save"), ("when", "now"), .. Reserved("10:00")]));
        using var moved = await sato.PostForm(await sato.Open(edit.Location()), edit.Location(), Draft([("do", "save"), ("when", "now"), .. Reserved("13:00")]));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity), (saved.StatusCode, moved.StatusCode));
        await using var db = app.Open();
        Assert.Null((await db.Posts.AsNoTracking().SingleAsync()).NotBefore);
    }

    [Fact]
    public async Task E6_a_deadline_counts_for_a_post_at_once_too()
    {
        await sato.Submit("/posts/new", Draft(("do", "save"), ("when", "now"), ("notAfter.year", "令和8"), ("notAfter.month", "4"), ("notAfter.day", "10"), ("notAfter.time", "17:00")));

        await using var db = app.Open();
        var post = await db.Posts.AsNoTracking().SingleAsync();
        Assert.Equal((null, new DateTimeOffset(2026, 4, 10, 8, 0, 0, TimeSpan.Zero)), (post.NotBefore, post.NotAfter!.Value));
    }

    [Fact]
    public async Task E1_the_script_saves_what_can_be_read_and_leaves_the_rest_as_it_was()
    {
        var page = await sato.Open("/posts/new");
        var first = await Draft(page, [("when", "at"), .. Reserved("10:00")]);
        (string, string)[] stored = [("post", first.RootElement.GetProperty("fields").GetProperty("post").GetString()!), ("saved_version", "1")];
        app.Clock.Pass(TimeSpan.FromMinutes(7));

        var half = await Draft(page, [.. stored, ("text", "書きかけです。"), ("when", "at"), ("notBefore.year", "令和8"), ("notBefore.month", "4")]);
        var wrong = await Draft(page, [stored[0], ("saved_version", "2"), ("text", "書き終わりました。"), ("link", "リンク"), ("when", "at"), .. Reserved("朝")]);

        Assert.Equal("下書きを保存しました（09:00）", first.RootElement.GetProperty("said").GetString());
        Assert.Equal("下書きを保存しました（09:07）。予約の日時は、年月日と時刻がそろうと保存します", half.RootElement.GetProperty("said").GetString());
        Assert.Equal("下書きを保存しました（09:07）。リンク先は、読み取れないため保存していません。予約の日時は、読み取れないため保存していません", wrong.RootElement.GetProperty("said").GetString());
        await using var db = app.Open();
        var post = await db.Posts.AsNoTracking().SingleAsync();
        Assert.Equal(("書き終わりました。", new DateTimeOffset(2026, 4, 10, 1, 0, 0, TimeSpan.Zero)), (post.CommonText, post.NotBefore!.Value));
    }

    [Fact]
    public async Task E1_the_script_knows_what_to_say_when_the_sign_in_has_ended()
    {
        var page = await sato.Open("/posts/new");
        app.Clock.Pass(TimeSpan.FromDays(2));

        using var answer = await Send(page, "/posts/draft", "application/json", Draft(("text", "消えては困る文です。")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("「下書きを保存」を押してサインインすると、入力した内容が元どおりに出ます。", page.QuerySelector("auto-save")!.GetAttribute("data-ended"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E4_the_confirm_page_tells_what_is_missing_before_anybody_submits()
    {
        var empty = await sato.Submit("/posts/new", ("title", ""), ("purpose", "Notice"), ("text", "防災訓練を行います。"), ("when", "now"), ("do", "confirm"));
        var late = await sato.Submit("/posts/new", Draft([("do", "confirm"), ("when", "at"), .. Reserved("10:00"), ("notAfter.year", "令和8"), ("notAfter.month", "4"), ("notAfter.day", "9"), ("notAfter.time", "10:00")]));
        app.Clock.Pass(TimeSpan.FromMinutes(10));
        var past = await sato.Submit("/posts/new", Draft(("do", "confirm"), ("when", "at"), ("notBefore.year", "令和8"), ("notBefore.month", "4"), ("notBefore.day", "6"), ("notBefore.time", "9:05")));

        Assert.Equal(["件名が入力されていません。職員が一覧で見分けられる件名を入力してください。", "発信先が選ばれていません。1つ以上選んでください。"], Lacks(empty));
        Assert.Equal(["発信の期限が発信日時より前です。期限は発信日時より後にしてください。"], Lacks(late));
        Assert.Equal(["発信日時が過ぎています。これからの日時を入力するか、「承認後すぐ」を選んでください。"], Lacks(past));
        Assert.All([empty, late, past], page => Assert.Empty(page.QuerySelectorAll("input[name=route]")));
    }

    [Fact]
    public async Task E1_an_audience_is_asked_for_only_where_its_account_is_chosen()
    {
        var page = await sato.Open("/posts/new");
        using var looked = await sato.PostForm(page, "/posts/new", Draft(("do", "refresh")));

        var chosen = Browser.Parse(await looked.Content.ReadAsStringAsync());
        Assert.Equal("発信先に選んだときは必須", page.QuerySelector("#f-audience-A001-group .need")!.TextContent);
        Assert.Equal("必須", chosen.QuerySelector("#f-audience-A001-group .need")!.TextContent);
    }

    private static string[] Lacks(IHtmlDocument confirm) => [.. confirm.QuerySelector("h3 + .findings")!.QuerySelectorAll("a .visually-hidden").Select(fault => fault.TextContent.TrimStart('：'))];

    private static (string, string)[] Reserved(string time) => [("notBefore.year", "令和8"), ("notBefore.month", "4"), ("notBefore.day", "10"), ("notBefore.time", time)];

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
