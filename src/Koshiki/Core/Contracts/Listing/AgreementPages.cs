using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Listing;

/// <param name="Covered">The accounts by key and name.</param>
/// <param name="Successor">The agreement that goes on with it; null for none.</param>
public sealed record AgreementView(
    Agreement Agreement, string Office, string? Facility, IReadOnlyList<(string Key, string? Name)> Covered, IReadOnlyList<AgreementMatterStanding> Standings, IReadOnlyList<PartnerLogin> Logins,
    IReadOnlyList<StaffDocument> Documents, IReadOnlyList<AgreementCheck> Checks, LoginHandBack? HandBack, AgreementId? Successor, bool MayChange, bool MayConfirm, DateOnly Today);

/// <summary>One agreement: what it covers, what proves its clauses, what it lacks, what is next.</summary>
internal static class AgreementPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/contracts/{id:guid}", Show).Requires(Act.ReadContracts);

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, AgreementReader reader, TimeProvider clock, CancellationToken ct)
    {
        var (today, wanted) = (clock.GetUtcNow().DayInJapan, new AgreementId(id));
        if (await reader.Read(db.AgreementsVisibleTo(me).Where(a => a.Id == wanted), today, ct) is not [var facts]) return Pages.Refuse(new AgreementNotFound());

        var agreement = facts.Agreement;
        var offices = await db.OfficesOn(today).Where(o => o.Id == agreement.Office || o.Id == agreement.Facility).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var names = await db.Set<Accounts.Account>().Where(a => agreement.AccountKeys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, a => a.Name, ct);
        var successor = await db.Agreements.Where(a => a.Succeeds == wanted).Select(a => (AgreementId?)a.Id).SingleOrDefaultAsync(ct);
        return Pages.Show<AgreementPage>(new AgreementView(
            agreement,
            offices.GetValueOrDefault(agreement.Office, "（廃止された所属）"),
            agreement.Facility is { } facility ? offices.GetValueOrDefault(facility) : null,
            [.. agreement.AccountKeys.Select(key => (key, names.GetValueOrDefault(key)))],
            AgreementStanding.Of(facts, today),
            await db.PartnerLogins.AsNoTracking().Where(l => l.Agreement == wanted).OrderBy(l => l.AccountKey).ThenBy(l => l.Owner).ToListAsync(ct),
            await db.StaffDocuments.AsNoTracking().Where(d => d.Agreement == wanted).OrderByDescending(d => d.ReceivedOn).ToListAsync(ct),
            await db.AgreementChecks.AsNoTracking().Where(c => c.Agreement == wanted).OrderByDescending(c => c.On).ToListAsync(ct),
            facts.HandBack, successor,
            me.May(Act.ChangeContracts, agreement.Office),
            facts.HandBack is { } handBack && me.May(Act.ConfirmHandOvers, handBack.Office),
            today));
    }
}
