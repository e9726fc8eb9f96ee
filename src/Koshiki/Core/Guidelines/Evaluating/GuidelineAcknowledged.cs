using System.Globalization;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines.Acknowledging;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>The head of each office with an account in use has read what was asked. B2; audit E2(1)ア.</summary>
internal sealed class GuidelineAcknowledged(CoreDb db) : IAutomaticControl
{
    public string Key => AskingRule.Control;

    public string Title => "所属長が要領を確認している";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { [AskingRule.DaysParameter] = AskingRule.UsualDays.ToString(CultureInfo.InvariantCulture) };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var book = await AcknowledgementBook.Read(db, run.Day, null, ct);
        return [.. run.Accounts.Select(account => account.Office).Distinct().Select(office => (Office: office, Standing: book.Of(office))).Where(one => one.Standing is not null).Select(one => Finding(one.Office, one.Standing!, book.RulebookOf(one.Office)))];
    }

    private static ControlFinding Finding(Organizations.OfficeId office, Standing standing, OwnRulebook? own)
    {
        var read = standing.LastRead is { } last ? $"最後の確認は{last.InWordsWithoutWeekday}です。" : "まだ確認の記録がありません。";
        var open = string.Join("、", standing.Open.Select(asking => asking.Words));
        return standing.State switch
        {
            StandingState.OwnRules => new(office, null, ControlVerdict.Met, $"独自の定め（{own?.Title}）に従っています。", "/rules/own", null),
            StandingState.Current => new(office, null, ControlVerdict.Met, read, AcknowledgePages.CoveragePath, null),
            StandingState.AskedAgain => new(office, null, ControlVerdict.Met, $"{read}{open}による再確認の期間中です。", AcknowledgePages.CoveragePath, standing.DueOn),
            StandingState.First => new(office, null, ControlVerdict.NotMet, $"{read}{open}による確認の期間中です。", AcknowledgePages.CoveragePath, standing.DueOn),
            _ => new(office, null, ControlVerdict.NotMet, $"{read}{open}による確認の期限を過ぎています。", AcknowledgePages.CoveragePath, standing.DueOn),
        };
    }
}
