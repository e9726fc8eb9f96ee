using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Opening;

public sealed record ConsultationNotFound() : NotFound("この開設の協議は見つかりません。取り下げられたか、見る権限がありません。一覧から選び直してください。");

public sealed record ConsultationNotReady(ConsultationState From, ConsultationAction Action)
    : Conflict($"この協議は「{From.Word}」なので、{Action.Verb}できません。画面を開き直して、今の状態を確かめてください。");

public sealed record MayNotApply() : Forbidden("この所属の開設の協議を進める権限がありません。その所属の担当者に依頼してください。");

public sealed record MayNotSubmit() : Forbidden("事前協議書を提出できるのは、その所属の所属長です。書類を確かめて提出するよう、所属長に依頼してください。");

public sealed record CannotReviewOwnOffice() : Forbidden("自分の所属が提出した協議は審査できません。ほかの審査担当の所属に判断を依頼してください。");

public sealed record NotAReviewer(string Side) : Forbidden($"この協議を審査できるのは「{Side}」の職員です。");

public sealed record SideHasSpoken(string Side) : Conflict($"「{Side}」は、すでに判断しています。画面を開き直して確かめてください。");

public sealed record OnePersonForBoth() : Forbidden("1人で両方の担当課の判断はできません。もう一方の担当課のほかの職員に依頼してください。");

public sealed record JointReviewMissing() : Conflict("この媒体は、この団体で初めて使います。開設する所属、広報の担当課、情報システムの担当課の3者で検討し、記録を所属長が確認してから判断してください。");

public sealed record JointReviewNotNeeded() : Conflict("3者での検討の記録は、今は必要ありません。画面を開き直して確かめてください。");

public sealed record NothingWritten() : Invalid("内容が入力されていません。相手に伝わるように書いてください。")
{
    public override IReadOnlyList<Fault> Faults => [new("text", Sentence)];
}

/// <summary>What a consultation lacks before it can be submitted, all at once, each with its place.</summary>
public sealed record NotComplete(IReadOnlyList<Fault> All) : Invalid($"提出するには、直すところがあります（{All.Count}件）。")
{
    public override IReadOnlyList<Fault> Faults => All;

    public bool Equals(NotComplete? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}

public sealed record DocumentNotFound(string Word) : NotFound($"この{Word}は見つかりません。アカウントの書類の一覧から選び直してください。");

public sealed record MayNotChangeDocuments() : Forbidden("このアカウントの書類を変更する権限がありません。運用所属の担当者に依頼してください。");

public sealed record MayNotApproveDocuments() : Forbidden("書類を承認できるのは、運用所属の所属長です。");

public sealed record CannotApproveOwnDocument() : Forbidden("自分が書いた版は承認できません。ほかの職員が書いた版を承認するか、部局長に依頼してください。");

public sealed record VersionIsClosed() : Conflict("この版は承認済みで、変えられません。変更は新しい版として保存してください。");

public sealed record NoDraftToApprove() : Conflict("承認を待つ版がありません。画面を開き直して確かめてください。");

public sealed record SomebodyElseWrote(string Who, DateTimeOffset At)
    : Conflict($"{Who}さんが{At.InWords}に保存しました。あなたの変更は保存していません。新しい内容と見比べてください。");

public sealed record SameAsBefore() : Invalid("変更したところがありません。内容を変えてから保存してください。");

public sealed record SectionTooLong(int Limit) : Invalid($"{Limit:N0}文字までにしてください。");

public sealed record HoldsAPassword() : Invalid("パスワードらしい文字があります。パスワードは書かず、保管の方法だけを書いてください。");

public sealed record NotYetOpen() : Conflict("このアカウントはまだ運用を始めていません。運用を始めてから記録してください。");

public sealed record NothingToTask() : Invalid("作業にする行が選ばれていません。1件以上選んでください。")
{
    public override IReadOnlyList<Fault> Faults => [new("lack", Sentence)];
}

public sealed record DayHasPassed(DateOnly Day) : Invalid($"{Day.InWordsWithoutWeekday}は過ぎています。今日以後の日を入力してください。");

/// <summary>What stands in the way of an approval, as one sentence above the page; the places stand in it.</summary>
public sealed record BlanksLeft(IReadOnlyList<Fault> Blanks) : Invalid($"承認するには、直すところがあります（{Blanks.Count}件）。{string.Concat(Blanks.Select(blank => blank.Sentence))}")
{
    public bool Equals(BlanksLeft? other) => other is not null && Blanks.SequenceEqual(other.Blanks);

    public override int GetHashCode() => Blanks.Count;
}

public sealed record NothingToCompare() : NotFound("見比べる版がありません。版が2つになると見比べられます。");

public sealed record MayNotReadDocuments() : Forbidden("このアカウントの書類を見る権限がありません。運用所属か広報の担当課に問い合わせてください。");
