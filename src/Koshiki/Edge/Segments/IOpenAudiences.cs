using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>Knows which frozen recipients are still being sent to: their ids have to stay until then. Delivery answers.</summary>
internal interface IOpenAudiences
{
    /// <param name="connection">Open, in a transaction that holds the account's register locked, so that nothing is frozen meanwhile.</param>
    /// <returns>The lowest change at which recipients of an unfinished delivery were frozen; null when there is none.</returns>
    Task<long?> OldestChange(NpgsqlConnection connection, string accountKey, CancellationToken ct);
}
