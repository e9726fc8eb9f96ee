using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Publishing;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Controls;

/// <summary>Whether the office head has looked in time at what went out within an approved scope. Accounts without a scope are not its subject. G2-7(3)ウ.</summary>
internal sealed class ScopeReviewedControl(CoreDb db) : IAutomaticControl
{
    public string Key => "scope-reviewed";

    public string Title => "事前承認の範囲の投稿を、所属長が定期に点検している";

    /// <summary><c>months</c>: how often.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["months"] = "3" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var months = int.Parse(run.Parameters["months"], CultureInfo.InvariantCulture);
        var scopes = await db.PostingScopes.AsNoTracking().Where(s => s.State == ScopeState.InForce && s.ValidFrom <= run.Day && s.ExpiresOn >= run.Day).ToListAsync(ct);
        var looked = await db.ScopeLooks.AsNoTracking().GroupBy(l => l.Scope).Select(g => new { Scope = g.Key, Until = g.Max(l => l.Until) }).ToDictionaryAsync(row => row.Scope, row => row.Until, ct);
        var accounts = run.Accounts.Where(a => a.State is AccountState.Active).ToDictionary(a => a.Key, StringComparer.Ordinal);

        // An account may stand in several scopes: the one that is due first speaks for it.
        return
        [
            .. scopes.SelectMany(scope => scope.AccountKeys.Select(key => (Key: key, Scope: scope, Last: looked.TryGetValue(scope.Id, out var until) ? until : (DateOnly?)null)))
                .Where(row => accounts.ContainsKey(row.Key))
                .GroupBy(row => row.Key)
                .Select(group => group.MinBy(row => ScopeLook.Next(row.Scope, row.Last, months).DueOn))
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row =>
                {
                    var due = ScopeLook.Next(row.Scope, row.Last, months).DueOn;
                    var why = row.Last is { } day ? $"「{row.Scope.Name}」は、{day.InWordsWithoutWeekday}までの投稿を点検済みです。" : $"「{row.Scope.Name}」は、まだ点検されていません。";
                    var account = accounts[row.Key];
                    return new ControlFinding(account.Office, account.Id, run.Day <= due ? ControlVerdict.Met : ControlVerdict.NotMet, why, $"/reviews/scopes/{row.Scope.Id.Value}", due);
                }),
        ];
    }
}
