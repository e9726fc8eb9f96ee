using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms;

internal sealed record WrongNumberOfMessages(int Count)
    : Invalid($"LINEの1回の配信は本文と画像を合わせて1～5件ですが、{Count}件あります。画像を減らして、もう一度承認を受けてください。");

internal sealed record NobodyNamed() : Invalid("送信先が1人も指定されていません。送信先を選んで、もう一度承認を受けてください。");

internal sealed record TooManyPictures(string PlatformName, int Limit, int Count)
    : Invalid($"{PlatformName}に付けられる画像は{Limit}枚までですが、{Count}枚あります。画像を減らして、もう一度承認を受けてください。");

internal sealed record NamedPeopleOnlyOnLine(string PlatformName)
    : Invalid($"{PlatformName}では送信先を指定した配信（試験送信）ができません。LINEだけを選んでください。");

/// <summary>LINE did not say, or not in a way that can be believed, who the visitor is.</summary>
/// <param name="Why">For the log; names nobody.</param>
internal sealed record LineDidNotVouch(string Why) : Forbidden("LINEで、あなたが友だちであることを確かめられませんでした。もう一度、はじめから操作してください。");

/// <param name="Why">For the log; names nobody.</param>
internal sealed record LineOutOfReach(string Why) : Conflict("今、LINEとつながりません。少し待ってから、もう一度操作してください。");

internal sealed record NotConnectedToLine(string Account) : Conflict($"「{Account}」は、LINEと接続されたアカウントではありません。番号を確かめるか、先に接続してください。");

/// <param name="Said">LINE's status and words.</param>
internal sealed record RichMenuRefused(string Said) : Conflict($"LINEがリッチメニューを受け付けませんでした（{Said}）。アカウントの権限を確かめて、もう一度実行してください。");
