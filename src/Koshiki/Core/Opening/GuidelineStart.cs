using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening;

/// <summary>Since when offices must ask before they open an account, as the PR office has set it. One row. 協議を求めている日.</summary>
public sealed class ConsultationDuty
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public DateOnly Since { get; set; }
}

/// <summary>Who had to ask. Accounts that are older than the duty count as 対象外 in table 7. E2(1)ウ.</summary>
internal static class GuidelineStart
{
    /// <returns>Null where the PR office has not set it; then everyone had to ask.</returns>
    public static Task<DateOnly?> Of(CoreDb db, CancellationToken ct) => db.Set<ConsultationDuty>().AsNoTracking().Select(duty => (DateOnly?)duty.Since).SingleOrDefaultAsync(ct);

    /// <param name="openedOn">Null where it is not known any more: then nobody can say that it is older.</param>
    public static bool MustHaveAsked(DateOnly? openedOn, DateOnly? since) => since is not { } first || openedOn is not { } opened || opened >= first;
}
