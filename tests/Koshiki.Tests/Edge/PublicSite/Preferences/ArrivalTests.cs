using System.Net;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;
using Microsoft.EntityFrameworkCore;
using Koshiki.Edge.Segments;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

public sealed class ArrivalTests : IAsyncLifetime
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
    public async Task F1_looking_at_a_link_leaves_it_good_and_saving_uses_it_up()
    {
        var link = await town.Link(await town.Follow(0));
        await phone.Open(link);
        await phone.Open(link);

        await Choose("emergency");

        Assert.True((await town.Friend(0))!.EmergencyOnly);
        using var other = town.PickUpPhone();
        await other.Open(link);
        Assert.Equal(HttpStatusCode.Conflict, other.Answer.StatusCode);
        Assert.Contains("もう使いました", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_of_two_who_have_opened_a_link_only_the_first_to_save_does()
    {
        var link = await town.Link(await town.Follow(0));
        using var other = town.PickUpPhone();
        await other.Open(link);
        await other.Press("確かめる", ("how", ["all"]), ("q-district", ["south"]));
        await phone.Open(link);
        await Choose("emergency");

        await other.Press("保存する");

        Assert.Equal(HttpStatusCode.Conflict, other.Answer.StatusCode);
        Assert.Equal("このアドレスは使えません", other.Heading);
        Assert.True((await town.Friend(0))!.EmergencyOnly);
    }

    [Fact]
    public async Task F1_who_saved_by_a_link_may_change_again_in_the_same_browser()
    {
        await phone.Open(await town.Link(await town.Follow(0)));
        await Choose("emergency");

        await phone.Follow("もう一度変える");
        await Choose("all");

        Assert.Equal("設定を保存しました", phone.Heading);
        Assert.False((await town.Friend(0))!.EmergencyOnly);
    }

    [Fact]
    public async Task F1_a_link_is_good_for_half_an_hour()
    {
        var link = await town.Link(await town.Follow(0));
        await using (var db = town.Database.OpenEdge())
        {
            Assert.InRange((await db.PreferenceTickets.SingleAsync()).ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(29), DateTimeOffset.UtcNow.AddMinutes(30));
            await db.PreferenceTickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1)));
        }

        await phone.Open(link);

        Assert.Equal(HttpStatusCode.Forbidden, phone.Answer.StatusCode);
        Assert.Contains("30分間だけ", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_an_invented_link_opens_nothing()
    {
        await phone.Open("/public/line/preferences/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal("このアドレスは使えません", phone.Heading);
        Assert.Contains("アドレスが正しくありません", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_a_return_that_nobody_asked_for_is_refused()
    {
        await town.Follow(0);

        await phone.Open("/public/line/preferences/return?code=abc&state=0123456789abcdef");

        Assert.Equal(HttpStatusCode.Forbidden, phone.Answer.StatusCode);
        Assert.Equal("LINEで確かめられませんでした", phone.Heading);
        Assert.Equal(0, town.StandIns.Journal.Count(LineRequests.LoginToken, RequestStage.Arrived));
    }

    [Fact]
    public async Task F1_a_return_in_another_browser_is_refused()
    {
        await town.Follow(0);
        await phone.Open("/public/line/preferences/A001");
        await phone.Press("LINEで確かめて進む");
        using var attacked = town.PickUpPhone();

        attacked.Return((phone.Page, phone.Answer));
        await attacked.Press("1人目の友だちとしてログインする");

        Assert.Equal("LINEで確かめられませんでした", attacked.Heading);
        Assert.Equal(0, town.StandIns.Journal.Count(LineRequests.LoginToken, RequestStage.Arrived));
    }

    [Fact]
    public async Task F1_a_return_is_good_once()
    {
        await town.Follow(0);
        await phone.SignIn();
        await phone.Open("/public/line/preferences/A001");
        await phone.Press("LINEで確かめて進む");
        var atLine = (phone.Page, phone.Answer);
        await phone.Press("1人目の友だちとしてログインする");
        Assert.EndsWith("/form", phone.Path, StringComparison.Ordinal);

        phone.Return(atLine);
        await phone.Press("1人目の友だちとしてログインする");

        Assert.Equal("LINEで確かめられませんでした", phone.Heading);
    }

    [Fact]
    public async Task F1_who_does_not_agree_at_LINE_is_told_how_to_begin_again()
    {
        await phone.SignIn("許可しない");

        Assert.Equal(HttpStatusCode.Forbidden, phone.Answer.StatusCode);
        Assert.Contains("「許可」が選ばれませんでした", phone.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("issuer")]
    [InlineData("nonce")]
    [InlineData("expired")]
    public async Task F1_an_id_token_that_is_not_right_lets_nobody_in(string wrong)
    {
        await town.Follow(0);
        var login = town.StandIns.Line.Login;
        switch (wrong)
        {
            case "secret": login.SecretInstead = "somebody else's"; break;
            case "issuer": login.Issuer = "https://access.example"; break;
            case "nonce": login.NonceInstead = "an older one"; break;
            case "expired": login.IdTokenLives = TimeSpan.FromHours(-3); break;
        }

        await phone.SignIn();

        Assert.Equal(HttpStatusCode.Forbidden, phone.Answer.StatusCode);
        Assert.Equal("LINEで確かめられませんでした", phone.Heading);
    }

    [Fact]
    public async Task F1_when_LINE_cannot_be_reached_the_page_says_so()
    {
        await town.Follow(0);
        town.StandIns.Faults.Add(new Fault(FaultKind.Unavailable) { Request = LineRequests.LoginToken });

        await phone.SignIn();

        Assert.Equal(HttpStatusCode.Conflict, phone.Answer.StatusCode);
        Assert.Contains("今、LINEとつながりません", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_a_code_that_LINE_does_not_take_lets_nobody_in()
    {
        await town.Follow(0);
        town.StandIns.Faults.Add(new Fault(FaultKind.PlatformError) { Request = LineRequests.LoginToken, Code = 400 });

        await phone.SignIn();

        Assert.Equal("LINEで確かめられませんでした", phone.Heading);
    }

    [Fact]
    public async Task K4_who_comes_by_a_posters_code_is_counted_by_it_once()
    {
        await phone.Open("/public/line/preferences/A001?from=abc23456");
        await phone.Press("LINEで確かめて進む");
        await phone.Press("3人目の友だちとしてログインする");
        Assert.Equal("/public/line/preferences/A001/form", phone.Path);
        await town.Until(async _ => (await town.Friend(2))?.Source == "abc23456");

        await phone.Open("/public/line/preferences/A001?from=xyz98765");
        await phone.Press("LINEで確かめて進む");
        await phone.Press("3人目の友だちとしてログインする");
        await town.Follow(0);

        Assert.Equal("abc23456", (await town.Friend(2))!.Source);
        await using var db = town.Database.OpenEdge();
        Assert.Equal([("", 1), ("abc23456", 1)], (await db.FriendDays.OrderBy(d => d.Source).ToListAsync()).Select(d => (d.Source, d.Followed)));
    }

    [Fact]
    public async Task F1_an_account_without_questions_says_so_kindly()
    {
        await phone.Open("/public/line/preferences/A999");

        Assert.Equal(HttpStatusCode.OK, phone.Answer.StatusCode);
        Assert.Equal("今は選べません", phone.Heading);
        await phone.Open("/public/line/preferences");
        Assert.Equal("/public/line/preferences/A001", phone.Path);
    }

    private async Task Choose(string how)
    {
        await phone.Press("確かめる", ("how", [how]), ("q-district", ["north"]));
        await phone.Press("保存する");
    }
}
