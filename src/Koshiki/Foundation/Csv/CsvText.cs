using System.Text;

namespace Koshiki.Foundation.Csv;

/// <summary>How the bytes of a CSV become text, and how a cell is kept from acting as a formula in a spreadsheet.</summary>
internal static class CsvText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 when the bytes are valid UTF-8, otherwise CP932; null when they are neither.</summary>
    public static string? Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        return Read(content, StrictUtf8.GetString) ?? Read(content, Cp932.Decode);
    }

    private delegate string Decoding(ReadOnlySpan<byte> content);

    private static string? Read(ReadOnlySpan<byte> content, Decoding decoding)
    {
        try
        {
            var text = decoding(content);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Puts an apostrophe before what a spreadsheet would run: a cell that begins with = + - @, a tab or a line break.</summary>
    public static string Neutralise(string cell) => IsFormula(cell) ? "'" + cell : cell;

    /// <summary>Takes off the apostrophe of <see cref="Neutralise"/>, so that an exported file comes back as it was.</summary>
    public static string Restore(string cell) => cell.StartsWith('\'') && IsFormula(cell[1..]) ? cell[1..] : cell;

    private static bool IsFormula(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
}
