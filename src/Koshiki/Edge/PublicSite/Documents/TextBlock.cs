namespace Koshiki.Edge.PublicSite.Documents;

/// <summary>A paragraph or a list of a document's plain text.</summary>
/// <param name="Lines">The lines of a paragraph, or the items of a list without their dots.</param>
public sealed record TextBlock(bool IsList, IReadOnlyList<string> Lines)
{
    /// <summary>Takes a section's text apart: an empty line ends a paragraph, lines that begin with 「・」 are a list. <see cref="Exchange.PublicSection"/>.</summary>
    public static IReadOnlyList<TextBlock> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = new List<TextBlock>();
        var lines = new List<string>();
        var inList = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            var item = line.StartsWith('・');
            if (line.Length == 0 || item != inList) End();
            inList = item;
            if (line.Length > 0) lines.Add(item ? line[1..].Trim() : line);
        }

        End();
        return blocks;

        void End()
        {
            if (lines.Count > 0) blocks.Add(new TextBlock(inList, [.. lines]));
            lines.Clear();
        }
    }
}
