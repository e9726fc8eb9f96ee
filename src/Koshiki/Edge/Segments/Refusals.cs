using Koshiki.Foundation;

namespace Koshiki.Edge.Segments;

/// <summary>The account is unknown, or nothing has been published for its friends yet.</summary>
internal sealed record NoRegisterOfFriends(string Account) : NotFound($"アカウント「{Account}」の友だち名簿がありません。アカウントの番号と、受信設定の質問を公開したかを確かめてください。");

/// <summary>The rule names what the account's questionnaire does not offer, or not any more.</summary>
/// <param name="Option"><c>question/option</c> as the rule names it.</param>
internal sealed record OptionNotOffered(string Option) : Conflict($"「{Option}」は、この公式アカウントの受信設定で募集していません。配信対象を選び直してください。");
