namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>How a cell shows its number.</summary>
internal enum NumberLook { Plain, Day, Share }

/// <summary>What formats make of numbers.</summary>
internal static class NumberFormats
{
    /// <param name="own">The workbook's own formats; the others are fixed by the standard (18.8.30), with those of East Asian dates.</param>
    public static NumberLook Look(int id, IReadOnlyDictionary<int, string> own)
    {
        if (own.TryGetValue(id, out var code)) return LookOf(code);
        return id switch
        {
            9 or 10 => NumberLook.Share,
            (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => NumberLook.Day,
            _ => NumberLook.Plain,
        };
    }

    /// <summary>A format is one of days where a letter of days stands outside quotation marks, brackets and escapes.</summary>
    private static NumberLook LookOf(string code)
    {
        var look = NumberLook.Plain;
        for (var at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is >= 0 and var end ? end : code.Length;
                    break;
                case '[':
                    at = code.IndexOf(']', at) is >= 0 and var close ? close : code.Length;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case 'G' or 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    at += "General".Length - 1;
                    break;
                case 'y' or 'Y' or 'd' or 'D' or 'h' or 'm' or 'e' or 'g':
                    return NumberLook.Day;
                case '%':
                    look = NumberLook.Share;
                    break;
            }
        }

        return look;
    }
}
