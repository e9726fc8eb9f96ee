using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;

namespace Koshiki.Core.Opening;

/// <summary>The offices that both review every consultation. Guideline 2-3(3).</summary>
public enum ReviewSide
{
    /// <summary>広報の担当課</summary>
    PrOffice,

    /// <summary>情報システムの担当課</summary>
    ItOffice,
}

public static class ReviewSides
{
    extension(ReviewSide side)
    {
        public string Word => side is ReviewSide.PrOffice ? "広報の担当課" : "情報システムの担当課";

        /// <summary>The role whose holders speak for it.</summary>
        public Role Role => side is ReviewSide.PrOffice ? Role.PrOffice : Role.ItOffice;
    }
}

/// <summary>That one reviewing office has nothing against the account, in one round.</summary>
public sealed class ReviewWord
{
    public required Guid Id { get; init; }

    public required ConsultationId Consultation { get; init; }

    public required int Round { get; init; }

    public required ReviewSide Side { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>May be empty.</summary>
    public required string Opinion { get; init; }
}

/// <summary>One event of a consultation's history: who did what, and what he said. 経過.</summary>
public sealed class ConsultationEvent
{
    public required Guid Id { get; init; }

    public required ConsultationId Consultation { get; init; }

    public required DateTimeOffset At { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    /// <summary>His office on that day.</summary>
    public required string Desk { get; init; }

    public required ConsultationAction Action { get; init; }

    public string? Text { get; init; }
}
