using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms;

internal sealed record WrongNumberOfMessages(int Count)
    : Invalid($"LINEの1回の配信は本文と画像を合わせて1～5件ですが、{Count}件あります。画像を減らして、もう一度承認を受けてください。");

internal sealed record NobodyNamed() : Invalid("送信先が1人も指定されていません。送信先を選んで、もう一度承認を受けてください。");

internal sealed record TooManyPictures(string PlatformName, int Limit, int Count)
    : Invalid($"{PlatformName}に付けられる画像は{Limit}枚までですが、{Count}枚あります。画像を減らして、もう一度承認を受けてください。");

internal sealed record NamedPeopleOnlyOnLine(string PlatformName)
    : Invalid($"{PlatformName}では送信先を指定した配信（試験送信）ができません。LINEだけを選んでください。");
