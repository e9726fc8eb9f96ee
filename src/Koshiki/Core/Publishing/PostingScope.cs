using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing;

/// <summary>One version of what the office head has approved beforehand: posts inside go out after a second person's look. 事前承認の範囲.</summary>
/// <remarks>G2-7(3)ウ: the scope stands in the account's policy (G2-3(1)ア), the office head approves it, several staff look at each post, and the head looks at the posts regularly.</remarks>
public sealed class PostingScope
{
    public required PostingScopeId Id { get; init; }

    /// <summary>1 for the first version. A change is a new version, to be decided anew; a version is never changed.</summary>
    public required int Number { get; init; }

    public required OfficeId Office { get; init; }

    public required string Name { get; init; }

    /// <summary>The clause of the account's policy in which the scope is written. 利用方針の条項.</summary>
    public required string Clause { get; init; }

    public required string[] AccountKeys { get; init; }

    public required Purpose[] Purposes { get; init; }

    public required PostingTimes Times { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly ExpiresOn { get; init; }

    public required PersonId ProposedBy { get; init; }

    public required string ProposedByName { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public ScopeState State { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public string? InPlaceOf { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The head's opinion, or why it was refused or ended.</summary>
    public string? Opinion { get; private set; }

    public uint Version { get; init; }

    /// <summary>The head's act.</summary>
    /// <returns>The new state, or <see cref="CannotDecideOwnScope"/>, <see cref="ScopeAlreadyDecided"/>, <see cref="ReasonMissing"/>.</returns>
    public Result<ScopeState> Decide(Decider by, bool approve, string? opinion, DateTimeOffset now)
    {
        if (by.Person == ProposedBy) return new CannotDecideOwnScope();
        if (State is not ScopeState.Proposed) return new ScopeAlreadyDecided();
        if (!approve && string.IsNullOrWhiteSpace(opinion)) return new ReasonMissing("opinion");
        Close(by, approve ? ScopeState.InForce : ScopeState.Refused, opinion, now);
        return State;
    }

    /// <summary>Ends it before its last day, or because a newer version holds.</summary>
    public Result<ScopeState> End(Decider by, string reason, DateTimeOffset now)
    {
        if (State is not ScopeState.InForce) return new ScopeAlreadyDecided();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonMissing("opinion");
        Close(by, ScopeState.Ended, reason, now);
        return State;
    }

    /// <summary>Whether a post may go under this scope at that time.</summary>
    /// <returns>The time, or <see cref="OutsideScope"/> with every limit it breaks.</returns>
    public Result<DateTimeOffset> Covers(OfficeId office, Purpose purpose, IEnumerable<string> accountKeys, DateTimeOffset goesAt)
    {
        var day = goesAt.DayInJapan;
        var broken = new List<string>();
        if (State is not ScopeState.InForce) broken.Add("この範囲は効力がありません。");
        if (office != Office) broken.Add("ほかの所属の範囲です。");
        var others = accountKeys.Where(key => !AccountKeys.Contains(key)).ToList();
        if (others.Count > 0) broken.Add($"発信先が範囲の外です（{string.Join("、", others)}）。");
        if (!Purposes.Contains(purpose)) broken.Add($"目的「{purpose.Word}」は範囲の外です。");
        if (day < ValidFrom) broken.Add($"範囲は{ValidFrom.InWords}から有効です。");
        if (day > ExpiresOn) broken.Add($"範囲の有効期限（{ExpiresOn.InWords}）を過ぎています。");
        if (!Times.Include(goesAt)) broken.Add($"発信できる時間は{Times.InWords}です。");
        return broken.Count == 0 ? goesAt : new OutsideScope(broken);
    }

    private void Close(Decider by, ScopeState state, string? opinion, DateTimeOffset now) =>
        (State, DecidedBy, DecidedByName, InPlaceOf, DecidedAt, Opinion) = (state, by.Person, by.Name, by.InPlaceOf, now, opinion);
}

public enum ScopeState
{
    /// <summary>承認待ち</summary>
    Proposed,

    /// <summary>有効</summary>
    InForce,

    /// <summary>不承認</summary>
    Refused,

    /// <summary>終了</summary>
    Ended,
}

/// <summary>Days of the week and hours of the day in Japan. 投稿時間. G2-4(6).</summary>
/// <param name="Days">One letter for each day on which it holds: 日月火水木金土, and 祝 for holidays.</param>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after; midnight is the end of the day.</param>
public sealed record PostingTimes(string Days, TimeOnly From, TimeOnly Until)
{
    public const string AllDays = "日月火水木金土祝";

    public static PostingTimes Always { get; } = new(AllDays, TimeOnly.MinValue, TimeOnly.MinValue);

    /// <summary>As in sentences: 「月火水木金 08:30〜17:15」.</summary>
    public string InWords => $"{(Days == AllDays ? "毎日" : Days)} {From.InWords}〜{(Until == TimeOnly.MinValue ? "24:00" : Until.InWords)}";

    public bool Include(DateTimeOffset instant)
    {
        var day = instant.DayInJapan;
        var holiday = JapaneseHolidays.Knows(day.Year) && day.HolidayName is not null;
        var time = instant.TimeInJapan;
        return Days.Contains(holiday ? '祝' : day.Weekday) && time >= From && (Until == TimeOnly.MinValue || time < Until);
    }
}

/// <summary>The posting hours of an account's policy. 投稿時間. G2-4(6).</summary>
public sealed class PostingHours
{
    public required string AccountKey { get; init; }

    public required PostingTimes Times { get; set; }

    /// <summary>True to refuse posts outside; false to ask for a reason that the approver sees.</summary>
    public bool Strict { get; set; }

    public uint Version { get; init; }
}
