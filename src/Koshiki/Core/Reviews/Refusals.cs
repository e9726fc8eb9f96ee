using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Reviews;

public sealed record ReviewNotFound() : NotFound("その記録は見つかりません。一覧から選び直してください。");

public sealed record ReviewNotPossibleNow(ReviewStatus From)
    : Conflict($"「{From.Word}」の記録には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record MayNotReview() : Forbidden("このアカウントの振り返りや廃止の記録をする権限がありません。運用所属の担当者か所属長に依頼してください。");

public sealed record OnlyTheHeadDecides() : Forbidden("運用所属の所属長（代決者を含む）だけが判断できます。所属長に依頼してください。");

public sealed record OnlyThePrOffice() : Forbidden("広報担当課だけができる操作です。広報担当課に依頼してください。");

public sealed record PeriodNotOver(ReviewPeriod Period) : Conflict($"{Period.Name}はまだ終わっていません。期間が終わってから所属長に確認を依頼してください。下書きは保存できます。");

public sealed record ReviewUnderWay() : Conflict("この期間の振り返りは、もう作られています。作成中のものを開いて続けてください。");

public sealed record NotAPeriod() : Invalid("振り返りの期間を一覧から選び直してください。");

public sealed record SayWhyReturned() : Invalid("差し戻す理由を入力してください。");

public sealed record SayWhyNot() : Invalid("理由を入力してください。経過に残ります。");

public sealed record RetirementNotPossibleNow(RetirementState From)
    : Conflict($"「{From.Word}」の廃止の手続には、この操作ができません。画面を開き直して、いまの段階を確かめてください。");

public sealed record RetirementUnderWay() : Conflict("このアカウントの廃止の手続は、もう始まっています。その手続を続けてください。");

public sealed record AuthorCannotApprove() : Forbidden("自分が作った廃止報告は承認できません。部局長か代決者に依頼してください。");

public sealed record NoticeNotRecorded() : Conflict("アカウントでの周知が記録されていません。周知した日を記録してから、削除を記録してください。");

public sealed record NoticeStillRuns(DateOnly Until)
    : Invalid($"周知の期間が{Until.InWords}まで続いています。翌日以後に削除してください。著しい不利益が迫るときは「直ちに削除する」を使ってください。");

public sealed record AccountHasEnded(string Key) : Conflict($"アカウント「{Key}」は運用を終えているか、運用を始めていません。廃止の手続は要りません。");

public sealed record CannotSuspendNow() : Conflict("運用中のアカウントだけを休止できます。アカウントの状態を確かめてください。");

public sealed record CannotResumeNow() : Conflict("休止中のアカウントだけを再開できます。アカウントの状態を確かめてください。");

public sealed record AdviceNotPossibleNow(AdviceState From) : Conflict($"「{From.Word}」の助言には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record CaseNotPossibleNow(CaseState From) : Conflict($"「{From.Word}」の事例には、この操作ができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record NothingToLookAt() : Conflict("点検する期間がありません。前回の点検の翌日より後に、もう一度開いてください。");
