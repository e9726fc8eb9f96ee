using System.Collections.Frozen;

namespace Koshiki.PlatformFacts;

/// <summary>What pictures of a post may be.</summary>
/// <param name="Types">Media types that the platform takes; any other is converted to the first.</param>
/// <param name="MaxBytes">Size of one file.</param>
/// <param name="MaxCount">Pictures of one post.</param>
/// <param name="MinAspect">The narrowest allowed picture, width divided by height; null: any.</param>
/// <param name="MaxAspect">The widest allowed picture, width divided by height; null: any.</param>
public sealed record ImageLimits(
    IReadOnlyList<string> Types, long MaxBytes, int MaxCount, double? MinAspect = null, double? MaxAspect = null);

/// <summary>What videos of a post may be.</summary>
/// <param name="Types">Media types that the platform takes.</param>
/// <param name="MaxBytes">Size of one file.</param>
/// <param name="MaxCount">Videos of one post.</param>
/// <param name="MaxDuration">Longest; null: the platform's documents name none that holds here.</param>
/// <param name="MaxWidth">Pixels; null: any.</param>
/// <param name="MaxHeight">Pixels; null: any.</param>
public sealed record VideoLimits(
    IReadOnlyList<string> Types, long MaxBytes, int MaxCount = 1, TimeSpan? MaxDuration = null, int? MaxWidth = null, int? MaxHeight = null);

/// <summary>An animated picture, where the platform treats it apart from others.</summary>
public sealed record AnimationLimits(long MaxBytes, int MaxWidth, int MaxHeight, int MaxFrames, int MaxCount = 1);

/// <summary>The smaller picture that is shown before the real one is loaded.</summary>
public sealed record PreviewLimits(IReadOnlyList<string> Types, long MaxBytes);

/// <summary>What a platform takes beside text.</summary>
/// <param name="Image">Pictures; null: none as the body of a post.</param>
/// <param name="Video">Videos; null: none.</param>
/// <param name="Animation">Animated pictures where they have limits of their own.</param>
/// <param name="Preview">The preview picture or thumbnail that is sent with the medium.</param>
/// <param name="NeedsMedium">A post without picture or video is impossible.</param>
/// <param name="MayMix">Pictures and videos can stand in one post.</param>
/// <param name="FetchesFromUs">The platform loads the file from our public address; there is no upload.</param>
public sealed record MediaLimits(
    ImageLimits? Image,
    VideoLimits? Video,
    AnimationLimits? Animation = null,
    PreviewLimits? Preview = null,
    bool NeedsMedium = false,
    bool MayMix = false,
    bool FetchesFromUs = false)
{
    /// <summary>A million bytes. Platforms write "MB" without saying which; the smaller reading is safe with both.</summary>
    private const long Megabyte = 1_000_000;

    private const string Jpeg = "image/jpeg", Png = "image/png", Gif = "image/gif", Webp = "image/webp", Mp4 = "video/mp4";

    private static readonly FrozenDictionary<Platform, MediaLimits> ByPlatform = new Dictionary<Platform, MediaLimits>
    {
        // LINE Messaging API reference, 7 August 2026. Pictures of one request are its messages.
        [Platform.Line] = new(
            new ImageLimits([Jpeg, Png], 10 * Megabyte, LineText.MaxMessagesPerRequest),
            new VideoLimits([Mp4], 200 * Megabyte, LineText.MaxMessagesPerRequest),
            Preview: new PreviewLimits([Jpeg, Png], 1 * Megabyte),
            MayMix: true,
            FetchesFromUs: true),

        // X developer documentation, media best practices, 22 August 2026: four pictures, or one animation, or one video.
        [Platform.X] = new(
            new ImageLimits([Jpeg, Png, Gif, Webp], 5 * Megabyte, 4),
            new VideoLimits([Mp4], 512 * Megabyte, 1, TimeSpan.FromSeconds(140), 1280, 1024),
            new AnimationLimits(15 * Megabyte, 1280, 1080, 350)),

        // No official number is at hand for Facebook: 4 MB is what its pages recommend, 10 pictures and 1 GB of video are our own caution.
        [Platform.Facebook] = new(
            new ImageLimits([Jpeg, Png, Gif, Webp], 4 * Megabyte, 10),
            new VideoLimits([Mp4], 1_000 * Megabyte)),

        // Instagram content publishing, 2026: a carousel has two to ten items of either kind. 300 MB of video is our own caution.
        [Platform.Instagram] = new(
            new ImageLimits([Jpeg], 8 * Megabyte, 10, MinAspect: 4.0 / 5, MaxAspect: 1.91),
            new VideoLimits([Mp4], 300 * Megabyte, 10),
            NeedsMedium: true,
            MayMix: true,
            FetchesFromUs: true),

        // YouTube Data API discovery document, revision 20240529.
        [Platform.YouTube] = new(
            Image: null,
            new VideoLimits(["video/*"], 256L * 1024 * 1024 * 1024),
            Preview: new PreviewLimits([Jpeg, Png], 2 * Megabyte),
            NeedsMedium: true),

        // Lexicons app.bsky.embed.images and video, 20 August 2026.
        [Platform.Bluesky] = new(
            new ImageLimits([Jpeg, Png, Webp, Gif], 2 * Megabyte, 4),
            new VideoLimits([Mp4], 300 * Megabyte),
            Preview: new PreviewLimits([Jpeg, Png], 1 * Megabyte)),
    }.ToFrozenDictionary();

    /// <summary>Our own pages and feeds: what browsers show and a reader on a phone can load.</summary>
    private static readonly MediaLimits Elsewhere = new(
        new ImageLimits([Jpeg, Png, Webp, Gif], 10 * Megabyte, 20),
        new VideoLimits([Mp4], 200 * Megabyte),
        MayMix: true);

    public static MediaLimits For(Platform platform) => ByPlatform.GetValueOrDefault(platform, Elsewhere);
}
