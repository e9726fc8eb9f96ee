namespace Koshiki.PlatformFacts;

/// <summary>A service on which an official account can stand. 媒体.</summary>
/// <remarks>Stored and exchanged by its key (<see cref="PlatformNames"/>), never by its number.</remarks>
public enum Platform
{
    Line,
    X,
    Facebook,
    Instagram,
    YouTube,
    Bluesky,
    /// <summary>A web log that the office writes by itself.</summary>
    Blog,
    Other,
}

/// <summary>The key of each platform in files, addresses and tables, and its name on screens.</summary>
public static class PlatformNames
{
    extension(Platform platform)
    {
        public string Key => platform switch
        {
            Platform.Line => "line",
            Platform.X => "x",
            Platform.Facebook => "facebook",
            Platform.Instagram => "instagram",
            Platform.YouTube => "youtube",
            Platform.Bluesky => "bluesky",
            Platform.Blog => "blog",
            _ => "other",
        };

        public string DisplayName => platform switch
        {
            Platform.Line => "LINE",
            Platform.X => "X",
            Platform.Facebook => "Facebook",
            Platform.Instagram => "Instagram",
            Platform.YouTube => "YouTube",
            Platform.Bluesky => "Bluesky",
            Platform.Blog => "ブログ",
            _ => "その他",
        };
    }

    public static IReadOnlyList<Platform> All { get; } = Enum.GetValues<Platform>();

    /// <returns>The platform of a key such as <c>line</c>; null for any other text. Case is folded, because files of other systems write "LINE".</returns>
    public static Platform? FromKey(string key)
    {
        foreach (var platform in All)
        {
            if (string.Equals(platform.Key, key, StringComparison.OrdinalIgnoreCase)) return platform;
        }

        return null;
    }
}
