using Koshiki.Core.Organizations;

namespace Koshiki.Core.Accounts.Controls;

/// <summary>A rule of the guideline that the program can judge from what the register really knows. 自動判定. B1, J3; ARCHITECTURE 3.10.</summary>
/// <remarks>An area registers its own with <c>services.AddScoped&lt;IAutomaticControl, …&gt;()</c>; clauses name them by <see cref="Key"/>. The guideline's daily run asks all of them and keeps what they say.</remarks>
public interface IAutomaticControl
{
    /// <summary>As clauses name it, such as <c>password-changed-yearly</c>; it stays the same over releases.</summary>
    string Key { get; }

    /// <summary>What is judged, in Japanese, such as 「パスワードを1年以内に変更している」.</summary>
    string Title { get; }

    /// <summary>The parameters that a clause may set, with what holds where it sets none: <c>months</c> → <c>12</c>.</summary>
    IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Judges all subjects in a fixed number of queries, however many there are.</summary>
    /// <returns>One finding for each subject that the control is about; who is left out is 対象外.</returns>
    Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct);
}

/// <summary>What a run asks about.</summary>
/// <param name="Day">In Japan.</param>
/// <param name="Parameters">As the clause in force sets them, filled up with the control's own.</param>
/// <param name="Accounts">The accounts in use, suspended or about to be retired on that day, in the order of their keys.</param>
public sealed record ControlRun(DateOnly Day, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<ControlledAccount> Accounts)
{
    /// <summary>The same for all controls of a run, so that those of one area read once what they all look at.</summary>
    public SharedFacts Shared { get; init; } = new();
}

/// <summary>What nearly every control needs to know of an account.</summary>
public sealed record ControlledAccount(AccountId Id, string Key, OfficeId Office, AccountState State, OperatorKind Operator, DateOnly? OpenedOn);

/// <summary>One verdict with its ground.</summary>
/// <param name="Account">Null where the control is about the office itself.</param>
/// <param name="Why">The fact in one sentence, such as 「最後の変更は令和6年3月1日です。」</param>
/// <param name="Source">The page that shows the row from which it came, beginning with a slash; null where nothing was found.</param>
/// <param name="DueOn">By when it has to be put right, or until when it holds; null for neither.</param>
public sealed record ControlFinding(OfficeId Office, AccountId? Account, ControlVerdict Verdict, string Why, string? Source, DateOnly? DueOn);

/// <summary>"Cannot tell" is a verdict too: nothing is made up. ARCHITECTURE 3.10.</summary>
public enum ControlVerdict
{
    /// <summary>適合</summary>
    Met,

    /// <summary>不適合</summary>
    NotMet,

    /// <summary>判定できない</summary>
    CannotTell,
}
