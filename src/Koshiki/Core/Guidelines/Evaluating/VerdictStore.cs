using Koshiki.Core.Accounts.Controls;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>Keeps verdicts in sets: what was found goes in by COPY, and three statements write only what differs from what stood.</summary>
/// <remarks>Nothing is overwritten: a verdict that no longer holds gets its last day, and the new one is a row of its own.</remarks>
internal sealed class VerdictStore(CoreDb db)
{
    private const string Temporary = "create temporary table found (subject uuid primary key, office uuid not null, account uuid, outcome text not null, why text not null, source text, due_on date) on commit drop";

    /// <summary>Ends what is no longer found, or not in this way. Found and gone within one day, it keeps that day.</summary>
    private const string End = """
        update guidelines.verdict v set last = greatest(v."from", @day - 1)
        where v.control = @control and v.last is null and not exists (
          select 1 from found f where f.subject = v.subject and f.office = v.office and f.outcome = v.outcome and f.why = v.why
            and f.source is not distinct from v.source and f.due_on is not distinct from v.due_on)
        """;

    /// <summary>Adds what stands nowhere; since when it has been this outcome is taken over from the row that ended just now.</summary>
    private const string Add = """
        insert into guidelines.verdict (control, subject, office, account, outcome, why, source, due_on, since, "from", last)
        select @control, f.subject, f.office, f.account, f.outcome, f.why, f.source, f.due_on, coalesce(before.since, @day), @day, null
        from found f
        left join lateral (
          select v.since from guidelines.verdict v
          where v.subject = f.subject and v.control = @control and v.outcome = f.outcome and v.last >= @day - 1
            and v.id = (select max(w.id) from guidelines.verdict w where w.subject = f.subject and w.control = @control)
        ) before on true
        where not exists (select 1 from guidelines.verdict v where v.control = @control and v.subject = f.subject and v.last is null)
        """;

    private const string Note = """
        insert into guidelines.control_run (control, day, version_number, parameters, met, not_met, cannot_tell, changed, ended_at, failure)
        values (@control, @day, @version, @parameters, @met, @not_met, @cannot_tell, @changed, @ended_at, @failure)
        on conflict (control, day) do update set version_number = excluded.version_number, parameters = excluded.parameters, met = excluded.met, not_met = excluded.not_met,
          cannot_tell = excluded.cannot_tell, changed = guidelines.control_run.changed + excluded.changed, ended_at = excluded.ended_at, failure = excluded.failure
        """;

    /// <summary>Keeps the findings of one control. Two of one subject count as the worse.</summary>
    /// <returns>How many verdicts are new or have another ground.</returns>
    public async Task<int> Keep(string control, DateOnly day, int version, IReadOnlyDictionary<string, string> parameters, IReadOnlyList<ControlFinding> found, DateTimeOffset now, CancellationToken ct)
    {
        var one = found.GroupBy(finding => finding.Account?.Value ?? finding.Office.Value).Select(Worst).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await Do(connection, transaction, Temporary, ct);
        await Copy(connection, one, ct);
        await Do(connection, transaction, End, ct, ("control", control), ("day", day));
        var changed = await Do(connection, transaction, Add, ct, ("control", control), ("day", day));
        await Do(
            connection, transaction, Note, ct,
            ("control", control), ("day", day), ("version", version), ("parameters", Words(parameters)), ("met", Of(ControlVerdict.Met)), ("not_met", Of(ControlVerdict.NotMet)), ("cannot_tell", Of(ControlVerdict.CannotTell)),
            ("changed", changed), ("ended_at", now), ("failure", DBNull.Value));
        await transaction.CommitAsync(ct);
        return changed;

        int Of(ControlVerdict verdict) => one.Count(finding => finding.Verdict == verdict);
    }

    /// <summary>Notes that a control could not be judged; its verdicts stay as they were.</summary>
    public async Task NoteFailure(string control, DateOnly day, int version, IReadOnlyDictionary<string, string> parameters, Exception accident, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Do(
            (NpgsqlConnection)db.Database.GetDbConnection(), transaction, Note, ct,
            ("control", control), ("day", day), ("version", version), ("parameters", Words(parameters)), ("met", 0), ("not_met", 0), ("cannot_tell", 0), ("changed", 0), ("ended_at", now),
            ("failure", $"{accident.GetType().Name}: {accident.Message}"));
        await transaction.CommitAsync(ct);
    }

    /// <summary>Ends the verdicts of controls that the version in force does not name.</summary>
    public async Task EndOthers(string[] named, DateOnly day, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Do(
            (NpgsqlConnection)db.Database.GetDbConnection(), transaction,
            """update guidelines.verdict set last = greatest("from", @day - 1) where last is null and not control = any(@named)""", ct, ("day", day), ("named", named));
        await transaction.CommitAsync(ct);
    }

    private static ControlFinding Worst(IEnumerable<ControlFinding> ofOne) => ofOne.OrderBy(finding => finding.Verdict switch { ControlVerdict.NotMet => 0, ControlVerdict.CannotTell => 1, _ => 2 }).First();

    private static string Words(IReadOnlyDictionary<string, string> parameters) => string.Join(' ', parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    private static async Task Copy(NpgsqlConnection connection, List<ControlFinding> found, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy found (subject, office, account, outcome, why, source, due_on) from stdin (format binary)", ct);
        foreach (var finding in found)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(finding.Account?.Value ?? finding.Office.Value, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(finding.Office.Value, NpgsqlDbType.Uuid, ct);
            if (finding.Account is { } account) await copy.WriteAsync(account.Value, NpgsqlDbType.Uuid, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(finding.Verdict.ToString(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(finding.Why, NpgsqlDbType.Text, ct);
            if (finding.Source is { } source) await copy.WriteAsync(source, NpgsqlDbType.Text, ct);
            else await copy.WriteNullAsync(ct);
            if (finding.DueOn is { } due) await copy.WriteAsync(due, NpgsqlDbType.Date, ct);
            else await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task<int> Do(NpgsqlConnection connection, IDbContextTransaction transaction, string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection, (NpgsqlTransaction)transaction.GetDbTransaction());
        foreach (var (name, value) in parameters) command.Parameters.Add(value is DBNull ? new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = value } : new NpgsqlParameter(name, value));
        return await command.ExecuteNonQueryAsync(ct);
    }
}
