using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using static Koshiki.Core.Audits.AuditAction;
using static Koshiki.Core.Audits.AuditStage;

namespace Koshiki.Core.Audits;

/// <summary>One audit from its plan to its report. 監査. J1, J7.</summary>
/// <remarks>Source: 地方自治法 第199条第2項; all of it is the audit office's compartment until something is sent to an office or reported.</remarks>
public sealed class Audit
{
    public const int LongestNumber = 20;

    public required AuditId Id { get; init; }

    /// <summary>As the audit office counts: R8-1. Unique.</summary>
    public required string Number { get; init; }

    /// <summary>The set of tables; see <see cref="Audits.Programme"/>.</summary>
    public required string Programme { get; init; }

    public AuditPlan Plan { get; private set; } = AuditPlan.Empty;

    public AuditStage Stage { get; private set; }

    /// <summary>What the draw of accounts starts from: the same number and register give the same sample.</summary>
    public int Seed { get; private set; }

    /// <summary>When the population, the forms and the rounding were frozen. 確定.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    public string? FrozenByName { get; private set; }

    /// <summary>SHA-256 of the frozen bytes, in lower-case hexadecimal; every report prints it.</summary>
    public string? FrozenHash { get; private set; }

    public DateOnly? ReportedOn { get; private set; }

    /// <summary>The public notice of the report, such as 監査公表第3号.</summary>
    public string? NoticeNumber { get; private set; }

    public required string BegunByName { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public uint Version { get; init; }

    public static Audit Begin(string number, string programme, AuditPlan plan, int seed, string byName, DateTimeOffset now) =>
        new() { Id = AuditId.New(), Number = number, Programme = programme, Plan = plan, Seed = seed, BegunByName = byName, BegunAt = now };

    /// <summary>Targets, seed and forms can still change.</summary>
    public bool IsOpen => FrozenAt is null;

    /// <returns><see cref="AuditIsFrozen"/>.</returns>
    public Result<Done> Change(AuditPlan plan)
    {
        if (!IsOpen) return new AuditIsFrozen();
        Plan = plan;
        return new Done();
    }

    /// <summary>Takes another number to draw from.</summary>
    /// <returns><see cref="AuditIsFrozen"/>.</returns>
    public Result<Done> Draw(int seed)
    {
        if (!IsOpen) return new AuditIsFrozen();
        Seed = seed;
        return new Done();
    }

    /// <returns><see cref="AuditNotPossibleNow"/>.</returns>
    public Result<AuditStage> Do(AuditAction action)
    {
        var next = AuditFlow.Next(Stage, action);
        if (next.Succeeded) Stage = next.Value;
        return next;
    }

    /// <returns><see cref="AuditNotPossibleNow"/>.</returns>
    public Result<AuditStage> Freeze(string hash, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var next = Do(AuditAction.Freeze);
        if (next.Succeeded) (FrozenAt, FrozenByName, FrozenHash) = (now, by.Name, hash);
        return next;
    }

    /// <returns><see cref="AuditNotPossibleNow"/>.</returns>
    public Result<AuditStage> Report(DateOnly on, string noticeNumber)
    {
        var next = Do(AuditAction.Report);
        if (next.Succeeded) (ReportedOn, NoticeNumber) = (on, noticeNumber);
        return next;
    }
}

/// <summary>段階</summary>
public enum AuditStage
{
    /// <summary>計画</summary>
    Planned,

    /// <summary>予備調査: all offices answer in writing, as of one day.</summary>
    Preliminary,

    /// <summary>実地調査: the offices chosen are visited and heard.</summary>
    OnTheSpot,

    /// <summary>取りまとめ: the figures are frozen.</summary>
    Writing,

    /// <summary>報告済み</summary>
    Reported,

    /// <summary>取りやめ</summary>
    Dropped,
}

public enum AuditAction
{
    BeginPreliminary,
    BeginFieldwork,
    Freeze,
    Report,
    Drop,
}

public static class AuditFlow
{
    /// <summary>Every move of an audit. Nothing leads back: what is frozen stays frozen.</summary>
    public static Result<AuditStage> Next(AuditStage from, AuditAction action) => (from, action) switch
    {
        (Planned, BeginPreliminary) => Preliminary,
        (Planned or Preliminary, BeginFieldwork) => OnTheSpot,
        (OnTheSpot, Freeze) => Writing,
        (Writing, Report) => Reported,
        (Planned or Preliminary or OnTheSpot, Drop) => Dropped,
        _ => new AuditNotPossibleNow(from),
    };

    extension(AuditStage stage)
    {
        public string Word => stage switch { Planned => "計画", Preliminary => "予備調査", OnTheSpot => "実地調査", Writing => "取りまとめ", Reported => "報告済み", _ => "取りやめ" };

        public Foundation.Web.Elements.Tone Tone => stage switch
        {
            Planned or Dropped => Foundation.Web.Elements.Tone.Gray,
            Reported => Foundation.Web.Elements.Tone.Green,
            _ => Foundation.Web.Elements.Tone.Blue,
        };
    }
}
