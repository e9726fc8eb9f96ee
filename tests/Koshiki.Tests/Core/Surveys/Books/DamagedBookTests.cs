using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;
using Koshiki.Foundation.Spreadsheets;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>What happens to books on the way, and what the office is told of each.</summary>
public sealed class DamagedBookTests
{
    private const string Channels = "2 使った媒体と出し方", Effect = "3 期待と効果", Start = "1 この1年の発信", Staff = "7 職員の登録";

    private static readonly Paper paper = Paper.Niiza("防災危機管理課", "水道課");

    /// <summary>Kind of damage, what is done to a book, the sentence that must begin what is told (with sheet and address where there is one).</summary>
    private static readonly (string Kind, Func<byte[]> Book, string Told)[] Damages =
    [
        // A cell
        ("a formula", () => Typed("Q1", "=1+1"), At(Start, "Q1", "=1+1", "数式は使えません。")),
        ("an error value", () => Typed("Q23.line", "#N/A"), At(Staff, "Q23.line", "#N/A", "Excelの誤りの表示")),
        ("an unknown choice", () => Typed("Q1", "3"), At(Start, "Q1", "3", "「3」という選択肢はありません。1、2から")),
        ("a number and words that disagree", () => Typed("Q1", "1 発信しなかった"), At(Start, "Q1", "1 発信しなかった", "番号と文が合いません。1は「発信した」です。")),
        ("no mark", () => Typed("Q3=2", "△"), At(Channels, "Q3=2", "△", "選んだしるしとして読み取れません。")),
        ("two marks in one row", () => Typed(("Q2.line=1", "○"), ("Q2.line=3", "○")), At(Channels, "Q2.line=3", "○", "「LINE」の行に印が2つあります（")),
        ("words for a number", () => Typed("Q23.line", "十人"), At(Staff, "Q23.line", "十人", "「十人」を数として読み取れません。")),
        ("too small a number", () => Typed("Q23.line", "-1"), At(Staff, "Q23.line", "-1", "0以上の数")),
        ("a date in a number's cell", () => Formatted("Q23.line", "46113", 14), At(Staff, "Q23.line", "2026/04/01", "日付として入力されています。")),
        ("a percentage", () => Formatted("Q23.line", "0.5", 9), At(Staff, "Q23.line", "50%", "百分率")),
        ("a percentage beyond measure", () => Formatted("Q23.line", "900000000000000000000000000", 9), At(Staff, "Q23.line", "900000000000000000000000000", "「900000000000000000000000000」を数として読み取れません。")),
        ("yes or no for a number", () => Typed("Q23.line", "TRUE"), At(Staff, "Q23.line", "TRUE", "数を入力")),
        ("too long a text", () => Typed("Q11", new string('長', 5001)), At(Effect, "Q11", new string('長', 50) + "…", "5,000文字までにしてください（今は5,001文字です）。")),
        ("a password", () => Typed("Q11", "パスワードはhana123!です"), At(Effect, "Q11", "パスワードはhana123!です", "パスワードと思われる文字")),
        ("a broken rule", () => Typed(("Q23.respondents", "10"), ("Q23.line", "12")), At(Staff, "Q23.line", "12", "LINEの人数が、答えた人数より多くなっています。")),
        ("a broken rule over a table", () => Typed(("Q1", "1"), ("Q2.line=5", "○"), ("Q2.x=5", "○"), ("Q2.facebook=5", "○"), ("Q2.youtube=5", "○")), At(Channels, "Q2.line=1", "", "Q1で「発信した」を選んだときは")),
        ("a deleted cell", () => Deleted("Q23.line"), At(Staff, "Q23.line", "", "このセルが見つかりません。")),
        ("a deleted sheet", DeletedSheet, $"「{Staff}」シートのC"),
        ("names lost and rows inserted", () => Inserted(Staff, Unnamed()), At(Staff, "Q23.respondents", "", "このセルが見つかりません。")),
        ("merged answers", () => Merged("Q3=1", "Q3=2"), At(Channels, "Q3=1", "○", "いくつかの回答のセルが結合されている")),
        // The book
        ("no hidden sheet", () => Unlabelled(), "この調書のExcelファイルではありません。"),
        ("another office's name put in", () => Relabelled(), "隠しシートの内容が書き換えられている"),
        ("another office's book", () => paper.Write(1), "水道課のファイルです。防災危機管理課の回答には使えません。"),
        ("another survey's book", () => Paper.Niiza().Write(), "別の調書「SNSの調書」のファイルです。"),
        ("an old version", OldVersion, "調査票の第1版のファイルです。今は第2版です。"),
        // The file
        ("over 20 MB", () => new byte[20_000_001], "ファイルが大きすぎます（20.0MB）。"),
        ("an old .xls", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]], "古い形式のExcelファイル（.xls）です。"),
        ("a password on the file", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage"), 0], "パスワードで暗号化されたファイルです。"),
        ("an .ods", () => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")), "LibreOfficeの形式（.ods）のファイルです。"),
        ("a Word document", () => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")), "Excelファイル（.xlsx）ではありません。Wordの文書のようです。"),
        ("a CSV with another name", () => Encoding.UTF8.GetBytes("office_code,question,value\n01001,Q1,1\n"), "Excelファイル（.xlsx）ではありません。文字だけのファイル（CSVなど）のようです。"),
        ("a PDF", () => "%PDF-1.7"u8.ToArray(), "Excelファイル（.xlsx）ではありません。PDFのようです。"),
        ("an empty file", () => [], "Excelファイル（.xlsx）ではありません。空のファイルのようです。"),
        ("cut off in the middle", () => paper.Write()[..3000], "ファイルが壊れているため、読み取れません（ZIP）。"),
        ("a part that is no XML", () => Paper.Rewrite(paper.Write(), "xl/workbook.xml", text => text[..200]), "ファイルが壊れているため、読み取れません（xl/workbook.xml）。"),
        ("a ZIP bomb", Bomb, "展開すると大きくなりすぎるファイル"),
        ("too many parts", () => Zip([.. Enumerable.Range(0, 600).Select(i => ($"xl/{i}.xml", "<a/>"))]), "展開すると大きくなりすぎるファイル"),
        ("macros", () => Paper.With(paper.Write(), "xl/vbaProject.bin", [1]), "マクロや埋め込みの部品が含まれている"),
        ("a workbook for macros", () => Paper.Rewrite(paper.Write(), "[Content_Types].xml", text => text.Replace("spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml", StringComparison.Ordinal)), "マクロや埋め込みの部品が含まれている"),
        ("links to other files", () => Paper.With(paper.Write(), "xl/externalLinks/externalLink1.xml", "<externalLink/>"u8.ToArray()), "ほかのファイルへのリンクが含まれている"),
        ("a document type", () => Paper.Rewrite(paper.Write(), "xl/workbook.xml", text => "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..]), "使えない記述（文書型定義）が含まれている"),
    ];

    public static TheoryData<string> Kinds => [.. Damages.Select(damage => damage.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void I2_every_damage_has_its_own_message_at_its_cell(string kind)
    {
        var (_, book, told) = Damages.Single(damage => damage.Kind == kind);

        var looked = paper.Look(book(), paper.Responses[0]);

        var sentence = looked.Faults.Count > 0 ? looked.Faults[0].Sentence : looked.Refusal?.Sentence;
        Assert.StartsWith(told, sentence, StringComparison.Ordinal);
        Assert.Empty(looked.Given);
    }

    [Fact]
    public void I2_all_faults_of_a_book_are_told_at_once()
    {
        var looked = paper.Look(Typed(("Q1", "9"), ("Q3=2", "△"), ("Q23.line", "多数")));

        Assert.Equal(["Q1", "Q3", "Q23.line"], looked.Faults.Select(fault => fault.Field));
        Assert.Equal("ファイルに誤りがあるため、何も取り込みませんでした（3件）。示したセルを直して、もう一度選んでください。", looked.Refusal!.Sentence);
    }

    [Fact]
    public void I2_sheets_may_be_moved_and_renamed_and_rows_inserted()
    {
        var book = Typed(("Q1", "2"), ("Q16", "5"), ("Q18", "3"), ("Q23.line", "5"), ("Q23.respondents", "8"));

        var moved = paper.Look(Inserted(Staff, Renamed(book), rename: "職員"));

        Assert.Null(moved.Refusal);
        Assert.Equal("Q1:2 Q16:5 Q18:3 Q23.respondents:8 Q23.line:5", string.Join(' ', moved.Given.Where(one => one.Value.Count > 0).Select(one => $"{one.Key}:{one.Value[0]}")));
        var line = CellAddress.Parse(paper.At("Q23.line").Address)!.Value;
        Assert.Equal($"「職員」{new CellAddress(line.Column, line.Row + 2)}", moved.Changes.Single(change => change.Field.Key == "Q23.line").Place);
    }

    [Fact]
    public void I2_a_book_whose_names_another_program_dropped_is_read_by_its_places()
    {
        var looked = paper.Look(Unnamed(Typed(("Q1", "2"), ("Q23.respondents", "8"))));

        Assert.Null(looked.Refusal);
        Assert.Equal(["2", "8"], looked.Given.Values.SelectMany(values => values));
    }

    [Fact]
    public void I2_a_cell_merged_with_words_beside_it_is_still_read()
    {
        var (sheet, address) = paper.At("Q3", "1");
        var cell = CellAddress.Parse(address)!.Value;
        var first = new CellAddress(cell.Column - 1, cell.Row).ToString();

        var looked = paper.Look(Paper.Change(paper.Write(), document =>
        {
            Merge(document, sheet, first, address);
            Paper.Put(document, (sheet, first), "○");
        }));

        Assert.Equal(["1"], looked.Given["Q3"]);
    }

    [Fact]
    public void I2_readings_that_japanese_excel_keeps_beside_words_are_no_part_of_the_answer()
    {
        var (_, address) = paper.At("Q20");
        var part = $"xl/worksheets/sheet{paper.Layout.Sheets.ToList().FindIndex(sheet => sheet.Title == paper.At("Q20").Sheet) + 2}.xml";

        var looked = paper.Look(Paper.Rewrite(Typed("Q20", "窓口で案内"), part, text => text.Replace("窓口で案内</x:t>", "窓口で</x:t></x:r><x:r><x:t>案内_x000D_</x:t></x:r><x:rPh sb=\"0\" eb=\"2\"><x:t>マドグチ</x:t></x:rPh><x:r><x:t></x:t></x:r>", StringComparison.Ordinal).Replace("<x:is><x:t xml:space=\"preserve\">窓口で</x:t></x:r>", "<x:is><x:r><x:t xml:space=\"preserve\">窓口で</x:t></x:r>", StringComparison.Ordinal)));

        Assert.Equal((address, "窓口で案内"), (paper.At("Q20").Address, looked.Given["Q20"][0]));
    }

    [Fact]
    public void I3_what_is_submitted_or_past_its_end_takes_no_book()
    {
        var survey = Paper.Niiza();
        var book = survey.Write();
        var response = survey.Responses[0];
        var late = BookCheck.Look(new BookFile("b.xlsx", book), survey.All, null, Paper.Seal, survey.Survey.Deadline);
        var given = AnswerSheet.Of(survey.Form, new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["2"], ["Q16"] = ["5"], ["Q18"] = ["1"], ["Q19"] = ["3"], ["Q21"] = ["1"] });
        Assert.True(response.Save(survey.Survey, given, PersonId.New(), "佐藤 花子", Paper.Monday).Succeeded);
        Assert.True(response.Submit(survey.Survey, given, PersonId.New(), "田中 実", Paper.Monday).Succeeded);

        var submitted = survey.Look(book, response);
        _ = survey.Survey.Close("北川 節子", Paper.Monday);
        var closed = survey.Look(book, response);

        Assert.Equal([typeof(DeadlinePassed), typeof(ResponseNotPossibleNow), typeof(SurveyIsClosed)], new[] { late, submitted, closed }.Select(looked => looked.Refusal!.GetType()));
    }

    private static string At(string sheet, string cell, string found, string what)
    {
        var (field, option) = cell.Split('=') is [var one, var two] ? (one, two) : (cell, null);
        var place = paper.At(field, option);
        Assert.Equal(sheet, place.Sheet);
        return $"「{sheet}」シートの{place.Address}（{field}）{(found.Length > 0 ? $"に「{found}」とあります" : "")}：{what}";
    }

    private static byte[] Typed(string cell, string words) => paper.Filled((cell, words));

    private static byte[] Typed(params (string, string)[] typed) => paper.Filled(typed);

    /// <summary>What Excel makes of 4/1 or 50% in a cell without a format of its own.</summary>
    private static byte[] Formatted(string cell, string number, uint format) => Paper.Change(Typed(cell, number), document =>
    {
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!;
        formats.Append(new X.CellFormat { NumberFormatId = format, ApplyNumberFormat = true });
        Paper.CellAt(document, paper.At(cell)).StyleIndex = (uint)formats.ChildElements.Count - 1;
    });

    /// <summary>As Excel does it: the name of a deleted cell points nowhere.</summary>
    private static byte[] Deleted(string field) => Paper.Change(paper.Write(), document =>
    {
        var name = paper.Layout.CellsOf(field).First().Cell.Name;
        document.WorkbookPart!.Workbook.DefinedNames!.Elements<X.DefinedName>().Single(one => one.Name == name).Text = $"'{Staff}'!#REF!";
    });

    private static byte[] DeletedSheet() => Paper.Change(paper.Write(), document =>
    {
        foreach (var name in document.WorkbookPart!.Workbook.DefinedNames!.Elements<X.DefinedName>().Where(one => one.Text.StartsWith($"'{Staff}'", StringComparison.Ordinal)).ToList()) name.Text = "#REF!$C$4";
        document.WorkbookPart.Workbook.Descendants<X.Sheet>().Single(sheet => sheet.Name == Staff).Remove();
    });

    private static byte[] Unnamed(byte[]? book = null) => Paper.Change(book ?? paper.Write(), document =>
    {
        foreach (var name in document.WorkbookPart!.Workbook.DefinedNames!.Elements<X.DefinedName>().Where(one => one.Name!.Value!.StartsWith("a_", StringComparison.Ordinal)).ToList()) name.Remove();
    });

    private static byte[] Renamed(byte[] book) => Paper.Change(book, document =>
    {
        var sheets = document.WorkbookPart!.Workbook.Sheets!;
        var staff = sheets.Elements<X.Sheet>().Single(sheet => sheet.Name == Staff);
        staff.Remove();
        staff.Name = "職員";
        sheets.PrependChild(staff);
        foreach (var name in document.WorkbookPart.Workbook.DefinedNames!.Elements<X.DefinedName>()) name.Text = name.Text.Replace($"'{Staff}'", "職員", StringComparison.Ordinal);
    });

    /// <summary>Two rows inserted above everything; names, where there are any, move along as in Excel.</summary>
    private static byte[] Inserted(string sheet, byte[] book, string? rename = null) => Paper.Change(book, document =>
    {
        var title = rename ?? sheet;
        foreach (var row in Paper.SheetOf(document, title).Worksheet.Descendants<X.Row>())
        {
            row.RowIndex = row.RowIndex! + 2;
            foreach (var cell in row.Elements<X.Cell>()) cell.CellReference = CellAddress.Parse(cell.CellReference!)!.Value is var at ? new CellAddress(at.Column, at.Row + 2).ToString() : "";
        }

        Paper.SheetOf(document, title).Worksheet.GetFirstChild<X.MergeCells>()?.Remove();
        foreach (var name in document.WorkbookPart!.Workbook.DefinedNames!.Elements<X.DefinedName>().Where(one => one.Name!.Value!.StartsWith("a_", StringComparison.Ordinal) && one.Text.Split('!')[0].Trim('\'') == title))
        {
            var parts = name.Text.Split('$');
            name.Text = $"{parts[0]}${parts[1]}${int.Parse(parts[2], CultureInfo.InvariantCulture) + 2}";
        }
    });

    private static byte[] Merged(string first, string last) => Paper.Change(Typed((first, "○")), document => Merge(document, paper.At("Q3").Sheet, At(first), At(last)));

    private static string At(string cell) => paper.At(cell.Split('=')[0], cell.Split('=')[1]).Address;

    private static void Merge(SpreadsheetDocument document, string sheet, string first, string last) =>
        Paper.SheetOf(document, sheet).Worksheet.GetFirstChild<X.MergeCells>()!.Append(new X.MergeCell { Reference = $"{first}:{last}" });

    private static byte[] Unlabelled() => Paper.Change(paper.Write(), document => document.WorkbookPart!.Workbook.Descendants<X.Sheet>().Single(sheet => sheet.Name == BookLabel.SheetTitle).Remove());

    private static byte[] Relabelled() => Paper.Change(paper.Write(1), document => Paper.Put(document, (BookLabel.SheetTitle, "A4"), paper.Responses[0].Id.Value.ToString()));

    private static byte[] OldVersion()
    {
        var now = paper.Survey.Questionnaire;
        try
        {
            paper.Survey.Questionnaire = QuestionnaireVersionId.New();
            return new BookWriter(paper.Layout, Paper.Seal).Write(new BookOrder(paper.Survey, 1, paper.Responses[0], ""));
        }
        finally
        {
            paper.Survey.Questionnaire = now;
        }
    }

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, words) in parts)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write(words);
            }
        }

        return content.ToArray();
    }

    private static byte[] Bomb() => Paper.With(paper.Write(), "xl/worksheets/sheet99.xml", new byte[80_000_000]);
}
