using System.Globalization;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Words that stand in a book, over one column or several.</summary>
internal sealed record BookText(int From, int To, string Words, BookStyle Style);

/// <summary>A cell in which an office answers.</summary>
/// <param name="Name">The workbook's name for it, which follows the cell wherever it is moved.</param>
/// <param name="Option">The option that a ○ here chooses; null where the answer itself stands here.</param>
/// <param name="Row">From 1.</param>
/// <param name="Anchor">The row in which the question's number stands.</param>
internal sealed record BookCell(string Name, AnswerField Field, string? Option, int Row, int From, int To, int Anchor, BookStyle Style)
{
    public CellAddress Address => new(From, Row);

    /// <summary>The workbook's name for the list that the cell offers.</summary>
    public string List { get; init; } = "";
}

/// <param name="Height">Points.</param>
internal sealed record BookLine(double Height, IReadOnlyList<BookText> Texts, IReadOnlyList<BookCell> Cells)
{
    /// <summary>The empty line above each question.</summary>
    public bool BeginsQuestion => Texts.Count == 0 && Cells.Count == 0;
}

/// <summary>One sheet of a book: a section of the questionnaire. 節.</summary>
internal sealed record BookSheet(string Title, QuestionSection Section, IReadOnlyList<BookLine> Lines);

/// <summary>Where everything of a questionnaire stands in a book: the same for every office, made of nothing but the questionnaire. I2.</summary>
internal sealed class BookLayout
{
    /// <summary>A: numbers of questions; B: words; C to G: answers, a table's options.</summary>
    public const int NumberColumn = 1, WordColumn = 2, AnswerColumn = 3, LastColumn = 7;

    private const int MostGridOptions = LastColumn - AnswerColumn + 1;

    private BookLayout(AnswerForm form, IReadOnlyList<BookSheet> sheets) => (Form, Sheets) = (form, sheets);

    public AnswerForm Form { get; }

    public IReadOnlyList<BookSheet> Sheets { get; }

    /// <summary>Letters of half width that fit into one line of each column, from A.</summary>
    public static IReadOnlyList<double> Widths { get; } = [6, 40, 11.5, 11.5, 11.5, 11.5, 11.5];

    /// <summary>The cells of a field with their sheet: one, or one for each option.</summary>
    public IEnumerable<(BookSheet Sheet, BookCell Cell)> CellsOf(string field) => Cells.Where(one => one.Cell.Field.Key == field);

    public IEnumerable<(BookSheet Sheet, BookCell Cell)> Cells => Sheets.SelectMany(sheet => sheet.Lines.SelectMany(line => line.Cells.Select(cell => (sheet, cell))));

    public static BookLayout Of(AnswerForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var titles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new BookLayout(form, [.. form.Questionnaire.Sections.Select((section, at) => Sheet(form, section, SheetTitle(section.Title, at + 1, titles)))]);
    }

    /// <summary>How high a line must be for words of a style over these columns.</summary>
    public static double HeightOf(string words, int from, int to, BookStyle style) => HeightOf(words, Widths.Skip(from - 1).Take(to - from + 1).Sum(), style);

    /// <param name="letters">How many letters of half width fit into one line at eleven points.</param>
    public static double HeightOf(string words, double letters, BookStyle style)
    {
        var width = letters * 0.94 * 11 / style.Points;
        var lines = words.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Sum(letter => letter < 0x100 || letter is >= '\uFF61' and <= '\uFF9F' ? 1.0 : 2.0) / width)));
        return Math.Min(400, (lines * style.Points * 1.5) + 5);
    }

    private static BookSheet Sheet(AnswerForm form, QuestionSection section, string title)
    {
        var lines = new LineMaker(form);
        lines.Say(NumberColumn, section.Title, BookStyle.Title);
        if (section.Note.Length > 0) lines.Say(NumberColumn, section.Note, BookStyle.Text);
        if (section.ShowIf.Length > 0) lines.Say(NumberColumn, $"このシートは、{ConditionWords.Of(form.Read(section.ShowIf), form)}ときだけ答えてください。そのほかのときは、空欄のままで次のシートへ進んでください。", BookStyle.Condition);
        foreach (var question in section.Questions) lines.Ask(question);
        return new BookSheet(title, section, lines.Lines);
    }

    /// <summary>The section's title as far as Excel takes it: 31 letters, without its special signs.</summary>
    private static string SheetTitle(string section, int number, HashSet<string> taken)
    {
        var clean = new string([.. section.Where(letter => !char.IsControl(letter) && letter is not (':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\''))]).Trim();
        var title = string.Create(CultureInfo.InvariantCulture, $"{number} {clean}");
        if (title.Length > 31) title = title[..(char.IsHighSurrogate(title[29]) ? 29 : 30)] + "…";
        return taken.Add(title) ? title : throw new InvalidOperationException("Sheet titles begin with different numbers.");
    }

    /// <summary>Puts one question after the other onto a sheet.</summary>
    private sealed class LineMaker(AnswerForm form)
    {
        private readonly List<BookLine> lines = [];
        private int anchor;

        public IReadOnlyList<BookLine> Lines => lines;

        private int Next => lines.Count + 1;

        public void Say(int from, string words, BookStyle style) => Add([new BookText(from, LastColumn, words, style)], []);

        public void Ask(Question question)
        {
            lines.Add(new BookLine(8, [], []));
            anchor = Next;
            var how = question.Kind switch { QuestionKind.Single => "（1つ選ぶ）", QuestionKind.Multiple => "（当てはまるものすべてに○）", QuestionKind.MatrixSingle => "（行ごとに1つ選ぶ）", _ => "" };
            Add(
                [
                    new BookText(NumberColumn, NumberColumn, question.Key, BookStyle.Number),
                    new BookText(WordColumn, LastColumn - 1, question.Label + how, BookStyle.Question),
                    new BookText(LastColumn, LastColumn, question.Required ? "必須" : "任意", BookStyle.Need),
                ],
                []);
            if (question.ShowIf.Length > 0) Say(WordColumn, $"{ConditionWords.Of(form.Read(question.ShowIf), form)}ときだけ答えてください。", BookStyle.Condition);
            if (question.Hint.Length > 0) Say(WordColumn, question.Hint, BookStyle.Hint);
            if (question.Examples.Count > 0) Say(WordColumn, $"例：{string.Join("、", question.Examples)}", BookStyle.Hint);
            if (question.Kind is QuestionKind.Text) Say(WordColumn, BookWords.LengthOf(question), BookStyle.Hint);
            if (question.MayNotApply && question.Kind is QuestionKind.Single or QuestionKind.Number or QuestionKind.Text or QuestionKind.MatrixNumber) Say(WordColumn, $"当てはまらないときは「{BookWords.NotApplicable}」と入力してください。", BookStyle.Hint);
            Answer(question);
            foreach (var detail in question.Details) AskDetail(question, detail);
        }

        private void Answer(Question question)
        {
            var fields = form.FieldsOf(question).Where(field => field.Detail is null).ToList();
            switch (question.Kind)
            {
                case QuestionKind.Single:
                    Add([new BookText(WordColumn, WordColumn, Choices(question), BookStyle.Text)], [Cell(fields[0], null, AnswerColumn, LastColumn, BookStyle.Choice)]);
                    break;
                case QuestionKind.Multiple:
                    foreach (var (key, words) in Marked(question)) Add([new BookText(WordColumn, WordColumn, words, BookStyle.Row)], [Cell(fields[0], key, AnswerColumn, AnswerColumn, BookStyle.Mark)]);
                    break;
                case QuestionKind.MatrixSingle when Marked(question).Count() <= MostGridOptions:
                    Add([.. Marked(question).Select((one, at) => new BookText(AnswerColumn + at, AnswerColumn + at, one.Words, BookStyle.GridHead))], []);
                    foreach (var field in fields) Add([new BookText(WordColumn, WordColumn, field.Row!.Label, BookStyle.Row)], [.. Marked(question).Select((one, at) => Cell(field, one.Key, AnswerColumn + at, AnswerColumn + at, BookStyle.Mark))]);
                    break;
                case QuestionKind.MatrixSingle:
                    Say(WordColumn, Choices(question), BookStyle.Text);
                    foreach (var field in fields) Add([new BookText(WordColumn, WordColumn, field.Row!.Label, BookStyle.Row)], [Cell(field, null, AnswerColumn, LastColumn, BookStyle.Choice)]);
                    break;
                case QuestionKind.Number or QuestionKind.MatrixNumber:
                    foreach (var field in fields) Add([new BookText(WordColumn, WordColumn, field.Row?.Label ?? "数", BookStyle.Row), new BookText(AnswerColumn + 1, AnswerColumn + 1, question.Unit, BookStyle.Text)], [Cell(field, null, AnswerColumn, AnswerColumn, BookStyle.Figure)]);
                    break;
                default:
                    Add([], [Cell(fields[0], null, WordColumn, LastColumn, BookStyle.Words)], atLeast: 90);
                    break;
            }
        }

        private void AskDetail(Question question, DetailPrompt detail)
        {
            var when = detail.When.Count > 0 ? $"{string.Concat(detail.When.Select(key => question.Options.FirstOrDefault(option => option.Key == key) is { } option ? $"「{option.Key} {option.Label}」" : $"「{key}」"))}を選んだとき：" : "";
            var examples = detail.Examples.Count > 0 ? $"\n例：{string.Join("、", detail.Examples)}" : "";
            var words = $"{when}{detail.Label}（{(detail.Required && question.Required ? "必須" : "任意")}、{BookWords.DetailLength}）{examples}";
            Add([new BookText(WordColumn, WordColumn, words, BookStyle.Row)], [Cell(form.Field($"{question.Key}.{detail.Key}")!, null, AnswerColumn, LastColumn, BookStyle.Words)], atLeast: 52);
        }

        /// <summary>The options that are chosen by a mark, and 該当なし where there is that.</summary>
        private IEnumerable<(string Key, string Words)> Marked(Question question) =>
        [
            .. question.Options.Select(option => (option.Key, Named(option))),
            .. question.MayNotApply ? new[] { (AnswerCell.NotApplicableMark, BookWords.NotApplicable) } : [],
        ];

        private string Choices(Question question) => string.Join("\n", question.Options.Select(Named));

        private string Named(AnswerOption option) => $"{option.Key}　{option.Label}{(option.ShowIf.Length > 0 ? $"（{ConditionWords.Of(form.Read(option.ShowIf), form)}ときだけ）" : "")}";

        private BookCell Cell(AnswerField field, string? option, int from, int to, BookStyle style) =>
            new(BookWords.NameOf(field, option), field, option, Next, from, to, anchor, style) { List = style is BookStyle.Choice ? BookWords.ListOf(form.FieldsOf(field.Question).First()) : "" };

        private void Add(IReadOnlyList<BookText> texts, IReadOnlyList<BookCell> cells, double atLeast = 20) =>
            lines.Add(new BookLine(Math.Max(atLeast, texts.Select(text => HeightOf(text.Words, text.From, text.To, text.Style)).DefaultIfEmpty(0).Max()), [.. texts.Where(text => text.Words.Length > 0)], cells));
    }
}
