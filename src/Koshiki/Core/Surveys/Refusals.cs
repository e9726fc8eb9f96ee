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

public sealed record AnsweredMeanwhile(string By, DateTimeOffset At) : Conflict($"{By}さんが{At.TimeInJapan.InWords}に変更しました。画面を開き直して、内容を見比べてください。");

public sealed record NoSuchFigureInSurvey() : NotFound("この集計に、その設問と選択肢はありません。集計を開き直し、数字を選んでください。");

public sealed record EvidenceNotFound() : NotFound("その資料は見つかりません。回答の画面を開き直してください。");
