using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

public readonly record struct AccountReviewId(Guid Value) : IId<AccountReviewId>
{
    public static AccountReviewId From(Guid value) => new(value);

    public static AccountReviewId New() => new(Guid.CreateVersion7());
}

public readonly record struct JudgementId(Guid Value) : IId<JudgementId>
{
    public static JudgementId From(Guid value) => new(value);

    public static JudgementId New() => new(Guid.CreateVersion7());
}

public readonly record struct RetirementId(Guid Value) : IId<RetirementId>
{
    public static RetirementId From(Guid value) => new(value);

    public static RetirementId New() => new(Guid.CreateVersion7());
}

public readonly record struct AdviceId(Guid Value) : IId<AdviceId>
{
    public static AdviceId From(Guid value) => new(value);

    public static AdviceId New() => new(Guid.CreateVersion7());
}

public readonly record struct SharedCaseId(Guid Value) : IId<SharedCaseId>
{
    public static SharedCaseId From(Guid value) => new(value);

    public static SharedCaseId New() => new(Guid.CreateVersion7());
}
