using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>What a sheet needs of its workbook: words kept once for all, and how each format shows a number.</summary>
internal sealed record SharedParts(IReadOnlyList<string> Words, IReadOnlyList<NumberLook> Looks);

/// <summary>The cells of one sheet that hold something, and those that were made one.</summary>
internal sealed partial class SheetContent
{
    /// <summary>Merged ones counted with them. More is no form that a person filled in.</summary>
    private const int MostCells = 200_000;

    /// <summary>What is larger is taken as the words that stand there: as a percentage it would be no <see cref="decimal"/> any more.</summary>
    private const double LargestNumber = 1e26;

    private static readonly DateTime FirstDay = new(1899, 12, 30);

    private readonly Dictionary<CellAddress, CellContent> cells = [];
    private readonly List<CellRange> merged = [];

    private SheetContent(string title) => Title = title;

    public string Title { get; }

    /// <summary>Several cells each, in the order of the file.</summary>
    public IReadOnlyList<CellRange> Merged => merged;

    public CellContent this[CellAddress address] => cells.GetValueOrDefault(address, CellContent.Empty);

    /// <summary>The cell in which stands what is seen at an address: the first of those it was made one with.</summary>
    public CellAddress Holder(CellAddress address)
    {
        foreach (var range in merged)
        {
            if (range.Holds(address)) return range.First;
        }

        return address;
    }

    /// <exception cref="XmlException">It is not well formed, or has a DTD.</exception>
    /// <exception cref="UnpacksTooLargeException">It has too many cells.</exception>
    internal static SheetContent Read(string title, XmlReader xml, SharedParts shared)
    {
        var sheet = new SheetContent(title);
        var (row, column) = (0, 0);
        while (xml.Read())
        {
            if (xml.NodeType is not XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : row + 1;
                    column = 0;
                    break;
                case "c":
                    var address = xml.GetAttribute("r") is { } text ? CellAddress.Parse(text) ?? throw new XmlException($"'{text}' is no address of a cell.") : new CellAddress(column + 1, row);
                    column = address.Column;
                    if (ReadCell(xml, shared) is { } content) sheet.cells[address] = content;
                    break;
                case "mergeCell":
                    if (xml.GetAttribute("ref") is { } range && CellRange.Parse(range) is { } cellRange) sheet.merged.Add(cellRange);
                    break;
            }

            if (sheet.cells.Count + sheet.merged.Count > MostCells) throw new UnpacksTooLargeException();
        }

        return sheet;
    }

    /// <summary>The words of one entry of the shared words, or of one cell: all runs, without the readings that Japanese Excel keeps beside them.</summary>
    internal static string ReadWords(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, inWords, inReading) = (xml.Depth, false, false);
        string? first = null;
        StringBuilder? all = null;
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when !xml.IsEmptyElement:
                    inReading |= xml.LocalName == "rPh";
                    inWords = xml.LocalName == "t" && !inReading;
                    break;
                case XmlNodeType.EndElement:
                    inReading &= xml.LocalName != "rPh";
                    inWords = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when inWords:
                    if (first is null) first = xml.Value;
                    else (all ??= new StringBuilder(first)).Append(xml.Value);
                    break;
            }
        }

        return Unescape(all?.ToString() ?? first ?? "");
    }

    private static CellContent? ReadCell(XmlReader xml, SharedParts shared)
    {
        if (xml.IsEmptyElement) return null;
        var (kind, style) = (xml.GetAttribute("t"), int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0);
        var depth = xml.Depth;
        string? value = null, formula = null, words = null;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType is not XmlNodeType.Element) xml.Read();
            else if (xml.LocalName == "f") formula = xml.ReadElementContentAsString();
            else if (xml.LocalName == "v") value = xml.ReadElementContentAsString();
            else if (xml.LocalName == "is")
            {
                words = ReadWords(xml);
                if (xml.Depth > depth) xml.Read();
            }
            else xml.Skip();
        }

        if (formula is not null) return new CellContent.Formula(formula);
        return kind switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Words.Count ? Words(shared.Words[index]) : throw new XmlException("A cell names words that there are not."),
            "inlineStr" => Words(words ?? ""),
            "str" => Words(Unescape(value ?? "")),
            "b" => value is null ? null : new CellContent.Truth(value is "1" or "true"),
            "e" => value is null ? null : new CellContent.Failure(value),
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new CellContent.Day(day) : null,
            _ => value is null ? null : Number(value, style < shared.Looks.Count ? shared.Looks[style] : NumberLook.Plain),
        };
    }

    private static CellContent.Words? Words(string text) => text.Length == 0 ? null : new CellContent.Words(text);

    private static CellContent? Number(string value, NumberLook look)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) || Math.Abs(number) > LargestNumber) return new CellContent.Words(value);
        // A decimal takes fifteen digits of a double, which is what Excel shows: 0.1+0.2 is 0.3.
        return look switch
        {
            NumberLook.Day when number is >= 0 and < 2_958_466 => new CellContent.Day(FirstDay.AddDays(number)),
            NumberLook.Share => new CellContent.Share((decimal)number),
            _ => new CellContent.Number(((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>Excel writes letters that XML cannot hold as <c>_x000D_</c>.</summary>
    private static string Unescape(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? Escaped().Replace(text, match => ((char)ushort.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()) : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
