using Koshiki.Foundation;

namespace Koshiki.Core.Guidelines;

public sealed record NoGuidelineYet() : NotFound("施行中の要領がまだありません。広報担当課が、モデル要領から下書きを作って施行できます。");

public sealed record VersionNotFound(int Number) : NotFound($"要領の第{Number}版は見つかりません。版の一覧から選び直してください。");

public sealed record NoDraft() : NotFound("要領の下書きがありません。版の一覧から下書きを作ってください。");

public sealed record DraftExists(int Number) : Conflict($"第{Number}版の下書きがあります。それを編集するか、取り消してから作り直してください。");

public sealed record VersionIsPublished(int Number) : Conflict($"第{Number}版は公布されているため、変更できません。新しい下書きを作ってください。");

public sealed record NothingToPublishYet() : Invalid("条項がありません。条項を加えてから施行してください。");

public sealed record NothingChangedSince(int Number) : Invalid($"第{Number}版と同じ内容です。条項を変更してから施行してください。");

public sealed record OnlyInForce() : Conflict("見直しを記録できるのは、施行中の版だけです。");

public sealed record ClauseNotFound() : NotFound("その条項は見つかりません。要領の画面を開き直してください。");

public sealed record ClauseKeyTaken(string Key) : Invalid($"キー「{Key}」の条項はすでにあります。別のキーにしてください。");

public sealed record ClauseTooDeep() : Invalid("条項は、第1・1・(1)・ア・(ア)の5段までです。");

public sealed record CannotMoveThere() : Conflict("その向きには動かせません。画面を開き直して、条項の位置を確かめてください。");

public sealed record NotAGuidelineFile(string Name, long Line, string What) : Invalid($"{Name}の{Line}行目を読み取れません。{What}");

public sealed record MayNotAcknowledgeFor(string Office) : Forbidden($"「{Office}」の確認を記録する権限がありません。所属長か、その代決者が記録してください。");

public sealed record TickToAcknowledge() : Invalid("要領を読んだことを確かめる欄に印を付けてください。");

public sealed record ReportNotFound() : NotFound("その申出は見つかりません。一覧から選び直してください。");

public sealed record ReportIsAnswered() : Conflict("この申出には、すでに回答しています。");

public sealed record RulebookNotFound() : NotFound("その独自の定めは見つかりません。一覧を開き直してください。");

public sealed record MayNotRegisterRulebook() : Forbidden("この所属の独自の定めを登録する権限がありません。その所属の所属長か広報担当課に依頼してください。");

public sealed record RulebookHasEnded() : Conflict("この独自の定めは、すでに終わっています。");

public sealed record TermsNotFound() : NotFound("その利用規約の記録は見つかりません。一覧を開き直してください。");

public sealed record ControlNotFound() : NotFound("その点検は見つかりません。点検の一覧を開き直してください。");

public sealed record JudgingNow() : Conflict("いま別の判定が動いています。少し待ってから、点検の一覧を開き直してください。");
