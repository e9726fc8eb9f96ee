using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.Segments.Files;

/// <summary>Takes over the friends of an account from a file, as a whole or not at all. F2.</summary>
/// <param name="Name">Of the file; named in every fault.</param>
/// <param name="DryRun">Only says what it would do.</param>
internal sealed record ImportFriends(string AccountKey, string Name, ReadOnlyMemory<byte> Content, bool DryRun);

internal sealed class ImportFriendsHandler(EdgeDb db, FriendImport import, TimeProvider clock)
{
    /// <returns>What was done, or <see cref="BadCsv"/>.</returns>
    public async Task<Result<ImportedFriends>> Handle(ImportFriends command, CancellationToken ct)
    {
        // Read
        var file = CsvFile.Read(command.Name, command.Content.Span, FriendFile.Columns);
        if (file.IsRefused(out var refusal)) return refusal;
        var asked = await Questionnaires.Current(db, command.AccountKey, ct);

        // Decide
        var friends = FriendFile.Read(file.Value, asked, clock.GetUtcNow().DayInJapan);
        if (friends.IsRefused(out refusal)) return refusal;

        // Write
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return await import.Write((NpgsqlConnection)db.Database.GetDbConnection(), command.AccountKey, friends.Value, command.DryRun, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
