using System.Text;

namespace Koshiki.Foundation.Csv;

/// <summary>Reads CP932 as Windows and Python write it. Some characters have two or three places there, of which the framework's table knows one.</summary>
/// <remarks>Source: Microsoft's code page 932 as published by Unicode (WindowsBestFit and VENDORS/MICSFT): NEC's row 13, NEC's selection of IBM's extension (rows ED and EE), IBM's extension (FA to FC).</remarks>
internal static class Cp932
{
    private const int LastOfNecsKanji = 360;
    private const int FirstOfIbmsKanji = 28;

    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Places outside NEC's selection of kanji whose character the framework knows elsewhere.</summary>
    private static readonly Dictionary<int, int> SamePlaces = new()
    {
        [0x8790] = 0x81E0, [0x8791] = 0x81DF, [0x8792] = 0x81E7, [0x8795] = 0x81E3, [0x8796] = 0x81DB, [0x8797] = 0x81DA, [0x879A] = 0x81E6,
        [0x879B] = 0x81BF, [0x879C] = 0x81BE, [0xEEEF] = 0xFA40, [0xEEF0] = 0xFA41, [0xEEF1] = 0xFA42, [0xEEF2] = 0xFA43, [0xEEF3] = 0xFA44,
        [0xEEF4] = 0xFA45, [0xEEF5] = 0xFA46, [0xEEF6] = 0xFA47, [0xEEF7] = 0xFA48, [0xEEF8] = 0xFA49, [0xEEF9] = 0x81CA, [0xEEFA] = 0xFA55,
        [0xEEFB] = 0xFA56, [0xEEFC] = 0xFA57, [0xFA4A] = 0x8754, [0xFA4B] = 0x8755, [0xFA4C] = 0x8756, [0xFA4D] = 0x8757, [0xFA4E] = 0x8758,
        [0xFA4F] = 0x8759, [0xFA50] = 0x875A, [0xFA51] = 0x875B, [0xFA52] = 0x875C, [0xFA53] = 0x875D, [0xFA54] = 0x81CA, [0xFA58] = 0x878A,
        [0xFA59] = 0x8782, [0xFA5A] = 0x8784, [0xFA5B] = 0x81E6,
    };

    /// <exception cref="DecoderFallbackException">The bytes are not CP932.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var known = content.ToArray();
        for (var at = 0; at + 1 < known.Length; at++)
        {
            if (!IsLead(known[at])) continue;
            var place = KnownPlace((known[at] << 8) | known[at + 1]);
            (known[at], known[at + 1]) = ((byte)(place >> 8), (byte)place);
            at++;
        }

        return Strict.GetString(known);
    }

    private static bool IsLead(byte one) => one is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC);

    private static int KnownPlace(int place)
    {
        var (row, cell) = (place >> 8, place & 0xFF);
        if (row is not (0xED or 0xEE) || cell is < 0x40 or 0x7F or > 0xFC) return SamePlaces.GetValueOrDefault(place, place);

        // Both hold the same kanji in the same order, 188 to a row.
        var number = (row - 0xED) * 188 + cell - (cell > 0x7F ? 0x41 : 0x40);
        return number < LastOfNecsKanji ? PlaceOfIbms(number + FirstOfIbmsKanji) : SamePlaces.GetValueOrDefault(place, place);
    }

    private static int PlaceOfIbms(int number)
    {
        var cell = 0x40 + number % 188;
        return ((0xFA + number / 188) << 8) | (cell >= 0x7F ? cell + 1 : cell);
    }
}
