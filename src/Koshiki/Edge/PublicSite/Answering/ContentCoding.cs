using Microsoft.Extensions.Primitives;

namespace Koshiki.Edge.PublicSite.Answering;

/// <summary>How a body is packed for the way to the browser.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class ContentCodings
{
    /// <summary>The best coding that the browser takes: Brotli, then gzip, then none.</summary>
    /// <remarks>Source: RFC 9110 section 12.5.3. Weights other than 0 do not change our order: every browser that names Brotli unpacks it.</remarks>
    public static ContentCoding Best(StringValues acceptEncoding)
    {
        var best = ContentCoding.Identity;
        foreach (var line in acceptEncoding)
        {
            if (line is null) continue;
            foreach (var range in line.AsSpan().Split(','))
            {
                var coding = Named(line.AsSpan(range));
                if (coding > best) best = coding;
            }
        }

        return best;
    }

    private static ContentCoding Named(ReadOnlySpan<char> element)
    {
        var semicolon = element.IndexOf(';');
        var name = (semicolon < 0 ? element : element[..semicolon]).Trim();
        var coding = name.Equals("br", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Brotli
            : name.Equals("gzip", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Gzip
            : ContentCoding.Identity;
        return semicolon >= 0 && IsZero(element[(semicolon + 1)..]) ? ContentCoding.Identity : coding;
    }

    /// <summary>q=0, q=0.0 and the like: not wanted.</summary>
    private static bool IsZero(ReadOnlySpan<char> parameter)
    {
        var weight = parameter.Trim();
        return weight.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && weight[2..].IndexOfAnyInRange('1', '9') < 0;
    }
}
