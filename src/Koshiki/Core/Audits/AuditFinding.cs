using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using static Koshiki.Core.Audits.FindingAction;
using static Koshiki.Core.Audits.FindingState;

namespace Koshiki.Core.Audits;

/// <summary>What an audit found against a rule, tied to clause, evidence and figure. 指摘. J4.</summary>
/// <remarks>The office sees nothing of it but the words that were sent for factual confirmation (事実確認), as they were sent.</remarks>
public sealed class AuditFinding
{
    public required AuditFindingId Id { get; init; }

    public required AuditId Audit { get; init; }

    /// <summary>From 1 within the audit.</summary>
    public required int Number { get; init; }

    public required OfficeId Office { get; init; }

    public required string OfficeName { get; init; }

    public FindingContent Content { get; private set; } = FindingContent.Empty;

    public FindingState State { get; private set; }

    /// <summary>What stands before the office; null before it is sent.</summary>
    public SentDraft? Sent { get; private set; }

    public DateOnly? ReplyBy { get; private set; }

    /// <summary>The office's word on the facts.</summary>
    public FactReply? Reply { get; private set; }

    public string? ReplyText { get; private set; }

    public string? RepliedByName { get; private set; }

    public DateTimeOffset? RepliedAt { get; private set; }

    /// <summary>What the auditors make of the reply. 監査の判断.</summary>
    public string? Considered { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The same clause was found against the same office in an earlier audit. 再指摘.</summary>
    public AuditFindingId? RepeatOf { get; private set; }

    public required string WrittenByName { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public uint Version { get; init; }

    public static AuditFinding Write(AuditId audit, int number, OfficeId office, string officeName, FindingContent content, string byName, DateTimeOffset now) =>
        new() { Id = AuditFindingId.New(), Audit = audit, Number = number, Office = office, OfficeName = officeName, Content = content, WrittenByName = byName, WrittenAt = now };

    /// <returns><see cref="FindingNotPossibleNow"/>.</returns>
    public Result<Done> Edit(FindingContent content)
    {
        if (State is Settled or Withdrawn) return new FindingNotPossibleNow(State);
        Content = content;
        return new Done();
    }

    /// <summary>Sends the draft to the office for factual confirmation. The office sees these words, whatever is edited afterwards.</summary>
    /// <returns><see cref="FindingNotPossibleNow"/>.</returns>
    public Result<FindingState> Send(DateOnly replyBy, DateTimeOffset now)
    {
        var next = Move(FindingAction.Send);
        if (next.Succeeded) (Sent, ReplyBy, Reply, ReplyText, RepliedByName, RepliedAt) = (new SentDraft(Content.Title, Content.Facts, Content.Rule, Content.Clause, now), replyBy, null, null, null, null);
        return next;
    }

    /// <returns><see cref="FindingNotPossibleNow"/>.</returns>
    public Result<FindingState> Answer(FactReply reply, string text, string byName, DateTimeOffset now)
    {
        var next = Move(FindingAction.Answer);
        if (next.Succeeded) (Reply, ReplyText, RepliedByName, RepliedAt) = (reply, text, byName, now);
        return next;
    }

    /// <summary>Fixes the finding for the report.</summary>
    /// <param name="mustBeConfirmed">Whether its grade asks for the office's word first.</param>
    /// <returns><see cref="FindingNotPossibleNow"/>.</returns>
    public Result<FindingState> Settle(string considered, bool mustBeConfirmed, AuditFindingId? repeatOf, DateTimeOffset now)
    {
        if (mustBeConfirmed && State is Draft) return new FindingNotPossibleNow(State);
        var next = Move(FindingAction.Settle);
        if (next.Succeeded) (Considered, RepeatOf, SettledAt) = (considered, repeatOf, now);
        return next;
    }

    /// <returns><see cref="FindingNotPossibleNow"/>.</returns>
    public Result<FindingState> Withdraw(string why)
    {
        var next = Move(FindingAction.Withdraw);
        if (next.Succeeded) Considered = why;
        return next;
    }

    private Result<FindingState> Move(FindingAction action)
    {
        var next = FindingFlow.Next(State, action);
        if (next.Succeeded) State = next.Value;
        return next;
    }
}

/// <param name="Grade">Key of a <see cref="FindingGrade"/>.</param>
/// <param name="Rule">The rule that was broken, in words.</param>
/// <param name="Clause">The guideline's clause, such as 2-7(1)イ; empty for other audits than of social media.</param>
/// <param name="Control">The key of the control that shows it; empty where there is none.</param>
/// <param name="Yen">The amount of money concerned.</param>
/// <param name="Count">How many things are concerned.</param>
/// <param name="Guidance">What was said on the spot, for a minor matter.</param>
/// <param name="Figure">The table's figure that shows it, as "13/offices/none"; empty where there is none.</param>
public sealed record FindingContent(string Grade, string Title, string Facts, string Rule, string Clause, string Control, decimal? Yen, int? Count, string Guidance, string Figure, string AccountKey)
{
    public const int LongestText = 4000;

    public static FindingContent Empty { get; } = new("", "", "", "", "", "", null, null, "", "", "");

    /// <summary>How much and how many, in words: 「1,200円、3件」; null where neither is known.</summary>
    public string? ExtentInWords() => new[] { Yen is { } yen ? $"{yen:N0}円" : null, Count is { } count ? $"{count:N0}件" : null }.OfType<string>().ToList() is { Count: > 0 } known ? string.Join("、", known) : null;
}

/// <summary>What an office was asked to confirm.</summary>
public sealed record SentDraft(string Title, string Facts, string Rule, string Clause, DateTimeOffset At);

public enum FactReply
{
    /// <summary>事実のとおり</summary>
    AsStated,

    /// <summary>一部相違がある</summary>
    PartlyDifferent,

    /// <summary>事実と相違する</summary>
    Different,
}

public enum FindingState
{
    /// <summary>起案中</summary>
    Draft,

    /// <summary>事実確認中</summary>
    Asked,

    /// <summary>回答あり</summary>
    Answered,

    /// <summary>確定</summary>
    Settled,

    /// <summary>取下げ</summary>
    Withdrawn,
}

public enum FindingAction
{
    Send,
    Answer,
    Settle,
    Withdraw,
}

public static class FindingFlow
{
    public static Result<FindingState> Next(FindingState from, FindingAction action) => (from, action) switch
    {
        (Draft or Answered, Send) => Asked,
        (Asked, FindingAction.Answer) => Answered,
        (Draft or Answered, Settle) => Settled,
        (Draft or Asked or Answered, Withdraw) => Withdrawn,
        _ => new FindingNotPossibleNow(from),
    };
}

public static class FindingWords
{
    extension(FindingState state)
    {
        public string Word => state switch { Draft => "起案中", Asked => "事実確認中", Answered => "回答あり", Settled => "確定", _ => "取下げ" };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            Asked => Foundation.Web.Elements.Tone.Orange,
            Answered => Foundation.Web.Elements.Tone.Blue,
            Settled => Foundation.Web.Elements.Tone.Green,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }

    extension(FactReply reply)
    {
        public string Word => reply switch { FactReply.AsStated => "事実のとおり", FactReply.PartlyDifferent => "一部相違がある", _ => "事実と相違する" };
    }
}
