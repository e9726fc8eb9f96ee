using System.Text;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.CommandLine;

/// <summary><c>check FILE [--channels line,x,…] --format json</c>: what the content checks say of a text, without a database.</summary>
internal static class Checking
{
    private static readonly Platform[] Usual = [Platform.Line, Platform.X, Platform.Facebook];

    /// <summary>Strict, so that a file in another encoding is told instead of being checked as rubbish.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="output">Takes the report in UTF-8.</param>
    /// <returns>0 with a report, whatever it says; 1 where the file cannot be read.</returns>
    public static async Task<int> Check(Arguments call, Stream output, TimeProvider clock, CancellationToken ct)
    {
        call.AllowOnly("channels", "format");
        if ((call["format"] ?? "json") != "json") throw new WrongUsageException("--format must be json.");
        var channels = ReadChannels(call["channels"]);
        var file = call.Word(1, "FILE");

        var text = await Read(file, ct);
        if (text.IsRefused(out var unreadable)) return Commands.Refused(unreadable);

        await output.WriteAsync(CheckReport.Write(text.Value, channels, new CheckContext(clock.GetUtcNow().DayInJapan)), ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
        await output.FlushAsync(ct);
        return 0;
    }

    /// <summary>The text as it would be sent: line breaks at the end are the editor's, and offsets stay those of the file.</summary>
    private static async Task<Result<string>> Read(string file, CancellationToken ct)
    {
        if (!File.Exists(file)) return new NoSuchFile(file);
        try
        {
            return Utf8.GetString(await File.ReadAllBytesAsync(file, ct)).TrimStart('\uFEFF').TrimEnd('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            return new NotUtf8(file);
        }
    }

    private static List<Platform> ReadChannels(string? names) => names is null
        ? [.. Usual]
        : [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => PlatformNames.FromKey(name) ?? throw new WrongUsageException($"'{name}' is not a channel; known are {string.Join(", ", PlatformNames.All.Select(p => p.Key))}."))];
}

/// <summary>The bytes are no UTF-8.</summary>
internal sealed record NotUtf8(string File) : Invalid($"ファイル「{File}」の文字コードがUTF-8ではありません。UTF-8で保存し直してください。");
