using Koshiki.Exchange;

namespace Koshiki.Core.Work;

/// <summary>What screens call the messages between the staff's side and the sending side.</summary>
internal static class MessageWords
{
    /// <summary>By the kind of a message, which is the name of its type.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(DeliverPost)] = "投稿の発信", [nameof(MoveDelivery)] = "発信日時の変更", [nameof(WithdrawDelivery)] = "発信の取下げか保留", [nameof(DecideDelivery)] = "発信の結果の判断", [nameof(ReleaseHeld)] = "保留の解除",
        [nameof(ConnectAccount)] = "媒体との接続", [nameof(DisconnectAccount)] = "媒体との接続の解除", [nameof(LookAtAccount)] = "アカウントの確認", [nameof(WatchLinks)] = "リンクの確認", [nameof(ForgetLinks)] = "リンクの確認の終わり",
        [nameof(PublishAccountList)] = "公式一覧の公開", [nameof(PublishDocuments)] = "書類の公開", [nameof(PublishImpersonators)] = "注意喚起の公開", [nameof(PublishQuestionnaire)] = "受信設定の質問の公開",
        [nameof(DeliveryReported)] = "発信の経過", [nameof(ConnectionReported)] = "媒体との接続の状態", [nameof(QuotaReported)] = "LINEの残りの通数", [nameof(FriendsReported)] = "友だちの人数", [nameof(EffectReported)] = "配信の後の統計",
        [nameof(NodesReported)] = "稼働の状況", [nameof(AccountSeen)] = "アカウントの確認の結果", [nameof(LinksSeen)] = "リンクの確認の結果",
    };

    /// <summary>The word with the kind, which the machine's log names too.</summary>
    public static string Of(string kind) => All.TryGetValue(kind, out var word) ? $"{word}（{kind}）" : kind;
}
