using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using static Koshiki.Core.Reviews.AdviceAction;
using static Koshiki.Core.Reviews.AdviceState;

namespace Koshiki.Core.Reviews;

/// <summary>The PR office's advice to improve, pause or retire an account. The office decides what becomes of it. 助言. D9; G2-8; E2(4)イ.</summary>
public sealed class Advice
{
    public required AdviceId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    public required OfficeId Office { get; init; }

    public required AdviceKind Kind { get; init; }

    public required string Text { get; init; }

    public required string Reason { get; init; }

    public required string GivenByName { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The last day for the office's answer.</summary>
    public DateOnly AnswerBy { get; private set; }

    public AdviceState State { get; private set; }

    public AdviceAnswer? Answer { get; private set; }

    public string? AnswerText { get; private set; }

    /// <summary>By when the office does what it says; the PR office then looks.</summary>
    public DateOnly? DoneBy { get; private set; }

    public string? AnsweredByName { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What the PR office found when it looked, or why it asks again.</summary>
    public string? FollowUp { get; private set; }

    public string? FollowedUpByName { get; private set; }

    public DateTimeOffset? FollowedUpAt { get; private set; }

    public uint Version { get; init; }

    public static Advice Give(Account account, AdviceKind kind, string text, string reason, DateOnly answerBy, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(by);
        return new Advice
        {
            Id = AdviceId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, Kind = kind, Text = text, Reason = reason, GivenByName = by.Name, GivenAt = now, AnswerBy = answerBy,
        };
    }

    /// <returns><see cref="AdviceNotPossibleNow"/>.</returns>
    public Result<AdviceState> Reply(AdviceAnswer answer, string text, DateOnly? doneBy, string byName, DateTimeOffset now)
    {
        var next = Move(AdviceAction.Answer);
        if (next.Succeeded) (Answer, AnswerText, DoneBy, AnsweredByName, AnsweredAt) = (answer, text, doneBy, byName, now);
        return next;
    }

    /// <summary>The PR office has looked at what became of it.</summary>
    /// <param name="again">A new day for an answer asks the office once more; null closes the advice.</param>
    public Result<AdviceState> Look(string found, DateOnly? again, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var next = Move(again is null ? Close : AskAgain);
        if (!next.Succeeded) return next;
        (FollowUp, FollowedUpByName, FollowedUpAt) = (found, by.Name, now);
        if (again is { } day) AnswerBy = day;
        return next;
    }

    private Result<AdviceState> Move(AdviceAction action)
    {
        var next = AdviceFlow.Next(State, action);
        if (next.Succeeded) State = next.Value;
        return next;
    }
}

public enum AdviceKind
{
    /// <summary>改善</summary>
    Improve,

    /// <summary>休止の検討</summary>
    Suspend,

    /// <summary>廃止の検討</summary>
    Retire,
}

public enum AdviceState
{
    /// <summary>回答待ち</summary>
    Given,

    /// <summary>回答済み</summary>
    Answered,

    /// <summary>終結</summary>
    Closed,
}

/// <summary>The office's answer; it is free to give any of them.</summary>
public enum AdviceAnswer
{
    /// <summary>助言のとおり対応する</summary>
    Follows,

    /// <summary>別の方法で対応する</summary>
    OtherWay,

    /// <summary>今のまま続ける</summary>
    Declines,
}

public enum AdviceAction
{
    Answer,
    AskAgain,
    Close,
}

public static class AdviceFlow
{
    public static Result<AdviceState> Next(AdviceState from, AdviceAction action) => (from, action) switch
    {
        (Given, AdviceAction.Answer) => Answered,
        (Answered, AskAgain) => Given,
        (Given or Answered, Close) => Closed,
        _ => new AdviceNotPossibleNow(from),
    };

    extension(AdviceState state)
    {
        public string Word => state switch { Given => "回答待ち", Answered => "回答済み", _ => "終結" };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            Given => Foundation.Web.Elements.Tone.Orange,
            Answered => Foundation.Web.Elements.Tone.Blue,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }
}

public static class AdviceKindWords
{
    extension(AdviceKind kind)
    {
        public string Word => kind switch { AdviceKind.Improve => "改善", AdviceKind.Suspend => "休止の検討", _ => "廃止の検討" };
    }
}

public static class AdviceAnswerWords
{
    extension(AdviceAnswer answer)
    {
        public string Word => answer switch { AdviceAnswer.Follows => "助言のとおり対応する", AdviceAnswer.OtherWay => "別の方法で対応する", _ => "今のまま続ける" };
    }
}
