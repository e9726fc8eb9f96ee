using System.Diagnostics;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Koshiki.Tests.Core.Guidelines;

/// <summary>What the daily run asks of the database does not grow with the accounts.</summary>
public sealed class EvaluationQueriesTests
{
    [Fact]
    public async Task J3_a_run_asks_no_more_questions_about_many_accounts_than_about_one()
    {
        using var questions = new Questions();
        await using var town = await RuleTown.Found();
        questions.Database = town.City.Database.Name;
        await town.Publish();
        await Day(town);

        var ofOne = await questions.Of(() => Day(town));
        for (var number = 2; number <= 9; number++) await town.AddAccount($"A00{number}", town.Tourism, number % 2 == 0 ? Platform.X : Platform.Facebook);
        var ofNine = await questions.Of(() => Day(town));

        Assert.Equal(ofOne, ofNine);
        Assert.InRange(ofNine, 10, 60);
    }

    [Fact]
    public async Task J3_what_controls_share_is_read_once_and_a_failed_reading_again()
    {
        var shared = new SharedFacts();
        var times = 0;

        await Assert.ThrowsAsync<TimeoutException>(() => shared.Of<List<int>>(() => throw new TimeoutException()));
        var first = await shared.Of(() => Task.FromResult(new List<int> { ++times }));
        var second = await shared.Of(() => Task.FromResult(new List<int> { ++times }));

        Assert.Same(first, second);
        Assert.Equal([1], second);
    }

    private static async Task Day(RuleTown town)
    {
        var done = await town.Run<DailyEvaluation, EvaluationDone?>(evaluation => evaluation.Run(default));
        Assert.Empty(done!.Failed);
        town.City.Clock.Pass(TimeSpan.FromDays(1));
    }

    /// <summary>Counts what Entity Framework asks one database.</summary>
    private sealed class Questions : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];
        private int count;

        /// <summary>Listens from now on: before the host's first question, because Entity Framework looks only once a second whether anybody does.</summary>
        public Questions() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public string Database { get; set; } = "";

        public async Task<int> Of(Func<Task> deed)
        {
            count = 0;
            await deed();
            return count;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData { Connection.Database: var asked } && asked == Database) Interlocked.Increment(ref count);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
