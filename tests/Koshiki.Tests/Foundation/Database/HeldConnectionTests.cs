using System.Data;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Foundation.Database;

public sealed class HeldConnectionTests
{
    [Fact]
    public async Task K1_one_connection_answers_every_question_until_it_is_given_back_also_after_a_failure()
    {
        await using var database = await TestDatabase.Create();
        await using var core = database.OpenCore();

        await Backend();
        var afterAQuestion = core.Database.GetDbConnection().State;
        HashSet<int> held = [];
        try
        {
            await using var hold = await core.HoldConnection(default);
            held = [await Backend(), await Backend()];
            Assert.Equal(ConnectionState.Open, core.Database.GetDbConnection().State);
            throw new InvalidOperationException("A question that cannot be answered.");
        }
        catch (InvalidOperationException)
        {
            // What matters is that the connection is back all the same.
        }

        Assert.Single(held);
        Assert.Equal((ConnectionState.Closed, ConnectionState.Closed), (afterAQuestion, core.Database.GetDbConnection().State));

        Task<int> Backend() => core.Database.SqlQuery<int>($"select pg_backend_pid() as \"Value\"").SingleAsync();
    }
}
