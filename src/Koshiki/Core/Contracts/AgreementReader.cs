using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts;

/// <summary>Reads what is known of many agreements in a fixed number of queries.</summary>
internal sealed class AgreementReader(CoreDb db)
{
    /// <returns>One for each agreement that the query gives, in its order.</returns>
    public async Task<IReadOnlyList<AgreementFacts>> Read(IQueryable<Agreement> agreements, DateOnly day, CancellationToken ct)
    {
        var found = await agreements.AsNoTracking().ToListAsync(ct);
        if (found.Count == 0) return [];
        var ids = found.Select(agreement => agreement.Id).ToArray();
        var documents = await db.StaffDocuments.Where(d => ids.Contains(d.Agreement) && d.ReceivedOn <= day).GroupBy(d => d.Agreement).Select(g => new { g.Key, On = g.Max(d => d.ReceivedOn) }).ToDictionaryAsync(d => d.Key, d => d.On, ct);
        var logins = await db.PartnerLogins.Where(l => ids.Contains(l.Agreement)).GroupBy(l => l.Agreement)
            .Select(g => new { g.Key, Count = g.Count(), Unattested = g.Count(l => l.Owner == LoginOwner.Partner && l.NoOtherSiteOn == null) }).ToDictionaryAsync(l => l.Key, ct);
        var checks = await db.AgreementChecks.Where(c => ids.Contains(c.Agreement) && c.On <= day).GroupBy(c => c.Agreement).Select(g => new { g.Key, On = g.Max(c => c.On) }).ToDictionaryAsync(c => c.Key, c => c.On, ct);
        var handBacks = await db.LoginHandBacks.AsNoTracking().Where(h => ids.Contains(h.Agreement)).ToDictionaryAsync(h => h.Agreement, ct);
        var succeeded = (await db.Agreements.Where(a => a.Succeeds != null && ids.Contains(a.Succeeds.Value)).Select(a => a.Succeeds!.Value).ToListAsync(ct)).ToHashSet();
        return
        [
            .. found.Select(agreement => new AgreementFacts(
                agreement,
                documents.TryGetValue(agreement.Id, out var on) ? on : null,
                logins.GetValueOrDefault(agreement.Id)?.Count ?? 0,
                logins.GetValueOrDefault(agreement.Id)?.Unattested ?? 0,
                checks.TryGetValue(agreement.Id, out var checkedOn) ? checkedOn : null,
                handBacks.GetValueOrDefault(agreement.Id),
                succeeded.Contains(agreement.Id))),
        ];
    }
}

/// <summary>The questions that pages and handlers ask about reach.</summary>
internal static class AgreementQueries
{
    extension(CoreDb db)
    {
        /// <summary>The agreements that whoever asks may read: those of his offices and facilities, or those that cover an account named in his posting.</summary>
        public IQueryable<Agreement> AgreementsVisibleTo(Me me)
        {
            switch (me.ScopeOf(Act.ReadContracts))
            {
                case Scope.Government: return db.Agreements;
                case Scope.Limited limited:
                    var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                    return db.Agreements.Where(a => offices.Contains(a.Office) || (a.Facility != null && offices.Contains(a.Facility.Value)) || a.AccountKeys.Any(key => keys.Contains(key)));
                default: return db.Agreements.Where(_ => false);
            }
        }

        /// <summary>The agreement, tracked, for somebody who records it.</summary>
        public async Task<Result<Agreement>> AgreementToRecord(AgreementId id, Me me, CancellationToken ct)
        {
            var agreement = await db.AgreementsVisibleTo(me).SingleOrDefaultAsync(a => a.Id == id, ct);
            if (agreement is null) return new AgreementNotFound();
            return me.May(Act.ChangeContracts, agreement.Office) ? agreement : new MayNotChangeContracts();
        }

        /// <summary>Accounts that somebody outside runs: by contract, or as the designated manager.</summary>
        public IQueryable<Account> AccountsRunByOthers() => db.Accounts.AsNoTracking()
            .Where(a => (a.Operator == OperatorKind.Outsourced || a.Operator == OperatorKind.DesignatedManager) && a.State != AccountState.Retired && a.State != AccountState.InConsultation);
    }
}
