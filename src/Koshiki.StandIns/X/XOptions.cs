namespace Koshiki.StandIns.X;

/// <summary>How a post's text comes back when it is read.</summary>
public enum XServedText
{
    /// <summary>Addresses as t.co with their targets in entities, &amp;, &lt; and &gt; escaped, a t.co address added for media.</summary>
    AsXDoes,

    /// <summary>Letter by letter as it was sent.</summary>
    AsWritten,
}

/// <summary>Switches of X's stand-in; they may be changed while it runs.</summary>
public sealed class XOptions
{
    /// <summary>When a new post can be read in the user's list. From experience, not documented ([M]).</summary>
    public TimeSpan ReadableAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>When X knows that a text is a duplicate; earlier ones are posted twice ([M]; PLATFORMS.md, line 99).</summary>
    public TimeSpan DuplicateKnownAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a text counts as a duplicate ([M]).</summary>
    public TimeSpan DuplicateKnownFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What a text over 280 is answered with: 403 or 400 ([M]).</summary>
    public int TooLongStatus { get; set; } = 403;

    /// <summary>What X does with addresses and markup in a text it serves ([M], as seen in its answers).</summary>
    public XServedText ServedText { get; set; } = XServedText.AsXDoes;

    /// <summary>Whether the limits of PLATFORMS.md, line 95, are kept; the headers are always sent.</summary>
    public bool EnforceRateLimits { get; set; } = true;

    /// <summary>Posts of one user in 15 minutes (PLATFORMS.md, line 95).</summary>
    public int PostsPerWindow { get; set; } = 100;

    /// <summary>How long a film or moving picture is worked on after finalize.</summary>
    public TimeSpan ProcessingTakes { get; set; } = TimeSpan.FromSeconds(2);
}
