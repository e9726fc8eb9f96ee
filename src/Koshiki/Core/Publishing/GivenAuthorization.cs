using Koshiki.Core.Organizations;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing;

/// <summary>A leave to send that was given, and by whom. Nothing goes out without one. ARCHITECTURE 3.1.</summary>
public sealed class GivenAuthorization
{
    public required Guid Id { get; init; }

    public required PostId Post { get; init; }

    public required AuthorizationKind Kind { get; init; }

    public required SealHash Seal { get; init; }

    /// <summary>The window that was approved; moving within it keeps the approval.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required PersonId GivenBy { get; init; }

    public required string GivenByName { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DeliveryAuthorization ForEdge() => new(Id, Kind, Seal, NotBefore, NotAfter);

    public PostWindow Window => new(NotBefore, NotAfter);
}

/// <summary>What the office head owes to a post that went out first: his word afterwards, by a deadline. 事後承認. G2-7(3)ウ.</summary>
public sealed class EmergencyReview
{
    /// <summary>The kind of its task on the office's list.</summary>
    public const string TaskKind = "emergency-review";

    public required PostId Post { get; init; }

    public required OfficeId Office { get; init; }

    public required string Reason { get; init; }

    public required PersonId PublishedBy { get; init; }

    public required string PublishedByName { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Null while it is due.</summary>
    public bool? Approved { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public string? InPlaceOf { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Opinion { get; private set; }

    public uint Version { get; init; }

    /// <summary>The word afterwards. A refusal cannot call the post back; it stays on record and asks for correction or deletion.</summary>
    public Foundation.Result<bool> Decide(Decider by, PersonId author, PersonId lastEditor, bool approve, string? opinion, DateTimeOffset now)
    {
        if (by.Person == PublishedBy) return new CannotApproveOwnEmergency();
        if (by.Person == author || by.Person == lastEditor) return new CannotApproveOwnPost();
        if (Approved is not null) return new NoLaterApprovalDue();
        if (!approve && string.IsNullOrWhiteSpace(opinion)) return new ReasonMissing("opinion");
        (Approved, DecidedBy, DecidedByName, InPlaceOf, DecidedAt, Opinion) = (approve, by.Person, by.Name, by.InPlaceOf, now, opinion);
        return approve;
    }
}

/// <summary>A member of staff who agreed to get test messages on his own LINE account. 試験の宛先.</summary>
public sealed class TestRecipient
{
    public required PersonId Person { get; init; }

    public required string AccountKey { get; init; }

    public required string Name { get; set; }

    /// <summary>LINE's id of the person as a friend of that account: U and 32 hexadecimal digits.</summary>
    public required string LineUserId { get; set; }

    public required DateTimeOffset AgreedAt { get; init; }

    public static bool LooksLikeUserId(string text) =>
        text is ['U', .. var digits] && digits.Length == 32 && digits.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');
}
