using Koshiki.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work;

/// <summary>What an area puts on the home page under あなたの作業. Registered with <c>services.AddScoped&lt;IWaitingList, …&gt;()</c>.</summary>
public interface IWaitingList
{
    /// <returns>What waits for this person; null when the person never has such work, an empty section when there is none just now.</returns>
    Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct);
}

/// <summary>One kind of work that waits.</summary>
/// <param name="Heading">Such as 承認待ち.</param>
/// <param name="Items">The most urgent first; at most ten are shown, the count tells the rest.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="AllHref">The page with all of them.</param>
/// <param name="WhenEmpty">Such as 承認待ちはありません。</param>
/// <param name="OthersWait">Somebody's work stands still until this person has given his word: such sections come first.</param>
public sealed record WaitingSection(string Heading, IReadOnlyList<WaitingItem> Items, int Count, string AllHref, string WhenEmpty, bool OthersWait = false)
{
    /// <summary>How many items of a section the home page shows.</summary>
    public const int Shown = 10;
}

internal static class WaitingQueries
{
    /// <summary>The rows that a section shows, and how many there are; counted apart only where there are more.</summary>
    public static async Task<(List<T> First, int Count)> FirstAndCount<T>(this IQueryable<T> rows, CancellationToken ct)
    {
        var first = await rows.Take(WaitingSection.Shown).ToListAsync(ct);
        return (first, first.Count < WaitingSection.Shown ? first.Count : await rows.CountAsync(ct));
    }
}

/// <param name="DueAt">Until when; null for no term.</param>
/// <param name="Note">Office, channel, who asks: what helps to choose.</param>
public sealed record WaitingItem(string Text, string Href, DateTimeOffset? DueAt, string? Note = null);

/// <summary>What an area shows in the home page's other two parts. Registered with <c>services.AddScoped&lt;IHomeNews, …&gt;()</c>.</summary>
public interface IHomeNews
{
    /// <summary>Which part of the page.</summary>
    HomePart Part { get; }

    /// <returns>The lines that concern this person, the most important first.</returns>
    Task<IReadOnlyList<WaitingItem>> For(Me me, DateTimeOffset now, CancellationToken ct);
}

public enum HomePart
{
    /// <summary>今日の発信</summary>
    GoingOutToday,

    /// <summary>気をつけること: failures, impersonation, broken connections.</summary>
    TakeCare,
}
