using Koshiki.Foundation.Database;
using Npgsql;

namespace Koshiki.Tests.Foundation.Activity;

/// <summary>A database of its own, entered as core, for what writes, seals and proves the activity log.</summary>
public abstract class LogTestBase : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected NpgsqlDataSource Core { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Create();
        Core = NpgsqlDataSource.Create(Database.As(DatabaseRole.Core));
    }

    public async ValueTask DisposeAsync()
    {
        await Core.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
