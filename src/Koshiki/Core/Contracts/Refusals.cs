using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Contracts;

public sealed record AgreementNotFound() : NotFound("その契約・協定は登録されていません。一覧から選び直してください。");

public sealed record MayNotChangeContracts() : Forbidden("この契約・協定を記録する権限がありません。所管の所属の担当者か広報担当課に依頼してください。");

public sealed record MayNotConfirmHandBack() : Forbidden("このログインの返還を確認する権限がありません。所管の所属の別の職員か、情報システムの担当課に依頼してください。");

public sealed record AgreementHasEnded(DateOnly End) : Conflict($"この契約・協定は{End.InWordsWithoutWeekday}に終わっています。");

public sealed record EndsOutsideItsPeriod(DateOnly From, DateOnly Last) : Invalid($"期間（{From.InWordsWithoutWeekday}から{Last.InWordsWithoutWeekday}まで）の中の日を入力してください。");

public sealed record HandBackNotPossibleNow(HandBackState From) : Conflict($"ログインの返還は「{From.Word}」です。画面を開き直して、今の状態を確かめてください。");

public sealed record CannotConfirmOwnHandBack() : Forbidden("返還を記録した本人は確認できません。別の職員に依頼してください。");

public sealed record LoginNotFound() : NotFound("そのログインは登録されていません。画面を開き直してください。");

public sealed record AssociationNotFound() : NotFound("その団体は登録されていません。一覧から選び直してください。");
