using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Checks a text while it is written. 投稿前の点検.</summary>
/// <remarks>Source: 第2の5 of the guideline (G2-5). Pure: the same text and context give the same findings, and nothing is read from outside.</remarks>
public static class ContentCheck
{
    /// <summary>All rules but the length, which depends on the channel.</summary>
    /// <returns>The findings in the order of their places.</returns>
    public static IReadOnlyList<Finding> Run(string text, CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var run = new CheckRun(text, context);
        var marks = CharacterMap.In(text);

        if (marks.HasFlag(Marks.PlatformDependent)) CharacterRules.Runs(ref run, Marks.PlatformDependent, CheckRule.PlatformDependentCharacter);
        if (marks.HasFlag(Marks.HalfWidthKana)) CharacterRules.Runs(ref run, Marks.HalfWidthKana, CheckRule.HalfWidthKana);
        if (marks.HasFlag(Marks.Space)) CharacterRules.SpacedWords(ref run);
        if (marks.HasFlag(Marks.Digit)) NumberRules.Check(ref run);
        if (marks.HasFlag(Marks.At)) LinkRules.CheckMail(ref run);
        if (marks.HasFlag(Marks.Dot)) LinkRules.Check(ref run);
        if (marks.HasFlag(Marks.Placeholder)) PlaceholderRules.Check(ref run);
        if (marks.HasFlag(Marks.Year)) DateRules.CheckYears(ref run);
        if (marks.HasFlag(Marks.Month)) DateRules.CheckDays(ref run);
        if ((marks & (Marks.Jargon | Marks.Surname)) != 0) CheckWordLists(ref run);
        EventRule.Check(ref run);
        SentenceRules.CheckLength(ref run);
        SentenceRules.CheckDoubleNegatives(ref run);

        if (run.Findings is not { } findings) return [];
        if (findings.Count > 1) findings.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : string.CompareOrdinal(one.Rule, other.Rule));
        return findings;
    }

    /// <summary>All rules, the length on one channel included.</summary>
    /// <param name="limits">The settings of this installation; the defaults when left out.</param>
    public static IReadOnlyList<Finding> Run(string text, CheckContext context, Platform channel, ChannelLimits? limits = null) =>
        TooLong(text, channel, limits) is { } tooLong ? [.. Run(text, context), tooLong] : Run(text, context);

    /// <summary>The part of a text that is over the channel's limit; null when it fits.</summary>
    /// <param name="limits">The settings of this installation; the defaults when left out.</param>
    public static Finding? TooLong(string text, Platform channel, ChannelLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Excess(text, channel, limits) is not { } excess) return null;

        var (fits, over) = (0, text.Length);
        while (over - fits > 1)
        {
            var middle = fits + (over - fits) / 2;
            if (Excess(text[..middle], channel, limits) is null) fits = middle;
            else over = middle;
        }

        if (fits > 0 && fits < text.Length && char.IsSurrogatePair(text[fits - 1], text[fits])) fits--;
        var rule = CheckRule.TooLong;
        return new(rule.Key, rule.Severity, fits, text.Length - fits, text[fits..],
            $"{channel.DisplayName}の上限{excess.Limit:N0}{excess.Unit}を{-excess.Left:N0}超えています（{excess.Count:N0}）。", rule.WhatToDo, rule.Clause);
    }

    /// <summary>The first counter of a platform that is over its limit; null when all are within theirs.</summary>
    private static TextCount? Excess(string text, Platform channel, ChannelLimits? limits)
    {
        foreach (var count in TextMeasure.For(channel, text, limits).All)
        {
            if (!count.Fits) return count;
        }

        return null;
    }

    private static void CheckWordLists(ref CheckRun run)
    {
        Span<ulong> seen = stackalloc ulong[(CheckWords.Jargon.Count >> 6) + 1];
        seen.Clear();
        var text = run.Text;
        for (var at = 0; at < text.Length;)
        {
            at = (CharacterMap.Of(text[at]) & (Marks.Jargon | Marks.Surname)) switch
            {
                Marks.None => at + 1,
                Marks.Jargon => JargonRule.CheckAt(ref run, at, seen),
                Marks.Surname => PersonNameRule.CheckAt(ref run, at),
                _ => Math.Max(JargonRule.CheckAt(ref run, at, seen), PersonNameRule.CheckAt(ref run, at)),
            };
        }
    }
}
