using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>What was found at one visited office, about one of its accounts. 実地調査の記録. J2, J3.</summary>
/// <remarks>Three verdicts stand side by side and none replaces another: what the office says, what the register tells, what the auditor found.</remarks>
public sealed class FieldworkEntry
{
    public const int LongestNotes = 4000;

    public required FieldworkEntryId Id { get; init; }

    public required AuditId Audit { get; init; }

    /// <summary>From 1, in the order of the visits' list.</summary>
    public required int Number { get; init; }

    /// <summary>Null where the file's office is none of the register's.</summary>
    public OfficeId? Office { get; private set; }

    public string OfficeName { get; private set; } = "";

    /// <summary>The group under which the list of visits puts it. 区分.</summary>
    public string Group { get; private set; } = "";

    public AccountId? Account { get; private set; }

    public string? AccountKey { get; private set; }

    /// <summary>What the auditor found, by the checklist's items.</summary>
    public IReadOnlyDictionary<string, string> Found { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the office says of itself.</summary>
    public IReadOnlyDictionary<string, string> Own { get; private set; } = new Dictionary<string, string>();

    /// <summary>The survey's answer from which <see cref="Own"/> was taken; null where the auditors wrote down what they were told.</summary>
    public OwnAnswerSource? OwnFrom { get; private set; }

    /// <summary>Hearing and looking on the spot: the audit office's alone.</summary>
    public string Notes { get; private set; } = "";

    public DateOnly? VisitedOn { get; private set; }

    public string ByName { get; private set; } = "";

    /// <summary>Null while nothing was recorded.</summary>
    public DateTimeOffset? At { get; private set; }

    public uint Version { get; init; }

    public static FieldworkEntry Open(AuditId audit, int number, VisitedPlace place) =>
        new() { Id = FieldworkEntryId.New(), Audit = audit, Number = number, Office = place.Office, OfficeName = place.OfficeName, Group = place.Group, Account = place.Account, AccountKey = place.AccountKey };

    /// <summary>Keeps what the office submitted to a survey as its own answer, as it stood at that time. What becomes of the survey's answer later changes nothing here.</summary>
    /// <returns><see cref="AuditIsFrozen"/>.</returns>
    public Result<Done> TakeOwn(Audit audit, IReadOnlyDictionary<string, string> answers, OwnAnswerSource from)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(answers);
        if (!audit.IsOpen) return new AuditIsFrozen();
        (Own, OwnFrom) = (Filled(answers), from);
        return new Done();
    }

    /// <summary>Keeps what was found. An own answer that came from a survey stays as the office gave it.</summary>
    /// <returns><see cref="AuditIsFrozen"/> where the audit takes no more, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Record(Audit audit, Checklist checklist, FieldworkRecord record, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(record);
        if (!audit.IsOpen) return new AuditIsFrozen();
        var faults = checklist.Faults(record.Found, isWhole: false).Select(fault => new Fault("found." + fault.Item.Id, $"{fault.Item.Label}：{fault.Sentence}"))
            .Concat(checklist.Faults(OwnFrom is null ? record.Own : new Dictionary<string, string>(), isWhole: false).Select(fault => new Fault("own." + fault.Item.Id, $"{fault.Item.Label}（所属の回答）：{fault.Sentence}"))).ToList();
        if (faults.Count > 0) return new NotAcceptable(faults);
        (Found, Own, Notes, VisitedOn, ByName, At) = (Filled(record.Found), OwnFrom is null ? Filled(record.Own) : Own, record.Notes, record.VisitedOn, byName, now);
        return new Done();
    }

    private static Dictionary<string, string> Filled(IReadOnlyDictionary<string, string> answers) => answers.Where(answer => answer.Value.Length > 0).ToDictionary();
}

/// <param name="Group">区分</param>
public sealed record VisitedPlace(OfficeId? Office, string OfficeName, string Group, AccountId? Account, string? AccountKey);

/// <summary>One saving of an entry.</summary>
public sealed record FieldworkRecord(IReadOnlyDictionary<string, string> Found, IReadOnlyDictionary<string, string> Own, string Notes, DateOnly? VisitedOn);

/// <summary>Which answer of an office to which survey was taken over, and when. J3.</summary>
/// <param name="Response">The answer's id in <c>Core/Surveys</c>.</param>
/// <param name="SubmittedByName">The head who submitted it.</param>
/// <param name="TakenAt">As of when it was taken: the day on which it is frozen here.</param>
public sealed record OwnAnswerSource(Guid Response, string SurveyKey, string SurveyTitle, DateTimeOffset SubmittedAt, string SubmittedByName, DateTimeOffset TakenAt, string TakenByName);
