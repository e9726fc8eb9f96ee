using Koshiki.Core.Contracts;
using Koshiki.Foundation.Figures;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>The contracts and basic agreements in force on a day, with what their text says. J2, tables 16 to 18.</summary>
/// <remarks>Attributes and values are those of the fieldwork. Agreements on joint operation are neither and are left out.</remarks>
internal static class LiveAgreements
{
    public const string Name = "agreements";

    public static async Task<Population> Take(CoreDb db, DateOnly asOf, CancellationToken ct)
    {
        var agreements = await db.Agreements.AsNoTracking()
            .Where(a => a.Kind != AgreementKind.JointOperation && a.From <= asOf && (a.EndedOn ?? a.Last) >= asOf).OrderBy(a => a.From).ThenBy(a => a.Id).ToListAsync(ct);
        return new Population(Name, [.. agreements.Select(agreement => agreement.Id.Value)])
            .With("outsourcing", [.. agreements.Select(agreement => agreement.Kind is AgreementKind.Outsourcing ? "contract" : "designated-manager")])
            .With("clause_security_and_guideline", [.. agreements.Select(agreement => Word(agreement.Proves(ClauseKind.SecurityAndGuideline)))])
            .With("clause_copyright", [.. agreements.Select(agreement => Word(agreement.Proves(ClauseKind.Copyright)))])
            .With("clause_login_after_end", [.. agreements.Select(agreement => Word(agreement.Clause(ClauseKind.Logins)?.Points.HasFlag(LoginPoints.AfterTheEnd) == true))]);
    }

    private static string Word(bool says) => says ? "yes" : "no";
}
