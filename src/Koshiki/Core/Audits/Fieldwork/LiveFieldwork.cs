using Koshiki.Core.Accounts;
using Koshiki.Core.Opening;
using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>The fieldwork's population as the register knows it: one record for each office that answers for an account in use. J2, tables 5 to 15.</summary>
internal static class LiveFieldwork
{
    public const string Name = "fieldwork";

    /// <summary>All facts that the register can tell by itself, in the order of the checklist.</summary>
    private static readonly IReadOnlyList<IAccountFact> Facts =
    [
        new GuidelineKnown(),
        new StartedFact(),
        new ConsultedFact(),
        new DocumentFact("usage_policy", DocumentKind.UsagePolicy),
        new DocumentFact("operation_manual", DocumentKind.OperationManual),
        new AccountPolicyFact(),
        new PostingFrequencyFact(),
        new PasswordMixedFact(),
        new PasswordChangedYearlyFact(),
        new ApprovalFact(),
        new MonitoringFact(),
        new TroubleFact(),
    ];

    /// <param name="accounts">The accounts in use on that day.</param>
    public static async Task<Population> Take(CoreDb db, DateOnly asOf, IReadOnlyList<FieldworkAccount> accounts, CancellationToken ct)
    {
        var ofOffice = accounts.GroupBy(account => account.Office).OrderBy(group => group.Key.Value).ToList();
        var population = new Population(Name, [.. ofOffice.Select(group => group.Key.Value)]);
        foreach (var fact in Facts)
        {
            var known = await fact.Read(db, accounts, asOf, ct);
            population.With(fact.Attribute, [.. ofOffice.Select(group => Worst(fact, group, known))]);
        }

        return population;
    }

    private static string Worst(IAccountFact fact, IEnumerable<FieldworkAccount> accounts, IReadOnlyDictionary<AccountId, string> known) =>
        fact.Values[accounts.Min(account => known.TryGetValue(account.Id, out var value) ? Math.Max(0, fact.Values.ToList().IndexOf(value)) : 0)];
}
