using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Foundation;
using Fault = Koshiki.StandIns.Control.Fault;
using Koshiki.StandIns.Line;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

public sealed class RichMenuTests : IAsyncLifetime
{
    private PreferenceTown town = null!;

    public async ValueTask InitializeAsync() => town = await PreferenceTown.Start(asked: false);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task F7_the_menu_opens_the_form_chooses_emergencies_and_shows_what_holds()
    {
        Assert.False((await Put()).Value.WasThere);

        var menu = town.Line.DefaultRichMenu!;
        var actions = JsonElement.Parse(menu.Body).GetProperty("areas").EnumerateArray().Select(area => area.GetProperty("action")).ToList();
        Assert.NotNull(menu.Picture);
        Assert.Equal(["uri", "postback", "postback"], actions.Select(action => action.GetProperty("type").GetString()));
        Assert.Equal(new Uri(town.Address, "/public/line/preferences/A001").ToString(), actions[0].GetProperty("uri").GetString());
        Assert.Equal(
            [PreferenceCommand.EmergencyOnly, PreferenceCommand.Show],
            actions.Skip(1).Select(action => PreferenceCommands.Read(action.GetProperty("data").GetString())).Cast<PreferenceCommand>());
    }

    [Fact]
    public async Task F7_putting_the_menu_again_changes_nothing()
    {
        var first = (await Put()).Value;

        var again = (await Put()).Value;

        Assert.Equal(new RichMenuPut(first.Id, WasThere: true), again);
        Assert.Single(town.Line.RichMenus);
    }

    [Fact]
    public async Task F7_a_menu_left_without_its_picture_is_made_anew()
    {
        town.StandIns.Faults.Add(new Fault(Koshiki.StandIns.Control.FaultKind.ServerError) { Request = LineRequests.RichMenu, From = 3 });
        var refused = await Put();

        var again = await Put();

        Assert.IsType<RichMenuRefused>(refused.Refusal);
        Assert.False(again.Value.WasThere);
        Assert.Equal(again.Value.Id, Assert.Single(town.Line.RichMenus).Id);
    }

    [Fact]
    public async Task F7_an_older_menu_of_ours_goes_and_one_of_somebody_else_stays()
    {
        using var caller = Caller();
        await caller.PostAsJsonAsync(Address("richmenu"), Menu("shop menu"));
        await caller.PostAsJsonAsync(Address("richmenu"), Menu("koshiki-preferences-0000000000000000"));

        var put = (await Put()).Value;

        Assert.Equal(["shop menu", JsonElement.Parse(town.Line.DefaultRichMenu!.Body).GetProperty("name").GetString()], town.Line.RichMenus.Select(menu => JsonElement.Parse(menu.Body).GetProperty("name").GetString()));
        Assert.Equal(put.Id, town.Line.DefaultRichMenu!.Id);
    }

    [Fact]
    public async Task F7_an_account_that_is_not_LINEs_has_no_menu() =>
        Assert.Equal(new NotConnectedToLine("A999"), (await Put("A999")).Refusal);

    [Theory]
    [InlineData(700, 400, "受信設定", "size.width")]
    [InlineData(1200, 240, "受信設定", "size.height")]
    [InlineData(1200, 900, "受信設定", "size")]
    [InlineData(1200, 405, "十五文字より長いので断られます", "chatBarText")]
    public async Task F7_the_stand_in_keeps_LINEs_limits(int width, int height, string bar, string property)
    {
        using var caller = Caller();

        var answer = await caller.PostAsJsonAsync(Address("richmenu"), Menu("name", width, height, bar));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(property, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("details")[0].GetProperty("property").GetString());
    }

    private async Task<Result<RichMenuPut>> Put(string account = PreferenceTown.Account)
    {
        await using var db = town.Database.OpenEdge();
        using var http = new PlatformHttp();
        var options = new PlatformOptions { Line = { ApiBaseUrl = new Uri(town.StandIns.LineApiBaseUrl), DataApiBaseUrl = new Uri(town.StandIns.LineDataApiBaseUrl) } };
        return await new PreferenceMenu(db, town.Master, new Koshiki.Edge.Platforms.Line.LineRichMenu(http, options), town.Address).Put(account, CancellationToken.None);
    }

    private static HttpClient Caller() => new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "token-a001") } };

    private Uri Address(string path) => new($"{town.StandIns.LineApiBaseUrl}/v2/bot/{path}");

    private static object Menu(string name, int width = 1200, int height = 405, string bar = "受信設定") => new
    {
        size = new { width, height },
        selected = true,
        name,
        chatBarText = bar,
        areas = new[] { new { bounds = new { x = 0, y = 0, width, height }, action = new { type = "uri", uri = "https://example.com/" } } },
    };
}
