namespace Koshiki.Core.Publishing;

/// <summary>What an area above knows of links that stand in published posts; the checks while writing ask it. Registered with <c>services.AddScoped&lt;IKnownLinks, …&gt;()</c>. E4, E9; decision record 0088.</summary>
public interface IKnownLinks
{
    /// <param name="addresses">As they stand in the text.</param>
    /// <returns>Those among them that are known not to have answered.</returns>
    Task<IReadOnlyList<DeadLink>> DeadAmong(IReadOnlyCollection<string> addresses, CancellationToken ct);
}

/// <summary>A link that did not answer when it was last asked.</summary>
/// <param name="Address">As it was asked for.</param>
/// <param name="IsGone">The page is gone (404 or 410); otherwise nobody answered.</param>
/// <param name="On">The day of the last look, in Japan.</param>
public sealed record DeadLink(string Address, bool IsGone, DateOnly On);
