using System.Buffers.Binary;
using System.Data;
using System.Globalization;
using Npgsql;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>Streams friends out of the database as fast as it gives them: COPY in its binary form, read without an object per row.</summary>
/// <remarks>Source: PostgreSQL manual, COPY, "Binary Format"; arrays as <c>array_send</c> writes them.</remarks>
internal static class FriendRows
{
    private const int BufferSize = 1 << 16;
    private const int HeaderSize = 19;

    /// <summary>An account as the database has it now.</summary>
    /// <param name="basis">What is known of it already, or null.</param>
    /// <returns>Null when the account has no register.</returns>
    public static async Task<SegmentSnapshot?> Newest(NpgsqlDataSource source, string account, SegmentSnapshot? basis, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        // One view of the register and its friends.
        await using var reading = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await RegisterHead.Read(connection, account, ct) is { } head ? await Bring(connection, basis, head, ct) : null;
    }

    /// <summary>Brings a snapshot to the register's number, in one scan.</summary>
    /// <param name="connection">Sees, until this returns, the register as <paramref name="head"/> says: by its snapshot or by the register's lock.</param>
    /// <param name="basis">An older snapshot of the same register, or null to begin anew.</param>
    public static async Task<SegmentSnapshot> Bring(NpgsqlConnection connection, SegmentSnapshot? basis, RegisterHead head, CancellationToken ct)
    {
        if (basis?.Head.Table != head.Table || basis.Head.ChangeNumber > head.ChangeNumber) basis = null;
        if (basis is not null && basis.Head.ChangeNumber == head.ChangeNumber) return basis with { Head = head };

        var draft = new SnapshotDraft(basis, head.Questionnaire);
        await using var copy = await connection.BeginRawBinaryCopyAsync(Query(head.Account, basis?.Head.ChangeNumber), ct);
        await Read(copy, draft, ct);
        return draft.Publish(head);
    }

    /// <summary>COPY takes no parameters; the key is quoted as a literal.</summary>
    private static string Query(string account, long? above) => string.Create(CultureInfo.InvariantCulture, $"""
        copy (
          select ordinal,
                 case when state <> 0 then 0::int2 when emergency_only then 5::int2 when answered_at is null then 3::int2 else 1::int2 end,
                 choices
          from edge_segments.friend
          where account_key = '{account.Replace("'", "''", StringComparison.Ordinal)}' and {(above is null ? "state = 0" : $"change_number > {above}")}
        ) to stdout (format binary)
        """);

    private static async Task Read(Stream copy, SnapshotDraft draft, CancellationToken ct)
    {
        var buffer = new byte[BufferSize];
        var choices = new short[256];
        int begin = 0, end = 0;
        var headerIsRead = false;
        while (true)
        {
            if (begin > 0) buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var got = await copy.ReadAsync(buffer.AsMemory(end), ct);
            if (got == 0) throw new EndOfStreamException("The friends ended in the middle of a row.");
            end += got;

            if (!headerIsRead)
            {
                if (end < HeaderSize) continue;
                (headerIsRead, begin) = (true, HeaderSize);
            }

            while (TakeRow(buffer.AsSpan(begin, end - begin), draft, ref choices, out var used))
            {
                if (used < 0) return;
                begin += used;
            }
        }
    }

    /// <param name="used">The bytes of the row; -1 at the end of all rows.</param>
    /// <returns>False when the row is not whole yet.</returns>
    private static bool TakeRow(ReadOnlySpan<byte> from, SnapshotDraft draft, ref short[] choices, out int used)
    {
        // fields:2 · length:4 ordinal:4 · length:4 marks:2 · length:4 array
        const int beforeArray = 2 + 8 + 6 + 4;
        used = -1;
        if (from.Length < 2) return false;
        if (BinaryPrimitives.ReadInt16BigEndian(from) < 0) return true;
        if (from.Length < beforeArray) return false;
        var arrayLength = BinaryPrimitives.ReadInt32BigEndian(from[16..]);
        if (from.Length < beforeArray + arrayLength) return false;

        used = beforeArray + arrayLength;
        var count = TakeArray(from.Slice(beforeArray, arrayLength), ref choices);
        draft.Set(BinaryPrimitives.ReadInt32BigEndian(from[6..]), (FriendMarks)BinaryPrimitives.ReadInt16BigEndian(from[14..]), choices.AsSpan(0, count));
        return true;
    }

    private static int TakeArray(ReadOnlySpan<byte> array, ref short[] choices)
    {
        // dimensions:4 · has nulls:4 · element type:4 · (count:4 · first index:4) · each: length:4 value:2
        if (BinaryPrimitives.ReadInt32BigEndian(array) == 0) return 0;
        var count = BinaryPrimitives.ReadInt32BigEndian(array[12..]);
        if (count > choices.Length) choices = new short[count];
        for (var i = 0; i < count; i++) choices[i] = BinaryPrimitives.ReadInt16BigEndian(array[(20 + (i * 6) + 4)..]);
        return count;
    }
}
