using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Edge.Delivery;

internal sealed record NotPossibleNow(DeliveryState From, DeliveryMove Move)
    : Conflict("この配信は、いまの状態ではその操作ができません。配信記録で現在の状態を確認してください。");
