using System.Xml;

namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>What keeps a file from being read as a workbook at all.</summary>
internal static class WorkbookGuard
{
    /// <summary>Parts that run something or hold another program's document.</summary>
    private static readonly string[] Running = ["vbaProject", "/macrosheets/", "/activeX/", "/embeddings/", "/ctrlProps/", "customUI/"];

    /// <summary>Parts that fetch from elsewhere.</summary>
    private static readonly string[] Linking = ["/externalLinks/", "/queryTables/", "xl/connections.xml"];

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static ReadOnlySpan<byte> EncryptedPackage => "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    /// <summary>Tells files apart by their first bytes, not by their name.</summary>
    /// <returns>Null where it is a ZIP, as every .xlsx is.</returns>
    public static Refusal? WhyNotZip(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\x03\x04"u8)) return null;
        if (content.StartsWith(CompoundFile)) return content.IndexOf(EncryptedPackage) >= 0 ? new EncryptedWorkbook() : new OldWorkbook();
        return new NotAWorkbook(content.IsEmpty ? "空のファイル" : content.StartsWith("%PDF"u8) ? "PDF" : LooksLikeText(content) ? "文字だけのファイル（CSVなど）" : "ほかの種類のファイル");
    }

    /// <exception cref="XmlException">The list of contents cannot be read.</exception>
    /// <returns>Null where it is a workbook without anything that runs or fetches.</returns>
    public static Refusal? WhyNotRead(SafeArchive archive, WorkbookParts parts)
    {
        if (archive.Find("mimetype") is not null) return new OpenDocumentWorkbook();
        if (archive.Find("word/document.xml") is not null) return new NotAWorkbook("Wordの文書");
        if (archive.Find("ppt/presentation.xml") is not null) return new NotAWorkbook("PowerPointの文書");
        if (archive.Find("[Content_Types].xml") is null) return new NotAWorkbook("ZIPにまとめたファイル");
        foreach (var name in archive.Entries.Select(entry => entry.FullName))
        {
            if (Array.Exists(Running, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))) return new WorkbookWithMacros(name);
            if (Array.Exists(Linking, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))) return new WorkbookWithLinks(name);
        }

        using (var xml = parts.Open("[Content_Types].xml"))
        {
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.Element && xml.GetAttribute("ContentType") is { } type && type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) return new WorkbookWithMacros("macroEnabled");
            }
        }

        // Web addresses that Excel makes of what somebody typed belong to sheets and are harmless; a workbook itself has none.
        foreach (var workbook in parts.Targets("", "officeDocument").Values)
        {
            if (parts.Relationships(workbook).Where(one => one.External).Select(one => one.Target).FirstOrDefault() is { } outside) return new WorkbookWithLinks(outside.Length <= 60 ? outside : outside[..60] + "…");
        }

        return null;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, 1000)].IndexOf((byte)0) < 0;
}
