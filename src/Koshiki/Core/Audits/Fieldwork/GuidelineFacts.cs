using Koshiki.Core.Accounts;
using Koshiki.Core.Guidelines;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Whether the office knows the guideline: its head has read what was asked, or it works under rules of its own. Table 5; guideline 1-5(2), audit E2(1)ア.</summary>
internal sealed class GuidelineKnown : IAccountFact
{
    public string Attribute => "guideline_known";

    public IReadOnlyList<string> Values { get; } = ["unknown", "known", "own-rules"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var book = await AcknowledgementBook.Read(db, asOf, null, ct);
        return accounts.ToDictionary(account => account.Id, account => book.Of(account.Office) switch
        {
            { State: StandingState.OwnRules } => "own-rules",
            { Knows: true } => "known",
            _ => book.RulebookOf(account.Office) is null ? "unknown" : "own-rules",
        });
    }
}
