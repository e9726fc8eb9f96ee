using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Outbox;

/// <summary>One fact for one listener, written in the transaction that made the fact true. ARCHITECTURE 3.15.</summary>
public sealed class OutboxRow : QueueRow
{
    /// <summary>The listener's own name; it stays the same when the class is renamed.</summary>
    public required string Listener { get; init; }

    internal static void Build(ModelBuilder model) => Build<OutboxRow>(model, "outbox", "message");
}

/// <summary>Hears a fact that another area announced. Idempotent by the message's id.</summary>
public interface IFactListener<in TFact>
{
    Task Hear(TFact fact, Guid message, CancellationToken ct);
}

/// <summary>Who listens to what; registered once at start.</summary>
/// <param name="Hear">Calls the listener out of a scope with a fact's JSON.</param>
internal sealed record FactListening(Type Fact, string Listener, Func<IServiceProvider, byte[], Guid, CancellationToken, Task> Hear);

public static class FactListeners
{
    /// <param name="services">The core host's container.</param>
    /// <param name="name">Kept in the database with waiting messages: choose it once.</param>
    public static void AddFactListener<TFact, TListener>(this IServiceCollection services, string name)
        where TListener : class, IFactListener<TFact>
    {
        services.AddScoped<TListener>();
        services.AddSingleton(new FactListening(typeof(TFact), name, (scope, body, message, ct) =>
            scope.GetRequiredService<TListener>().Hear(MessageJson.FromBytes<TFact>(body), message, ct)));
    }
}
