using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Edge.PublicSite;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine;

/// <summary><c>official-check FILE --format json</c>: for each line of a file, whether the account it names is official. K2.</summary>
/// <remarks>Asks the register itself, so that a file of accounts that was just imported counts at once; the warnings are those that residents see.</remarks>
internal static class OfficialChecking
{
    private const int LinesBetweenFlushes = 1000;

    /// <summary>Strict, so that a file in another encoding is told instead of being answered as rubbish.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="output">Takes the answers in UTF-8 while the file is being read, however long it is.</param>
    /// <returns>0 with answers, whatever they say; 1 where the file cannot be read.</returns>
    public static async Task<int> Check(Installation installation, Arguments call, Stream output, CancellationToken ct)
    {
        if ((call["format"] ?? "json") != "json") throw new WrongUsageException("--format must be json.");
        var file = call.Word(1, "FILE");
        if (!File.Exists(file)) return Commands.Refused(new NoSuchFile(file));

        var check = await Read(installation, DateTimeOffset.UtcNow.DayInJapan, ct);
        using var lines = new StreamReader(file, Utf8);
        try
        {
            await Answer(lines, check, output, ct);
            return 0;
        }
        catch (DecoderFallbackException)
        {
            return Commands.Refused(new NotUtf8(file));
        }
    }

    /// <summary>Answers line by line; an empty line asks nothing.</summary>
    internal static async Task Answer(TextReader lines, OfficialCheck check, Stream output, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        for (var answered = 0; await lines.ReadLineAsync(ct) is { } line;)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var answer = check.Of(line);
            json.WriteStartObject();
            json.WriteString("input", line);
            json.WriteString("answer", answer.Word);
            json.WriteString("account", answer.About?.Key);
            json.WriteEndObject();
            if (++answered % LinesBetweenFlushes == 0) await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        await json.FlushAsync(ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
    }

    private static async Task<OfficialCheck> Read(Installation installation, DateOnly today, CancellationToken ct)
    {
        await using var core = installation.OpenCore(Actor.CommandLine);
        await using var edge = installation.OpenEdge();
        var warned = await edge.Set<Publication>().AsNoTracking().SingleOrDefaultAsync(publication => publication.Part == PublishedPart.Impersonators, ct);
        return new OfficialCheck(
            await PublicAccounts.On(core, today, ct),
            warned is null ? [] : ((PublishImpersonators)MessageJson.FromBytes<Order>(warned.Content)).Accounts,
            today);
    }
}
