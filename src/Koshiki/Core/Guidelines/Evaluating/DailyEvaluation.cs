using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>What a day's run did.</summary>
/// <param name="Unknown">Keys that the version in force names and no area judges yet. まだ判定できない.</param>
/// <param name="Failed">Controls that could not be judged; the others were.</param>
internal sealed record EvaluationDone(DateOnly Day, int Controls, int Findings, int Changed, IReadOnlyList<string> Unknown, IReadOnlyList<string> Failed);

/// <summary>Asks every automatic control that the version in force names, with the parameters of its clause, and keeps what they say. J3.</summary>
/// <remarks>
/// One control after the other, each in a transaction of its own: what thousands of accounts were found to be is in memory for one control only, and a control that fails takes nothing from the others.
/// What the controls of one area look at alike is read once (<see cref="SharedFacts"/>) and kept until the run ends. Decision record 0086.
/// </remarks>
internal sealed class DailyEvaluation(CoreDb db, IEnumerable<IAutomaticControl> controls, VerdictStore store, TimeProvider clock, ILogger<DailyEvaluation> logger)
{
    /// <returns>Null where no version is in force.</returns>
    public async Task<EvaluationDone?> Run(CancellationToken ct)
    {
        // Read
        var today = clock.GetUtcNow().DayInJapan;
        if (await db.GuidelineOn(today, ct) is not { } version) return null;
        var accounts = await Accounts(today, ct);
        var known = controls.ToDictionary(one => one.Key);
        var named = version.Clauses.Controls.Where(one => one.Control.Kind is ControlKind.Automatic).ToList();

        // Decide and write, control by control
        var (findings, changed) = (0, 0);
        var failed = new List<string>();
        var shared = new SharedFacts();
        foreach (var (control, clause) in named)
        {
            if (!known.TryGetValue(control.Key, out var judge)) continue;
            var parameters = ParametersOf(judge, clause.Clause);
            try
            {
                var found = await judge.Judge(new ControlRun(today, parameters, accounts) { Shared = shared }, ct);
                changed += await store.Keep(control.Key, today, version.Number, parameters, found, clock.GetUtcNow(), ct);
                findings += found.Count;
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                logger.LogError(accident, "The control {Control} could not be judged.", control.Key);
                failed.Add(control.Key);
                db.ChangeTracker.Clear();
                await store.NoteFailure(control.Key, today, version.Number, parameters, accident, clock.GetUtcNow(), ct);
            }
        }

        var unknown = named.Select(one => one.Control.Key).Where(key => !known.ContainsKey(key)).ToList();
        // What no version names any more ends: its last verdicts stay as history.
        await store.EndOthers([.. named.Select(one => one.Control.Key)], today, ct);
        return new EvaluationDone(today, named.Count - unknown.Count, findings, changed, unknown, failed);
    }

    /// <summary>The control's own parameters, with what its clause sets instead.</summary>
    internal static IReadOnlyDictionary<string, string> ParametersOf(IAutomaticControl control, Clause clause) => control.Parameters.ToDictionary(
        parameter => parameter.Key,
        parameter => clause.Parameters.FirstOrDefault(one => one.Key == parameter.Key)?.Value ?? parameter.Value);

    private Task<List<ControlledAccount>> Accounts(DateOnly day, CancellationToken ct) => (
        from account in db.Accounts.AsNoTracking()
        where account.State == AccountState.Active || account.State == AccountState.Suspended || account.State == AccountState.Retiring || account.State == AccountState.Unapproved
        orderby account.Key
        select new ControlledAccount(account.Id, account.Key, account.Office, account.State, account.Operator, account.OpenedOn)).ToListAsync(ct);
}
