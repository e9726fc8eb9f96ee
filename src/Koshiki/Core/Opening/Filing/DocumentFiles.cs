using Koshiki.Core.Opening.Writing;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Opening.Filing;

/// <summary>A version of a document as a Word file.</summary>
internal static class DocumentFiles
{
    public static WordDocument Of(DocumentVersion version, KnownAccount known)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(known);
        var title = version.Kind is DocumentKind.AccountPolicy && version["title"].Length > 0 ? version["title"] : $"{known.Name}（{known.PlatformName}）{version.Kind.Word}";
        var file = new WordDocument(title);
        file.Right($"{known.Government}{known.Office}");
        file.Right(version.State is DocumentState.Approved ? $"第{version.Number}版　{version.ApprovedOn?.InWordsWithoutWeekday}　承認：{version.ApprovedByName}" : $"第{version.Number}版（下書き）　{version.SavedAt.DayInJapan.InWordsWithoutWeekday}");
        var number = 0;
        foreach (var section in version.Sections.Where(section => section.Text.Length > 0 && section.Key is not "title"))
        {
            file.Heading(1, $"{++number}　{section.Heading}").Text(section.Text);
        }

        return file;
    }
}
