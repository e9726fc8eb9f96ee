using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

/// <summary>What an office makes of one account over one period: targets, what was reached, what follows. 振り返り（PDCA）. D4; G2-7(4).</summary>
/// <remarks>A confirmed version is never changed; whoever finds a mistake writes the next version, and both are kept.</remarks>
public sealed class AccountReview
{
    private AccountReview() { }

    public required AccountReviewId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The office that answered for the account when the review was begun.</summary>
    public required OfficeId Office { get; init; }

    public required int Year { get; init; }

    /// <summary>0 for the whole fiscal year, 1 and 2 for its halves.</summary>
    public required int Half { get; init; }

    /// <summary>1 for the first version of this period.</summary>
    public required int Number { get; init; }

    public ReviewContent Content { get; private set; } = ReviewContent.Empty;

    /// <summary>The program's own figures, as they were when the review was last saved.</summary>
    public PeriodFigures Figures { get; private set; } = PeriodFigures.None;

    public PersonId WrittenBy { get; private set; }

    public string WrittenByName { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    public ReviewStatus Status { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    /// <summary>With the absent head's name where a deputy decided.</summary>
    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The head's remark, or why it was returned.</summary>
    public string? Opinion { get; private set; }

    public uint Version { get; init; }

    public ReviewPeriod Period => new(Year, Half);

    public static AccountReview Begin(Account account, ReviewPeriod period, int number)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new AccountReview { Id = AccountReviewId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, Year = period.Year, Half = period.Half, Number = number };
    }

    /// <summary>Takes over what was typed, complete or not, with the figures of the moment.</summary>
    /// <returns><see cref="ReviewNotPossibleNow"/>.</returns>
    public Result<ReviewStatus> Write(ReviewContent content, PeriodFigures figures, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var next = ReviewFlow.Next(Status, ReviewAction.Edit);
        if (!next.Succeeded) return next;
        (Content, Figures, WrittenBy, WrittenByName, WrittenAt) = (content, figures, by.Id, by.Name, now);
        return next;
    }

    /// <summary>Hands it to the office head.</summary>
    /// <returns><see cref="PeriodNotOver"/>, <see cref="NotAcceptable"/> with what is missing, or <see cref="ReviewNotPossibleNow"/>.</returns>
    public Result<ReviewStatus> Submit(DateOnly today)
    {
        if (today <= Period.Last) return new PeriodNotOver(Period);
        var missing = Content.Missing(Period.Last);
        if (missing.Count > 0) return new NotAcceptable(missing);
        return Move(ReviewAction.Submit);
    }

    /// <summary>The head's word. 所属長の確認.</summary>
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
