using Koshiki.Foundation;

namespace Koshiki.Core.Monitoring;

public sealed record MayNotMonitor()
    : Forbidden("このアカウントの見守りを記録する権限がありません。運用所属の担当者に依頼してください。");

public sealed record NotLookedAfter(string State)
    : Conflict($"「{State}」のアカウントは見守りの対象ではありません。アカウントの状態を確かめてください。");

public sealed record NothingToRecord()
    : Invalid("記録できるアカウントがありません。一覧で、点検したアカウントを選んでください。");

public sealed record TooManyAtOnce(int Most)
    : Invalid($"一度に記録できるのは{Most}件までです。選ぶ数を減らして、分けて記録してください。");

public sealed record FindingNotFound() : NotFound("その気づきは見つかりません。気づきの一覧から選び直してください。");

public sealed record FindingIsSettled(FindingState From, FindingState To)
    : Conflict($"この気づきは「{From.Word}」のため、「{To.Word}」にできません。画面を開き直して、いまの状態を確かめてください。");

public sealed record SayWhatWasDone() : Invalid("何をしたか、または不要と判断した理由を入力してください。");

public sealed record LookAlikeNotFound() : NotFound("そのアカウントは、なりすましの一覧にありません。一覧から選び直してください。");

public sealed record LookAlikeIsOver() : Conflict("終わったものは変更できません。同じアカウントがまた現れたときは、新しく登録してください。");

public sealed record LookAlikeDoesNotAllow(LookAlikeState From, LookAlikeAction Action)
    : Conflict($"「{From.Word}」のものは「{Action.Verb}」ことができません。画面を開き直して、いまの状態を確かめてください。");

public sealed record SayHowItEnded() : Invalid("どのように終わったか、または不要と判断した理由を入力してください。");

public sealed record ThatIsOurs(string Key, string Name)
    : Invalid($"これは公式アカウントの「{Name}」（{Key}）です。URLとハンドルを確かめてください。");

public sealed record MayNotReportLookAlikes()
    : Forbidden("なりすましを登録する権限がありません。所属の担当者か広報担当課に知らせてください。");

public sealed record NotConnectedToLook()
    : Conflict("このアカウントは媒体と接続されていないため、自動では確認できません。媒体の画面を見て点検してください。");
