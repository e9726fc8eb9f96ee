using Koshiki.Foundation.Database;
using Npgsql;

namespace Koshiki.Tests.Foundation.Database;

public sealed class PreparedStatementsTests
{
    [Fact]
    public async Task Z1_a_statement_is_prepared_from_its_fifth_use_and_planned_for_what_is_asked()
    {
        await using var connection = new NpgsqlConnection(PreparedStatements.On(TestDatabase.Server));
        await connection.OpenAsync();
        for (var i = 0; i < 5; i++) await Ask(connection, "select 'asked again' || $1", i.ToString());

        Assert.Equal(1L, await Ask(connection, "select count(*) from pg_prepared_statements where statement like '%asked again%' and name <> ''"));
        Assert.Equal("force_custom_plan", await Ask(connection, "select current_setting('plan_cache_mode')"));
    }

    [Theory]
    [InlineData("Host=db;Max Auto Prepare=0", 0, "-c plan_cache_mode=force_custom_plan")]
    [InlineData("Host=db;Options=-c statement_timeout=60000", 100, "-c statement_timeout=60000")]
    public void Z1_what_the_connection_says_itself_stays(string given, int kept, string options)
    {
        var connection = new NpgsqlConnectionStringBuilder(PreparedStatements.On(given));

        Assert.Equal((kept, options), (connection.MaxAutoPrepare, connection.Options));
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }
}
