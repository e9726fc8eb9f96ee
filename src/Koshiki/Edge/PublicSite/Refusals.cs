using Koshiki.Foundation;
using Koshiki.Edge.PublicSite.Listing;

namespace Koshiki.Edge.PublicSite;

internal sealed record NotOnTheList() : NotFound("このアカウントは一覧にありません。アドレスを確かめるか、一覧から探してください。");

internal sealed record NoPolicyHere() : NotFound("このアカウントの運用ポリシーは公表されていません。アドレスを確かめるか、一覧から探してください。");

internal sealed record NotSignedYet() : NotFound("署名の準備ができていません。しばらくしてから、もう一度取得してください。");

internal sealed record MediaNotHere() : NotFound("この画像・動画はありません。アドレスを確かめてください。");

internal sealed record ConditionTooLong() : Invalid($"検索の言葉が長すぎます。{ListQuery.LongestValue}字以内にして、もう一度探してください。");
