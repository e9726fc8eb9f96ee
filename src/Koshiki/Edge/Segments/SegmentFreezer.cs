using System.Security.Cryptography;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>Says exactly who fits a rule at the change that the caller's transaction has locked. ARCHITECTURE 3.4.</summary>
/// <remarks>
/// It starts from the node's index and reads what is newer inside the transaction, changes that are not committed yet included.
/// What it finds stays its own: the index learns of the changes when they are committed.
/// </remarks>
/// <param name="patience">How long it may take; by default <see cref="Patience"/>.</param>
internal sealed class SegmentFreezer(SegmentIndex index, TimeSpan? patience = null)
{
    /// <summary>Longer than this fails closed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="db">In a transaction that holds the row lock of the account's register.</param>
    /// <returns>After <see cref="FrozenBits.NotReady"/> the transaction can only be rolled back.</returns>
    public async Task<FrozenBits> Freeze(EdgeDb db, string account, SegmentRule rule, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Recipients are frozen inside the transaction that has locked the register.");
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var limit = patience ?? Patience;
        try
        {
            var before = await SetTimeout(connection, $"{limit.TotalMilliseconds:0}ms", ct);
            var bits = await Read(connection, account, rule, ct);
            await SetTimeout(connection, before, ct);
            return bits;
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return new FrozenBits.NotReady($"The index of {account} did not reach the register's change within {limit}.");
        }
    }

    private async Task<FrozenBits> Read(NpgsqlConnection connection, string account, SegmentRule rule, CancellationToken ct)
    {
        if (await RegisterHead.Read(connection, account, ct) is not { } head) return new FrozenBits.NotReady($"{account} has no register of friends.");
        var chosen = ChosenOptions.Of(rule, head.Questionnaire);
        if (chosen.IsRefused(out var refusal)) return new FrozenBits.NotOffered(((OptionNotOffered)refusal).Option);

        var snapshot = await FriendRows.Bring(connection, index.Latest(account), head, ct);
        var recipients = snapshot.Select(chosen.Value);
        return new FrozenBits.Frozen(recipients, snapshot.Count(chosen.Value), Convert.ToHexStringLower(SHA256.HashData(recipients)), head.ChangeNumber);
    }

    /// <summary>The server itself stops a statement that takes too long, which leaves the connection whole.</summary>
    /// <returns>The limit that was in force.</returns>
    private static async Task<string> SetTimeout(NpgsqlConnection connection, string limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select current_setting('statement_timeout'), set_config('statement_timeout', $1, true)", connection) { Parameters = { new() { Value = limit } } };
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }
}

/// <summary>The recipients of a rule at one change, or why there are none.</summary>
internal abstract record FrozenBits
{
    private FrozenBits() { }

    /// <param name="Recipients">A bit for each ordinal ever given, least significant first.</param>
    /// <param name="Count">The bits that are set.</param>
    /// <param name="Sha256">Of <paramref name="Recipients"/>, in lower-case hexadecimal.</param>
    /// <param name="ChangeNumber">The account's last change that is in them.</param>
    internal sealed record Frozen(byte[] Recipients, long Count, string Sha256, long ChangeNumber) : FrozenBits;

    /// <summary>The rule names an option that is not offered any more.</summary>
    /// <param name="Option"><c>question/option</c> as the rule names it.</param>
    internal sealed record NotOffered(string Option) : FrozenBits;

    /// <summary>Nothing is guessed.</summary>
    /// <param name="Reason">For the log; it names nobody.</param>
    internal sealed record NotReady(string Reason) : FrozenBits;
}
