using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Opening;

public readonly record struct ConsultationId(Guid Value) : IId<ConsultationId>
{
    public static ConsultationId From(Guid value) => new(value);

    public static ConsultationId New() => new(Guid.CreateVersion7());
}

/// <summary>The opening of one account, from the first idea to the public list; later, of an account that was opened without asking. 開設の事前協議. Guideline 2-2, 2-3. C1, C5, C6.</summary>
public sealed class Consultation
{
    private readonly List<ReviewWord> words = [];
    private readonly List<ConsultationEvent> events = [];

    private Consultation() { }

    public required ConsultationId Id { get; init; }

    /// <summary>The office that wants the account and will answer for it.</summary>
    public required OfficeId Office { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>What a platform outside the known ones is called; null for the known ones.</summary>
    public string? PlatformLabel { get; init; }

    public string PlatformName => PlatformLabel ?? Platform.DisplayName;

    /// <summary>What the account is to be called.</summary>
    public required string Name { get; set; }

    /// <summary>What residents will find there, in one sentence.</summary>
    public required string Purpose { get; set; }

    /// <summary>The account in the register: from the beginning where it was opened without asking, otherwise since it was acquired.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The account stood in the register before anyone asked. E2(1)ウ.</summary>
    public required bool IsLate { get; init; }

    public ConsultationState State { get; private set; }

    public NeedCheck? Need { get; private set; }

    public ConsultationForm? Form { get; private set; }

    /// <summary>No account of this platform stood in the register when it was submitted: the three parties consider it together.</summary>
    public bool PlatformIsNew { get; private set; }

    public JointReview? Joint { get; private set; }

    /// <summary>1 from the first submission; each submission after a return is a round of its own.</summary>
    public int Round { get; private set; }

    /// <summary>A reviewing office that is itself the applicant gives no word; the other one decides.</summary>
    public ReviewSide? LeftOut { get; private set; }

    public required PersonId BegunBy { get; init; }

    public required string BegunByName { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public string? SubmittedByName { get; private set; }

    /// <summary>The instant of the last word; from then on the account counts as consulted.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; init; }

    /// <summary>All words of all rounds.</summary>
    public IReadOnlyList<ReviewWord> Words => words;

    public IReadOnlyList<ConsultationEvent> Events => events;

    /// <summary>The words of the round in progress.</summary>
    public IEnumerable<ReviewWord> WordsNow => words.Where(word => word.Round == Round);

    /// <summary>The offices whose word is needed and missing.</summary>
    public IEnumerable<ReviewSide> Missing => Enum.GetValues<ReviewSide>().Where(side => side != LeftOut && WordsNow.All(word => word.Side != side));

    public static Consultation Begin(OfficeId office, Platform platform, string? platformLabel, string name, string purpose, Account? existing, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return new Consultation
        {
            Id = ConsultationId.New(), Office = office, Platform = platform, PlatformLabel = platformLabel, Name = name, Purpose = purpose, Account = existing?.Id, IsLate = existing is not null,
            BegunBy = by.Id, BegunByName = by.Name, BegunAt = now, ChangedAt = now,
        };
    }

    /// <returns>The new state, or <see cref="NotAcceptable"/> with every fault, <see cref="ConsultationNotReady"/>.</returns>
    public Result<ConsultationState> CheckNeed(NeedCheck need, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(need);
        var faults = need.Faults();
        if (faults.Count > 0) return new NotAcceptable(faults);
        var first = State is ConsultationState.CheckingNeed;
        return Move(ConsultationAction.CheckNeed, by, null, now, tell: first, then: () => Need = need);
    }

    public Result<ConsultationState> FillIn(ConsultationForm form, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(form);
        var faults = form.Faults();
        if (faults.Count > 0) return new NotAcceptable(faults);
        return Move(ConsultationAction.Edit, by, null, now, tell: false, then: () => Form = form);
    }

    /// <summary>The office head files form 1 with the documents, which he thereby approves.</summary>
    /// <param name="platformIsNew">Whether no account of this platform stands in the register.</param>
    /// <param name="applicant">What the applying office does for the whole government.</param>
    /// <returns>The new state, or <see cref="ConsultationNotReady"/>.</returns>
    public Result<ConsultationState> Submit(bool platformIsNew, OfficeFunction applicant, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return Move(ConsultationAction.Submit, by, null, now, then: () =>
        {
            (PlatformIsNew, SubmittedAt, SubmittedByName) = (platformIsNew, now, by.Name);
            Round++;
            LeftOut = applicant switch { OfficeFunction.PublicRelations => ReviewSide.PrOffice, OfficeFunction.InformationTechnology => ReviewSide.ItOffice, _ => null };
        });
    }

    public Result<ConsultationState> TakeBack(Me by, DateTimeOffset now) => Move(ConsultationAction.TakeBack, by, null, now);

    /// <summary>A remark of a reviewer, or an answer of the office.</summary>
    /// <returns>The state, or <see cref="NothingWritten"/>, <see cref="ConsultationNotReady"/>.</returns>
    public Result<ConsultationState> Say(string text, Me by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text)) return new NothingWritten();
        return Move(IsOfOffice(by) ? ConsultationAction.Reply : ConsultationAction.Comment, by, text, now);
    }

    public Result<ConsultationState> RecordJointReview(JointReview joint, Me by, DateTimeOffset now, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(joint);
        if (IsOfOffice(by)) return new CannotReviewOwnOffice();
        if (!PlatformIsNew) return new JointReviewNotNeeded();
        var faults = joint.Faults(today);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return Move(ConsultationAction.RecordJointReview, by, joint.Conclusion, now, then: () => Joint = joint);
    }

    /// <summary>The applying office's head says that the record is what the three parties found.</summary>
    public Result<ConsultationState> ConfirmJointReview(Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Joint is not { IsConfirmed: false } joint) return new JointReviewNotNeeded();
        return Move(ConsultationAction.ConfirmJointReview, by, null, now, then: () => Joint = joint with { ConfirmedBy = by.Id, ConfirmedByName = by.Name });
    }

    /// <summary>One reviewing office has nothing against it. The last word that was missing approves.</summary>
    /// <returns>The new state, or <see cref="CannotReviewOwnOffice"/>, <see cref="NotAReviewer"/>, <see cref="SideHasSpoken"/>, <see cref="OnePersonForBoth"/>, <see cref="JointReviewMissing"/>, <see cref="ConsultationNotReady"/>.</returns>
    public Result<ConsultationState> Pass(ReviewSide side, string opinion, Me by, DateTimeOffset now)
    {
        if (MaySpeak(side, by).IsRefused(out var refusal)) return refusal;
        if (PlatformIsNew && Joint is not { IsConfirmed: true }) return new JointReviewMissing();
        var isLast = Missing.All(missing => missing == side);
        return Move(isLast ? ConsultationAction.Approve : ConsultationAction.Pass, by, opinion, now, then: () =>
        {
            words.Add(new ReviewWord { Id = Guid.CreateVersion7(now), Consultation = Id, Round = Round, Side = side, By = by.Id, ByName = by.Name, At = now, Opinion = opinion.Trim() });
            if (isLast) ApprovedAt = now;
        });
    }

    /// <returns>The new state, or as <see cref="Pass"/>; <see cref="NothingWritten"/> without a reason.</returns>
    public Result<ConsultationState> Return(ReviewSide side, string reason, Me by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return new NothingWritten();
        if (MaySpeak(side, by).IsRefused(out var refusal)) return refusal;
        return Move(ConsultationAction.Return, by, reason, now);
    }

    /// <summary>The account was made; it belongs to the office.</summary>
    public Result<ConsultationState> Acquire(AccountId account, Me by, DateTimeOffset now) => Move(ConsultationAction.Acquire, by, null, now, then: () => Account = account);

    public Result<ConsultationState> Publish(Me by, DateTimeOffset now) => Move(ConsultationAction.Publish, by, null, now);

    /// <returns>The new state, or <see cref="NothingWritten"/> without a reason, <see cref="ConsultationNotReady"/>.</returns>
    public Result<ConsultationState> Withdraw(string reason, Me by, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(reason) ? new NothingWritten() : Move(ConsultationAction.Withdraw, by, reason, now);

    /// <summary>Whether the person belongs to the applying office today, also as somebody's deputy.</summary>
    public bool IsOfOffice(Me person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Roles.Any(role => role.Office == Office);
    }

    /// <summary>For which reviewing offices the person could give the word that is missing.</summary>
    public IEnumerable<ReviewSide> SidesOf(Me person) => Missing.Where(side => MaySpeak(side, person).Succeeded);

    private Result<Done> MaySpeak(ReviewSide side, Me by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (IsOfOffice(by)) return new CannotReviewOwnOffice();
        if (by.Roles.All(role => role.Role != side.Role)) return new NotAReviewer(side.Word);
        if (!Missing.Contains(side)) return new SideHasSpoken(side.Word);
        if (WordsNow.Any(word => word.By == by.Id)) return new OnePersonForBoth();
        return new Done();
    }

    private Result<ConsultationState> Move(ConsultationAction action, Me by, string? text, DateTimeOffset now, bool tell = true, Action? then = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        var next = ConsultationFlow.Next(State, action);
        if (!next.Succeeded) return next;

        then?.Invoke();
        (State, ChangedAt) = (next.Value, now);
        if (tell) events.Add(new ConsultationEvent { Id = Guid.CreateVersion7(now), Consultation = Id, At = now, By = by.Id, ByName = by.Name, Desk = by.Desk, Action = action, Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim() });
        return next;
    }
}
