using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

/// <summary>One office is heard at a time in a room. 聴取. J1.</summary>
/// <remarks>When and where is told to the office; what was said stays with the audit office.</remarks>
public sealed class Hearing
{
    public required HearingId Id { get; init; }

    public required AuditId Audit { get; init; }

    public required OfficeId Office { get; init; }

    public required string OfficeName { get; init; }

    public required DateOnly On { get; init; }

    public required TimeOnly From { get; init; }

    public required TimeOnly Until { get; init; }

    public required string Room { get; init; }

    /// <summary>Who comes, in words.</summary>
    public required string Attendees { get; init; }

    /// <summary>What was said: the audit office's alone.</summary>
    public string Notes { get; private set; } = "";

    public string? NotesByName { get; private set; }

    public DateTimeOffset? NotesAt { get; private set; }

    public uint Version { get; init; }

    /// <summary>The same room, or the same office, at an overlapping time.</summary>
    public bool ClashesWith(Hearing other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id != other.Id && On == other.On && From < other.Until && other.From < Until && (Room == other.Room || Office == other.Office);
    }

    public void Note(string notes, string byName, DateTimeOffset now) => (Notes, NotesByName, NotesAt) = (notes, byName, now);
}

/// <summary>A paper of the audit office's own: guidance given at the preliminary check, the closing review, a note. 調書. J8.</summary>
public sealed class WorkingPaper
{
    public required WorkingPaperId Id { get; init; }

    public required AuditId Audit { get; init; }

    public required PaperKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>The office it speaks of, in words; empty for all.</summary>
    public required string About { get; init; }

    public required DateOnly On { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

public enum PaperKind
{
    /// <summary>予備調査での指導</summary>
    Guidance,

    /// <summary>講評</summary>
    ClosingReview,

    /// <summary>覚え書き</summary>
    Note,
}

public static class PaperWords
{
    extension(PaperKind kind)
    {
        public string Word => kind switch { PaperKind.Guidance => "予備調査での指導", PaperKind.ClosingReview => "講評", _ => "覚え書き" };
    }
}
