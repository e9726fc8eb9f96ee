using System.Text.Json;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Fixtures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Audits;

/// <summary>The register of the published report, imported into an empty system, gives the published figures.</summary>
public sealed class PublishedTablesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = DateTimeOffset.UtcNow.DayInJapan;
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await ImportFixtures();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public async Task J2_the_table_equals_the_published_one_cell_for_cell(string key)
    {
        await using var db = database.OpenCore();
        var snapshot = await RegisterSnapshot.Take(db, Today, default);

        var table = RecipeRun.Run(Programme.Ehime.Table(key)!, snapshot);

        var published = Published(key);
        var ours = Json(table).GetProperty("tables").GetProperty(key);
        foreach (var part in published.EnumerateObject()) Assert.Equal(part.Value.GetRawText().Where(c => !char.IsWhiteSpace(c)), ours.GetProperty(part.Name).GetRawText().Where(c => !char.IsWhiteSpace(c)));
    }

    [Fact]
    public async Task J2_every_figure_keeps_exactly_the_records_that_it_counts()
    {
        await using var db = database.OpenCore();
        var table = RecipeRun.Run(Programme.Ehime.Table("3")!, await RegisterSnapshot.Take(db, Today, default));

        var behind = ((Figure.Count)table.Find("x", "outsourced")!).Behind;

        var ids = await db.Accounts.Where(a => a.Platform == Koshiki.PlatformFacts.Platform.X && a.Operator == OperatorKind.Outsourced).Select(a => a.Id.Value).ToListAsync();
        Assert.Equal(12, ids.Count);
        Assert.Equal((RegisterSnapshot.Accounts, ids.Order()), (behind.Population, behind.Ids.Order()), (a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));
    }

    [Fact]
    public async Task J2_a_day_before_the_first_account_counts_none()
    {
        await using var db = database.OpenCore();

        var table = RecipeRun.Run(Programme.Ehime.Table("2")!, await RegisterSnapshot.Take(db, new DateOnly(2009, 4, 1), default));

        Assert.All(table.Rows, row => Assert.Equal("0", row.Cells[0].Text));
        Assert.All(table.Rows, row => Assert.IsType<Figure.NotApplicable>(row.Cells[1]));
    }

    private async Task ImportFixtures()
    {
        await using var db = database.OpenCore();
        var offices = await new ImportOfficesHandler(db, TimeProvider.System).Handle(new ImportOffices("offices.csv", Fixture.Bytes("ehime-2021/offices.csv"), DryRun: false), default);
        Assert.Equal(new OfficesImported(283, 0, 0), offices.Value);
        var imported = await new ImportAccountsHandler(db, TimeProvider.System).Handle(new ImportAccounts("accounts.csv", Fixture.Bytes("ehime-2021/accounts.csv"), DryRun: false), default);
        Assert.Equal(new AccountsImported(253, 0, 0), imported.Value);
    }

    private static JsonElement Published(string key)
    {
        using var all = JsonDocument.Parse(Fixture.Bytes("published.json"));
        return all.RootElement.GetProperty("ehime-2021").GetProperty("tables").GetProperty(key).Clone();
    }

    private static JsonElement Json(FigureTable table)
    {
        using var stream = new MemoryStream();
        FigureJson.Write(stream, [table]);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}
