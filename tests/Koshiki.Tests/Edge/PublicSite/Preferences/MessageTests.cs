using System.Text.Json;
using System.Text.RegularExpressions;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Edge.Segments;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

public sealed partial class MessageTests : IAsyncLifetime
{
    private PreferenceTown town = null!;

    public async ValueTask InitializeAsync() => town = await PreferenceTown.Start();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("設定")]
    [InlineData("　「受信設定」 ")]
    public async Task F1_the_word_settings_is_answered_with_a_link_that_opens_the_form(string text)
    {
        await town.Follow(0);

        var answer = await Say(0, text);

        using var phone = town.PickUpPhone();
        await phone.Open(Link().Match(answer).Value);
        Assert.Equal("/public/line/preferences/A001/form", phone.Path);
        Assert.Contains("30分間、1回だけ", answer, StringComparison.Ordinal);
        Assert.Contains("まだ選んでいません", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_emergencies_alone_by_a_message_keep_the_district_and_say_what_holds()
    {
        await Chose(0, 1, 101, 114);

        var answer = await Say(0, "緊急のみ");

        Assert.Equal("""
            これからは、緊急のお知らせだけを送ります。
            【今の設定】
            緊急のみ受け取る
            住んでいる地区：北部
            変えるときは「設定」と送ってください。
            """.ReplaceLineEndings("\n"), answer);
        var friend = (await town.Friend(0))!;
        Assert.True(friend.EmergencyOnly);
        Assert.Equal([1], friend.Choices);
    }

    [Fact]
    public async Task F1_everything_by_the_rich_menu_is_the_same_as_by_a_message()
    {
        await Chose(0, 2, 101);

        await Press(0, PreferenceCommands.DataOf(PreferenceCommand.Everything));

        Assert.Equal([2, 101, 102, 107, 114], (await town.Friend(0))!.Choices);
    }

    [Fact]
    public async Task F1_who_has_no_district_yet_is_asked_for_it()
    {
        await town.Follow(0);

        var answer = await Say(0, "すべて");

        Assert.Contains("「住んでいる地区」をまだ選んでいません", answer, StringComparison.Ordinal);
        Assert.Matches(Link(), answer);
    }

    [Fact]
    public async Task F1_show_and_stop_change_nothing()
    {
        await Chose(0, 1, 101, 114);

        var shown = await Say(0, "確認");
        var stop = await Say(0, "やめる");

        Assert.Contains("ほしい情報：防災行政無線、催し", shown, StringComparison.Ordinal);
        Assert.Contains("ブロックしてください", stop, StringComparison.Ordinal);
        Assert.Equal([1, 101, 114], (await town.Friend(0))!.Choices);
    }

    [Fact]
    public async Task F1_other_messages_are_left_to_people()
    {
        await town.Follow(0);
        await town.Happen(new FriendChange.Wrote(town.IdOf(0), DateTimeOffset.UtcNow, "ごみの日はいつですか", "token-other"));

        await Say(0, "確認");

        Assert.Equal(["token-1"], Replies().Select(reply => reply.GetProperty("replyToken").GetString()));
    }

    [Fact]
    public async Task F1_a_message_that_comes_late_does_not_undo_a_newer_choice()
    {
        await Chose(0, 1, 101);

        var answer = await Say(0, "緊急のみ", DateTimeOffset.UtcNow.AddMinutes(-5));

        Assert.Contains("ほしい情報：防災行政無線", answer, StringComparison.Ordinal);
        Assert.False((await town.Friend(0))!.EmergencyOnly);
    }

    private async Task Chose(int n, params short[] choices)
    {
        var ordinal = await town.Follow(n);
        await town.Happen(new FriendChange.Chose(ordinal, null, DateTimeOffset.UtcNow, choices, false, 1));
        await town.Until(async _ => await town.Friend(n) is { AnsweredAt: not null });
    }

    private int said;

    private Task<string> Say(int n, string text, DateTimeOffset? at = null) =>
        Answered(new FriendChange.Wrote(town.IdOf(n), at ?? DateTimeOffset.UtcNow, text, $"token-{++said}"));

    private Task<string> Press(int n, string data) => Answered(new FriendChange.PostedBack(town.IdOf(n), DateTimeOffset.UtcNow, data, $"token-{++said}"));

    /// <summary>Lets the event happen and waits for the answer by its token.</summary>
    private async Task<string> Answered(FriendChange change)
    {
        await town.Happen(change);
        await town.Until(_ => Task.FromResult(Replies().Any(IsForNow)));
        return Replies().Single(IsForNow).GetProperty("messages")[0].GetProperty("text").GetString()!;

        bool IsForNow(JsonElement reply) => reply.GetProperty("replyToken").GetString() == $"token-{said}";
    }

    private IEnumerable<JsonElement> Replies() => town.StandIns.Journal.Entries.Where(entry => entry.Path.EndsWith("/v2/bot/message/reply", StringComparison.Ordinal) && entry.Body.Length > 0)
        .Select(entry => JsonElement.Parse(entry.Body.Span));

    [GeneratedRegex("http://[^\\s]+/public/line/preferences/link/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
