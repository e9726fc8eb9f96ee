using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Organizations;

public sealed class OfficeImportTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A1_the_published_offices_of_the_audit_can_be_taken_in_and_taken_in_again()
    {
        var file = Fixture("ehime-2021/offices.csv");
        Assert.SkipWhen(file is null, "The published figures are not at hand.");

        var first = await Import(file!);
        var second = await Import(file!);

        Assert.Equal(new OfficesImported(283, 0, 0), first.Value);
        Assert.Equal(new OfficesImported(0, 0, 283), second.Value);
        await using var db = database.OpenCore();
        Assert.Equal(20, await db.OfficesOn(clock.Today).CountAsync(o => o.Kind == OfficeKind.DesignatedFacility));
    }

    [Fact]
    public async Task A1_all_faults_of_a_file_are_told_with_line_column_and_value_and_nothing_is_stored()
    {
        var text = """
            code,name,division,department,kind,parent
            0101,政策課,市長部局,総合政策部,municipal,
            0101,広報課,市長部局,総合政策部,municipal,
            01 02,,市長部局,総合政策部,公立,
            0104,施設課,市長部局,総合政策部,municipal,9999
            """;

        var faults = ((BadCsv)(await Import(Encoding.UTF8.GetBytes(text))).Refusal).All;

        Assert.Equal(
            [(3, "code", "0101"), (4, "name", ""), (4, "code", "01 02"), (4, "kind", "公立"), (5, "parent", "9999")],
            faults.Select(fault => (fault.Line, fault.Column, fault.Value)));
        await using var db = database.OpenCore();
        Assert.Equal(0, await db.Offices.CountAsync());
    }

    [Fact]
    public async Task A1_a_dry_run_stores_nothing()
    {
        var done = await Import(Encoding.UTF8.GetBytes("code,name,division,department,kind\n0101,政策課,市長部局,総合政策部,municipal\n"), dryRun: true);

        Assert.Equal(new OfficesImported(1, 0, 0), done.Value);
        await using var db = database.OpenCore();
        Assert.Equal(0, await db.Offices.CountAsync());
    }

    [Fact]
    public async Task A1_a_renamed_office_keeps_its_old_name_for_the_days_before()
    {
        await Import(Encoding.UTF8.GetBytes("code,name,division,department,kind,from\n0102,広報課,市長部局,総務部,municipal,平成31年4月1日\n"));
        await Import(Encoding.UTF8.GetBytes("code,name,division,department,kind,from\n0102,広報戦略課,市長部局,総務部,municipal,R8.4.6\n"));

        await using var db = database.OpenCore();
        Assert.Equal("広報課", await db.OfficesOn(new DateOnly(2026, 4, 5)).Select(o => o.Name).SingleAsync());
        Assert.Equal("広報戦略課", await db.OfficesOn(new DateOnly(2026, 4, 6)).Select(o => o.Name).SingleAsync());
        Assert.Empty(await db.OfficesOn(new DateOnly(2019, 3, 31)).ToListAsync());
    }

    [Fact]
    public async Task A1_an_office_is_neither_above_itself_nor_above_one_that_is_above_it()
    {
        var text = """
            code,name,division,department,kind,parent
            0101,政策課,市長部局,総合政策部,municipal,0101
            0102,広報課,市長部局,総合政策部,municipal,0103
            0103,施設課,市長部局,総合政策部,municipal,0102
            0104,分室,市長部局,総合政策部,municipal,0103
            """;

        var faults = ((BadCsv)(await Import(Encoding.UTF8.GetBytes(text))).Refusal).All;

        Assert.Equal([(2, "parent", "0101"), (3, "parent", "0103"), (4, "parent", "0102")], faults.Select(fault => (fault.Line, fault.Column, fault.Value)));
    }

    [Fact]
    public async Task A1_a_name_with_a_line_break_inside_is_refused_with_its_place()
    {
        var faults = ((BadCsv)(await Import(Encoding.UTF8.GetBytes("code,name,division,department,kind\n0101,\"試験第二\n課\",市長部局,総務部,municipal\n"))).Refusal).All;

        Assert.Equal([(2, "name")], faults.Select(fault => (fault.Line, fault.Column)));
    }

    private async Task<Koshiki.Foundation.Result<OfficesImported>> Import(byte[] content, bool dryRun = false)
    {
        await using var db = database.OpenCore(clock: clock);
        return await new ImportOfficesHandler(db, clock).Handle(new ImportOffices("offices.csv", content, dryRun), CancellationToken.None);
    }

    /// <summary>A file of the shared fixtures; null where they are not at hand.</summary>
    private static byte[]? Fixture(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "fixtures", name);
            if (File.Exists(path)) return File.ReadAllBytes(path);
        }

        return null;
    }
}
