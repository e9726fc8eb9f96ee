namespace Koshiki.BrowserTests;

/// <summary>Residents choose what they receive, on a telephone: with the finger, with a keyboard alone, and with script switched off.</summary>
public sealed class PreferenceTests(ResidentTown town) : IClassFixture<ResidentTown>
{
    private const string Start = "/public/line/preferences/" + ResidentTown.Account;
    private const string Title = "LINEで受け取る情報を選ぶ";

    [Theory]
    [InlineData(Way.Mouse, 1)]
    [InlineData(Way.Keyboard, 2)]
    [InlineData(Way.WithoutScript, 3)]
    public async Task F1_a_resident_chooses_changes_takes_back_and_deletes(Way way, int friend)
    {
        await using var resident = await Person.PickUpPhone(town, way);
        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");

        await town.PutRichMenu();
        await resident.Page.GotoAsync($"{town.StandIns.BaseUrl}/timeline/line/{ResidentTown.Account}");
        await resident.Press("受け取る情報を選ぶ");
        await resident.Sees(Title);
        await resident.Press("LINEで確かめて進む");
        await resident.Press($"{friend}人目の友だちとしてログインする");
        await resident.SeesText("まだ選んでいません");
        await resident.Choose("how", "chosen");
        await resident.Choose("q-district", "wakakusa");
        await resident.Choose("q-topic", "disaster-radio");
        await resident.Choose("q-topic", "seniors");
        await resident.Press("確かめる");
        await resident.Sees("内容を確かめる");
        await resident.SeesText("若草市");
        await resident.Press("保存する");
        await resident.Sees("設定を保存しました");
        await resident.SeesText("高齢の方");

        await resident.Press("もう一度変える");
        await resident.Choose("how", "emergency");
        await resident.Press("確かめる");
        await resident.Press("保存する");
        await resident.SeesText("緊急のみ受け取る");

        await resident.Press("元に戻す");
        await resident.Sees("元の設定に戻す");
        await resident.Press("元の設定に戻す");
        await resident.Sees("設定を保存しました");
        await resident.SeesText("防災行政無線");

        await resident.Press("もう一度変える");
        await resident.Press("記録を全部消す");
        await resident.Press("全部消す");
        await resident.Sees("記録を消しました");
        await SignIn(resident, friend);
        await resident.SeesText("まだ選んでいません");
    }

    [Fact]
    public async Task F1_every_page_and_state_of_the_choosing_is_accessible()
    {
        await using var resident = await Person.PickUpPhone(town, Way.Mouse);
        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");
        await resident.OpenPublic("/public/accounts/" + ResidentTown.Account);
        await resident.Press(Title);
        await resident.Look("preferences-start");
        await resident.Press("LINEで確かめて進む");
        await resident.Press("4人目の友だちとしてログインする");
        await resident.Sees(Title);
        await resident.Look("preferences-form");
        await resident.Press("確かめる");
        await resident.Look("preferences-refused");
        await resident.Choose("q-district", "kisaragi");
        await resident.Choose("q-topic", "safety");
        await resident.Choose("q-topic", "living-and-environment");
        await resident.Press("確かめる");
        await resident.Look("preferences-confirm");
        await resident.Press("ふりがなをつける");
        await resident.Look("preferences-confirm-furigana");
        await resident.Page.Locator("main .button-primary").ClickAsync();
        await resident.SeesText("保存");
        await resident.Look("preferences-done-furigana");
        await resident.OpenPublic(Start + "/form?furigana=1");
        await resident.Look("preferences-form-furigana");
        await resident.OpenPublic(Start + "/form");
        await resident.Choose("how", "all");
        await resident.Press("確かめる");
        await resident.Press("保存する");
        await resident.Look("preferences-done");
        await resident.Press("元に戻す");
        await resident.Look("preferences-undo");
        await resident.OpenPublic(Start + "/delete");
        await resident.Look("preferences-delete");
        await resident.Press("全部消す");
        await resident.Look("preferences-deleted");
    }

    [Fact]
    public async Task F1_the_ways_that_lead_nowhere_are_accessible_too()
    {
        await using var resident = await Person.PickUpPhone(town, Way.Mouse);
        await resident.OpenPublic("/public/accounts");
        await resident.WaitsFor("みどり野県防災");
        await resident.OpenPublic("/public/line/preferences/A012");
        await resident.Look("preferences-none");
        await resident.OpenPublic("/public/line/preferences/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        await resident.Look("preferences-link-unknown");
        await resident.OpenPublic(Start + "/form");
        await resident.Look("preferences-over");
        await resident.Press("LINEで確かめて進む");
        await resident.Press("友だちではない人としてログインする");
        await resident.Look("preferences-not-friend");
        await resident.OpenPublic(Start);
        await resident.Press("LINEで確かめて進む");
        await resident.Press("許可しない");
        await resident.Look("preferences-denied");
    }

    private static async Task SignIn(Person resident, int friend)
    {
        await resident.OpenPublic(Start);
        await resident.Press("LINEで確かめて進む");
        await resident.Press($"{friend}人目の友だちとしてログインする");
        await resident.Sees(Title);
    }
}
