using System.Net;
using AngleSharp.Dom;
using Koshiki.Edge.Segments;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

public sealed class PreferenceTests : IAsyncLifetime
{
    private PreferenceTown town = null!;
    private Phone phone = null!;

    public async ValueTask InitializeAsync()
    {
        town = await PreferenceTown.Start();
        phone = town.PickUpPhone();
    }

    public ValueTask DisposeAsync()
    {
        phone.Dispose();
        return town.DisposeAsync();
    }

    [Fact]
    public async Task F1_a_friend_signs_in_by_LINE_and_chooses_district_and_topics()
    {
        await town.Follow(0);

        await phone.SignIn();
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", ["north"]), ("q-topic", ["disaster-radio", "events"]));
        await phone.Press("保存する");

        Assert.Equal("設定を保存しました", phone.Heading);
        var friend = (await town.Friend(0))!;
        Assert.Equal([1, 101, 114], friend.Choices);
        Assert.Equal((false, 1), (friend.EmergencyOnly, friend.Edition));
    }

    [Fact]
    public async Task F1_the_form_shows_what_holds_now()
    {
        await town.Follow(0);
        await phone.SignIn();
        await Choose("south", "city-notices");

        await phone.Follow("もう一度変える");

        Assert.Equal(["edition", "how", "q-district", "q-topic"], Ticked().Select(f => f.Name).Distinct().Order());
        Assert.Equal(["south", "city-notices"], Ticked().Where(f => f.Name.StartsWith("q-", StringComparison.Ordinal)).Select(f => f.Value));
    }

    [Theory]
    [InlineData("all", new short[] { 2, 101, 102, 107, 114 }, false)]
    [InlineData("emergency", new short[] { 2 }, true)]
    public async Task F1_everything_and_emergencies_alone_are_one_choice_each(string how, short[] choices, bool emergencyOnly)
    {
        await town.Follow(0);
        await phone.SignIn();

        await phone.Press("確かめる", ("how", [how]), ("q-district", ["south"]), ("q-topic", ["events"]));
        await phone.Press("保存する");

        var friend = (await town.Friend(0))!;
        Assert.Equal(choices, friend.Choices);
        Assert.Equal(emergencyOnly, friend.EmergencyOnly);
    }

    [Fact]
    public async Task F1_a_changed_choice_is_taken_back()
    {
        await town.Follow(0);
        await phone.SignIn();
        await Choose("south", "city-notices");
        await phone.Follow("もう一度変える");
        await phone.Press("確かめる", ("how", ["emergency"]));
        await phone.Press("保存する");

        await phone.Follow("元に戻す");
        await phone.Press("元の設定に戻す");

        Assert.Equal("設定を保存しました", phone.Heading);
        Assert.Equal([2, 102], (await town.Friend(0))!.Choices);
    }

    [Fact]
    public async Task F1_the_first_choice_is_taken_back_as_if_there_had_been_none()
    {
        await town.Follow(0);
        await phone.SignIn();
        await Choose("south", "city-notices");

        await phone.Follow("元に戻す");
        await phone.Press("元の設定に戻す");

        var friend = (await town.Friend(0))!;
        Assert.Null(friend.AnsweredAt);
        Assert.Empty(friend.Choices);
    }

    [Fact]
    public async Task F1_everything_known_of_a_friend_is_deleted_when_he_says_so()
    {
        var ordinal = await town.Follow(0);
        await phone.SignIn();
        await Choose("south", "city-notices");
        await phone.Follow("もう一度変える");

        await phone.Follow("記録を全部消す");
        await phone.Press("全部消す");

        Assert.Equal("記録を消しました", phone.Heading);
        Assert.Null(await town.Friend(0));
        await using var db = town.Database.OpenEdge();
        var place = await db.Friends.SingleAsync(f => f.Ordinal == ordinal);
        Assert.Equal(FriendState.Erased, place.State);
        Assert.Empty(place.Choices);
        await phone.Open("/public/line/preferences/A001/form");
        Assert.Equal("/public/line/preferences/A001", phone.Path);
    }

    [Fact]
    public async Task F1_a_friend_of_whom_no_webhook_has_told_becomes_known_by_signing_in()
    {
        await phone.SignIn("3人目の友だちとしてログインする");
        await Choose("north", "events");

        Assert.Equal([1, 114], (await town.Friend(2))!.Choices);
    }

    [Fact]
    public async Task F1_who_is_no_friend_is_told_how_to_become_one()
    {
        await phone.SignIn("友だちではない人としてログインする");

        Assert.Equal(HttpStatusCode.Forbidden, phone.Answer.StatusCode);
        Assert.Equal("友だちになってから設定してください", phone.Heading);
        Assert.Contains("友だちに追加してください", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_who_has_blocked_the_account_is_no_friend_any_more()
    {
        await town.Follow(0);
        town.Line.Change(0, Koshiki.StandIns.Line.FriendState.Blocked);
        await town.Happen(new FriendChange.Unfollowed(town.IdOf(0), DateTimeOffset.UtcNow));
        await town.Until(async _ => await town.Friend(0) is { State: FriendState.Left });

        await phone.SignIn();

        Assert.Equal("友だちになってから設定してください", phone.Heading);
    }

    [Fact]
    public async Task F1_what_is_missing_is_said_beside_the_field_and_what_was_chosen_stays()
    {
        await town.Follow(0);
        await phone.SignIn();

        await phone.Press("確かめる", ("how", ["chosen"]), ("q-topic", []));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Answer.StatusCode);
        Assert.Contains("「住んでいる地区」を1つ選んでください。", phone.Page.QuerySelector("#f-q-district-error")!.TextContent, StringComparison.Ordinal);
        await phone.Press("確かめる", ("q-district", ["north"]));
        Assert.Contains("ほしい情報を1つ以上", phone.Page.QuerySelector("#f-q-topic-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(("q-district", "north"), Ticked());
    }

    [Fact]
    public async Task F1_the_confirm_page_leads_back_with_what_was_chosen()
    {
        await town.Follow(0);
        await phone.SignIn();
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", ["harbour"]), ("q-topic", ["events"]));
        Assert.Contains("港町", phone.Text, StringComparison.Ordinal);

        await phone.Press("直す");

        Assert.Equal("LINEで受け取る情報を選ぶ", phone.Heading);
        Assert.Equal([("edition", "1"), ("how", "chosen"), ("q-district", "harbour"), ("q-topic", "events")], Ticked());
    }

    [Fact]
    public async Task F1_questions_that_changed_while_the_form_was_open_are_asked_again()
    {
        await town.Follow(0);
        await phone.SignIn();
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", ["harbour"]), ("q-topic", ["events"]));
        await town.Publish(PreferenceTown.Asked(2));

        await phone.Press("保存する");

        Assert.Equal(HttpStatusCode.Conflict, phone.Answer.StatusCode);
        Assert.Contains("新しくなりました", phone.Text, StringComparison.Ordinal);
        Assert.Null(phone.Page.QuerySelector("[value=harbour]"));
        Assert.Contains(("q-topic", "events"), Ticked());
        Assert.Null((await town.Friend(0))!.AnsweredAt);
    }

    [Fact]
    public async Task F1_two_tabs_save_one_after_the_other_and_the_last_one_holds()
    {
        await town.Follow(0);
        await phone.SignIn();
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", ["north"]), ("q-topic", ["events"]));
        var firstTab = (phone.Page, phone.Answer);
        await phone.SignIn();
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", ["south"]), ("q-topic", ["events"]));
        await phone.Press("保存する");

        phone.Return(firstTab);
        await phone.Press("保存する");

        Assert.Equal("設定を保存しました", phone.Heading);
        Assert.Equal([1, 114], (await town.Friend(0))!.Choices);
    }

    [Theory]
    [InlineData("q-district", "atlantis")]
    [InlineData("q-topic", "north")]
    [InlineData("how", "whatever")]
    public async Task F1_a_value_that_the_form_does_not_offer_is_refused(string field, string value)
    {
        await town.Follow(0);
        await phone.SignIn();

        await phone.Press("確かめる", [.. new (string Name, string[] Values)[] { ("how", ["chosen"]), ("q-district", ["north"]), ("q-topic", ["events"]) }.Where(f => f.Name != field), (field, [value])]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Answer.StatusCode);
        Assert.NotNull(phone.Page.QuerySelector($"#f-{field}-error"));
    }

    [Fact]
    public async Task F1_a_form_from_elsewhere_saves_nothing()
    {
        await town.Follow(0);
        await phone.SignIn();
        using var elsewhere = new HttpClient(new HttpClientHandler { CookieContainer = phone.Cookies, AllowAutoRedirect = false }) { BaseAddress = town.Address };
        using var forged = new FormUrlEncodedContent([new("edition", "1"), new("how", "emergency"), new("q-district", "north")]);

        var answer = await elsewhere.PostAsync(new Uri("/public/line/preferences/A001/save", UriKind.Relative), forged);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null((await town.Friend(0))!.AnsweredAt);
    }

    [Fact]
    public async Task F1_without_a_visit_the_form_leads_to_the_start()
    {
        await phone.Open("/public/line/preferences/A001/form");

        Assert.Equal("/public/line/preferences/A001", phone.Path);
        Assert.Contains("もう一度はじめてください", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_with_readings_no_kanji_of_the_form_is_without_one()
    {
        await town.Follow(0);
        await phone.SignIn();

        await phone.Follow("ふりがなをつける");

        var bare = (IElement)phone.Page.QuerySelector("main")!.Clone();
        foreach (var ruby in bare.QuerySelectorAll("ruby").ToList()) ruby.Remove();
        Assert.DoesNotContain(bare.TextContent, Koshiki.Foundation.Japanese.Furigana.IsKanji);
        await phone.Press("確たしかめる", ("how", ["all"]), ("q-district", ["north"]));
        Assert.NotEmpty(phone.Page.QuerySelectorAll("main ruby"));
    }

    [Fact]
    public async Task F1_only_the_start_page_may_send_forms_to_LINE()
    {
        await town.Follow(0);
        await phone.Open("/public/line/preferences/A001");
        var start = phone.Answer.Headers.GetValues("Content-Security-Policy").Single();
        await phone.SignIn();
        var form = phone.Answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains($"form-action 'self' {town.StandIns.BaseUrl};", start, StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", form, StringComparison.Ordinal);
        Assert.Equal("no-referrer", phone.Answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(phone.Answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task F1_no_address_cookie_or_page_names_the_LINE_id()
    {
        await town.Follow(0);
        await phone.SignIn();

        var id = town.Line.FriendId(0);
        Assert.DoesNotContain(id, phone.Path + phone.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.All(phone.Cookies.GetAllCookies(), cookie =>
        {
            Assert.DoesNotContain(id, cookie.Value, StringComparison.OrdinalIgnoreCase);
            Assert.True(cookie.HttpOnly);
            Assert.Equal("/public/line/preferences", cookie.Path);
        });
    }

    private async Task Choose(string district, params string[] topics)
    {
        await phone.Press("確かめる", ("how", ["chosen"]), ("q-district", [district]), ("q-topic", topics));
        await phone.Press("保存する");
    }

    /// <summary>What the form would send as it stands.</summary>
    private IEnumerable<(string Name, string Value)> Ticked() => phone.Page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("main form input")
        .Where(input => input.Name is { Length: > 0 } name && name[0] != '_' && (input.Type == "hidden" || input.IsChecked)).Select(input => (input.Name!, input.Value));
}
