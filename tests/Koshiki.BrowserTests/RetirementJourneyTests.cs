namespace Koshiki.BrowserTests;

/// <summary>An account from the report of its end to the residents' list, and another one from the end of its notice to 廃止.</summary>
[Collection(RegisterLife.Name)]
public sealed class RetirementJourneyTests(RegisterTown town)
{
    /// <param name="ending">An account whose notice has run out.</param>
    [Theory]
    [InlineData(Way.Keyboard, "A022", "d6101", "d6100", "A020", "d5102")]
    [InlineData(Way.WithoutScript, "A026", "d7002", "d7001", "A029", "d7202")]
    public async Task D6_C7_an_account_goes_from_the_report_to_the_public_notice_and_to_its_end(Way way, string account, string writer, string head, string ending, string endsIt)
    {
        await using var office = await town.SitsDown(way, writer);
        await using var chief = await town.SitsDown(way, head);
        await using var pr = await town.SitsDown(way, "d1002");

        await office.Open($"/accounts/{account}/close/report");
        await office.Choose("grounds", "NoProspect");
        await office.Fill("reason", "同じ知らせをほかのアカウントでも出しているため。");
        await office.Fill("successor", "県のホームページ");
        if (way is Way.Keyboard) await office.Look("retirement-report");
        await office.Press("所属長に承認を依頼する");
        await chief.Open($"/accounts/{account}/close");
        if (way is Way.Keyboard) await chief.Look("retirement-approval");
        await chief.Press("承認して広報担当課へ報告する");
        await pr.Open($"/accounts/{account}/close");
        await pr.Press("受理して周知を始める");
        await office.Open($"/accounts/{account}/close");
        await office.Fill("how", "固定した投稿で知らせた");
        await office.Press("周知を記録する");
        if (way is Way.Keyboard) await office.Look("retirement-announcing");

        await using var resident = await Person.SitDown(town, way);
        await resident.OpenPublic($"/public/accounts/{account}");
        await resident.WaitsFor("以前の公式");

        await using var last = await town.SitsDown(way, endsIt);
        await last.Open($"/accounts/{ending}/close/delete");
        if (way is Way.Keyboard) await last.Look("retirement-deletion");
        await last.Press("削除を記録して廃止する");
        await last.SeesText("を廃止しました");
    }
}
