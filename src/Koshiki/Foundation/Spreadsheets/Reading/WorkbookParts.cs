using System.Text;
using System.Xml;

namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>The parts of an opened workbook and how they name each other. Remembers which one is being read, for the sentence when it cannot be.</summary>
internal sealed class WorkbookParts(SafeArchive archive)
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    /// <summary>The part that was opened last.</summary>
    public string Current { get; private set; } = "[Content_Types].xml";

    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public XmlReader Open(string part)
    {
        Current = part;
        var entry = archive.Find(part) ?? throw new InvalidDataException($"There is no {part}.");
        return XmlReader.Create(archive.Open(entry), Settings);
    }

    /// <summary>The parts that one part names, by the names it gives them; those inside the file only.</summary>
    /// <param name="part">Empty for the file itself.</param>
    /// <param name="kind">The end of their type, such as <c>styles</c>; null for all.</param>
    public Dictionary<string, string> Targets(string part, string? kind)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, type, target, external) in Relationships(part))
        {
            if (!external && (kind is null || type.EndsWith("/" + kind, StringComparison.Ordinal))) targets[id] = target;
        }

        return targets;
    }

    public IEnumerable<(string Id, string Type, string Target, bool External)> Relationships(string part)
    {
        var folder = part.LastIndexOf('/') is >= 0 and var slash ? part[..(slash + 1)] : "";
        var file = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (archive.Find(file) is null) yield break;
        using var xml = Open(file);
        while (xml.Read())
        {
            if (xml.NodeType is not XmlNodeType.Element || xml.LocalName != "Relationship") continue;
            var (target, external) = (xml.GetAttribute("Target") ?? "", xml.GetAttribute("TargetMode") == "External");
            yield return (xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", external ? target : Resolve(folder, target), external);
        }
    }

    /// <summary>Whether the part at which reading stopped begins with a document type, which is never read.</summary>
    public bool CurrentHasDtd()
    {
        if (archive.Find(Current) is not { } entry) return false;
        try
        {
            using var text = new StreamReader(archive.Open(entry), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var beginning = new char[4096];
            return beginning.AsSpan(0, text.ReadBlock(beginning)).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or UnpacksTooLargeException)
        {
            return false;
        }
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var parts = new List<string>();
        foreach (var step in (folder + target).Split('/'))
        {
            if (step == "..")
            {
                if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            }
            else if (step is not ("" or "."))
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }
}
