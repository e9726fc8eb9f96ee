using System.Data;
using Koshiki.Foundation.Csv;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.Segments.Files;

/// <summary>Writes those who follow an account to a file, as one moment saw them. The file names residents.</summary>
internal sealed class ExportFriendsHandler(EdgeDb db, FriendIds ids)
{
    /// <returns>How many friends were written.</returns>
    public async Task<int> Handle(string accountKey, Stream to, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var asked = await Questionnaires.Current(db, accountKey, ct);
        var friends = await db.Friends.AsNoTracking().Where(f => f.AccountKey == accountKey && f.State == FriendState.Following).OrderBy(f => f.Ordinal).ToListAsync(ct);
        var rows = new List<IReadOnlyList<string?>>(friends.Count);
        var next = 0;
        await foreach (var block in ids.Read((NpgsqlConnection)db.Database.GetDbConnection(), accountKey, 0, friends.Count > 0 ? friends[^1].Ordinal : 0, ct))
        {
            for (; next < friends.Count && friends[next].Ordinal / FriendIdBlock.Size <= block.Number; next++)
            {
                if (friends[next].Ordinal / FriendIdBlock.Size == block.Number && !block[friends[next].Ordinal].IsNobody) rows.Add(FriendFile.Row(block[friends[next].Ordinal], friends[next], asked));
            }
        }

        await CsvExport.Write(to, [.. FriendFile.Columns.Select(column => column.Name)], rows, ct);
        return rows.Count;
    }
}
