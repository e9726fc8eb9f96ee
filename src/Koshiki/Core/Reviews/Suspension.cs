using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;

namespace Koshiki.Core.Reviews;

/// <summary>One pause of an account, from its reason to its end. 休止. D5; G2-7(4).</summary>
public sealed class Suspension
{
    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    public required OfficeId Office { get; init; }

    public required string Reason { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>By when the office decides again: it becomes a task.</summary>
    public required DateOnly LookAgainOn { get; init; }

    public required string DecidedByName { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public DateOnly? ResumedOn { get; private set; }

    public string? ResumedByName { get; private set; }

    public string? ResumedHow { get; private set; }

    public uint Version { get; init; }

    /// <summary>It ended, because the account goes on or goes away.</summary>
    public void End(DateOnly on, string byName, string how) => (ResumedOn, ResumedByName, ResumedHow) = (on, byName, how);
}
