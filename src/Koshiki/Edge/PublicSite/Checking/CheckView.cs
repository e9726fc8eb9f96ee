using System.Globalization;
using System.Text.Json.Serialization;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>What the pages of "is this official?" show.</summary>
/// <param name="Asked">What was asked; null where nobody asked yet.</param>
/// <param name="Answer">Null where nobody asked yet.</param>
/// <param name="Contact">Whom residents ask, one line a way.</param>
/// <param name="LanguageKey">The value of <c>lang</c>; empty for Japanese.</param>
public sealed record CheckView(string Government, string? Asked, CheckAnswer? Answer, IReadOnlyList<string> Contact, string LanguageKey, CheckWords Words)
{
    /// <summary>The answer in a few words.</summary>
    public string Heading => Answer switch
    {
        CheckAnswer.Official => Words.Official,
        CheckAnswer.Formerly formerly => PublicWords.Fill(Words.Formerly, Day(formerly.Until)),
        CheckAnswer.Impersonation => Words.Impersonation,
        CheckAnswer.NotRegistered => Words.NotRegistered,
        _ => Words.CannotTell,
    };

    /// <summary>What it means, and what to do.</summary>
    public IReadOnlyList<string> Sentences => Answer switch
    {
        CheckAnswer.Official { Account: var account } => [PublicWords.Fill(Words.OfficialText, account.Name, PlatformOf(account), Government), Words.OfficialCare],
        CheckAnswer.Formerly { Retired: true, Account: var account } formerly =>
            [PublicWords.Fill(Words.RetiredText, account.Name, PlatformOf(account), Day(formerly.Until), Government), Words.RetiredCare],
        CheckAnswer.Formerly { Account: var account } formerly =>
            [PublicWords.Fill(Words.MovedText, account.Name, PlatformOf(account), Day(formerly.Until)), Words.MovedCare],
        CheckAnswer.Impersonation { Impersonator: var one } =>
            [PublicWords.Fill(Words.ImpersonationText, one.Name, NameOf(one.PlatformKey), Government, Day(one.KnownSince)), one.Warning, Words.ImpersonationCare],
        CheckAnswer.NotRegistered => [PublicWords.Fill(Words.NotRegisteredText, Government), PublicWords.Fill(Words.NotRegisteredCare, Government)],
        CheckAnswer.CannotTell { Why: var why } => [Words.Why(why)],
        _ => [],
    };

    public IReadOnlyList<PublicAccount> Similar => Answer switch
    {
        CheckAnswer.NotRegistered answer => answer.Similar,
        CheckAnswer.CannotTell answer => answer.Similar,
        _ => [],
    };

    public static string PlatformOf(PublicAccount account) => account.PlatformLabel.Length > 0 ? account.PlatformLabel : account.Platform.DisplayName;

    public static string NameOf(string platformKey) => PlatformNames.FromKey(platformKey) is { } platform ? platform.DisplayName : platformKey;

    /// <summary>Japanese, in its usual or its easy form.</summary>
    public bool IsJapanese => Words.Code.StartsWith("ja", StringComparison.Ordinal);

    private string Day(DateOnly day) => IsJapanese ? day.InWordsWithoutWeekday : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>The answer as programs read it: <c>/public/api/check?q=…</c>.</summary>
/// <param name="Answer"><c>official</c>, <c>formerly-official</c>, <c>impersonation</c>, <c>not-registered</c> or <c>cannot-tell</c>.</param>
/// <param name="Account">The account that is or was official; null in every other answer.</param>
/// <param name="Until">The last day on which it was official.</param>
/// <param name="Why">The reason of <c>cannot-tell</c>.</param>
/// <param name="Similar">Official accounts that may be meant; they say nothing about what was asked.</param>
/// <param name="List">The number of the list that was asked; 0 before the first.</param>
internal sealed record CheckDocument(
    string Input,
    string Answer,
    CheckedAccount? Account,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WhyUnclear? Why,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KnownImpersonator? Impersonator,
    string Message,
    IReadOnlyList<CheckedAccount> Similar,
    long List)
{
    public static CheckDocument Of(CheckView view, long list) => new(
        view.Asked ?? "",
        view.Answer!.Word,
        view.Answer.About is { } account ? CheckedAccount.Of(account) : null,
        (view.Answer as CheckAnswer.Formerly)?.Until,
        (view.Answer as CheckAnswer.CannotTell)?.Why,
        (view.Answer as CheckAnswer.Impersonation)?.Impersonator,
        string.Join(view.IsJapanese ? "" : " ", [view.Heading + (view.IsJapanese ? "。" : "."), .. view.Sentences]),
        [.. view.Similar.Select(CheckedAccount.Of)],
        list);
}

internal sealed record CheckedAccount(string Key, string Platform, string Name, string? Handle, string Address)
{
    public static CheckedAccount Of(PublicAccount account) => new(account.Key, account.Platform.Key, account.Name, account.Handle, account.Address);
}
