namespace Koshiki.PlatformFacts;

/// <summary>What it costs to post, as each platform says. Prices change; each carries the day on which it was last known to hold.</summary>
public static class PlatformCosts
{
    /// <summary>X charges each post, and far more for one with a link.</summary>
    /// <remarks>Source: X developer documentation, pricing page, prices of 13 August 2026; seen on 22 August 2026.</remarks>
    public static XPrices X { get; } = new(PostUsd: 0.015m, PostWithUrlUsd: 0.200m, DeleteUsd: 0.010m, HeldOn: new DateOnly(2026, 8, 22));

    /// <summary>The plans of a LINE official account in Japan.</summary>
    /// <remarks>Source: LINE Developers documentation, pricing page, as of 7 August 2026; the plan for local governments from secondary sources.</remarks>
    public static IReadOnlyList<LinePlan> LinePlans { get; } =
    [
        new("コミュニケーションプラン", MonthlyFeeYen: 0, IncludedMessages: 200, ExtraMessageYenAtMost: null),
        new("ライトプラン", MonthlyFeeYen: 5_000, IncludedMessages: 5_000, ExtraMessageYenAtMost: null),
        new("スタンダードプラン", MonthlyFeeYen: 15_000, IncludedMessages: 30_000, ExtraMessageYenAtMost: 3m),
        new("地方公共団体プラン", MonthlyFeeYen: 0, IncludedMessages: null, ExtraMessageYenAtMost: null),
    ];

    /// <summary>What X will charge for a text, in US dollars.</summary>
    public static decimal OfPostOnX(string text) => XText.HasUrl(text) ? X.PostWithUrlUsd : X.PostUsd;
}

/// <summary>What X takes for one call, in US dollars.</summary>
public sealed record XPrices(decimal PostUsd, decimal PostWithUrlUsd, decimal DeleteUsd, DateOnly HeldOn);

/// <summary>One plan of a LINE official account, without consumption tax. A message counts once for each person who receives it.</summary>
/// <param name="Name">The name of the plan in Japanese.</param>
/// <param name="MonthlyFeeYen">The fee of a month.</param>
/// <param name="IncludedMessages">Messages of a month that the fee covers; null: without limit.</param>
/// <param name="ExtraMessageYenAtMost">The most that a further message costs; null: none can be bought, or none is needed.</param>
public sealed record LinePlan(string Name, int MonthlyFeeYen, int? IncludedMessages, decimal? ExtraMessageYenAtMost);
