using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Custody;

/// <summary>The five rules for a password's composition. Guideline 2-7(1)ア.</summary>
[Flags]
public enum PasswordRules
{
    None = 0,

    /// <summary>8文字以上</summary>
    EightOrMore = 1,

    /// <summary>英大文字</summary>
    Upper = 2,

    /// <summary>英小文字</summary>
    Lower = 4,

    /// <summary>数字</summary>
    Digit = 8,

    /// <summary>記号</summary>
    Symbol = 16,

    All = EightOrMore | Upper | Lower | Digit | Symbol,
}

/// <summary>What somebody attests about an account's password: which rules it keeps, when it was changed, that it is kept secret. Never the password. D1; guideline 2-7(1).</summary>
/// <remarks>Every attestation is a record of its own and stays; the latest tells how things stand.</remarks>
public sealed class PasswordAttestation
{
    public const int LongestText = 200;

    private PasswordAttestation() { }

    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    /// <summary>The day of the attestation, in Japan.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The rules that the password keeps.</summary>
    public required PasswordRules Rules { get; init; }

    /// <summary>What the platform does not allow, where it is the platform's fault that a rule is not kept; null for none. ソーシャルメディアの制約.</summary>
    public string? PlatformLimit { get; init; }

    /// <summary>The day on which the password was changed; null where only its composition was looked at.</summary>
    public DateOnly? ChangedOn { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the composition is as the guideline asks: all rules, or what the platform allows of them.</summary>
    public bool IsMixed => Rules == PasswordRules.All || PlatformLimit is not null;

    /// <param name="isSecret">That the password is known to those only who need it, and written down nowhere open.</param>
    /// <returns><see cref="NotAcceptable"/> with all faults of <c>changed</c>, <c>limit</c> and <c>secret</c>.</returns>
    public static Result<PasswordAttestation> Of(AccountId account, PasswordRules rules, string? platformLimit, DateOnly? changedOn, bool isSecret, PersonId by, string byName, DateTimeOffset now)
    {
        var today = now.DayInJapan;
        List<Fault> faults = [];
        if (changedOn > today) faults.Add(new Fault("changed", "先の日です。パスワードを変更した日を入力してください。"));
        if (platformLimit is not null) FreeText.Look("limit", platformLimit, LongestText, faults);
        if (!isSecret) faults.Add(new Fault("secret", "パスワードを知る人が必要な人だけであることを確かめ、チェックを入れてください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new PasswordAttestation
        {
            Id = Guid.CreateVersion7(now), Account = account, On = today, Rules = rules, PlatformLimit = rules == PasswordRules.All ? null : platformLimit, ChangedOn = changedOn, By = by, ByName = byName, At = now,
        };
    }
}
