using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Surveys;

/// <param name="At">The letter at which it stops being one, from 1.</param>
public sealed record NotACondition(int At, string What) : Invalid($"条件の{At}文字目：{What}");

public sealed record QuestionnaireNotFound() : NotFound("その調査票は見つかりません。調査票の一覧から選び直してください。");

public sealed record NotAQuestionnaireFile(string File, long Line, string What) : Invalid($"{File} {Line}行目：調査票として読み取れません。{What}");

public sealed record QuestionnaireIsPublished() : Conflict("確定した版は変えられません。「新しい版を作る」で変更してください。");

public sealed record QuestionnaireDraftExists() : Conflict("作成中の版がもうあります。その版を直してください。");

public sealed record QuestionNotFound() : NotFound("その設問は見つかりません。調査票を開き直してください。");

public sealed record SurveyNotFound() : NotFound("その調書は見つかりません。調書の一覧から選び直してください。");

public sealed record NoSuchSurvey(string Key) : NotFound($"「{Key}」という調書も、その名前で組み込まれた調査票もありません。--survey を確かめてください。");

public sealed record SurveyNotPossibleNow(SurveyStatus From) : Conflict($"「{From.Word}」の調書には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record ResponseNotFound() : NotFound("その回答は見つかりません。調書の一覧から選び直してください。");

public sealed record ResponseNotPossibleNow(ResponseStatus From) : Conflict($"「{From.Word}」の回答には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record DeadlinePassed(DateTimeOffset Deadline) : Conflict($"回答の期限（{Deadline.InWords}）を過ぎたため、変えられません。直すことがあるときは、監査事務局に差戻しを依頼してください。");

public sealed record SurveyIsClosed() : Conflict("この調書は締め切られたため、変えられません。直すことがあるときは、監査事務局に連絡してください。");

public sealed record OnlyTheHeadSubmits() : Forbidden("提出できるのは所属長（代決者を含む）だけです。所属長に確認を依頼してください。");

public sealed record SayWhatToCorrect() : Invalid("何を直すかを入力してください。");

public sealed record NobodyToAsk() : Invalid("配布する所属が選ばれていません。1つ以上選んでください。");

public sealed record AnsweredMeanwhile(string By, DateTimeOffset At) : Conflict($"{By}さんが{At.TimeInJapan.InWords}に変更しました。あなたの変更は保存していません。見比べて、どちらを残すか選んでください。");

public sealed record NoSuchFigureInSurvey() : NotFound("この集計に、その設問と選択肢はありません。集計を開き直し、数字を選んでください。");

public sealed record EvidenceNotFound() : NotFound("その資料は見つかりません。回答の画面を開き直してください。");

public sealed record NotAnAnswerBook() : Invalid("この調書のExcelファイルではありません。調書の画面の「Excelで回答する」で書き出したファイルを選んでください。隠しシートを消したときは、書き出したファイルに入力し直してください。");

public sealed record BookWasAltered() : Invalid("隠しシートの内容が書き換えられているため、だれの回答か確かめられません。新しく書き出したファイルに入力し直してください。");

public sealed record BookOfAnotherSurvey(string Book, string Survey) : Invalid($"別の調書「{Book}」のファイルです。「{Survey}」のファイルを選んでください。");

public sealed record BookOfAnotherOffice(string Book, string Office) : Invalid($"{Book}のファイルです。{Office}の回答には使えません。{Office}のファイルを選んでください。");

public sealed record BookOfAnOldVersion(int Book, int Now) : Invalid($"調査票の第{Book}版のファイルです。今は第{Now}版です。新しく書き出したファイルに入力し直してください。");

/// <summary>Only where an organiser reads in for an office: the office itself sees what would change and decides.</summary>
public sealed record AnsweredSinceTheBook(string By, DateTimeOffset At) : Conflict($"ファイルを書き出した後に、{By}さんが回答を変えています（{At.InWords}）。所属に、調書の画面の「Excelで回答する」で見比べて取り込むように伝えてください。");

public sealed record TwoBooksOfOneOffice(string Office, string Other) : Invalid($"{Office}のファイルが2つ以上あります（{Other}）。1つだけにしてください。");

/// <summary>All that is wrong with a book, each at its cell. Nothing of it was taken.</summary>
public sealed record BookHasFaults(IReadOnlyList<Books.BookFault> All) : Invalid($"ファイルに誤りがあるため、何も取り込みませんでした（{All.Count}件）。示したセルを直して、もう一度選んでください。")
{
    public override IReadOnlyList<Fault> Faults => [.. All.Select(fault => new Fault($"{fault.Sheet}!{fault.Address}", fault.Sentence))];

    public bool Equals(BookHasFaults? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}

public sealed record NoBookToRead() : Invalid("Excelファイルがありません。.xlsxのファイルか、それをまとめたZIPを選んでください。");

public sealed record NotWhatWasChecked() : Conflict("確かめた内容と一致しません。もう一度ファイルを選び、確かめてから取り込んでください。");

public sealed record NobodyAnswersNow() : Conflict("いま回答を変えられる所属がありません。期限、締切、提出の状況を「回答の状況」で確かめてください。");
