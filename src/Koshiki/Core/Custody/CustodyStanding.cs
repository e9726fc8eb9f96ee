using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Custody;

/// <summary>What has to be in order about an account's custody, the most urgent first.</summary>
public enum CustodyMatter
{
    HandOver,
    PasswordChange,
    PasswordComposition,
    Administrator,
    SecondFactor,
    ConnectedApplications,
    FunctionSettings,
}

/// <summary>By when what has to be done again.</summary>
/// <param name="PasswordMonths">A password holds for so long. Guideline 2-7(1)イ: 年に1回以上.</param>
/// <param name="ApplicationMonths">A look through the connected applications. Our decision: once a year.</param>
/// <param name="SettingMonths">A look through the function settings. Guideline 2-7(2) says 定期的; once a year is our decision.</param>
/// <param name="PlatformChangeDays">So long after a platform changed a function. Our decision.</param>
public sealed record CustodyTerms(int PasswordMonths = 12, int ApplicationMonths = 12, int SettingMonths = 12, int PlatformChangeDays = 30)
{
    /// <summary>So many days before its end a term is said to come near.</summary>
    public const int NoticeDays = 30;

    public static CustodyTerms Usual { get; } = new();
}

/// <summary>What is known of one account on a day.</summary>
public sealed record CustodyFacts(AccountId Account)
{
    /// <summary>Null where nobody is written down.</summary>
    public PersonId? Administrator { get; init; }

    public string? AdministratorName { get; init; }

    public DateOnly? AdministratorSince { get; init; }

    /// <summary>Whether the administrator has a posting in the account's office on the day.</summary>
    public bool AdministratorIsHere { get; init; }

    public SecondFactorKind? SecondFactor { get; init; }

    public string? BackupCodesPlace { get; init; }

    /// <summary>The day of the latest attestation of the composition; null for none.</summary>
    public DateOnly? AttestedOn { get; init; }

    public PasswordRules Rules { get; init; }

    public string? PlatformLimit { get; init; }

    public DateOnly? PasswordChangedOn { get; init; }

    public DateOnly? ApplicationsReviewedOn { get; init; }

    public DateOnly? SettingsReviewedOn { get; init; }

    /// <summary>The latest change of the platform's functions.</summary>
    public DateOnly? PlatformChangedOn { get; init; }

    /// <summary>The earliest term of its open hand-overs; null for none.</summary>
    public DateOnly? HandOverDueOn { get; init; }
}

/// <summary>How one matter stands.</summary>
/// <param name="Why">The fact in one sentence.</param>
/// <param name="DueOn">By when it has to be done, or until when it holds; null for neither.</param>
public sealed record MatterStanding(CustodyMatter Matter, bool IsMet, string Why, DateOnly? DueOn)
{
    public bool ComesNear(DateOnly day) => IsMet && DueOn is { } due && due <= day.AddDays(CustodyTerms.NoticeDays);

    /// <summary>A status word.</summary>
    public string WordOn(DateOnly day) => !IsMet ? "要修正" : ComesNear(day) ? "注意" : "適合";
}

/// <summary>Judges an account's custody from what is known. Nothing is made up: what nobody attested is not met.</summary>
public static class CustodyStanding
{
    /// <returns>One for each matter, in its order; a hand-over only where there is one.</returns>
    public static IReadOnlyList<MatterStanding> Of(CustodyFacts facts, CustodyTerms terms, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(terms);
        return
        [
            .. facts.HandOverDueOn is { } due ? [new MatterStanding(CustodyMatter.HandOver, false, $"異動に伴う引継ぎが終わっていません（期限：{due.InWords}）。", due)] : (MatterStanding[])[],
            Change(facts, terms, day),
            Composition(facts),
            Administrator(facts),
            SecondFactor(facts),
            Applications(facts, terms, day),
            Settings(facts, terms, day),
        ];
    }

    private static MatterStanding Change(CustodyFacts facts, CustodyTerms terms, DateOnly day)
    {
        if (facts.PasswordChangedOn is not { } changed) return new(CustodyMatter.PasswordChange, false, "パスワードを変更した記録がありません。", null);
        var due = changed.AddMonths(terms.PasswordMonths);
        return new(CustodyMatter.PasswordChange, day <= due, $"最後の変更は{changed.InWordsWithoutWeekday}です。", due);
    }

    private static MatterStanding Composition(CustodyFacts facts) => facts switch
    {
        { AttestedOn: null } => new(CustodyMatter.PasswordComposition, false, "パスワードの構成を確かめた記録がありません。", null),
        { Rules: PasswordRules.All, AttestedOn: { } on } => new(CustodyMatter.PasswordComposition, true, $"{on.InWordsWithoutWeekday}に、5つの条件をすべて満たすことを確かめました。", null),
        { PlatformLimit: { } limit, AttestedOn: { } on } => new(CustodyMatter.PasswordComposition, true, $"{on.InWordsWithoutWeekday}に確かめました。媒体の制約：{limit}", null),
        _ => new(CustodyMatter.PasswordComposition, false, $"満たしていない条件：{facts.Rules.Missing}", null),
    };

    private static MatterStanding Administrator(CustodyFacts facts) => facts switch
    {
        { Administrator: null } => new(CustodyMatter.Administrator, false, "登録管理者の記録がありません。", null),
        { AdministratorIsHere: false } => new(CustodyMatter.Administrator, false, $"登録管理者の{facts.AdministratorName}さんは、今この所属にいません。", null),
        _ => new(CustodyMatter.Administrator, true, $"{facts.AdministratorName}さん{(facts.AdministratorSince is { } since ? $"（{since.InWordsWithoutWeekday}から）" : "")}", null),
    };

    private static MatterStanding SecondFactor(CustodyFacts facts) => facts.SecondFactor switch
    {
        null => new(CustodyMatter.SecondFactor, false, "二段階認証の記録がありません。", null),
        SecondFactorKind.NotUsed => new(CustodyMatter.SecondFactor, false, "二段階認証を使っていません。", null),
        { } kind => new(CustodyMatter.SecondFactor, true, $"{kind.Word}{(facts.BackupCodesPlace is { } place ? $"（バックアップコード：{place}）" : "")}", null),
    };

    private static MatterStanding Applications(CustodyFacts facts, CustodyTerms terms, DateOnly day)
    {
        if (facts.ApplicationsReviewedOn is not { } on) return new(CustodyMatter.ConnectedApplications, false, "連携アプリを点検した記録がありません。", null);
        var due = on.AddMonths(terms.ApplicationMonths);
        return new(CustodyMatter.ConnectedApplications, day <= due, $"最後の点検は{on.InWordsWithoutWeekday}です。", due);
    }

    private static MatterStanding Settings(CustodyFacts facts, CustodyTerms terms, DateOnly day)
    {
        if (facts.SettingsReviewedOn is not { } on) return new(CustodyMatter.FunctionSettings, false, "機能の設定を点検した記録がありません。", null);
        var due = on.AddMonths(terms.SettingMonths);
        if (facts.PlatformChangedOn is not { } changed || changed <= on) return new(CustodyMatter.FunctionSettings, day <= due, $"最後の点検は{on.InWordsWithoutWeekday}です。", due);
        var afterChange = changed.AddDays(terms.PlatformChangeDays);
        if (afterChange < due) due = afterChange;
        return new(CustodyMatter.FunctionSettings, day <= due, $"最後の点検は{on.InWordsWithoutWeekday}です。その後、{changed.InWordsWithoutWeekday}に媒体の機能が変わりました。", due);
    }
}
