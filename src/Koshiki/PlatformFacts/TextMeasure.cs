namespace Koshiki.PlatformFacts;

/// <summary>One way in which a platform counts a text, with what it allows.</summary>
/// <param name="Count">How much there is.</param>
/// <param name="Limit">How much there may be.</param>
/// <param name="Unit">What is counted, in Japanese, as it stands behind the number.</param>
public readonly record struct TextCount(int Count, int Limit, string Unit)
{
    public bool Fits => Count <= Limit;

    /// <summary>How much room is left; negative when the text is too long.</summary>
    public int Left => Limit - Count;
}

/// <summary>What a platform makes of a text: the counter that is shown, all others, and what it would refuse besides.</summary>
/// <param name="Main">The counter to show: the one that is nearest to its limit.</param>
/// <param name="All">Every counter of this platform, in its usual order.</param>
/// <param name="Problems">What the platform refuses besides length, in Japanese, with what to do.</param>
public sealed record TextMeasure(TextCount Main, IReadOnlyList<TextCount> All, IReadOnlyList<string> Problems)
{
    public int Count => Main.Count;

    public int Limit => Main.Limit;

    public string Unit => Main.Unit;

    /// <summary>Whether the platform takes the text as it is. An empty text fits; whether one is needed is the post's rule.</summary>
    public bool Fits => All.All(count => count.Fits) && Problems.Count == 0;

    /// <summary>Measures a text as the body of a post on a platform.</summary>
    /// <param name="platform">Where the text is to stand.</param>
    /// <param name="text">The text as it will be sent.</param>
    /// <param name="limits">The settings of this installation; the defaults when left out.</param>
    public static TextMeasure For(Platform platform, string text, ChannelLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= ChannelLimits.Default;

        return platform switch
        {
            Platform.Line => LineText.Measure(text),
            Platform.X => MeasureForX(text, limits),
            Platform.Facebook => Of([new TextCount(text.Length, limits.FacebookMessage, "文字")]),
            Platform.Instagram => InstagramText.Measure(text, limits),
            Platform.YouTube => YouTubeText.MeasureDescription(text, limits),
            Platform.Bluesky => BlueskyText.Measure(text),
            _ => Of([new TextCount(text.Length, limits.Elsewhere, "文字")]),
        };
    }

    internal static TextMeasure Of(IReadOnlyList<TextCount> counts, params IReadOnlyList<string> problems) =>
        new(counts.MaxBy(count => count.Limit == 0 ? count.Count : (double)count.Count / count.Limit), counts, problems);

    private static TextMeasure MeasureForX(string text, ChannelLimits limits)
    {
        var measure = XText.Measure(text, limits.XWeightedLength);
        var count = new TextCount(measure.WeightedLength, limits.XWeightedLength, "文字（重み付き）");

        return text.Length == 0 || measure.IsValid || !count.Fits
            ? Of([count])
            : Of([count], "Xで使えない制御文字があります。本文を入力し直してください。");
    }
}
