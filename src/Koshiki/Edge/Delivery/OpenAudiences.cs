using Koshiki.Edge.Segments;
using Npgsql;

namespace Koshiki.Edge.Delivery;

/// <summary>The frozen recipients of deliveries that may still send.</summary>
internal sealed class OpenAudiences : IOpenAudiences
{
    public async Task<long?> OldestChange(NpgsqlConnection connection, string accountKey, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select min(f.change_number) from edge_delivery.frozen_audience f join edge_delivery.delivery d on d.id = f.delivery_id
            where d.account_key = $1 and d.state in ('Waiting', 'Sending', 'Unknown', 'AskingAPerson', 'Held')
            """, connection)
        {
            Parameters = { new() { Value = accountKey } },
        };
        return await command.ExecuteScalarAsync(ct) as long?;
    }
}
