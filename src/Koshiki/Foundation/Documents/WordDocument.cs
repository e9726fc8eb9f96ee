using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Koshiki.Foundation.Charts;

namespace Koshiki.Foundation.Documents;

/// <summary>Writes a Word document: A4, Japanese fonts by name, headings that the navigation pane knows, tables whose head is repeated, page numbers.</summary>
/// <remarks>Text is text: a line break is a break, a line that begins with 「・」 or a number hangs. Signs that XML cannot hold are left out. A short table stays on one page.</remarks>
public sealed class WordDocument(string title)
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Twentieths of a point: A4 with margins of 20 mm above and below, 18 mm beside.</summary>
    private const int PageWidth = 11906, PageHeight = 16838, SideMargin = 1020, TopMargin = 1134;

    private const int TextWidth = PageWidth - (2 * SideMargin);
    private const int TermWidth = 2800;

    /// <summary>Beside the text of a cell; a table is set in by as much, so that its edge stands under the text's.</summary>
    private const int CellMargin = 113;

    /// <summary>In letters: about a quarter of a page.</summary>
    private const int LongestWholeRow = 300;

    /// <summary>In rows: a table up to this length is not divided between pages.</summary>
    private const int LongestWholeTable = 14;

    private readonly List<OpenXmlElement> body = [Line(title, WordStyles.Title)];
    private readonly List<WordHeading> headings = [];
    private readonly List<(Paragraph Place, NativeChart Chart, byte[] Workbook)> charts = [];
    private Paragraph? contents;
    private bool hasCover;
    private bool beginsPage;

    public string Title => title;

    /// <summary>A first page instead of the title, without a page number; what follows begins the next one.</summary>
    /// <param name="name">In large letters.</param>
    /// <param name="subject">Below it.</param>
    /// <param name="lines">In the middle, further down.</param>
    public WordDocument Cover(string name, string subject, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        hasCover = true;
        body[0] = Line(name, WordStyles.CoverTitle);
        body.Add(Line(subject, WordStyles.CoverSubject));
        body.AddRange(lines.Select(line => Line(line, WordStyles.Middle)));
        return PageBreak();
    }

    /// <param name="level">1 to 4.</param>
    public WordDocument Heading(int level, string text)
    {
        var heading = new WordHeading(level, text, headings.Count + 1);
        headings.Add(heading);
        return Add(heading.Paragraph(Run(text)));
    }

    /// <summary>A line between table and text: 表1　…</summary>
    public WordDocument Caption(string text) => Add(Line(text, WordStyles.Caption));

    /// <summary>Here the table of contents comes: the headings of levels 1 and 2, with their pages.</summary>
    public WordDocument Contents(string head)
    {
        Add(Line(head, WordStyles.Subject));
        contents = Line("", WordStyles.Normal);
        return Add(contents);
    }

    /// <summary>What comes next begins a page.</summary>
    public WordDocument PageBreak()
    {
        beginsPage = true;
        return this;
    }

    /// <summary>A native chart that can be edited in Word.</summary>
    /// <param name="workbook">The Excel file with its cells, which goes into the document.</param>
    public WordDocument Chart(NativeChart chart, byte[] workbook)
    {
        var place = Line("", WordStyles.Normal);
        charts.Add((place, chart, workbook));
        return Add(place);
    }

    public WordDocument Text(string text)
    {
        foreach (var line in Lines(text)) Add(line);
        return this;
    }

    /// <summary>A sentence that stays with what it introduces.</summary>
    public WordDocument Leading(string text)
    {
        var line = Line(text, WordStyles.Normal);
        line.ParagraphProperties!.KeepNext = new KeepNext();
        return Add(line);
    }

    /// <summary>A line at the right edge: a day, a name.</summary>
    public WordDocument Right(string text) => Add(Line(text, WordStyles.Right));

    /// <summary>The subject of a letter, in the middle.</summary>
    public WordDocument Subject(string text) => Add(Line(text, WordStyles.Subject));

    /// <summary>A line of running text in the middle: 記.</summary>
    public WordDocument Middle(string text) => Add(Line(text, WordStyles.Middle));

    /// <summary>Terms and what they are, in two columns.</summary>
    public WordDocument Facts(IEnumerable<(string Term, string Text)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var table = Framed([TermWidth, TextWidth - TermWidth]);
        foreach (var (term, text) in facts) table.Append(Row(term.Length + text.Length, [Cell([Line(term, WordStyles.Cell)], TermWidth, isHead: true), Cell(Lines(text, WordStyles.Cell), TextWidth - TermWidth)]));
        return Add(table);
    }

    /// <summary>A table with a head row that is repeated on every page.</summary>
    public WordDocument Table(IReadOnlyList<WordColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var whole = columns.Sum(column => column.Width);
        var twips = columns.Select(column => TextWidth * column.Width / whole).ToArray();
        var table = Framed(twips);
        table.Append(new TableRow([new TableRowProperties(new TableHeader()), .. columns.Select((column, at) => Cell([Line(column.Head, Style(column))], twips[at], isHead: true))]));
        foreach (var row in rows) table.Append(Row(row.Sum(text => text.Length), row.Select((text, at) => Cell(Lines(text, Style(columns[at])), twips[at]))));
        return Add(table);

        static string Style(WordColumn column) => column.IsNumber ? WordStyles.CellNumber : WordStyles.Cell;
    }

    /// <param name="to">Stays open; must be able to seek.</param>
    public void Write(Stream to)
    {
        using var document = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document);
        document.PackageProperties.Title = title;
        document.PackageProperties.Language = "ja-JP";
        var main = document.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.Make();
        // Word reckons the pages of a table of contents only when it is told to.
        if (contents is not null) main.AddNewPart<DocumentSettingsPart>().Settings = new DocumentFormat.OpenXml.Wordprocessing.Settings(new UpdateFieldsOnOpen { Val = true });
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(new Paragraph(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            Field(" PAGE "), Run("／"), Field(" NUMPAGES ")));
        for (var at = 0; at < charts.Count; at++) charts[at].Place.Append(new Run(WordChart.Add(main, charts[at].Chart, charts[at].Workbook, (uint)at + 1)));
        if (contents is not null)
        {
            var place = body.IndexOf(contents);
            body.RemoveAt(place);
            body.InsertRange(place, headings.Where(heading => heading.Level <= 2).Select(heading => heading.Entry()));
        }

        // What must follow a table at the end may not begin a page of its own.
        if (body[^1] is Paragraph { ParagraphProperties: { ParagraphStyleId.Val.Value: WordStyles.Gap } end })
            end.SpacingBetweenLines = new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact };

        main.Document = new Document(new Body(
        [
            .. body,
            new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                new PageSize { Width = PageWidth, Height = PageHeight },
                new PageMargin { Top = TopMargin, Bottom = TopMargin, Left = SideMargin, Right = SideMargin, Header = 567, Footer = 567, Gutter = 0 },
                new TitlePage { Val = hasCover }),
        ]));
    }

    public IResult Download(string fileName)
    {
        var stream = new MemoryStream();
        Write(stream);
        stream.Position = 0;
        return TypedResults.Stream(stream, MediaType, fileName);
    }

    private WordDocument Add(Paragraph paragraph)
    {
        if (beginsPage) paragraph.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
        beginsPage = false;
        body.Add(paragraph);
        return this;
    }

    /// <summary>The rows of a short table hold together: each stays with the next.</summary>
    private WordDocument Add(Table table)
    {
        if (beginsPage) Add(Line("", WordStyles.Gap));
        var rows = table.Elements<TableRow>().ToList();
        if (rows.Count <= LongestWholeTable)
        {
            foreach (var line in rows.SkipLast(1).SelectMany(row => row.Descendants<Paragraph>())) line.ParagraphProperties!.KeepNext = new KeepNext();
        }

        body.Add(table);
        body.Add(Line("", WordStyles.Gap));
        return this;
    }

    private static IEnumerable<Paragraph> Lines(string text, string style = WordStyles.Normal) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line, WordStyles.Hanging(style, line)));

    private static Paragraph Line(string text, string style)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        if (text.Length > 0) paragraph.Append(Run(text));
        return paragraph;
    }

    private static Run Run(string text) => new(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });

    private static SimpleField Field(string instruction) => new(Run("1")) { Instruction = instruction };

    private static Table Framed(IReadOnlyList<int> widths)
    {
        static T Edge<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "767676" };
        return new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = widths.Sum().ToString(System.Globalization.CultureInfo.InvariantCulture) },
                new TableIndentation { Width = CellMargin, Type = TableWidthUnitValues.Dxa },
                new TableBorders(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
                    new TableCellLeftMargin { Width = CellMargin, Type = TableWidthValues.Dxa },
                    new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
                    new TableCellRightMargin { Width = CellMargin, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(System.Globalization.CultureInfo.InvariantCulture) })));
    }

    /// <summary>A short row stays on one page; a long one must be allowed to go on over the next.</summary>
    private static TableRow Row(int letters, IEnumerable<TableCell> cells) => letters > LongestWholeRow ? new TableRow(cells) : new TableRow([new TableRowProperties(new CantSplit()), .. cells]);

    private static TableCell Cell(IEnumerable<Paragraph> lines, int width, bool isHead = false)
    {
        var properties = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = width.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        if (isHead) properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E6E6E6" });
        return new TableCell([properties, .. lines]);
    }

    private static string Clean(string text) => string.Concat(text.Where(letter => letter is '\t' || (!char.IsControl(letter) && letter is not '\uFFFE' and not '\uFFFF')));
}

/// <summary>One column of a table on paper.</summary>
/// <param name="Width">Its part of the width; the columns' sum is the whole.</param>
/// <param name="IsNumber">Numbers stand at the right edge, one below the other.</param>
public sealed record WordColumn(string Head, int Width, bool IsNumber = false);
