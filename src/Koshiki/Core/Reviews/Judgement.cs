using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

/// <summary>An office's judgement whether an account goes on, pauses or ends. 継続の検討. D5; G2-8(1).</summary>
public sealed class Judgement
{
    private Judgement() { }

    public required JudgementId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    public required OfficeId Office { get; init; }

    public required JudgementCause Cause { get; init; }

    /// <summary>The advice that asked for it; null otherwise.</summary>
    public AdviceId? Advice { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public JudgementContent Content { get; private set; } = JudgementContent.Empty;

    public PersonId WrittenBy { get; private set; }

    public string WrittenByName { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    public ReviewStatus Status { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Opinion { get; private set; }

    public uint Version { get; init; }

    public static Judgement Begin(Account account, JudgementCause cause, AdviceId? advice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new Judgement { Id = JudgementId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, Cause = cause, Advice = advice, BegunAt = now };
    }

    /// <returns><see cref="ReviewNotPossibleNow"/>.</returns>
    public Result<ReviewStatus> Write(JudgementContent content, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var next = ReviewFlow.Next(Status, ReviewAction.Edit);
        if (next.Succeeded) (Content, WrittenBy, WrittenByName, WrittenAt) = (content, by.Id, by.Name, now);
        return next;
    }

    /// <returns><see cref="NotAcceptable"/> with what is missing, <see cref="ReviewNotPossibleNow"/>.</returns>
    public Result<ReviewStatus> Submit()
    {
        var missing = Content.Missing();
        return missing.Count > 0 ? new NotAcceptable(missing) : Move(ReviewAction.Submit);
    }

    /// <summary>The head's word: the office decides. G2-8.</summary>
    /// <returns><see cref="SayWhyReturned"/>, <see cref="ReviewNotPossibleNow"/>.</returns>
    public Result<ReviewStatus> Decide(Decider by, bool confirm, string? opinion, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!confirm && string.IsNullOrWhiteSpace(opinion)) return new SayWhyReturned();
        var moved = Move(confirm ? ReviewAction.Confirm : ReviewAction.Return);
        if (moved.Succeeded) (DecidedBy, DecidedByName, DecidedAt, Opinion) = (by.Person, by.InWords, now, string.IsNullOrWhiteSpace(opinion) ? null : opinion.Trim());
        return moved;
    }

    private Result<ReviewStatus> Move(ReviewAction action)
    {
        var next = ReviewFlow.Next(Status, action);
        if (next.Succeeded) Status = next.Value;
        return next;
    }
}

/// <summary>Why an office thinks about it.</summary>
public enum JudgementCause
{
    /// <summary>所属の発意</summary>
    ByHand,

    /// <summary>発信の減少</summary>
    Quiet,

    /// <summary>広報担当課の助言</summary>
    Advice,
}

/// <summary>The four states of things in which the end of an account is to be considered. G2-8(1)ア-エ.</summary>
public enum EndCriterion
{
    /// <summary>ア</summary>
    PurposeReached,

    /// <summary>イ</summary>
    NoProspect,

    /// <summary>ウ</summary>
    Harm,

    /// <summary>エ</summary>
    QualityLost,
}

/// <param name="Reason">Required where it applies; what was looked at where it does not.</param>
public sealed record CriterionAnswer(EndCriterion Criterion, bool? Applies, string Reason);

/// <summary>What the office makes of it.</summary>
public enum Verdict
{
    /// <summary>継続</summary>
    Continue,

    /// <summary>改善して継続</summary>
    Improve,

    /// <summary>休止</summary>
    Suspend,

    /// <summary>廃止</summary>
    Retire,
}

/// <param name="NextOn">When to look again, or by when what was decided is done; it becomes a task.</param>
public sealed record JudgementContent(IReadOnlyList<CriterionAnswer> Answers, Verdict? Verdict, string Reason, DateOnly? NextOn)
{
    public static JudgementContent Empty { get; } = new([], null, "", null);

    public CriterionAnswer? this[EndCriterion criterion] => Answers.FirstOrDefault(answer => answer.Criterion == criterion);

    public IReadOnlyList<Fault> Missing()
    {
        var faults = new List<Fault>();
        foreach (var criterion in Enum.GetValues<EndCriterion>())
        {
            var answer = this[criterion];
            if (answer?.Applies is null) faults.Add(new($"applies{(int)criterion}", $"基準{criterion.Letter}に当てはまるかどうかが選ばれていません。"));
            if (string.IsNullOrEmpty(answer?.Reason)) faults.Add(new($"reason{(int)criterion}", $"基準{criterion.Letter}の判断の理由が入力されていません。"));
        }

        if (Verdict is null) faults.Add(new("verdict", "結論が選ばれていません。"));
        if (Reason.Length == 0) faults.Add(new("reason", "結論の理由が入力されていません。"));
        if (NextOn is null) faults.Add(new("nextOn", "次に確かめる日（または実施の期限）が入力されていません。"));
        return faults;
    }
}

public static class JudgementWords
{
    extension(JudgementCause cause)
    {
        public string Word => cause switch
        {
            JudgementCause.ByHand => "所属の発意",
            JudgementCause.Quiet => "発信の減少",
            _ => "広報担当課の助言",
        };
    }
}

public static class EndCriterionWords
{
    extension(EndCriterion criterion)
    {
        public string Letter => criterion switch { EndCriterion.PurposeReached => "ア", EndCriterion.NoProspect => "イ", EndCriterion.Harm => "ウ", _ => "エ" };

        /// <summary>In our own words.</summary>
        public string Word => criterion switch
        {
            EndCriterion.PurposeReached => "開設の目的を果たし、登録者をほかの目的に生かす見込みもない",
            EndCriterion.NoProspect => "目標や発信の効果に届く見込みがない",
            EndCriterion.Harm => "続けると、利用者や団体に著しい不利益が生じるおそれがある",
            _ => "公式アカウントとしての質を保てず、信頼を損なうおそれが大きい",
        };
    }
}

public static class VerdictWords
{
    extension(Verdict verdict)
    {
        public string Word => verdict switch { Verdict.Continue => "継続", Verdict.Improve => "改善して継続", Verdict.Suspend => "休止", _ => "廃止" };
    }
}
