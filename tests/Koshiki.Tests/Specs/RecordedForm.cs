using System.Text;
using Koshiki.StandIns.Control;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Koshiki.Tests.Specs;

/// <summary>The names and values of a recorded address or form; a file's value is empty.</summary>
internal static class RecordedForm
{
    public static Dictionary<string, string> Query(JournalEntry entry) =>
        QueryHelpers.ParseQuery(entry.Query).ToDictionary(one => one.Key, one => one.Value.ToString());

    public static Dictionary<string, string> Body(JournalEntry entry)
    {
        var type = MediaTypeHeaderValue.TryParse(entry.Headers.GetValueOrDefault("Content-Type"), out var parsed) ? parsed : null;
        if (type is null)
        {
            return [];
        }

        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return entry.BodyJson.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString());
        }

        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return QueryHelpers.ParseQuery(entry.BodyText).ToDictionary(one => one.Key, one => one.Value.ToString());
        }

        return Parts(entry.Body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString());
    }

    private static Dictionary<string, string> Parts(ReadOnlyMemory<byte> body, string boundary)
    {
        var fields = new Dictionary<string, string>();
        var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray()));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } part)
        {
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                using var text = new StreamReader(part.Body, Encoding.UTF8);
                var isFile = disposition.FileName.HasValue || disposition.FileNameStar.HasValue;
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).ToString()] = isFile ? "" : text.ReadToEnd();
            }
        }

        return fields;
    }
}
