namespace Koshiki.StandIns.Meta;

/// <summary>Switches of Meta's stand-in; they may be changed while it runs.</summary>
public sealed class MetaOptions
{
    /// <summary>When a new post can be read in the page's feed ([M], from experience).</summary>
    public TimeSpan ReadableAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>When Facebook knows that a text repeats the post before it ([M]; code 506, PLATFORMS.md, line 107).</summary>
    public TimeSpan DuplicateKnownAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest message in characters ([M]; PLATFORMS.md, line 115).</summary>
    public int LongestMessage { get; set; } = 63_206;

    /// <summary>The largest picture in bytes ([M]; PLATFORMS.md, line 115).</summary>
    public int LargestPhoto { get; set; } = 10 * 1024 * 1024;

    /// <summary>The code for a picture that is missing or cannot be fetched ([M]).</summary>
    public int BadPhotoCode { get; set; } = 324;

    /// <summary>Calls of one page in an hour before it is throttled; the documented figure hangs on the page's readers (PLATFORMS.md, line 109).</summary>
    public int CallsPerHour { get; set; } = 4800;

    /// <summary>The code of throttling: 80001 for page tokens, 32 for user tokens, 4 for the application (PLATFORMS.md, line 109).</summary>
    public int ThrottlingCode { get; set; } = 80001;
}
