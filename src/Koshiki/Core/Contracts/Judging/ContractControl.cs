using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;

namespace Koshiki.Core.Contracts.Judging;

/// <summary>What an account's agreements say about one matter, as a control that clauses of the guideline name.</summary>
/// <remarks>Accounts that the office runs itself are 対象外, except for the hand-back after an agreement that has ended.</remarks>
internal sealed class ContractControl(CoreDb db, AgreementReader reader, AgreementMatter matter, string key, string title) : IAutomaticControl
{
    private const string Months = "months";

    public static IReadOnlyList<(AgreementMatter Matter, string Key, string Title)> All { get; } =
    [
        (AgreementMatter.Clauses, "contract-clauses", "契約書・協定書に必要な条項があり、条文を確かめている"),
        (AgreementMatter.StaffDocument, "contract-staff-document", "記事の担当者と端末の書類が提出されている"),
        (AgreementMatter.Check, "designated-manager-check", "指定管理者の運用状況を定期的に点検している"),
        (AgreementMatter.HandBack, "login-hand-back", "契約・協定の終了後、ログインの返還が済み、別の職員が確認している"),
    ];

    public string Key => key;

    public string Title => title;

    public IReadOnlyDictionary<string, string> Parameters { get; } = matter is AgreementMatter.Check
        ? new Dictionary<string, string> { [Months] = Agreement.UsualCheckMonths.ToString(CultureInfo.InvariantCulture) }
        : new Dictionary<string, string>();

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var byAccount = await run.Shared.Of(async () =>
        {
            var facts = await reader.Read(db.Agreements.Where(a => a.Kind != AgreementKind.JointOperation && a.From <= run.Day).OrderBy(a => a.From), run.Day, ct);
            return facts.SelectMany(one => one.Agreement.AccountKeys.Select(account => (account, one))).ToLookup(pair => pair.account, pair => pair.one, StringComparer.Ordinal);
        });
        return matter is AgreementMatter.HandBack ? AfterTheEnd(run, byAccount) : InForce(run, byAccount);
    }

    private List<ControlFinding> InForce(ControlRun run, ILookup<string, AgreementFacts> byAccount)
    {
        var findings = new List<ControlFinding>();
        foreach (var account in run.Accounts.Where(account => account.Operator is OperatorKind.DesignatedManager || (account.Operator is OperatorKind.Outsourced && matter is not AgreementMatter.Check)))
        {
            var holding = byAccount[account.Key].LastOrDefault(one => one.Agreement.HoldsOn(run.Day));
            if (holding is null)
            {
                findings.Add(new ControlFinding(account.Office, account.Id, ControlVerdict.NotMet, "今の契約・協定が登録されていません。", null, null));
                continue;
            }

            var standing = AgreementStanding.Of(holding, run.Day, MostMonths(run)).First(one => one.Matter == matter);
            findings.Add(new ControlFinding(account.Office, account.Id, standing.IsMet ? ControlVerdict.Met : ControlVerdict.NotMet, standing.Why, $"/contracts/{holding.Agreement.Id.Value}", standing.DueOn));
        }

        return findings;
    }

    /// <summary>The clause's interval; it holds where it is shorter than the agreement's own.</summary>
    private static int? MostMonths(ControlRun run) =>
        run.Parameters.TryGetValue(Months, out var written) && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months > 0 ? months : null;

    private static List<ControlFinding> AfterTheEnd(ControlRun run, ILookup<string, AgreementFacts> byAccount) =>
    [
        .. from account in run.Accounts
           let ended = byAccount[account.Key].Where(one => one.Agreement.End < run.Day && !one.IsSucceeded).Select(one => (one.Agreement.Id, Standing: AgreementStanding.Of(one, run.Day)[0])).ToList()
           where ended.Count > 0
           let worst = ended.Find(one => !one.Standing.IsMet) is { Standing: not null } open ? open : ended[^1]
           select new ControlFinding(account.Office, account.Id, worst.Standing.IsMet ? ControlVerdict.Met : ControlVerdict.NotMet, worst.Standing.Why, $"/contracts/{worst.Id.Value}/hand-back", worst.Standing.DueOn),
    ];
}
