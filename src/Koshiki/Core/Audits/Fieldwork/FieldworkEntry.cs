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

    /// <summary>Hearing and looking on the spot: the audit office's alone.</summary>
    public string Notes { get; private set; } = "";

    public DateOnly? VisitedOn { get; private set; }

    public string ByName { get; private set; } = "";

    /// <summary>Null while nothing was recorded.</summary>
    public DateTimeOffset? At { get; private set; }

    public uint Version { get; init; }

    public static FieldworkEntry Open(AuditId audit, int number, VisitedPlace place) =>
        new() { Id = FieldworkEntryId.New(), Audit = audit, Number = number, Office = place.Office, OfficeName = place.OfficeName, Group = place.Group, Account = place.Account, AccountKey = place.AccountKey };

    /// <returns><see cref="AuditIsFrozen"/> or <see cref="AuditNotPossibleNow"/> where the audit takes no more.</returns>
    public Result<Done> Record(Audit audit, Checklist checklist, FieldworkRecord record, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(record);
        if (!audit.IsOpen) return new AuditIsFrozen();
        var faults = checklist.Faults(record.Found, isWhole: false).Select(fault => new Fault("found." + fault.Item.Id, $"{fault.Item.Label}：{fault.Sentence}"))
            .Concat(checklist.Faults(record.Own, isWhole: false).Select(fault => new Fault("own." + fault.Item.Id, $"{fault.Item.Label}（所属の回答）：{fault.Sentence}"))).ToList();
        if (faults.Count > 0) return new NotAcceptable(faults);
        (Found, Own, Notes, VisitedOn, ByName, At) = (Filled(record.Found), Filled(record.Own), record.Notes, record.VisitedOn, byName, now);
        return new Done();
    }

    private static Dictionary<string, string> Filled(IReadOnlyDictionary<string, string> answers) => answers.Where(answer => answer.Value.Length > 0).ToDictionary();
}

/// <param name="Group">区分</param>
public sealed record VisitedPlace(OfficeId? Office, string OfficeName, string Group, AccountId? Account, string? AccountKey);

/// <summary>One saving of an entry.</summary>
public sealed record FieldworkRecord(IReadOnlyDictionary<string, string> Found, IReadOnlyDictionary<string, string> Own, string Notes, DateOnly? VisitedOn);
