using System.Net;
using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Audits;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Evidence as auditors add it on the page: hash, days, links, limits.</summary>
public sealed class EvidencePagesTests(EvidencePagesTests.Town town) : IClassFixture<EvidencePagesTests.Town>
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("投稿,承認\n10月3日,なし\n");

    [Fact]
    public async Task J3_evidence_keeps_its_hash_its_day_and_its_period_and_comes_back_byte_for_byte()
    {
        using var auditor = await town.City.Staff.SignIn("kansa");

        await AuditCity.Moved(await AuditCity.Attach(auditor, $"{town.Audit}/evidence?entry={town.Entry.Split('/')[^1]}", "C:\\課\\対照表.csv", Content, AuditCity.Collected("投稿と承認の対照表")));

        await using var db = town.City.Staff.Open();
        var kept = await db.Set<Evidence>().SingleAsync(one => one.Title == "投稿と承認の対照表");
        Assert.Equal(
            (Convert.ToHexStringLower(SHA256.HashData(Content)), "対照表.csv", new DateOnly(2026, 4, 3), new DateOnly(2025, 10, 1), new DateOnly(2026, 3, 31), town.Entry),
            (kept.Sha256, kept.FileName, kept.CollectedOn, kept.PeriodFrom, kept.PeriodUntil, "/audits/fieldwork/" + kept.Entry!.Value.Value));
        Assert.Contains(kept.Sha256, (await auditor.Open(town.Audit + "/evidence")).QuerySelector("#evidence")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("投稿と承認の対照表", (await auditor.Open(town.Entry)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var file = await auditor.Get($"/audits/evidence/{kept.Id.Value}/file");
        Assert.Equal(("attachment", "application/octet-stream"), (file.Content.Headers.ContentDisposition?.DispositionType, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Content, await file.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task J3_a_file_that_is_no_longer_what_was_collected_is_not_handed_out()
    {
        using var auditor = await town.City.Staff.SignIn("kansa");
        await AuditCity.Moved(await AuditCity.Attach(auditor, town.Audit + "/evidence", "元.txt", Content, AuditCity.Collected("変えられる資料")));
        EvidenceId id;
        await using (var db = town.City.Staff.Open())
        {
            id = await db.Set<Evidence>().Where(one => one.Title == "変えられる資料").Select(one => one.Id).SingleAsync();
            await db.Set<EvidenceContent>().Where(one => one.Evidence == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Bytes, Encoding.UTF8.GetBytes("書き換え")));
        }

        using var file = await auditor.Get($"/audits/evidence/{id.Value}/file");

        Assert.Equal(HttpStatusCode.Conflict, file.StatusCode);
        Assert.Contains("SHA-256と一致しません", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("点検.exe", 10, "プログラムやマクロを含むファイルは加えられません")]
    [InlineData("集計.xlsm", 10, "プログラムやマクロを含むファイルは加えられません")]
    [InlineData("空.pdf", 0, "ファイルが選ばれていないか、空です")]
    [InlineData("大きい.pdf", (20 * 1024 * 1024) + 1, "ファイルは20MBまでです")]
    public async Task J3_a_file_that_cannot_be_evidence_is_refused_with_a_sentence_beside_the_field(string name, int size, string sentence)
    {
        using var auditor = await town.City.Staff.SignIn("kansa");

        using var answer = await AuditCity.Attach(auditor, town.Audit + "/evidence", name, new byte[size], AuditCity.Collected("断られる資料"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(sentence, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("断られる資料", page.QuerySelector("input[name=title]")!.GetAttribute("value"));
        await using var db = town.City.Staff.Open();
        Assert.False(await db.Set<Evidence>().AnyAsync(one => one.Title == "断られる資料"));
    }

    [Fact]
    public async Task J3_days_that_cannot_be_and_records_of_another_audit_are_refused()
    {
        using var auditor = await town.City.Staff.SignIn("kansa");
        var late = AuditCity.Collected("先の資料").Select(field => field.Item1 == "collectedOn.day" ? (field.Item1, "7") : field).Select(field => field.Item1 == "periodUntil.year" ? (field.Item1, "R6") : field).ToArray();

        using var days = await AuditCity.Attach(auditor, town.Audit + "/evidence", "資料.pdf", Content, late);
        using var other = await AuditCity.Attach(auditor, $"{town.Other}/evidence?entry={town.Entry.Split('/')[^1]}", "資料.pdf", Content, AuditCity.Collected("別の監査の資料"));

        var text = Browser.Parse(await days.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("収集した日が、今日より後です", text, StringComparison.Ordinal);
        Assert.Contains("対象の期間の終わりが、始まりより前です", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        await using var db = town.City.Staff.Open();
        Assert.False(await db.Set<Evidence>().AnyAsync(one => one.Title == "先の資料" || one.Title == "別の監査の資料"));
    }

    /// <summary>One audit with a visited office, and another one.</summary>
    public sealed class Town : IAsyncLifetime
    {
        public AuditCity City { get; } = new();

        public string Audit { get; private set; } = "";

        public string Entry { get; private set; } = "";

        public string Other { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await City.InitializeAsync();
            using var auditor = await City.Staff.SignIn("kansa");
            Audit = await City.Planned(auditor);
            Entry = await City.Visited(auditor, Audit);
            Other = await City.Planned(auditor, "R8-2");
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();
    }
}
