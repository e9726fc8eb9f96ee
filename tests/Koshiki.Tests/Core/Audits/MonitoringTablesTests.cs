using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Monitoring.Rounds;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Monitoring;
using Koshiki.Tests.Core.Publishing;
using Npgsql;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Tables 11 and 14 from the register's own facts, against a plain count in SQL that knows nothing of recipes.</summary>
public sealed class MonitoringTablesTests : IAsyncLifetime
{
    private readonly WatchTown town = new();

    public async ValueTask InitializeAsync()
    {
        await town.InitializeAsync();
        // An office with two accounts has the worse of theirs; one that has said nothing is as one that does nothing.
        var silent = await town.Staff.AddOffice("01004", "河川課");
        await town.Add("A004", Platform.X, "愛光の川", silent, "aiko_kawa");
        await town.Add("A005", Platform.X, "愛光の本", await town.Staff.AddOffice("01005", "図書館"), "aiko_hon");
        await town.Add("A006", Platform.X, "愛光の体育", await town.Staff.AddOffice("01006", "体育館"), "aiko_taiiku");
        await Plan("A001", MonitoringInterval.Daily, PostingFrequency.TwiceDaily);
        await Plan("A002", MonitoringInterval.Monthly, PostingFrequency.Weekly);
        await Plan("A003", MonitoringInterval.Weekly, PostingFrequency.Daily);
        await Plan("A005", MonitoringInterval.Irregular, null);
        await Plan("A006", MonitoringInterval.None, PostingFrequency.None);
        town.Staff.Clock.Pass(TimeSpan.FromDays(30));
        await Plan("A003", MonitoringInterval.Monthly, PostingFrequency.Irregular);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("2026-04-06")]
    [InlineData("2026-05-06")]
    public async Task J2_table_14_equals_an_independent_count_on_any_day(string day)
    {
        await using var db = town.Staff.Open();
        var table = RecipeRun.Run(Programme.Ehime.Table("14")!, await RegisterSnapshot.Take(db, DateOnly.Parse(day, null), default));

        var counted = await Count(day, "interval", "case min(case p.interval when 'Daily' then 4 when 'Weekly' then 3 when 'Monthly' then 2 when 'Irregular' then 1 else 0 end) when 4 then 'daily' when 3 then 'weekly' when 2 then 'monthly' when 1 then 'irregular' else 'none' end");

        foreach (var key in new[] { "daily", "weekly", "monthly", "irregular", "none" }) Assert.Equal(counted.GetValueOrDefault(key).ToString(null, null), table.Find("offices", key)!.Text);
        Assert.Equal((counted.Values.Sum() - counted.GetValueOrDefault("none")).ToString(null, null), table.Find("offices", "subtotal")!.Text);
        Assert.Equal(counted.Values.Sum().ToString(null, null), table.Find("offices", "total")!.Text);
    }

    [Fact]
    public async Task J2_table_11_equals_an_independent_count()
    {
        await using var db = town.Staff.Open();
        var table = RecipeRun.Run(Programme.Ehime.Table("11")!, await RegisterSnapshot.Take(db, town.Staff.Clock.Today, default));

        var counted = await Count("2026-05-06", "reported", "case min(case p.reported when 'TwiceDaily' then 5 when 'Daily' then 4 when 'Weekly' then 3 when 'Monthly' then 2 when 'Irregular' then 1 else 0 end) when 5 then 'twice-daily' when 4 then 'daily' when 3 then 'weekly' when 2 then 'monthly' when 1 then 'irregular' else 'none' end");

        foreach (var key in new[] { "twice-daily", "daily", "weekly", "monthly", "irregular", "none" }) Assert.Equal(counted.GetValueOrDefault(key).ToString(null, null), table.Find(key, "offices")!.Text);
        Assert.Equal(["0", "0", "1", "0", "1", "3", "5"], table.Rows.Select(row => row.Cells[0].Text));
    }

    private async Task Plan(string key, MonitoringInterval interval, PostingFrequency? reported)
    {
        await using var db = town.Staff.Open();
        Assert.True((await new PlanWatchHandler(db, town.Staff.Clock).Handle(new PlanWatch(key, interval, reported, null), Sample.Takahashi, default)).Succeeded);
    }

    /// <summary>Offices by their worst account.</summary>
    private async Task<Dictionary<string, long>> Count(string day, string column, string worst)
    {
        var sql = $"""
            select word, count(*) from (
                select {worst} as word
                from accounts.account a
                left join lateral (select {column} from monitoring.watch_period w where w.account = a.id and w."from" <= '{day}' order by w."from" desc limit 1) p on true
                where a.state not in ('InConsultation', 'Retired')
                group by a.office) offices
            group by word
            """;
        await using var source = NpgsqlDataSource.Create(town.Staff.Database.As(DatabaseRole.Owner));
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var counted = new Dictionary<string, long>();
        while (await rows.ReadAsync()) counted[rows.GetString(0)] = rows.GetInt64(1);
        return counted;
    }
}
