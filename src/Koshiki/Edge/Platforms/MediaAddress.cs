namespace Koshiki.Edge.Platforms;

/// <summary>Where the world fetches a stored picture: its hash under the public host, never to change.</summary>
internal static class MediaAddress
{
    public static string Of(Uri publicUrl, string sha256) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/m/{sha256}";
}
