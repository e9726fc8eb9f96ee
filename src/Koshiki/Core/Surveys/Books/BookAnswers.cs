using Koshiki.Foundation;
using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Core.Surveys.Books;

/// <summary>The answers of a book as the browser would have sent them, with all that is wrong. Of a book with a fault nothing is taken.</summary>
/// <param name="Given">Every field; empty where nothing stands in its cells.</param>
/// <param name="Sheet">The answers in line with the questionnaire; null while there are faults.</param>
/// <param name="Places">Where each field stands in the book, for people.</param>
internal sealed record BookAnswers(IReadOnlyDictionary<string, IReadOnlyList<string>> Given, AnswerSheet? Sheet, IReadOnlyList<BookFault> Faults, IReadOnlyDictionary<string, string> Places)
{
    private const int LongestFound = 50;

    public static BookAnswers Of(AnswerBook book, AnswerForm form)
    {
        var (given, faults, places) = (new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), new List<BookFault>(), new Dictionary<string, FoundCell>(StringComparer.Ordinal));
        foreach (var cells in book.Cells.GroupBy(cell => cell.Label.Field, StringComparer.Ordinal))
        {
            if (form.Field(cells.Key) is not { } field) continue;
            List<FoundCell> all = [.. cells];
            places[field.Key] = all[0];
            var known = faults.Count;
            faults.AddRange(all.Select(Unreadable).OfType<BookFault>());
            if (faults.Count > known) continue;
            given[field.Key] = AnswerRules.Normalise(field, all[0].Label.Option.Length > 0 ? Marked(field, all, faults) : Written(field, all[0], faults));
            if (faults.Count == known && AnswerRules.Unacceptable(field, given[field.Key]) is { } sentence) faults.Add(At(all[0], sentence));
        }

        if (faults.Count > 0) return new BookAnswers(given, null, faults, Words(places));
        var sheet = AnswerSheet.Of(form, given);
        faults.AddRange(AnswerRules.Broken(sheet, form.Questionnaire.Questions).Select(broken => At(Place(broken.Field), broken.Sentence)));
        return new BookAnswers(given, faults.Count == 0 ? sheet : null, faults, Words(places));

        FoundCell Place(string field) => places.GetValueOrDefault(field) ?? places[form.Questionnaire.Question(field) is { } question ? form.FieldsOf(question).First().Key : places.Keys.First()];
    }

    /// <summary>What no cell for an answer can hold, whatever is asked.</summary>
    private static BookFault? Unreadable(FoundCell cell) => cell switch
    {
        { IsGone: true } => At(cell, "このセルが見つかりません。行、列、セル、シートのどれかが消されています。Excelの「元に戻す」で戻すか、新しく書き出したファイルに入力し直してください。"),
        { Content: CellContent.Formula } => At(cell, "数式は使えません。計算した結果の値を入力してください。"),
        { Content: CellContent.Failure } => At(cell, "Excelの誤りの表示になっています。消して、値を入力してください。"),
        { Together: > 1, Content: not CellContent.Nothing } => At(cell, "いくつかの回答のセルが結合されているため、どの答えか分かりません。セルの結合を解除して、それぞれのセルに入力してください。"),
        { Content: CellContent.Day } => At(cell, "日付として入力されています。日付にならないように、値を入力し直してください。文章の中の日付は、先頭に「'」を付けると文字のまま入力できます。"),
        { Content: CellContent.Share } => At(cell, "百分率（％）で入力されています。％を付けない値を入力してください。"),
        _ => null,
    };

    private static List<string> Marked(AnswerField field, List<FoundCell> cells, List<BookFault> faults)
    {
        var marked = new List<FoundCell>();
        foreach (var cell in cells)
        {
            switch (BookMarks.IsMarked(cell.Content, cell.Label.Option))
            {
                case true: marked.Add(cell); break;
                case null: faults.Add(At(cell, $"選んだしるしとして読み取れません。選ぶときは「{BookWords.Mark}」を入力し、選ばないときは空欄にしてください。")); break;
            }
        }

        var none = marked.Find(cell => cell.Label.Option == AnswerCell.NotApplicableMark);
        if (none is not null && marked.Count > 1) faults.Add(At(none, $"「{BookWords.NotApplicable}」と、ほかの選択肢（{Addresses(marked, none)}）の両方に印があります。どちらかを消してください。"));
        else if (field.Kind is AnswerKind.Choice && marked.Count > 1) faults.Add(At(marked[1], $"{(field.Row is { } row ? $"「{row.Label}」の行" : "この設問")}に印が{marked.Count}つあります（{string.Join("、", marked.Select(cell => cell.Address))}）。1つだけ残して、ほかを消してください。"));
        return [.. marked.Select(cell => cell.Label.Option)];
    }

    private static List<string> Written(AnswerField field, FoundCell cell, List<BookFault> faults)
    {
        var typed = cell.Content.Shown;
        if (BookMarks.SaysNotApplicable(field, typed)) return [AnswerCell.NotApplicableMark];
        switch (field.Kind)
        {
            case AnswerKind.Choice:
                var choice = BookMarks.ChoiceOf(field, typed, out var fault);
                if (fault is not null) faults.Add(At(cell, fault));
                return [choice];
            case AnswerKind.Number when cell.Content is CellContent.Truth:
                faults.Add(At(cell, "数を入力してください。"));
                return [];
            default:
                return [typed];
        }
    }

    private static BookFault At(FoundCell cell, string what) =>
        new(cell.Sheet, cell.Address, cell.Label.Field, cell.Content.Shown is var shown && shown.Length > LongestFound ? shown[..LongestFound] + "…" : shown, what);

    private static string Addresses(List<FoundCell> cells, FoundCell without) => string.Join("、", cells.Where(cell => cell != without).Select(cell => cell.Address));

    private static Dictionary<string, string> Words(Dictionary<string, FoundCell> places) => places.ToDictionary(one => one.Key, one => $"「{one.Value.Sheet}」{one.Value.Address}", StringComparer.Ordinal);
}
