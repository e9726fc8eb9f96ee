using Npgsql;
using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>The scheduler's own tables. They are derived: nothing in them is lost when they are emptied. ARCHITECTURE 3.8.</summary>
internal static class ScheduleTables
{
    public const string Schema = "edge_schedule";

    /// <summary>Makes what is missing, as the owner, and lets edge's program use it. Run after every migration.</summary>
    public static async Task Provision(string ownerConnection, string program, CancellationToken ct)
    {
        // Without a pool: nothing of the owner's stays connected afterwards.
        var alone = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString;
        await Run(alone, $"create schema if not exists {Schema}", ct);

        // The scheduler makes its tables when it starts; with no job and no cluster it does nothing else.
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, In(alone));
            store.ProvisionSchema();
        }));
        await using (var provider = services.BuildServiceProvider())
        {
            var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler(ct);
            await scheduler.Start(ct);
            await scheduler.Shutdown(waitForJobsToComplete: true, ct);
        }

        await Run(alone, $"""
            revoke all on schema {Schema} from public;
            grant usage on schema {Schema} to {program};
            grant select, insert, update, delete on all tables in schema {Schema} to {program};
            grant usage, select on all sequences in schema {Schema} to {program};
            """, ct);
    }

    private static async Task Run(string connection, string sql, CancellationToken ct)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The same database, with the scheduler's schema as the only one in sight.</summary>
    public static string In(string connection) => new NpgsqlConnectionStringBuilder(connection) { SearchPath = Schema }.ConnectionString;

    /// <summary>Empties every table, whatever a release of the scheduler calls them. One statement, so that their references do not matter.</summary>
    public const string EmptySql = $"""
        do $$
        declare t record; left_over int := 1;
        begin
          while left_over > 0 loop
            left_over := 0;
            for t in select tablename from pg_tables where schemaname = '{Schema}' loop
              begin
                execute format('delete from {Schema}.%I', t.tablename);
              exception when foreign_key_violation then
                left_over := left_over + 1;
              end;
            end loop;
          end loop;
        end $$
        """;
}
