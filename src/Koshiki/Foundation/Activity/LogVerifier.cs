using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Koshiki.Foundation.Activity;

/// <summary>What the proof of the activity log found.</summary>
/// <param name="Blocks">How many blocks were read.</param>
/// <param name="Entries">How many entries stand in them.</param>
/// <param name="Erased">Entries whose content was erased by a rule; they are in order.</param>
/// <param name="Open">Entries not sealed yet.</param>
/// <param name="Head">The last block's hash in hexadecimal: what is printed in reports and mailed daily as an anchor.</param>
/// <param name="Damage">Every contradiction, one English sentence each, naming the block; empty when the log is whole.</param>
public sealed record LogProof(long Blocks, long Entries, long Erased, long Open, string Head, IReadOnlyList<string> Damage);

/// <summary>Proves the whole chain from the first block: numbers, links, roots, commitments, contents, and an anchor kept elsewhere.</summary>
internal static class LogVerifier
{
    /// <param name="core">Any login that may read the log.</param>
    /// <param name="anchors">Lines "number hash" noted earlier outside the database (mail, report, file): a cut tail and a rewritten chain both contradict them.</param>
    public static async Task<LogProof> Verify(NpgsqlDataSource core, IReadOnlyList<(long Number, string Hash)> anchors, CancellationToken ct)
    {
        await using var connection = await core.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var damage = new List<string>();
        var blocks = await ReadBlocks(connection, ct);
        long entries = 0;
        long erased = 0;
        var previous = LogChain.Genesis;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Number != i + 1) damage.Add($"Block {i + 1} is missing; the next one is number {block.Number}.");
            if (!block.Previous.AsSpan().SequenceEqual(previous)) damage.Add($"Block {block.Number} does not follow from the block before it.");
            if (!LogChain.BlockHash(block.Number, block.Previous, block.Root, block.Count, block.SealedAt).AsSpan().SequenceEqual(block.Hash)) damage.Add($"Block {block.Number}: its own hash does not fit its fields.");
            var (count, gone) = await CheckEntries(connection, block, damage, ct);
            entries += count;
            erased += gone;
            previous = block.Hash;
        }

        foreach (var (number, hash) in anchors)
        {
            var found = blocks.FirstOrDefault(b => b.Number == number);
            if (found is null) damage.Add($"Block {number} of the anchor is not in the log: its end was cut off.");
            else if (!string.Equals(Convert.ToHexStringLower(found.Hash), hash, StringComparison.OrdinalIgnoreCase)) damage.Add($"Block {number} differs from the anchor: the log was written anew.");
        }

        await using var unsealed = new NpgsqlCommand("select count(*) from activity_log.entry e where not exists (select 1 from activity_log.block_entry b where b.entry_id = e.id)", connection);
        return new LogProof(blocks.Count, entries, erased, (long)(await unsealed.ExecuteScalarAsync(ct))!, Convert.ToHexStringLower(previous), damage);
    }

    /// <summary>Reads lines "number hash"; empty lines and lines starting with # are passed over.</summary>
    /// <returns>At least one anchor, or <see cref="NoAnchorsThere"/>, <see cref="AnchorsNotReadable"/> with every such line.</returns>
    public static Result<List<(long Number, string Hash)>> ReadAnchors(IEnumerable<string> lines)
    {
        var anchors = new List<(long, string)>();
        var faults = new List<Fault>();
        foreach (var (at, line) in lines.Index().Where(line => !string.IsNullOrWhiteSpace(line.Item) && line.Item[0] != '#'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigit)) anchors.Add((number, parts[1]));
            else faults.Add(new Fault($"{at + 1}行目", $"{at + 1}行目：「番号 ハッシュ（64桁）」の形になっていません。"));
        }

        if (faults.Count > 0) return new AnchorsNotReadable(faults);
        return anchors.Count > 0 ? anchors : new NoAnchorsThere();
    }

    private static async Task<List<LogBlock>> ReadBlocks(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select number, previous, root, count, sealed_at, hash from activity_log.block order by number", connection);
        var blocks = new List<LogBlock>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            blocks.Add(new LogBlock
            {
                Number = rows.GetInt64(0),
                Previous = rows.GetFieldValue<byte[]>(1),
                Root = rows.GetFieldValue<byte[]>(2),
                Count = rows.GetInt32(3),
                SealedAt = rows.GetFieldValue<DateTimeOffset>(4),
                Hash = rows.GetFieldValue<byte[]>(5),
            });
        }

        return blocks;
    }

    private static async Task<(int Count, int Erased)> CheckEntries(NpgsqlConnection connection, LogBlock block, List<string> damage, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select b.entry_id, e.commitment, e.at, e.actor_id, e.actor_name, e.via, e.subject_type, e.subject_id, e.action, c.salt, c.body, x.entry_id is not null
            from activity_log.block_entry b
            left join activity_log.entry e on e.id = b.entry_id
            left join activity_log.content c on c.entry_id = b.entry_id
            left join activity_log.erasure x on x.entry_id = b.entry_id
            where b.block = $1 order by b.position
            """,
            connection) { Parameters = { new() { Value = block.Number } } };
        var leaves = new List<byte[]>();
        var erased = 0;
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetGuid(0);
            if (rows.IsDBNull(1))
            {
                damage.Add($"Block {block.Number}: entry {id} is missing.");
                continue;
            }

            var commitment = rows.GetFieldValue<byte[]>(1);
            leaves.Add(LogChain.Leaf(id, commitment));
            if (!rows.IsDBNull(10)) CheckContent(rows, id, commitment, block.Number, damage);
            else if (rows.GetBoolean(11)) erased++;
            else damage.Add($"Block {block.Number}: the content of entry {id} is missing, and no rule erased it.");
        }

        if (leaves.Count != block.Count) damage.Add($"Block {block.Number} holds {leaves.Count} entries instead of {block.Count}.");
        else if (!LogChain.Root(leaves).AsSpan().SequenceEqual(block.Root)) damage.Add($"Block {block.Number}: its entries are not those that were sealed.");
        return (leaves.Count, erased);
    }

    /// <summary>The content must be the one committed to, and the searchable columns must say what the content says.</summary>
    private static void CheckContent(NpgsqlDataReader rows, Guid id, byte[] commitment, long block, List<string> damage)
    {
        var body = rows.GetFieldValue<byte[]>(10);
        if (!LogWriter.Commit(rows.GetFieldValue<byte[]>(9), body).AsSpan().SequenceEqual(commitment))
        {
            damage.Add($"Block {block}: the content of entry {id} was changed.");
            return;
        }

        using var json = JsonDocument.Parse(body);
        var said = json.RootElement;
        var same = said.GetProperty("at").GetDateTimeOffset() == rows.GetFieldValue<DateTimeOffset>(2)
            && said.GetProperty("actor").GetString() == (rows.IsDBNull(3) ? null : rows.GetGuid(3).ToString())
            && said.GetProperty("name").GetString() == rows.GetString(4)
            && said.GetProperty("via").GetString() == rows.GetString(5)
            && said.GetProperty("subject").GetString() == rows.GetString(6)
            && said.GetProperty("id").GetString() == rows.GetString(7)
            && said.GetProperty("action").GetString() == rows.GetString(8);
        if (!same) damage.Add($"Block {block}: the columns of entry {id} do not say what its content says.");
    }
}

/// <summary>Lines of the anchor file are not anchors.</summary>
internal sealed record AnchorsNotReadable(IReadOnlyList<Fault> All) : Invalid("控え（--anchor）のファイルに読み取れない行があります。記録は確かめていません。直してから、もう一度実行してください。")
{
    public override IReadOnlyList<Fault> Faults => All;
}

/// <summary>Without an anchor a cut tail is not found: it must not look as if one had been compared.</summary>
internal sealed record NoAnchorsThere() : Invalid("控え（--anchor）のファイルに「番号 ハッシュ」の行がありません。記録は確かめていません。控えの入ったファイルを指定してください。");
