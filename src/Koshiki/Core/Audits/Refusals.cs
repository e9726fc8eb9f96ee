using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

public sealed record NoSuchProgramme(string Key) : NotFound($"「{Key}」という調査はありません。使えるのは ehime です。");

public sealed record NoSuchTable(string Key) : NotFound($"表「{Key}」はありません。表の一覧から選んでください。");

public sealed record NoSuchFigure() : NotFound("この表に、その行と列はありません。表を開き直し、数字を選んでください。");

public sealed record AuditNotFound() : NotFound("その監査は見つかりません。監査の一覧から選び直してください。");

public sealed record AuditPartNotFound() : NotFound("その記録は見つかりません。監査の画面から選び直してください。");

public sealed record SayWhichAudit(IReadOnlyList<string> Open) : Conflict($"確定していない監査が複数あります（{string.Join("、", Open)}）。どの監査に取り込むかを番号で指定してください。")
{
    public bool Equals(SayWhichAudit? other) => other is not null && Open.SequenceEqual(other.Open);

    public override int GetHashCode() => Open.Count;
}

public sealed record AuditNumberTaken(string Number) : Conflict($"番号「{Number}」の監査はもうあります。別の番号にしてください。");

public sealed record AuditIsFrozen() : Conflict("この監査の対象・様式・数値は確定しています。確定した後は変えられません。補足は調書に書いてください。");

public sealed record AuditNotPossibleNow(AuditStage From) : Conflict($"「{From.Word}」の監査には、この操作ができません。画面を開き直して、いまの段階を確かめてください。");

public sealed record PlanIsNotWhole(IReadOnlyList<Fault> What) : Invalid($"計画に足りないところがあります（{What.Count}件）。{string.Concat(What.Select(fault => fault.Sentence))}")
{
    public bool Equals(PlanIsNotWhole? other) => other is not null && What.SequenceEqual(other.What);

    public override int GetHashCode() => What.Count;
}

public sealed record NoSurveyNamed() : Conflict("所属の回答とする調書が、計画で選ばれていません。計画の変更を開き、調書を選んでください。");

public sealed record SurveyAsksSomethingElse(string Title) : Conflict($"調書「{Title}」には、実地調査の項目にあたる設問がありません。標準の調査票「公式アカウントの運用についての調書」から作った調書を、計画で選んでください。");

public sealed record NothingSubmittedYet(string Title) : Conflict($"調書「{Title}」に、実地調査の所属が提出した回答がまだありません。提出を待つか、調書の画面で催促してください。");

public sealed record EvidenceIsChanged() : Conflict("この証拠のファイルは、加えたときのSHA-256と一致しません。開かずに、情報システムの担当に知らせてください。");

public sealed record NothingFoundYet() : Conflict("実地調査の記録が1件もありません。記録してから確定してください。");

public sealed record NoTargetsYet() : Conflict("対象の所属が1つもありません。先に対象を抽出してください。");

public sealed record RoomIsTaken(string When) : Conflict($"同じ時間に、その部屋か所属の聴取が入っています（{When}）。日時か部屋を変えてください。");

public sealed record HearingTookPlace() : Conflict("記録のある聴取は取り消せません。行った聴取として残ります。");

public sealed record FindingNotPossibleNow(FindingState From) : Conflict($"「{From.Word}」の指摘には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record OpenQuestionsRemain(int Count) : Conflict($"事実の確認が終わっていない指摘が{Count}件あります。確定するか、取り下げてから報告してください。");

public sealed record MeasureNotPossibleNow(MeasureState From) : Conflict($"「{From.Word}」の措置には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record MeasureIsNotPublic() : Conflict("公表しない区分の指摘の措置です。公表は記録できません。");

public sealed record NoPdfMaker() : Conflict("PDFを作るLibreOfficeが、このサーバーにありません。Wordで出力し、手元でPDFにしてください。");
