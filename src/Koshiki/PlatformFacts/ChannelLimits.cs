namespace Koshiki.PlatformFacts;

/// <summary>How long texts may be, per platform. The defaults are the platforms' numbers; those that no official page confirms can be set.</summary>
/// <remarks>
/// Fixed by the platforms' own documentation, and therefore constants: X 280 weighted, LINE 5,000 per message, Bluesky 300 graphemes and 3,000 bytes.
/// Settings section: Koshiki:ChannelLimits.
/// </remarks>
public sealed record ChannelLimits
{
    /// <summary>The limits as they were known when this version was made.</summary>
    public static ChannelLimits Default { get; } = new();

    /// <summary>X: weight of a post (<see cref="XText"/>). A paid plan allows more, which X does not describe. 1 to 25,000.</summary>
    public int XWeightedLength { get; init; } = XText.MaxWeightedLength;

    /// <summary>Facebook: UTF-16 units of a post. Not confirmed by an official page. 1 to 63,206.</summary>
    public int FacebookMessage { get; init; } = 63_206;

    /// <summary>Instagram: signs of a caption. From secondary sources. 1 to 2,200.</summary>
    public int InstagramCaption { get; init; } = 2_200;

    /// <summary>Instagram: hashtags of a caption. From secondary sources; a newer one reports 5. 0 to 30.</summary>
    public int InstagramHashtags { get; init; } = 30;

    /// <summary>Instagram: mentions (@name) of a caption. From secondary sources. 0 to 20.</summary>
    public int InstagramMentions { get; init; } = 20;

    /// <summary>YouTube: signs of a title. Not confirmed by an official page. 1 to 100.</summary>
    public int YouTubeTitle { get; init; } = 100;

    /// <summary>YouTube: UTF-8 bytes of a description, some 1,600 Japanese signs. Not confirmed by an official page. 1 to 5,000.</summary>
    public int YouTubeDescriptionBytes { get; init; } = 5_000;

    /// <summary>A web log and other places that set no limit of their own: UTF-16 units that we take. 1 to 1,000,000.</summary>
    public int Elsewhere { get; init; } = 100_000;

    /// <summary>The settings that lie outside their range, with a sentence each; empty when all are good. Checked at start.</summary>
    public IEnumerable<string> Faults()
    {
        (string Name, int Value, int Least, int Most)[] all =
        [
            (nameof(XWeightedLength), XWeightedLength, 1, 25_000), (nameof(FacebookMessage), FacebookMessage, 1, 63_206),
            (nameof(InstagramCaption), InstagramCaption, 1, 2_200), (nameof(InstagramHashtags), InstagramHashtags, 0, 30),
            (nameof(InstagramMentions), InstagramMentions, 0, 20), (nameof(YouTubeTitle), YouTubeTitle, 1, 100),
            (nameof(YouTubeDescriptionBytes), YouTubeDescriptionBytes, 1, 5_000), (nameof(Elsewhere), Elsewhere, 1, 1_000_000),
        ];

        return from setting in all
               where setting.Value < setting.Least || setting.Value > setting.Most
               select $"Koshiki:ChannelLimits:{setting.Name} is {setting.Value}; it must be from {setting.Least} to {setting.Most}.";
    }
}
