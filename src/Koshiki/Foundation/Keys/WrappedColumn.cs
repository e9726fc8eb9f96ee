using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Koshiki.Foundation.Keys;

/// <summary>A column whose values are wrapped under the master key, as its area's model says it: what <c>key rotate</c> wraps anew.</summary>
/// <param name="Table">With its schema.</param>
/// <param name="Key">The columns of the primary key, in their order.</param>
/// <param name="Context">The context of <see cref="MasterKey.Wrap"/>, with columns of the row in braces: <c>friends/{account_key}/{number}</c>.</param>
internal sealed partial record WrappedColumn(string Table, string Column, IReadOnlyList<string> Key, string Context)
{
    /// <summary>Small enough that nobody waits for the rows' locks, large enough that a million friends take seconds.</summary>
    private const int Batch = 200;

    /// <summary>The columns of one side, as its areas declare them with <see cref="WrappedColumns.WrappedAs"/>.</summary>
    public static IReadOnlyList<WrappedColumn> Of(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           from property in entity.GetProperties()
           let context = WrappedColumns.ContextOf(property)
           where context is not null
           select new WrappedColumn($"{entity.GetSchema()}.{entity.GetTableName()}", property.GetColumnName(), [.. entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())], context),
    ];

    /// <summary>How many values are under another key than the newest.</summary>
    public async Task<long> Outdated(NpgsqlDataSource owner, MasterKey master, CancellationToken ct)
    {
        await using var command = owner.CreateCommand($"select count(*) from {Table} where {IsOutdated}");
        command.Parameters.Add(new() { Value = KeyId(master.CurrentId) });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>How many values are under a key that the file does not hold.</summary>
    public async Task<long> Lost(NpgsqlDataSource owner, MasterKey master, CancellationToken ct)
    {
        await using var command = owner.CreateCommand($"select count(*) from {Table} where octet_length({Column}) > 0 and not substring({Column} from 2 for 4) = any($1)");
        command.Parameters.Add(new() { Value = master.Ids.Select(KeyId).ToArray() });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Wraps every value anew under the newest key, batch by batch, each in a transaction of its own: broken off, it goes on where it stood.</summary>
    /// <returns>How many values were wrapped anew.</returns>
    public async Task<long> Rewrap(NpgsqlDataSource owner, MasterKey master, CancellationToken ct)
    {
        var done = 0L;
        while (await RewrapBatch(owner, master, ct) is > 0 and var count) done += count;
        return done;
    }

    private string IsOutdated => $"octet_length({Column}) > 0 and substring({Column} from 2 for 4) <> $1";

    private async Task<int> RewrapBatch(NpgsqlDataSource owner, MasterKey master, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var rows = await Read(connection, master, ct);
        if (rows.Count == 0) return 0;

        await using var writing = new NpgsqlBatch(connection, transaction);
        foreach (var (key, wrapped) in rows)
        {
            var update = new NpgsqlBatchCommand($"update {Table} set {Column} = $1 where {string.Join(" and ", Key.Select((column, i) => $"{column} = ${i + 2}"))}");
            update.Parameters.Add(new() { Value = wrapped });
            foreach (var part in key) update.Parameters.Add(new() { Value = part });
            writing.BatchCommands.Add(update);
        }

        await writing.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }

    private async Task<List<(object[] Key, byte[] Wrapped)>> Read(NpgsqlConnection connection, MasterKey master, CancellationToken ct)
    {
        string[] parts = [.. Places().Matches(Context).Select(place => place.Groups[1].Value)];
        await using var command = new NpgsqlCommand(
            $"select {Column}, {string.Join(", ", Key)}{string.Concat(parts.Select((part, i) => $", {part}::text as place_{i}"))} from {Table} where {IsOutdated} order by {string.Join(", ", Key)} limit {Batch} for update", connection)
        {
            Parameters = { new() { Value = KeyId(master.CurrentId) } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(object[], byte[])>();
        while (await reader.ReadAsync(ct))
        {
            object[] key = [.. Enumerable.Range(1, Key.Count).Select(reader.GetValue)];
            var next = 1 + Key.Count;
            var context = Places().Replace(Context, _ => reader.GetString(next++));
            try
            {
                rows.Add((key, master.Wrap(master.Unwrap(reader.GetFieldValue<byte[]>(0), context), context)));
            }
            catch (CryptographicException unreadable)
            {
                throw new InvalidOperationException($"A value of {Table}.{Column} cannot be opened ({unreadable.Message}); what was done before stays done.", unreadable);
            }
        }

        return rows;
    }

    private static byte[] KeyId(uint id) => [(byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Places();
}

/// <summary>What an area says in its model about a column that the master key wraps.</summary>
public static class WrappedColumns
{
    private const string Annotation = "Koshiki:WrappedAs";

    /// <summary>Declares a column of wrapped values, so that <c>key rotate</c> finds it.</summary>
    /// <param name="context">The context under which its values are wrapped, with columns of the row in braces.</param>
    public static PropertyBuilder<T> WrappedAs<T>(this PropertyBuilder<T> property, string context)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasAnnotation(Annotation, context);
    }

    internal static string? ContextOf(IReadOnlyAnnotatable property) => (string?)property.FindAnnotation(Annotation)?.Value;
}
