using Koshiki.Foundation;

namespace Koshiki.Edge.Segments;

/// <summary>The rule names what the account's questionnaire does not offer, or not any more.</summary>
/// <param name="Option"><c>question/option</c> as the rule names it.</param>
internal sealed record OptionNotOffered(string Option) : Conflict($"「{Option}」は、この公式アカウントの受信設定で募集していません。配信対象を選び直してください。");
