using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Media;

/// <summary>A picture's bytes with their size.</summary>
internal sealed record Picture(byte[] Bytes, string ContentType, int Width, int Height)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>A picture as each platform gets it.</summary>
internal sealed record ConvertedPicture(string OriginalType, IReadOnlyDictionary<Platform, Picture> ByPlatform, Picture Preview);

/// <summary>Makes of an uploaded picture what the platforms take: JPEG, upright, sRGB, without metadata, within each platform's size. E1, ARCHITECTURE 3.14.</summary>
/// <remarks>
/// The work is done by vipsthumbnail (Debian: libvips-tools) in a child process with an empty environment, a folder of its own, limits on memory, processor time and file size,
/// and only the loaders that libvips trusts with bytes of strangers.
/// </remarks>
internal static class PictureConverter
{
    /// <summary>The largest file taken: as much as LINE takes of a picture.</summary>
    public const int MaxBytes = 10_000_000;

    /// <summary>The most pixels that are unpacked; a phone's largest pictures have half of it.</summary>
    public const long MaxPixels = 100_000_000;

    private const long Memory = 2L * 1024 * 1024 * 1024;
    private const int ProcessorSeconds = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Edge in pixels and JPEG quality, from the best to the smallest; the first that fits a platform is taken.</summary>
    private static readonly (int Edge, int Quality)[] Steps = [(2048, 85), (2048, 70), (1600, 70), (1200, 65), (800, 60)];

    private static readonly (int Edge, int Quality) PreviewStep = (800, 75);

    public static IReadOnlyList<Platform> Platforms { get; } = [Platform.Line, Platform.X, Platform.Facebook];

    /// <returns>The pictures, or <see cref="PictureTooLarge"/>, <see cref="NotAPicture"/>, <see cref="TooManyPixels"/>, <see cref="PictureNotReadable"/>.</returns>
    public static async Task<Result<ConvertedPicture>> Convert(byte[] original, CancellationToken ct)
    {
        if (original.Length > MaxBytes) return new PictureTooLarge(original.Length);
        if (PictureTypes.Of(original) is not { } type) return new NotAPicture();

        var folder = Directory.CreateTempSubdirectory("koshiki-picture-").FullName;
        try
        {
            var input = Path.Combine(folder, "input");
            await File.WriteAllBytesAsync(input, original, ct);
            if (await Size(folder, input, ct) is not var (width, height)) return new PictureNotReadable();
            if ((long)width * height > MaxPixels) return new TooManyPixels(width, height);

            var made = new Dictionary<(int, int), Picture?>();
            var byPlatform = new Dictionary<Platform, Picture>();
            foreach (var platform in Platforms)
            {
                var limit = MediaLimits.For(platform).Image!.MaxBytes;
                foreach (var step in Steps)
                {
                    if (await Make(step) is not { } picture) return new PictureNotReadable();
                    byPlatform[platform] = picture;
                    if (picture.Bytes.Length <= limit) break;
                }
            }

            return await Make(PreviewStep) is { } preview ? new ConvertedPicture(type, byPlatform, preview) : new PictureNotReadable();

            async Task<Picture?> Make((int Edge, int Quality) step)
            {
                if (!made.TryGetValue(step, out var picture)) made[step] = picture = await Shrink(folder, input, step.Edge, step.Quality, ct);
                return picture;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Picture?> Shrink(string folder, string input, int edge, int quality, CancellationToken ct)
    {
        var output = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{edge}-{quality}.jpg"));
        var done = await Run(folder, "/usr/bin/vipsthumbnail",
            [input, "--size", string.Create(CultureInfo.InvariantCulture, $"{edge}x{edge}>"), "--export-profile", "srgb", "-o", string.Create(CultureInfo.InvariantCulture, $"{output}[Q={quality},strip,background=255]")], ct);
        if (done is null || !File.Exists(output) || await Size(folder, output, ct) is not var (width, height)) return null;
        return new Picture(await File.ReadAllBytesAsync(output, ct), "image/jpeg", width, height);
    }

    /// <summary>Reads width and height from the head of a file, without unpacking it; null where it cannot be read.</summary>
    private static async Task<(int Width, int Height)?> Size(string folder, string file, CancellationToken ct)
    {
        var width = await Run(folder, "/usr/bin/vipsheader", ["-f", "width", file], ct);
        var height = width is null ? null : await Run(folder, "/usr/bin/vipsheader", ["-f", "height", file], ct);
        return int.TryParse(width, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var w)
            && int.TryParse(height, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var h) ? (w, h) : null;
    }

    /// <summary>Runs a program of libvips within its limits.</summary>
    /// <returns>What it printed; null where it failed, was stopped by a limit or took too long.</returns>
    private static async Task<string?> Run(string folder, string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing: install libvips-tools.");
        var start = new ProcessStartInfo("/usr/bin/prlimit") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] limits = [$"--as={Memory}", $"--cpu={ProcessorSeconds}", $"--fsize={MaxBytes * 4L}", "--core=0", "--", program];
        foreach (var argument in limits.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["TMPDIR"] = folder;
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";

        using var process = Process.Start(start) ?? throw new InvalidOperationException("prlimit did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var printed = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await errors;
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? printed : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }
}

/// <summary>What a file is by its first bytes; its name says nothing.</summary>
internal static class PictureTypes
{
    public static string? Of(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : file.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? "image/gif"
        : file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
