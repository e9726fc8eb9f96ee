using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Guidelines;

/// <summary>What the program found about one office or account for some days. 自動の点検の結果. J3; ARCHITECTURE 3.10.</summary>
/// <remarks>Never changed but for its last day: another verdict or another ground is another row. Written in sets by the daily run, outside the activity log, whose part it takes itself.</remarks>
public sealed class Verdict
{
    private Verdict() { }

    public long Id { get; init; }

    public string Control { get; init; } = "";

    /// <summary>The account's id, or the office's where the control is about the office itself.</summary>
    public Guid Subject { get; init; }

    public OfficeId Office { get; init; }

    public AccountId? Account { get; init; }

    public ControlVerdict Outcome { get; init; }

    /// <summary>The ground, in a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>The page of the row from which it came.</summary>
    public string? Source { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>Since when it has been this outcome, whatever its ground.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The first day of this ground.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day on which it was found; null while it stands. A standing one was last seen on its control's last run.</summary>
    public DateOnly? Last { get; init; }
}

/// <summary>One control's part of a daily run. 点検の実行.</summary>
public sealed class ControlRunRow
{
    private ControlRunRow() { }

    public string Control { get; init; } = "";

    public DateOnly Day { get; init; }

    public int VersionNumber { get; init; }

    /// <summary>The parameters as they were: <c>months=12</c>.</summary>
    public string Parameters { get; init; } = "";

    public int Met { get; init; }

    public int NotMet { get; init; }

    public int CannotTell { get; init; }

    /// <summary>Findings that were not there the day before.</summary>
    public int Changed { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Why it could not be judged; null when it was.</summary>
    public string? Failure { get; init; }
}

/// <summary>What the office or the auditor says of a control, beside the program's verdict. 所属の回答・監査の確認. Only ever added.</summary>
public sealed class ControlStatement
{
    public const int LongestText = 1000;

    public required Guid Id { get; init; }

    public required string Control { get; init; }

    public required OfficeId Office { get; init; }

    /// <summary>Attested by the office, or verified by the auditor.</summary>
    public required ControlKind By { get; init; }

    public required ControlVerdict Outcome { get; init; }

    public required string Note { get; init; }

    public required string ByName { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }
}

public static class VerdictWords
{
    extension(ControlVerdict verdict)
    {
        public string Word => verdict switch { ControlVerdict.Met => "適合", ControlVerdict.NotMet => "要修正", _ => "判定できない" };

        public Tone Tone => verdict switch { ControlVerdict.Met => Tone.Green, ControlVerdict.NotMet => Tone.Red, _ => Tone.Yellow };

        public string Key => verdict switch { ControlVerdict.Met => "met", ControlVerdict.NotMet => "not-met", _ => "cannot-tell" };
    }
}
