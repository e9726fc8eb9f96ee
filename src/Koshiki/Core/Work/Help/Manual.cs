using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Koshiki.Core.Work.Help;

/// <summary>The manual for staff as it stands in <c>docs/manual</c>: one source for the repository's reader and for the help pages. 使い方.</summary>
/// <remarks>Reads the little of Markdown that the manual uses: headings, paragraphs, lists (one level inside another), tables and links between its chapters. Everything else is shown as it is written; no markup of a text gets through.</remarks>
internal static partial class Manual
{
    private const string Prefix = "manual/";

    private static readonly Lazy<FrozenDictionary<string, string>> Chapters = new(() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]), Read, StringComparer.Ordinal));

    /// <summary>The names of the chapters, the table of contents left out.</summary>
    public static IEnumerable<string> Names => Chapters.Value.Keys.Where(name => name != Contents);

    public const string Contents = "目次";

    /// <returns>The chapter without its title, as the page shows it; null for an unknown one.</returns>
    public static MarkupString? Find(string chapter) => Chapters.Value.TryGetValue(chapter, out var text) ? new MarkupString(Html(text)) : null;

    internal static string Html(string text)
    {
        var html = new StringBuilder();
        var open = new Stack<(int Indent, string Tag)>();
        var (inTable, tables) = (false, 0);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var (indent, content) = (line.Length - line.TrimStart().Length, line.Trim());
            var item = Item().Match(content);
            if (!item.Success) Close(-1);
            if (inTable && !content.StartsWith('|'))
            {
                html.Append("</tbody></table></div>");
                inTable = false;
            }

            if (content.Length == 0 || content.StartsWith("# ", StringComparison.Ordinal)) continue;
            if (content.StartsWith("## ", StringComparison.Ordinal))
            {
                html.Append("<h2>").Append(Inline(content[3..])).Append("</h2>");
            }
            else if (item.Success)
            {
                Close(indent);
                var tag = char.IsAsciiDigit(content[0]) ? "ol" : "ul";
                if (open.Count == 0 || open.Peek().Indent < indent)
                {
                    open.Push((indent, tag));
                    html.Append('<').Append(tag).Append('>');
                }
                else
                {
                    html.Append("</li>");
                }

                html.Append("<li>").Append(Inline(item.Groups["words"].Value));
            }
            else if (content.StartsWith('|'))
            {
                if (!inTable) tables++;
                inTable = Row(html, content, inTable, tables);
            }
            else
            {
                html.Append("<p>").Append(Inline(content)).Append("</p>");
            }
        }

        Close(-1);
        if (inTable) html.Append("</tbody></table></div>");
        return html.ToString();

        // Ends the lists that lie further inside than this.
        void Close(int indent)
        {
            while (open.Count > 0 && open.Peek().Indent > indent) html.Append("</li></").Append(open.Pop().Tag).Append('>');
        }
    }

    /// <summary>The first row of a table is its head; the row of dashes below says nothing.</summary>
    /// <param name="table">1 for the chapter's first: each has a name of its own.</param>
    private static bool Row(StringBuilder html, string line, bool inTable, int table)
    {
        var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
        if (cells.All(cell => cell.Length > 0 && cell.All(c => c is '-' or ':'))) return true;

        if (!inTable) html.Append(CultureInfo.InvariantCulture, $"<div class=\"table-region\" tabindex=\"0\" role=\"region\" aria-label=\"表{table}\"><table><thead><tr>");
        else html.Append("<tr>");
        foreach (var (number, cell) in cells.Index())
        {
            var tag = inTable ? number == 0 ? "th scope=\"row\"" : "td" : "th scope=\"col\"";
            html.Append('<').Append(tag).Append('>').Append(Inline(cell)).Append("</").Append(tag.AsSpan(0, 2)).Append('>');
        }

        html.Append(inTable ? "</tr>" : "</tr></thead><tbody>");
        return true;
    }

    /// <summary>Links to other chapters become links to their pages.</summary>
    private static string Inline(string text) => ChapterLink().Replace(
        WebUtility.HtmlEncode(text), link => $"<a href=\"/help/{Uri.EscapeDataString(WebUtility.HtmlDecode(link.Groups["chapter"].Value))}\">{link.Groups["words"].Value}</a>");

    private static string Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?:-|\d+\.) (?<words>.*)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\((?<chapter>[^)/]+)\.md\)")]
    private static partial Regex ChapterLink();
}
