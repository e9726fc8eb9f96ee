using System.Runtime.CompilerServices;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Monitoring;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Koshiki.Tests.Core.Audits;

/// <summary>The live tables of the demonstration's government, cell by cell beside a count in plain SQL that knows nothing of the program.</summary>
public sealed class DemonstrationTablesTests(DemonstrationTablesTests.Government government) : IClassFixture<DemonstrationTablesTests.Government>
{
    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("9")]
    [InlineData("10")]
    [InlineData("11")]
    [InlineData("12")]
    [InlineData("13")]
    [InlineData("14")]
    [InlineData("15")]
    [InlineData("16")]
    [InlineData("17")]
    [InlineData("18")]
    public async Task J2_every_cell_of_the_live_table_equals_plain_sql(string key)
    {
        var table = await government.Table(key);

        var counted = await government.Counted(key);

        Assert.Equal(counted, table.Rows.SelectMany(row => row.Cells.Select((cell, at) => $"{row.Key} {table.Columns[at].Key} {cell.Text}")).Order(StringComparer.Ordinal));
        Assert.True(Parts(table).Count(number => number > 0) >= 2, $"Table {key} says one thing of all: {string.Join(' ', Parts(table))}");
    }

    /// <summary>The counts into which the total falls.</summary>
    private static List<int> Parts(FigureTable table) => table.Key is "13" or "14"
        ? [.. table.Rows[0].Cells.Where((_, at) => table.Columns[at].Key is not ("subtotal" or "total")).OfType<Figure.Count>().Select(count => count.Value)]
        : [.. table.Rows.Where(row => row.Role is RowRole.Ordinary).Select(row => ((Figure.Count)(table.Find(row.Key, "total") ?? table.Find(row.Key, "offices")!)).Value)];

    /// <summary>The fictional prefecture with its openings, custody, contracts, plans of monitoring and its year of the guideline, told by the demonstration's own stories.</summary>
    public sealed class Government : IAsyncLifetime
    {
        private static readonly DateTimeOffset Now = new DateOnly(2026, 11, 20).At(new TimeOnly(10, 0));
        private readonly string folder = Directory.CreateTempSubdirectory("koshiki-tables-").FullName;
        private TestDatabase database = null!;
        private Snapshot snapshot = null!;

        public async ValueTask InitializeAsync()
        {
            database = await TestDatabase.Create();
            var master = Path.Combine(folder, "master.key");
            MasterKey.Create(master);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Koshiki:Database"] = database.As(DatabaseRole.Core),
                ["Koshiki:MasterKeyFile"] = master,
                ["Koshiki:StaffUrl"] = "http://127.0.0.1:0",
                ["Koshiki:Government"] = DemonstrationData.Government,
                ["Logging:LogLevel:Default"] = "Error",
            }).Build();
            await using (var stage = Stage.Set(Settings.Read(configuration), configuration, Now.AddDays(-364)))
            {
                await GovernmentSeeding.Offices(stage);
                var people = await GovernmentSeeding.People(stage);
                await GovernmentSeeding.Accounts(stage);
                await new OpeningStory(stage, people).Tell(Now);
                await StoryMonitoring.TellPlans(stage, people, Now);
                await new CustodyStory(stage, people).Tell(Now);
                await new RuleStory(stage, people).Tell(Now);
                await ConnectionsAndImitators(stage);
            }

            await using var db = database.OpenCore();
            snapshot = await RegisterSnapshot.Take(db, Now.DayInJapan, default);
        }

        /// <summary>What stands outside the stories told here: accounts at their platforms, a scope in force, and two accounts that somebody imitated, one of them long ago.</summary>
        private static Task ConnectionsAndImitators(Stage stage) => stage.Act(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            var accounts = await db.Accounts.OrderBy(account => account.Key).ToListAsync();
            foreach (var account in accounts.Where(GovernmentSeeding.IsConnected)) account.Connect(account.Key);
            db.Add(Sample.ScopeInForce([.. accounts.Where(GovernmentSeeding.IsConnected).Take(4).Select(account => account.Key)]));
            foreach (var (account, day) in new[] { (accounts[0], Now.DayInJapan.AddDays(-40)), (accounts[^1], Now.DayInJapan.AddYears(-1)) })
                db.Add(LookAlike.Report(Platform.X, new LookAlikeFacts("偽物", null, $"nise{account.Key}", account.Id, day, "画面の写し", "偽物です。", null), account.Office, "試験", Now));
            await db.SaveChangesAsync();
        });

        internal Task<FigureTable> Table(string key) => Task.FromResult(RecipeRun.Run(Programme.Ehime.Table(key)!, snapshot));

        /// <summary>"row column text" of each cell of a table.</summary>
        internal async Task<string[]> Counted(string key)
        {
            var sql = (await File.ReadAllTextAsync(Path.Combine(Folder(), "IndependentTables.sql"))).Replace(":'day'", $"'{Now.DayInJapan.Iso}'", StringComparison.Ordinal);
            await using var source = NpgsqlDataSource.Create(database.As(DatabaseRole.Owner));
            await using var command = source.CreateCommand(sql);
            await using var rows = await command.ExecuteReaderAsync();
            var cells = new List<string>();
            while (await rows.ReadAsync())
            {
                if (rows.GetString(0) == key) cells.Add($"{rows.GetString(1)} {rows.GetString(2)} {rows.GetString(3)}");
            }

            return [.. cells.Order(StringComparer.Ordinal)];
        }

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
    }
}
