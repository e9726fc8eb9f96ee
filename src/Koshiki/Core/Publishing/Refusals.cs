using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing;

public sealed record PostNotFound() : NotFound("この投稿は見つかりません。取り下げられたか、見る権限がありません。投稿一覧から選び直してください。");

public sealed record NotPossibleNow(PostStatus From, PostAction Action) : Conflict($"この投稿は「{From.Word}」なので、{Action.Verb}できません。画面を開き直して、今の状態を確かめてください。");

/// <summary>Nobody's word is asked for now.</summary>
public sealed record NoWordAsked(PostStatus Now) : Conflict($"この投稿は「{Now.Word}」です。今、判断することはありません。");

/// <summary>The same post put forward once more, as after going back in the browser.</summary>
public sealed record AlreadySubmitted(PostStatus Now) : Conflict($"この投稿の依頼は、すでに受け付けています。今の状態は「{Now.Word}」です。もう一度依頼する必要はありません。");

public sealed record CannotApproveOwnPost() : Forbidden("自分が起案または編集した投稿は承認できません。別の承認者に依頼してください。");

public sealed record CannotCheckOwnPost() : Forbidden("自分が起案または編集した投稿は確認できません。ほかの職員に確認を依頼してください。");

public sealed record CannotApproveOwnEmergency() : Forbidden("緊急発信をした本人は事後承認できません。別の承認者に依頼してください。");

public sealed record ChangedSinceYouLooked() : Conflict("あなたが見た後に、投稿の内容または日時が変わりました。今の内容を見てから判断してください。");

public sealed record NotYourDecision(string Step) : Forbidden($"この投稿は今「{Step}」の段階です。あなたの権限では判断できません。");

public sealed record CannotDecideInstead() : Invalid("その人には回せません。同じ段階を判断でき、起案も編集もしていない人を選んでください。")
{
    public override IReadOnlyList<Fault> Faults => [new("to", Sentence)];
}

public sealed record NotAReceipt() : Invalid("受付番号は8文字です。通知のとおりに入力してください。例：7K3M-Q2XD");

public sealed record NoPostOfThatReceipt(string Number) : NotFound($"受付番号「{Number}」の投稿は見つかりません。番号を確かめてください。見る権限がない投稿は開けません。");

public sealed record NotYourPost() : Forbidden("この投稿を変える権限がありません。起案した所属の担当者に依頼してください。");

public sealed record MayNotSteer() : Forbidden("この投稿の発信を止めたり動かしたりする権限がありません。起案した所属か広報担当課に依頼してください。");

public sealed record MayNotPublishEmergencies() : Forbidden("緊急発信は所属長、部局長、広報担当課だけができます。所属長に連絡してください。");

public sealed record MayNotWriteTo(string Account) : Forbidden($"「{Account}」に投稿する権限がありません。発信先から外すか、運用する所属に依頼してください。");

public sealed record SomebodyElseEdited(string Who, DateTimeOffset At) : Conflict($"{Who}さんが{At.TimeInJapan.InWords}に変更しました。あなたの変更は保存していません。新しい内容と見比べてください。");

public sealed record ReasonMissing(string Field) : Invalid("理由が入力されていません。相手に伝わるように理由を書いてください。")
{
    public override IReadOnlyList<Fault> Faults => [new(Field, Sentence)];
}

/// <summary>What a post lacks before it can be submitted, all at once.</summary>
public sealed record NotReady(IReadOnlyList<Fault> All) : Invalid($"承認を依頼するには、直すところがあります（{All.Count}件）。")
{
    public override IReadOnlyList<Fault> Faults => All;

    public bool Equals(NotReady? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}

public sealed record AccountCannotSpeak(string Account, string Why) : Conflict($"「{Account}」は今、発信できません。{Why}");

public sealed record WindowPassed(DateTimeOffset NotAfter) : Conflict($"発信の期限（{NotAfter.InWords}）を過ぎています。日時を変更してから、もう一度承認を受けてください。");

public sealed record NotALink() : Invalid("リンク先のURLが読み取れません。「https://」から始まるURLを1つ入力してください。");

public sealed record TitleTooLong() : Invalid($"件名が長すぎます。{Post.LongestTitle}字までにしてください。");

public sealed record WindowTurnedRound() : Invalid("発信の期限が発信日時より前です。期限は発信日時より後にしてください。")
{
    public override IReadOnlyList<Fault> Faults => [new("notAfter", Sentence)];
}

public sealed record WindowInThePast() : Invalid("過ぎた日時には発信できません。これからの日時を入力してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("goesAt", Sentence)];
}

public sealed record OutsidePostingHours(string Account, string Hours) : Invalid($"「{Account}」の投稿時間は{Hours}です。日時を変えるか、時間外に発信する理由を書いてください。")
{
    public override IReadOnlyList<Fault> Faults => [new("hoursReason", Sentence)];
}

public sealed record PostingHoursAreFixed(string Account, string Hours) : Invalid($"「{Account}」の投稿時間は{Hours}です。この時間の外には発信できません。日時を変えてください。")
{
    public override IReadOnlyList<Fault> Faults => [new("goesAt", Sentence)];
}

public sealed record RouteAsksForMore() : Conflict("承認を依頼した後に承認経路が変わりました。差し戻して、もう一度承認を依頼してもらってください。");

public sealed record RouteNotFound() : NotFound("この承認経路は見つかりません。一覧から選び直してください。");

public sealed record MayNotChangeRoute() : Forbidden("この承認経路を変える権限がありません。所属長は自分の所属の経路を、広報担当課はすべての経路を変えられます。");

public sealed record OnlyPrOfficeTakesStepsAway() : Forbidden("今の承認の段階を減らすことはできません。減らすときは広報担当課に依頼してください。段階を加えることはできます。");

public sealed record RouteExists(string Name) : Conflict($"同じ所属と目的の承認経路「{Name}」があります。その経路を変えてください。");

public sealed record MayNotChangeHours(string Account) : Forbidden($"「{Account}」の投稿時間を変える権限がありません。運用する所属の所属長か広報担当課に依頼してください。");

public sealed record EarlierDeliveriesStillOpen() : Conflict("前に出した発信がまだ終わっていません。取りやめを確かめているので、1分ほど待ってからもう一度操作してください。");

public sealed record NothingToRetry() : Conflict("再試行できる発信先がありません。発信済みのもの、確認中のものは再試行できません。");

/// <summary>It cannot go back to the desk before it is known whether it is public: what is written there then might never be what residents read.</summary>
public sealed record SomethingMayBeOut() : Conflict("発信を始めた媒体があり、公開されたかどうかがまだ分かりません。再開して結果を待つか、取り下げてください。");

public sealed record NothingHeldYet() : Conflict("保留がまだ届いていません。1分ほど待ってから、もう一度操作してください。");

public sealed record ScopeNotFound() : NotFound("この事前承認の範囲は見つかりません。一覧から選び直してください。");

/// <param name="Limits">Which limits the post breaks, one sentence each.</param>
public sealed record OutsideScope(IReadOnlyList<string> Limits) : Conflict("事前承認の範囲に入りません。" + string.Concat(Limits) + "個別の承認を依頼してください。")
{
    public bool Equals(OutsideScope? other) => other is not null && Limits.SequenceEqual(other.Limits);

    public override int GetHashCode() => Limits.Count;
}

public sealed record ScopeAlreadyDecided() : Conflict("この範囲はすでに判断されています。変えるときは新しい版を作ってください。");

public sealed record CannotDecideOwnScope() : Forbidden("自分が作った範囲は自分で承認できません。別の承認者に依頼してください。");

public sealed record MayNotDecideScopes() : Forbidden("事前承認の範囲を決められるのは所属長と部局長だけです。所属長に依頼してください。");

public sealed record NoLaterApprovalDue() : Conflict("この投稿は事後承認を待っていません。画面を開き直してください。");

public sealed record NobodyToTestWith(string Account) : Conflict($"「{Account}」の試験の宛先が登録されていません。「試験の宛先」の画面で、自分のLINEの利用者IDを登録してから、もう一度試してください。");

public sealed record OnlyLineCanBeTested() : Invalid("試験の発信はLINEだけでできます。発信先にLINEを入れてください。");

public sealed record NotALineUserId() : Invalid("LINEの利用者IDが読み取れません。Uで始まる33文字を入力してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("userId", Sentence)];
}

public sealed record DeliveryNotFound() : NotFound("この発信は見つかりません。配信履歴から選び直してください。");

public sealed record NoDecisionNeeded() : Conflict("この発信は人の判断を待っていません。画面を開き直して、今の状態を確かめてください。");

public sealed record PlatformPostIdMissing() : Invalid("投稿のIDが入力されていません。媒体の画面で確かめた投稿のIDを入力してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("platformPostId", Sentence)];
}

/// <summary>The platform is in the register, and not among those to which posts go out.</summary>
public sealed record NoPostingToPlatform(string Account, string Platform) : Conflict($"「{Account}」（{Platform}）には、この画面から発信できません。媒体の画面で投稿してください。");

/// <summary>The script saves drafts only; taking back an approval is a person's act.</summary>
public sealed record NotSavedByItself() : Conflict("承認を依頼した後の投稿は、自動では保存しません。変えるときは「下書きを保存」を押してください。承認は無効になります。");

/// <summary>The size in bytes is above <see cref="Media.PictureConverter.MaxBytes"/>.</summary>
public sealed record PictureTooLarge(long Bytes) : Invalid($"画像が大きすぎます（{Bytes / 1_000_000m:0.0}MB）。10MB（10,000,000バイト）までの画像を選んでください。写真の大きさを縮めてから、もう一度登録してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("file", Sentence)];
}

public sealed record NotAPicture() : Invalid("このファイルは画像として使えません。JPEG、PNG、WebP、GIFの画像を選んでください。iPhoneの写真（HEIC）は、JPEGで書き出してから登録してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("file", Sentence)];
}

public sealed record TooManyPixels(int Width, int Height) : Invalid($"画像の画素数が多すぎます（{Width:N0}×{Height:N0}）。1億画素までに縮めてから、もう一度登録してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("file", Sentence)];
}

public sealed record PictureNotReadable() : Invalid("画像が読み取れません。ファイルが壊れているおそれがあります。元の画像を開いて確かめ、保存し直してから登録してください。")
{
    public override IReadOnlyList<Fault> Faults => [new("file", Sentence)];
}

public sealed record NoPictureChosen() : Invalid("画像が選ばれていません。登録する画像を1つ選んでください。")
{
    public override IReadOnlyList<Fault> Faults => [new("file", Sentence)];
}

public sealed record PictureNotFound() : NotFound("この画像は見つかりません。画像の一覧から選び直してください。");

public sealed record NotYourPicture() : Forbidden("この画像の記録を変える権限がありません。登録した所属の担当者に依頼してください。");

public sealed record TestAccountNotFound() : NotFound("このLINEのアカウントは見つかりません。一覧から選び直してください。");

/// <param name="Option">The option as the rule names it: <c>question/option</c>.</param>
public sealed record SegmentNotOffered(string Option) : Conflict($"配信対象の区分「{Option}」は、今は使われていません。差し戻して、配信対象を選び直してもらってください。");

public sealed record CannotCountNow() : Conflict("友だちの人数を、今は数えられません。1分ほど待ってから、もう一度操作してください。");

public sealed record LineAccountNotFound(string Key) : NotFound($"LINEのアカウント「{Key}」は見つかりません。一覧から選び直してください。");

public sealed record MayNotChangeSegments() : Forbidden("受信設定の質問と登録コードを変えられるのは、広報担当課だけです。広報担当課に依頼してください。");

public sealed record QuestionnaireIsPublished() : Conflict("この版は公開されています。新しい版の下書きを変えてください。");

public sealed record NothingToChoose() : Conflict("選べる選択肢が1つもありません。選択肢を加えてから公開してください。");

public sealed record NothingToPublish() : Conflict("公開されている内容と同じです。質問か選択肢を変えてから公開してください。");

public sealed record QuestionNotFound() : NotFound("この質問は見つかりません。質問の一覧から選び直してください。");

public sealed record OptionNotFound() : NotFound("この選択肢は見つかりません。質問の一覧から選び直してください。");

public sealed record RegistrationCodeNotFound() : NotFound("この登録コードは見つかりません。登録コードの一覧から選び直してください。");
