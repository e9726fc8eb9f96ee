using Koshiki.Core.Work;
using Koshiki.Core.Work.Mailing;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Core;

/// <summary>Core's queues, each with what is done with its rows. What fails ten times becomes the IT office's task.</summary>
internal static class CoreQueues
{
    /// <summary>Announced facts, for those who listen.</summary>
    public static QueueRunner<CoreDb, OutboxRow> Facts(IServiceProvider provider) => Queue<OutboxRow>(provider, "outbox_message", HearFact);

    /// <summary>What edge reports.</summary>
    public static QueueRunner<CoreDb, IncomingReport> Reports(IServiceProvider provider) => Queue<IncomingReport>(provider, MessageTables.IncomingReports, TakeNote);

    /// <summary>Notices on their way to the mail server.</summary>
    public static QueueRunner<CoreDb, OutgoingMail> Mail(IServiceProvider provider) =>
        Queue<OutgoingMail>(provider, "outgoing_mail", (scope, row, ct) => scope.GetRequiredService<MailClerk>().Send(row, ct));

    /// <summary>Orders on their way to edge, and reports from there.</summary>
    /// <param name="edgeAsCourier">The edge database, entered as the courier.</param>
    public static Courier Orders(IServiceProvider provider, string edgeAsCourier) =>
        new(
            provider.GetRequiredService<NpgsqlDataSource>(),
            NpgsqlDataSource.Create(edgeAsCourier),
            provider.GetRequiredService<ILogger<Courier>>(),
            async (order, ct) =>
            {
                await using var scope = provider.CreateAsyncScope();
                await Tell(scope.ServiceProvider, order, ct);
            });

    private static QueueRunner<CoreDb, TRow> Queue<TRow>(IServiceProvider provider, string channel, Func<IServiceProvider, TRow, CancellationToken, Task> handle)
        where TRow : QueueRow =>
        new(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<NpgsqlDataSource>(), channel, handle, provider.GetRequiredService<ILogger<TRow>>(), tellAPerson: Tell);

    private static Task Tell<TRow>(IServiceProvider scope, TRow row, CancellationToken ct) where TRow : QueueRow
    {
        scope.GetRequiredService<Acting>().As(Actor.Program("queues"));
        return StuckRows.Tell(scope, row, ct);
    }

    private static async Task HearFact(IServiceProvider scope, OutboxRow row, CancellationToken ct)
    {
        scope.GetRequiredService<Acting>().As(Actor.Program(row.Listener));
        var listening = scope.GetServices<FactListening>().FirstOrDefault(l => l.Listener == row.Listener && l.Fact.Name == row.Kind)
            ?? throw new InvalidOperationException($"The listener {row.Listener} of {row.Kind} is not registered.");
        await listening.Hear(scope, row.Body, row.Id, ct);
    }

    private static async Task TakeNote(IServiceProvider scope, IncomingReport row, CancellationToken ct)
    {
        scope.GetRequiredService<Acting>().As(Actor.Program("reports"));
        var report = row.Read();
        foreach (var listener in scope.GetServices<IReportListener>().Where(l => l.Takes(report)))
        {
            await listener.Handle(report, row.Id, ct);
        }
    }
}
