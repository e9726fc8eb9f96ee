using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Contracts;

/// <summary>What has to be in order about an agreement, the most urgent first.</summary>
public enum AgreementMatter
{
    HandBack,
    Clauses,
    StaffDocument,
    Logins,
    GuidelinePassedOn,
    Check,
}

/// <summary>What is known of an agreement on a day.</summary>
/// <param name="DocumentOn">The date of the latest document on staff and devices.</param>
/// <param name="Logins">How many logins are written down.</param>
/// <param name="LoginsUnattested">Of the partner's, those of which nobody confirmed that they are used for no other site.</param>
/// <param name="CheckedOn">The latest check.</param>
/// <param name="HandBack">Null while none was raised.</param>
/// <param name="IsSucceeded">Another agreement goes on with it.</param>
public sealed record AgreementFacts(Agreement Agreement, DateOnly? DocumentOn, int Logins, int LoginsUnattested, DateOnly? CheckedOn, LoginHandBack? HandBack, bool IsSucceeded);

/// <summary>How one matter stands.</summary>
/// <param name="Why">The fact in one sentence.</param>
/// <param name="DueOn">By when it has to be done, or until when it holds; null for neither.</param>
public sealed record AgreementMatterStanding(AgreementMatter Matter, bool IsMet, string Why, DateOnly? DueOn = null)
{
    /// <summary>So many days before its end a term is said to come near.</summary>
    public const int NoticeDays = 30;

    public bool ComesNear(DateOnly day) => IsMet && DueOn is { } due && due <= day.AddDays(NoticeDays);

    /// <summary>A status word.</summary>
    public string WordOn(DateOnly day) => !IsMet ? "要修正" : ComesNear(day) ? "注意" : "適合";
}

/// <summary>Judges an agreement from what is known of it.</summary>
public static class AgreementStanding
{
    /// <summary>After signing the document has to come within so many days. Our decision where the guideline says 契約後.</summary>
    public const int DaysForTheDocument = 30;

    /// <param name="mostMonths">Checks are due at least so often, whatever the agreement says; null for the agreement's own interval.</param>
    /// <returns>Once it has ended only the hand-back; nothing of it where another agreement goes on.</returns>
    public static IReadOnlyList<AgreementMatterStanding> Of(AgreementFacts facts, DateOnly day, int? mostMonths = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var agreement = facts.Agreement;
        if (agreement.End < day) return facts.IsSucceeded || agreement.Kind is AgreementKind.JointOperation ? [] : [HandBack(facts)];
        if (agreement.Kind is AgreementKind.JointOperation) return [Clauses(agreement), Check(facts, day, mostMonths)];
        return [Clauses(agreement), Document(facts, day), Logins(facts), Guideline(agreement), Check(facts, day, mostMonths)];
    }

    private static AgreementMatterStanding HandBack(AgreementFacts facts) => facts.HandBack switch
    {
        { State: HandBackState.Confirmed } done => new(AgreementMatter.HandBack, true, $"{done.DoneOn?.InWordsWithoutWeekday}に行い、{done.ConfirmedByName}さんが確認しました。"),
        { State: HandBackState.AwaitingConfirmation } waiting => new(AgreementMatter.HandBack, false, "別の職員の確認を待っています。", waiting.DueOn),
        _ => new(AgreementMatter.HandBack, false, $"{facts.Agreement.End.InWordsWithoutWeekday}に終わりましたが、ログインの返還が済んでいません。", facts.Agreement.End.AddDays(LoginHandBack.Days)),
    };

    private static AgreementMatterStanding Clauses(Agreement agreement)
    {
        var missing = Agreement.Needed(agreement.Kind).Where(kind => !agreement.Proves(kind)).Select(kind => kind is ClauseKind.Logins && agreement.Clause(kind) is { } clause ? clause.Points.Missing : kind.Word).ToList();
        return missing.Count == 0
            ? new(AgreementMatter.Clauses, true, "必要な条項がすべてあります。")
            : new(AgreementMatter.Clauses, false, $"確かめられていない条項：{string.Join("、", missing)}");
    }

    private static AgreementMatterStanding Document(AgreementFacts facts, DateOnly day)
    {
        if (facts.DocumentOn is { } on) return new(AgreementMatter.StaffDocument, true, $"{on.InWordsWithoutWeekday}の書類があります。");
        var due = facts.Agreement.SignedOn.AddDays(DaysForTheDocument);
        return new(AgreementMatter.StaffDocument, false, day <= due ? "締結後の提出を待っています。" : "提出されていません。", due);
    }

    private static AgreementMatterStanding Logins(AgreementFacts facts) => facts switch
    {
        { Logins: 0 } => new(AgreementMatter.Logins, false, "使っているログインの記録がありません。"),
        { LoginsUnattested: > 0 } => new(AgreementMatter.Logins, false, $"別のサイトに使わないことを確かめていない相手方用のログインが{facts.LoginsUnattested}件あります。"),
        _ => new(AgreementMatter.Logins, true, $"{facts.Logins}件を記録しています。"),
    };

    private static AgreementMatterStanding Guideline(Agreement agreement) => agreement.GuidelinePassedOn is { } on
        ? new(AgreementMatter.GuidelinePassedOn, true, $"{on.InWordsWithoutWeekday}に相手方へ渡しました。")
        : new(AgreementMatter.GuidelinePassedOn, false, "ガイドラインを相手方へ渡した記録がありません。");

    private static AgreementMatterStanding Check(AgreementFacts facts, DateOnly day, int? mostMonths)
    {
        var due = (facts.CheckedOn ?? facts.Agreement.From).AddMonths(Math.Min(facts.Agreement.CheckMonths, mostMonths ?? int.MaxValue));
        var why = facts.CheckedOn is { } on ? $"最後の点検は{on.InWordsWithoutWeekday}です。" : "点検の記録はまだありません。";
        return new(AgreementMatter.Check, day <= due, why, due);
    }
}
