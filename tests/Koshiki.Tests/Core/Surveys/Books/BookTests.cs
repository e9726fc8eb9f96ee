using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>Answer books: what is written, and what comes back of what people fill in.</summary>
public sealed class BookTests
{
    [Fact]
    public void I2_a_book_is_a_valid_workbook_in_which_only_answers_can_be_written()
    {
        var paper = Paper.Niiza();

        using var document = SpreadsheetDocument.Open(new MemoryStream(paper.Write()), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath} {error.Description}"));
        var sheets = document.WorkbookPart!.Workbook.Descendants<X.Sheet>().ToList();
        Assert.Equal(["はじめに", .. paper.Layout.Sheets.Select(sheet => sheet.Title), "koshiki"], sheets.Select(sheet => sheet.Name!.Value!));
        Assert.Equal(X.SheetStateValues.VeryHidden, sheets[^1].State!.Value);
        Assert.All(sheets, sheet => Assert.True(Paper.SheetOf(document, sheet.Name!).Worksheet.GetFirstChild<X.SheetProtection>()!.Sheet!.Value));
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<X.CellFormat>().ToList();
        var open = sheets.SelectMany(sheet => Paper.SheetOf(document, sheet.Name!).Worksheet.Descendants<X.Cell>().Where(cell => formats[(int)(cell.StyleIndex?.Value ?? 0)].Protection is { Locked.Value: false }).Select(cell => (sheet.Name!.Value!, cell.CellReference!.Value!))).ToHashSet();
        Assert.Superset(paper.Layout.Cells.Select(one => (one.Sheet.Title, one.Cell.Address.ToString())).ToHashSet(), open);
        Assert.Equal(paper.Layout.Cells.Sum(one => one.Cell.To - one.Cell.From + 1), open.Count);
    }

    [Fact]
    public void I2_a_book_says_on_paper_what_the_screen_hides()
    {
        var paper = Paper.Niiza();

        var words = paper.Layout.Sheets.SelectMany(sheet => sheet.Lines.SelectMany(line => line.Texts)).Select(text => text.Words).ToList();

        Assert.Contains("このシートは、Q1で「1 発信した」を選んだときだけ答えてください。そのほかのときは、空欄のままで次のシートへ進んでください。", words);
        Assert.Contains("Q2の「LINE」「X（旧Twitter）」「Facebook」のどれかで「5 期間中は使わなかった」以外を選んだときだけ答えてください。", words);
        Assert.Contains("Q4で「1 ホームページの更新と一緒に載せた（CMSの連携）」を選び、かつQ2の「LINE」で「5 期間中は使わなかった」以外を選んだときだけ答えてください。", words);
        Assert.Contains("例：写真を先に見せる、短い文で書く、2人以上で誤りを確かめる", words);
        Assert.Contains("「5 その他」を選んだとき：その他の目的（必須、目安は100字）", words);
    }

    [Fact]
    public void I2_no_question_is_torn_from_its_answers_on_paper()
    {
        var paper = Paper.Niiza();
        var sheet = paper.Layout.Sheets[1];

        using var document = SpreadsheetDocument.Open(new MemoryStream(paper.Write()), isEditable: false);

        var worksheet = Paper.SheetOf(document, sheet.Title).Worksheet;
        var setup = worksheet.GetFirstChild<X.PageSetup>()!;
        Assert.Equal((9u, 1u, 0u), (setup.PaperSize!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value));
        Assert.NotEmpty(worksheet.Descendants<X.Break>());
        Assert.All(worksheet.Descendants<X.Break>(), one => Assert.True(sheet.Lines[(int)one.Id!.Value].BeginsQuestion));
    }

    [Fact]
    public void I2_answers_that_make_rows_higher_make_pages_end_earlier()
    {
        var paper = Paper.Of([.. Enumerable.Range(1, 6).Select(number => Sheets.Text($"Q{number}"))]);
        var answers = paper.Form.Fields.ToDictionary(field => field.Key, _ => (IReadOnlyList<string>)[new string('長', 3000)]);
        var empty = Breaks(paper.Write());
        Assert.True(paper.Responses[0].Save(paper.Survey, AnswerSheet.Of(paper.Form, answers), PersonId.New(), "佐藤 花子", Paper.Monday).Succeeded);

        var full = Breaks(paper.Write());

        // Two questions with more than half a page of answer each do not stand on one.
        Assert.Equal((1, 5), (empty, full));

        int Breaks(byte[] book)
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(book), isEditable: false);
            return Paper.SheetOf(document, paper.Layout.Sheets[0].Title).Worksheet.Descendants<X.Break>().Count();
        }
    }

    [Fact]
    public void I2_what_is_typed_comes_back_as_the_browser_would_have_sent_it()
    {
        var paper = Paper.Niiza();

        var looked = paper.Look(paper.Filled(
            ("Q1", "１"), ("Q2.line=1", "○"), ("Q2.x=5", "✓"), ("Q2.facebook=5", "レ"), ("Q2.youtube=5", "☑"), ("Q3=1", "はい"), ("Q3=2", "×"), ("Q3=5", "1"), ("Q3.other", "  市制60周年\r\nの催し "),
            ("Q5", "②主にLINEに載せた"), ("Q9", "あった"), ("Q12", "3 知らない"), ("Q14=1", "TRUE"), ("Q14=2", "FALSE"), ("Q23.respondents", "１，２００"), ("Q23.line", "12")));

        Assert.Null(looked.Refusal);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Q1"] = "1", ["Q2.line"] = "1", ["Q2.x"] = "5", ["Q2.facebook"] = "5", ["Q2.youtube"] = "5", ["Q3"] = "1 5", ["Q3.other"] = "市制60周年\nの催し",
                ["Q5"] = "2", ["Q9"] = "1", ["Q12"] = "3", ["Q14"] = "1", ["Q23.respondents"] = "1200", ["Q23.line"] = "12",
            },
            looked.Given.Where(one => one.Value.Count > 0).ToDictionary(one => one.Key, one => string.Join(' ', one.Value)));
    }

    [Fact]
    public void I2_what_was_saved_stands_in_the_book_and_what_would_change_is_told()
    {
        var paper = Paper.Niiza();
        var response = paper.Responses[0];
        var sheet = AnswerSheet.Of(paper.Form, new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["2"], ["Q16"] = ["5"], ["Q17"] = ["3", "1"], ["Q20"] = ["窓口で案内する"], ["Q23.respondents"] = ["12"] });
        Assert.True(response.Save(paper.Survey, sheet, PersonId.New(), "佐藤 花子", Paper.Monday).Succeeded);

        var same = paper.Look(paper.Write());
        var changed = paper.Look(Paper.Change(paper.Write(), document =>
        {
            paper.Type(document, "Q16", "4 1～4回");
            paper.Type(document, "Q20", "");
            paper.Type(document, "Q18", "3");
        }));

        Assert.Equal((paper.Form.Fields.Count, 0), (same.Of(BookEffect.Unchanged), same.Changes.Count(change => change.Effect is not BookEffect.Unchanged)));
        Assert.Equal(
            [("Q16", BookEffect.Changed, "5　更新していない", "4　1～4回"), ("Q18", BookEffect.New, "", "3　使う予定はない"), ("Q20", BookEffect.Emptied, "窓口で案内する", "")],
            changed.Changes.Where(change => change.Effect is not BookEffect.Unchanged).Select(change => (change.Field.Key, change.Effect, change.Was, change.Will)));
        Assert.True(changed.Changes.Single(change => change.Field.Key == "Q17").Counts);
        Assert.False(same.Changes.Single(change => change.Field.Key == "Q17").Counts);
    }

    [Fact]
    public void I2_answers_given_on_the_pages_after_the_book_was_written_are_pointed_out()
    {
        var paper = Paper.Niiza();
        var book = paper.Filled(("Q1", "1"));
        Assert.True(paper.Responses[0].Save(paper.Survey, AnswerSheet.Of(paper.Form, new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["2"] }), PersonId.New(), "佐藤 花子", Paper.Monday.AddHours(1)).Succeeded);

        var own = paper.Look(book, paper.Responses[0]);
        var all = paper.Look(book);

        Assert.Equal(("佐藤 花子", null), (own.Since!.By, own.Refusal));
        Assert.IsType<AnsweredSinceTheBook>(all.Refusal);
    }

    [Fact]
    public void I2_a_book_that_was_taken_comes_again_and_is_in_nobodys_way()
    {
        var paper = Paper.Niiza();
        var book = paper.Filled(("Q1", "2"), ("Q16", "5"));
        Assert.True(paper.Responses[0].Save(paper.Survey, AnswerSheet.Of(paper.Form, paper.Look(book).Given), PersonId.New(), "北川 節子", Paper.Monday.AddHours(1)).Succeeded);

        var again = paper.Look(book);

        Assert.Equal((null, false), (again.Refusal, again.CanBeTaken));
    }

    [Fact]
    public void I2_a_choice_that_is_not_offered_is_no_change()
    {
        var paper = Paper.Of(Sheets.Single("Q1"), Sheets.Multiple("Q2") with { Options = [new AnswerOption("1", "いつでも"), new AnswerOption("2", "ときどき", "Q1 = 1")] });
        var book = paper.Filled(("Q1", "2"), ("Q2=1", "○"), ("Q2=2", "○"));
        Assert.True(paper.Responses[0].Save(paper.Survey, AnswerSheet.Of(paper.Form, paper.Look(book).Given), PersonId.New(), "北川 節子", Paper.Monday.AddHours(1)).Succeeded);

        var again = paper.Look(book);

        Assert.Equal((null, false), (again.Refusal, again.CanBeTaken));
    }

    [Fact]
    public void I2_a_dash_in_a_box_for_details_is_no_word_about_the_question()
    {
        var paper = Paper.Of(Sheets.Single("Q1") with { MayNotApply = true, Details = [new DetailPrompt("why", "理由", ["1"], false, [])] });

        var looked = paper.Look(paper.Filled(("Q1", "1"), ("Q1.why", "-")));

        Assert.Equal(["1 選択肢1", "-"], looked.Changes.Select(change => change.Will.Replace('　', ' ')));
    }

    [Fact]
    public void I2_a_question_that_does_not_apply_is_said_so_in_every_kind_of_cell()
    {
        var paper = Paper.Of(
            Sheets.Single("Q1") with { MayNotApply = true }, Sheets.Multiple("Q2") with { MayNotApply = true }, Sheets.Number("Q3") with { MayNotApply = true }, Sheets.Text("Q4") with { MayNotApply = true },
            Sheets.Single("Q5") with { Kind = QuestionKind.MatrixSingle, MayNotApply = true, Rows = [new("a", "甲"), new("b", "乙")] });

        var looked = paper.Look(paper.Filled(("Q1", "該当なし"), ("Q2=-", "○"), ("Q3", "該当なし"), ("Q4", "－"), ("Q5.a=-", "○"), ("Q5.b=2", "○")));

        Assert.Null(looked.Refusal);
        Assert.Equal("Q1:- Q2:- Q3:- Q4:- Q5.a:- Q5.b:2", string.Join(' ', looked.Given.Select(one => $"{one.Key}:{string.Join(',', one.Value)}")));
    }

    [Fact]
    public void I2_a_table_with_many_columns_becomes_a_list_in_each_row()
    {
        var paper = Paper.Of(Sheets.Single("Q1", "", "1", "2", "3", "4", "5", "6", "7") with { Kind = QuestionKind.MatrixSingle, Rows = [new("a", "甲"), new("b", "乙")] });

        var looked = paper.Look(paper.Filled(("Q1.a", "7"), ("Q1.b", "選択肢6")));

        Assert.Equal("7 6", string.Join(' ', looked.Given.Values.SelectMany(values => values)));
    }
}
