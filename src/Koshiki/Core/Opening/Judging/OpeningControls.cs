using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Opening.Judging;

/// <summary>What the controls of this area share: everything of all accounts read once, each account judged by itself.</summary>
internal abstract class OpeningControl(CoreDb db) : IAutomaticControl
{
    public abstract string Key { get; }

    public abstract string Title { get; }

    public virtual IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (papers, since) = await run.Shared.Of(async () => new PapersOfRun(await Papers.Read(db, [.. run.Accounts.Select(account => account.Id)], run.Day, ct), await GuidelineStart.Of(db, ct)));
        var findings = new List<ControlFinding>(run.Accounts.Count);
        foreach (var account in run.Accounts)
        {
            if (Judge(account, papers.GetValueOrDefault(account.Id, Papers.None), since, run) is not { } judged) continue;
            findings.Add(new ControlFinding(account.Office, account.Id, judged.Verdict, judged.Why, $"/accounts/{account.Key}/documents", judged.DueOn));
        }

        return findings;
    }

    /// <returns>Null for an account that the control is not about.</returns>
    protected abstract Judgement? Judge(ControlledAccount account, Papers papers, DateOnly? since, ControlRun run);

    protected static Judgement Met(string why, DateOnly? dueOn = null) => new(ControlVerdict.Met, why, dueOn);

    protected static Judgement NotMet(string why) => new(ControlVerdict.NotMet, why, null);

    protected static Judgement CannotTell(string why) => new(ControlVerdict.CannotTell, why, null);

    private sealed record PapersOfRun(IReadOnlyDictionary<AccountId, Papers> Papers, DateOnly? Since);

    protected sealed record Judgement(ControlVerdict Verdict, string Why, DateOnly? DueOn);
}

/// <summary>Guideline 2-3(3).</summary>
internal sealed class ConsultedBeforeOpening(CoreDb db) : OpeningControl(db)
{
    public override string Key => "consulted-before-opening";

    public override string Title => "開設の前に広報の担当課と協議している";

    protected override Judgement? Judge(ControlledAccount account, Papers papers, DateOnly? since, ControlRun run)
    {
        if (papers.Consultation is { } asked) return Met($"{papers.ConsultedHow}：{asked.Since.InWordsWithoutWeekday}{(asked.Reference is { } reference ? $"（{reference}）" : "")}");
        if (!GuidelineStart.MustHaveAsked(account.OpenedOn, since)) return null;
        return account.OpenedOn is null && since is not null
            ? CannotTell("開設日が分からず、協議が必要な時期の開設か判定できません。協議の記録もありません。")
            : NotMet("協議の記録がありません。");
    }
}

/// <summary>Whether a document of one kind is in force.</summary>
internal abstract class HasDocument(CoreDb db, DocumentKind kind) : OpeningControl(db)
{
    protected override Judgement? Judge(ControlledAccount account, Papers papers, DateOnly? since, ControlRun run) =>
        papers.Document(kind) is { } paper ? Met($"{kind.Word}：{paper.InWords}") : NotMet($"承認された{kind.Word}がありません。");
}

/// <summary>Guideline 2-3(1)ア.</summary>
internal sealed class HasUsagePolicy(CoreDb db) : HasDocument(db, DocumentKind.UsagePolicy)
{
    public override string Key => "usage-policy";

    public override string Title => "利用方針を作成している";
}

/// <summary>Guideline 2-3(1)イ.</summary>
internal sealed class HasOperationManual(CoreDb db) : HasDocument(db, DocumentKind.OperationManual)
{
    public override string Key => "operation-manual";

    public override string Title => "運用マニュアルを作成している";
}

/// <summary>Guideline 2-4.</summary>
internal sealed class HasAccountPolicy(CoreDb db) : HasDocument(db, DocumentKind.AccountPolicy)
{
    public override string Key => "account-policy-exists";

    public override string Title => "アカウント運用ポリシーを定めている";
}

/// <summary>Guideline 2-3(4)ウ, 2-4: on the account itself, where users see it.</summary>
internal sealed class PolicyIsDisclosed(CoreDb db) : OpeningControl(db)
{
    public override string Key => "account-policy-disclosed";

    public override string Title => "アカウントのページで運用ポリシーを示している";

    public override IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["months"] = "12" };

    protected override Judgement? Judge(ControlledAccount account, Papers papers, DateOnly? since, ControlRun run)
    {
        if (papers.Document(DocumentKind.AccountPolicy) is null) return NotMet("示すべきアカウント運用ポリシーがありません。");
        if (papers.Disclosure is not { } looked) return NotMet("アカウントのページで示していることを確かめた記録がありません。");
        if (!looked.IsDisclosed) return NotMet($"{looked.CheckedOn.InWordsWithoutWeekday}に確かめたとき、アカウントのページにありませんでした。");
        var until = looked.CheckedOn.AddMonths(DisclosureMonths.Of(run));
        return until >= run.Day
            ? Met($"{looked.CheckedOn.InWordsWithoutWeekday}に確かめました（{looked.Place}）。", until)
            : NotMet($"最後に確かめたのは{looked.CheckedOn.InWordsWithoutWeekday}です。もう一度確かめてください。");
    }
}

/// <summary>Guideline 2-3(4)イ.</summary>
internal sealed class PolicyLinksToList(CoreDb db) : OpeningControl(db)
{
    public override string Key => "policy-links-to-list";

    public override string Title => "運用ポリシーから公式アカウントの一覧にリンクしている";

    protected override Judgement? Judge(ControlledAccount account, Papers papers, DateOnly? since, ControlRun run) => papers.Disclosure switch
    {
        { IsDisclosed: true, LinksToList: true } looked => Met($"{looked.CheckedOn.InWordsWithoutWeekday}に確かめました。"),
        { IsDisclosed: true } looked => NotMet($"{looked.CheckedOn.InWordsWithoutWeekday}に確かめたとき、一覧へのリンクがありませんでした。"),
        _ => CannotTell("アカウントのページの運用ポリシーを確かめた記録がありません。"),
    };
}

internal static class DisclosureMonths
{
    private const int Usual = 12;

    public static int Of(ControlRun run) => run.Parameters.TryGetValue("months", out var text) && int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var months) && months > 0 ? months : Usual;
}
