using System.Text;
using System.Text.Json;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Figures;
using Koshiki.Tests.Fixtures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Register and fieldwork of the published report, imported into an empty system, give every published figure.</summary>
public sealed class ImportedFieldworkTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var db = database.OpenCore();
        Assert.True((await new ImportOfficesHandler(db, TimeProvider.System).Handle(new ImportOffices("offices.csv", Fixture.Bytes("ehime-2021/offices.csv"), false), default)).Succeeded);
        Assert.True((await new ImportAccountsHandler(db, TimeProvider.System).Handle(new ImportAccounts("accounts.csv", Fixture.Bytes("ehime-2021/accounts.csv"), false), default)).Succeeded);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task J2_all_seventeen_tables_and_the_figures_in_the_text_equal_the_published_ones_cell_for_cell()
    {
        Assert.Equal(63, (await Import(Fixture.Bytes("ehime-2021/fieldwork.csv"))).Value.Added);

        var ours = await Json();

        using var published = JsonDocument.Parse(Fixture.Bytes("published.json"));
        var report = published.RootElement.GetProperty("ehime-2021");
        Assert.Equal(["1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18"], ours.GetProperty("tables").EnumerateObject().Select(table => table.Name));
        foreach (var table in report.GetProperty("tables").EnumerateObject())
        {
            foreach (var part in table.Value.EnumerateObject().Where(part => part.Name != "title"))
                Assert.Equal((table.Name, part.Name, Bare(part.Value)), (table.Name, part.Name, Bare(ours.GetProperty("tables").GetProperty(table.Name).GetProperty(part.Name))));
        }

        Assert.Equal(Bare(report.GetProperty("in_the_text")), Bare(ours.GetProperty("in_the_text")));
    }

    [Fact]
    public async Task J2_every_figure_of_the_fieldwork_keeps_exactly_the_visits_that_it_counts()
    {
        await Import(Fixture.Bytes("ehime-2021/fieldwork.csv"));
        await using var db = database.OpenCore();
        var audit = await db.Set<Audit>().SingleAsync();

        var table = (await AuditTables.Of(db, audit, null, DateTimeOffset.UtcNow, default)).Find("13")!;

        var behind = ((Figure.Count)table.Find("offices", "none")!).Behind;
        var expected = (await db.Set<FieldworkEntry>().AsNoTracking().ToListAsync()).Where(entry => entry.Found["approval"] == "none").Select(entry => entry.Id.Value).Order().ToList();
        Assert.Equal(6, expected.Count);
        Assert.Equal(expected, behind.Ids.Order());
        Assert.Equal("承認又は事前承認を行っているのは57所属（90.5％）で、どちらも行っていないのは6所属（9.5％）である。", table.Sentence);
    }

    [Fact]
    public async Task J2_a_frozen_audit_keeps_its_figures_whatever_becomes_of_register_and_records()
    {
        await Import(Fixture.Bytes("ehime-2021/fieldwork.csv"));
        var before = await Json();
        await using (var db = database.OpenCore())
        {
            var audit = await db.Set<Audit>().SingleAsync();
            var frozen = FrozenAudit.Of(audit.Id, await AuditTables.Of(db, audit, null, DateTimeOffset.UtcNow, default), DateTimeOffset.UtcNow);
            Assert.True(audit.Freeze(frozen.Sha256, Sample.Takahashi, DateTimeOffset.UtcNow).Succeeded);
            db.Add(frozen);
            await db.SaveChangesAsync();
            await db.Set<FieldworkEntry>().Where(entry => entry.Number > 40).ExecuteDeleteAsync();
            await db.Accounts.Where(account => account.Key == "A001").ExecuteDeleteAsync();
        }

        var after = await Json();

        Assert.Equal(before.GetRawText(), after.GetRawText());
        Assert.Equal(new AuditIsFrozen(), (await Import(Fixture.Bytes("ehime-2021/fieldwork.csv"), "取込-1")).Refusal);
    }

    [Fact]
    public async Task J2_a_file_with_faults_names_every_one_and_stores_nothing()
    {
        var lines = Encoding.UTF8.GetString(Fixture.Bytes("ehime-2021/fieldwork.csv")).ReplaceLineEndings("\n").Split('\n');
        lines[1] = lines[1].Replace("no,none,,,", "no,none,yes,,", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("daily", "hourly", StringComparison.Ordinal);
        lines[3] = lines[3].Replace("3,", "2,", StringComparison.Ordinal);

        var refused = await Import(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var bad = Assert.IsType<BadCsv>(refused.Refusal);
        Assert.Equal([(2, "clause_security_and_guideline"), (3, "posting_frequency"), (3, "monitoring"), (4, "no")], bad.All.Select(fault => (fault.Line, fault.Column)));
        await using var db = database.OpenCore();
        Assert.Empty(await db.Set<FieldworkEntry>().ToListAsync());
        Assert.Empty(await db.Set<Audit>().ToListAsync());
    }

    private async Task<Koshiki.Foundation.Result<FieldworkImported>> Import(byte[] content, string? audit = null)
    {
        await using var db = database.OpenCore();
        return await new ImportFieldworkHandler(db, TimeProvider.System).Handle(new ImportFieldwork("fieldwork.csv", content, false, audit, "監査 太郎"), default);
    }

    private async Task<JsonElement> Json()
    {
        await using var db = database.OpenCore();
        var audit = await AuditWithFieldwork.Find(db, Programme.Ehime, null, default);
        var tables = await AuditTables.Of(db, audit!, null, DateTimeOffset.UtcNow, default);
        using var document = JsonDocument.Parse(await TableFiles.Make(TableFormat.Json, tables.Programme, tables.All, "愛光県", DateTimeOffset.UtcNow, tables.InTheText));
        return document.RootElement.Clone();
    }

    private static string Bare(JsonElement part) => string.Concat(part.GetRawText().Where(letter => !char.IsWhiteSpace(letter)));
}
