using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Koshiki.Foundation.Documents;

/// <summary>A heading with the mark to which the table of contents points.</summary>
internal sealed record WordHeading(int Level, string Text, int Number)
{
    private string Mark => string.Create(CultureInfo.InvariantCulture, $"_Toc{Number:D8}");

    public Paragraph Paragraph(Run text)
    {
        var id = Number.ToString(CultureInfo.InvariantCulture);
        return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Heading(Level) }), new BookmarkStart { Id = id, Name = Mark }, text, new BookmarkEnd { Id = id });
    }

    /// <summary>Its line in the table of contents; the page number is a field that Word and LibreOffice reckon.</summary>
    public Paragraph Entry() => new(
        new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Entry(Level) }),
        new Hyperlink(
            Plain(Text), new Run(new TabChar()),
            Field(FieldCharValues.Begin), new Run(new FieldCode($" PAGEREF {Mark} \\h ") { Space = SpaceProcessingModeValues.Preserve }), Field(FieldCharValues.Separate), Plain("1"), Field(FieldCharValues.End)) { Anchor = Mark, History = true });

    private static Run Plain(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Run Field(FieldCharValues kind) => new(new FieldChar { FieldCharType = kind });
}
