namespace Koshiki.BrowserTests;

/// <summary>A round in Chromium: two accounts without anything unusual, one with; what was seen is dealt with. The two are not connected, so that the program has found nothing of them that is still open.</summary>
[Collection(RegisterLife.Name)]
public sealed class MonitoringJourneyTests(RegisterTown town)
{
    [Theory]
    [InlineData(Way.Keyboard, "d5002", "A017", "A018", "A016")]
    [InlineData(Way.WithoutScript, "d1002", "A004", "A005", "A003")]
    public async Task D3_a_round_records_two_accounts_at_once_and_one_abnormality_that_is_then_settled(Way way, string number, string first, string second, string unusual)
    {
        await using var person = await town.SitsDown(way, number);

        await person.Open("/monitoring");
        await person.Choose("key", first);
        await person.Choose("key", second);
        await person.Press("印を付けたアカウントを「異常なし」と記録する");
        await person.Sees("点検の記録の確認");
        await person.Look("monitoring-round");
        await person.Press("異常なしと記録する");
        await person.SeesText("2件を「異常なし」と記録しました。");
        await person.Check("monitoring-list");

        await person.Open($"/monitoring/accounts/{unusual}/check");
        await person.Choose("outcome", "Unusual");
        await person.Fill("seen", "身に覚えのない返信が2件あった。");
        await person.Press("記録する");
        await person.Sees("点検で見つけた異常");
        await person.Look("monitoring-finding");
        await person.Choose("to", "Done");
        await person.Fill("words", "返信を非表示にし、所属長に知らせた。");
        await person.Press("記録する");

        await person.SeesText("返信を非表示にし、所属長に知らせた。");
        await person.Open("/monitoring/records");
        await person.Look("monitoring-records");
        await person.SeesText("身に覚えのない返信が2件あった。");
    }
}
