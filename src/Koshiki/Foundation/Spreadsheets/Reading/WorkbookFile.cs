using System.Xml;

namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>Where a name of a workbook points.</summary>
/// <param name="Sheet">The title of the sheet; null where what was named is gone (<c>#REF!</c>).</param>
internal sealed record NamedCell(string? Sheet, CellAddress Address);

/// <summary>A workbook from outside, as its cells and names: .xlsx only, read as a stream, nothing in it run, nothing fetched.</summary>
/// <remarks>Source: Office Open XML, ISO/IEC 29500-1, SpreadsheetML.</remarks>
internal sealed class WorkbookFile
{
    public const long MostBytes = 20_000_000;

    private static readonly ArchiveLimits Limits = new(Entries: 500, Bytes: 60_000_000, Ratio: 100);

    private readonly List<SheetContent> sheets;
    private readonly Dictionary<string, NamedCell> names;

    private WorkbookFile(List<SheetContent> sheets, Dictionary<string, NamedCell> names) => (this.sheets, this.names) = (sheets, names);

    /// <summary>In the order of the tabs, hidden ones too.</summary>
    public IReadOnlyList<SheetContent> Sheets => sheets;

    /// <summary>The names that point to one cell, or to the first of several.</summary>
    public IReadOnlyDictionary<string, NamedCell> Names => names;

    public SheetContent? Sheet(string title) => sheets.Find(sheet => sheet.Title == title);

    /// <returns>One of the refusals of this folder.</returns>
    public static Result<WorkbookFile> Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MostBytes) return new WorkbookTooLarge(content.Length);
        if (WorkbookGuard.WhyNotZip(content) is { } other) return other;
        var opened = SafeArchive.Open(content, Limits);
        if (opened.IsRefused(out var refusal)) return refusal;
        using var archive = opened.Value;
        var parts = new WorkbookParts(archive);
        try
        {
            return WorkbookGuard.WhyNotRead(archive, parts) is { } no ? no : Read(parts);
        }
        catch (XmlException)
        {
            return parts.CurrentHasDtd() ? new WorkbookWithDtd(parts.Current) : new BrokenWorkbook(parts.Current);
        }
        catch (InvalidDataException)
        {
            return new BrokenWorkbook(parts.Current);
        }
        catch (UnpacksTooLargeException)
        {
            return new WorkbookUnpacksTooLarge();
        }
    }

    private static WorkbookFile Read(WorkbookParts parts)
    {
        var workbook = parts.Targets("", "officeDocument").Values.FirstOrDefault() ?? throw new InvalidDataException("There is no workbook.");
        var targets = parts.Targets(workbook, null);
        var shared = new SharedParts(
            parts.Targets(workbook, "sharedStrings").Values.FirstOrDefault() is { } strings ? ReadShared(parts, strings) : [],
            parts.Targets(workbook, "styles").Values.FirstOrDefault() is { } styles ? ReadLooks(parts, styles) : []);
        var tabs = new List<(string Title, string Id)>();
        var names = new Dictionary<string, NamedCell>(StringComparer.OrdinalIgnoreCase);
        using (var xml = parts.Open(workbook))
        {
            while (xml.Read())
            {
                if (xml.NodeType is not XmlNodeType.Element) continue;
                if (xml.LocalName == "sheet") tabs.Add((xml.GetAttribute("name") ?? "", RelationshipOf(xml)));
                else if (xml.LocalName == "definedName" && xml.GetAttribute("name") is { } name && Pointing(WordsOf(xml)) is { } cell) names[name] = cell;
            }
        }

        var sheets = new List<SheetContent>();
        foreach (var (title, id) in tabs)
        {
            using var xml = parts.Open(targets.GetValueOrDefault(id) ?? throw new InvalidDataException($"There is no sheet {title}."));
            sheets.Add(SheetContent.Read(title, xml, shared));
        }

        return new WorkbookFile(sheets, names);
    }

    /// <summary>What a name says: <c>'1 発信'!$C$5</c>; null for what is no cell.</summary>
    private static NamedCell? Pointing(string text)
    {
        if (text.Contains("#REF!", StringComparison.OrdinalIgnoreCase)) return new NamedCell(null, default);
        var mark = text.LastIndexOf('!');
        if (mark <= 0 || CellRange.Parse(text.AsSpan(mark + 1)) is not { } range) return null;
        var sheet = text[..mark];
        return new NamedCell(sheet is ['\'', .., '\''] ? sheet[1..^1].Replace("''", "'", StringComparison.Ordinal) : sheet, range.First);
    }

    /// <summary>The text of the element at which the reader stands; the reader stays at its end.</summary>
    private static string WordsOf(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, words) = (xml.Depth, "");
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) words += xml.Value;
        }

        return words;
    }

    private static string RelationshipOf(XmlReader xml)
    {
        var id = "";
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = xml.Value;
        }

        xml.MoveToElement();
        return id;
    }

    private static List<string> ReadShared(WorkbookParts parts, string part)
    {
        var words = new List<string>();
        using var xml = parts.Open(part);
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.Element && xml.LocalName == "si") words.Add(SheetContent.ReadWords(xml));
        }

        return words;
    }

    private static List<NumberLook> ReadLooks(WorkbookParts parts, string part)
    {
        var own = new Dictionary<int, string>();
        var looks = new List<NumberLook>();
        var inCells = false;
        using var xml = parts.Open(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType is XmlNodeType.Element;
            if (xml.NodeType is not XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), out var id)) own[id] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName == "xf" && inCells) looks.Add(NumberFormats.Look(int.TryParse(xml.GetAttribute("numFmtId"), out var format) ? format : 0, own));
        }

        return looks;
    }
}
