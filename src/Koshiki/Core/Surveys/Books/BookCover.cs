using DocumentFormat.OpenXml.Packaging;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Books;

/// <summary>The first sheet of a book: what it is, until when, how to fill it in and hand it in, whom to ask.</summary>
internal static class BookCover
{
    private const int TermTo = 2, ValueFrom = 3;

    private static readonly IReadOnlyList<double> Widths = [8, 14, 17, 17, 17, 17, 10];

    private static readonly string[] HowTo =
    [
        "薄い黄色の欄だけに入力できます。ほかの欄は保護しています。行や列の幅は変えられます。",
        "1つ選ぶ設問は、欄の右の▼から選びます。複数を選ぶ設問と表は、選ぶものに「○」を付けます。",
        "「…ときだけ答えてください」とある設問は、当てはまらなければ空欄のままにします。空欄にしたことは誤りになりません。",
        "行、列、シートを消したり、切り取って別の場所に貼り付けたりしないでください。数式は使えません。計算した結果の数を入力してください。",
        "途中までの入力でも取り込めます。残りは画面で答えられます。",
    ];

    public static void Write(WorksheetPart part, BookOrder order, Questionnaire questionnaire)
    {
        using var xml = BookSheets.Begin(part, Widths);
        var merged = new List<CellRange>();
        var row = 0;
        void Say(string words, BookStyle style, double atLeast = 20) => Put([(1, BookLayout.LastColumn, words, style)], atLeast);
        void Tell(string term, string words) => Put([(1, TermTo, term, BookStyle.Term), (ValueFrom, BookLayout.LastColumn, words, BookStyle.Value)]);
        void Put(IReadOnlyList<(int From, int To, string Words, BookStyle Style)> texts, double atLeast = 20)
        {
            row++;
            var height = atLeast;
            var cells = new List<(int, BookStyle, object?)>();
            foreach (var (from, to, words, style) in texts)
            {
                for (var column = from; column <= to; column++) cells.Add((column, style, column == from ? words : null));
                merged.Add(new CellRange(new CellAddress(from, row), new CellAddress(to, row)));
                height = Math.Max(height, HeightOf(words, from, to, style));
            }

            BookSheets.WriteRow(xml, row, height, cells);
        }

        var (survey, response) = (order.Survey, order.Response);
        Say(survey.Title, BookStyle.Title, 30);
        Say("", BookStyle.Plain, 8);
        Tell("所属", $"{response.OfficeName}（{response.OfficeCode}）");
        Tell("回答の期限", response.DeadlineOf(survey).InWords);
        Tell("基準日", $"{survey.ReferenceDay.InWords}現在で答えてください。");
        if (survey.Purpose.Length > 0) Tell("目的と根拠", survey.Purpose);
        Tell("調査票", $"{questionnaire.Title}（第{order.Version}版、{questionnaire.Questions.Count()}問）");
        Tell("問合せ先", $"監査事務局。システムの「調書・監査」から、この調書の画面の「監査事務局への質問」で尋ねてください。{(order.StaffUrl.Length > 0 ? $"（{order.StaffUrl.TrimEnd('/')}/surveys/answers/{response.Id.Value}）" : "")}");
        if (questionnaire.Note.Length > 0)
        {
            Say("", BookStyle.Plain, 8);
            Say(questionnaire.Note, BookStyle.Text);
        }

        Say("", BookStyle.Plain, 8);
        Say("書き方", BookStyle.Question, 22);
        for (var at = 0; at < HowTo.Length; at++) Say($"{at + 1}．{HowTo[at]}", BookStyle.Text);
        Say("", BookStyle.Plain, 8);
        Say("出し方", BookStyle.Question, 22);
        Say("1．保存します（ファイルの種類は「Excelブック（.xlsx）」のまま）。", BookStyle.Text);
        Say("2．調書の画面の「Excelで回答する」でこのファイルを選び、「確かめる」を押します。誤りがあれば、シートとセルの番地が示されます。", BookStyle.Text);
        Say("3．取り込んだ後、画面で「所属長に確認を依頼する」を押します。所属長が確認すると、提出になります。", BookStyle.Text);
        Say("このファイルは、上の所属だけのものです。ほかの所属の回答には使えません。", BookStyle.Condition);
        BookSheets.End(xml, [], merged, [], order);
    }

    private static double HeightOf(string words, int from, int to, BookStyle style) => BookLayout.HeightOf(words, Widths.Skip(from - 1).Take(to - from + 1).Sum(), style);
}
