using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Custody;

public sealed record MayNotChangeCustody()
    : Forbidden("このアカウントの管理情報を記録する権限がありません。運用所属の担当者か情報システムの担当課に依頼してください。");

public sealed record MayNotConfirmHandOver()
    : Forbidden("この引継ぎを確認する権限がありません。運用所属の別の職員か、情報システムの担当課に依頼してください。");

public sealed record HandOverNotPossibleNow(HandOverState From)
    : Conflict($"この引継ぎは「{From.Word}」です。画面を開き直して、今の状態を確かめてください。");

public sealed record StepNotAsked(HandOverStepKind Kind)
    : Conflict($"「{Kind.Word}」は、すでに記録されているか、この引継ぎには要りません。画面を開き直してください。");

public sealed record DoneBeforeLeaving(string Name, DateOnly LeftOn)
    : Invalid($"{Name}さんの最後の日（{LeftOn.InWords}）より前です。その日以後に行い、その日付を入力してください。");

public sealed record CannotConfirmOwnHandOver()
    : Forbidden("引継ぎの作業をした人と異動する本人は、その引継ぎを確認できません。別の職員に依頼してください。");

public sealed record TransferNotFound() : NotFound("その異動に伴う引継ぎは見つかりません。引継ぎの一覧から選び直してください。");

public sealed record ApplicationNotFound() : NotFound("その連携アプリは登録されていません。画面を開き直してください。");
