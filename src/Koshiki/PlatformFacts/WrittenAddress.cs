using System.Globalization;
using System.Text;

namespace Koshiki.PlatformFacts;

/// <summary>A web address taken apart as it was written, before anything is made of it.</summary>
/// <param name="Host">Lower case, without a full stop at the end.</param>
/// <param name="Segments">The parts of the path, percent-decoded, without empty ones.</param>
/// <param name="Query">The text after "?", as written.</param>
/// <param name="Fragment">The text after "#", percent-decoded.</param>
/// <param name="UserInfo">What stood before an "@" in front of the host; empty as a rule.</param>
internal sealed record WrittenAddress(string Host, string[] Segments, string Query, string Fragment, string UserInfo)
{
    private const string Quotes = "「」『』＜＞<>\"'“”‘’()（）、。,";

    /// <summary>The value of a query parameter, decoded; empty where there is none, and where it is named twice: programs disagree about which one counts.</summary>
    /// <remarks>A name is read as lenient servers read it: escaped, with spaces around it, as "id[]", without a value.</remarks>
    public string Parameter(string name)
    {
        string? found = null;
        foreach (var pair in Query.Split('&'))
        {
            var (key, value) = Cut(pair, '=');
            if (!(Decoded(key.Replace('+', ' ')) ?? "").Split('[')[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (found is not null) return "";
            found = Decoded(value.Replace('+', ' ')) ?? "";
        }

        return found ?? "";
    }

    /// <summary>Makes full-width signs narrow and drops what copying leaves around an address: spaces, quotation marks, invisible signs.</summary>
    public static string Tidied(string text)
    {
        var tidied = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (unit is >= '！' and <= '～') tidied.Append((char)(unit - '！' + '!'));
            else if (unit is '\u3000' or '\u00A0') tidied.Append(' ');
            else if (char.GetUnicodeCategory(unit) is not (UnicodeCategory.Format or UnicodeCategory.Control)) tidied.Append(unit);
            else if (char.IsWhiteSpace(unit)) tidied.Append(' ');
        }

        return tidied.ToString().Trim().Trim([.. Quotes]).Trim();
    }

    /// <summary>Takes an address apart.</summary>
    /// <param name="rest">The address without its scheme, tidied.</param>
    /// <returns>Null where the host or a percent sign is malformed, the path leads back, or the port is an unusual one.</returns>
    public static WrittenAddress? Parse(string rest)
    {
        var (beforeFragment, fragment) = Cut(rest, '#');
        var (beforeQuery, query) = Cut(beforeFragment, '?');
        var (authority, path) = Cut(beforeQuery, '/');

        var at = authority.LastIndexOf('@');
        var userInfo = at < 0 ? "" : authority[..at];
        var (host, port) = Cut(authority[(at + 1)..], ':');
        if (port is not ("" or "80" or "443")) return null;

        host = (Decoded(host) ?? "").Replace('。', '.').Replace('｡', '.').ToLowerInvariant();
        if (host.EndsWith('.')) host = host[..^1];
        if (!IsHost(host)) return null;

        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // A browser walks "." and ".." before it asks: what stands before them is not where the address leads.
            if (Decoded(segment) is not { } decoded || decoded is "." or "..") return null;
            segments.Add(decoded.Normalize());
        }

        return new WrittenAddress(host, [.. segments], query, Decoded(fragment) ?? "", userInfo);
    }

    private static (string Before, string After) Cut(string text, char sign) =>
        text.IndexOf(sign, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, "");

    private static bool IsHost(string host) =>
        host.Length is > 0 and <= 253
        && host.Contains('.', StringComparison.Ordinal)
        && host.Split('.').All(label => label.Length > 0 && label.All(unit => char.IsLetterOrDigit(unit) || unit is '-' or '_' or 'ー' || char.IsSurrogate(unit) || char.GetUnicodeCategory(unit) == UnicodeCategory.NonSpacingMark));

    /// <returns>Null where the bytes behind the percent signs are no text.</returns>
    private static string? Decoded(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !IsWellFormed(text) ? null : text;

        var decoded = Uri.UnescapeDataString(text);
        return decoded.Any(char.IsControl) || !IsWellFormed(decoded) ? null : decoded;
    }

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
