using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

public readonly record struct AuditId(Guid Value) : IId<AuditId>
{
    public static AuditId From(Guid value) => new(value);

    public static AuditId New() => new(Guid.CreateVersion7());
}

public readonly record struct AuditTargetId(Guid Value) : IId<AuditTargetId>
{
    public static AuditTargetId From(Guid value) => new(value);

    public static AuditTargetId New() => new(Guid.CreateVersion7());
}

public readonly record struct FieldworkEntryId(Guid Value) : IId<FieldworkEntryId>
{
    public static FieldworkEntryId From(Guid value) => new(value);

    public static FieldworkEntryId New() => new(Guid.CreateVersion7());
}

public readonly record struct HearingId(Guid Value) : IId<HearingId>
{
    public static HearingId From(Guid value) => new(value);

    public static HearingId New() => new(Guid.CreateVersion7());
}

public readonly record struct EvidenceId(Guid Value) : IId<EvidenceId>
{
    public static EvidenceId From(Guid value) => new(value);

    public static EvidenceId New() => new(Guid.CreateVersion7());
}

public readonly record struct WorkingPaperId(Guid Value) : IId<WorkingPaperId>
{
    public static WorkingPaperId From(Guid value) => new(value);

    public static WorkingPaperId New() => new(Guid.CreateVersion7());
}

public readonly record struct AuditFindingId(Guid Value) : IId<AuditFindingId>
{
    public static AuditFindingId From(Guid value) => new(value);

    public static AuditFindingId New() => new(Guid.CreateVersion7());
}

public readonly record struct MeasureId(Guid Value) : IId<MeasureId>
{
    public static MeasureId From(Guid value) => new(value);

    public static MeasureId New() => new(Guid.CreateVersion7());
}
