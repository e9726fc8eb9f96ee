using System.Globalization;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>Sentences about deliveries to a segment that LINE has not said. Each says what happened and what comes next.</summary>
internal static class SegmentReasons
{
    public const string KeyTooOld = "一部の相手に送信できたか分からないまま23時間が過ぎ、二重送信を防ぐ鍵が使えなくなります。"
        + "「送信済みにする」を選ぶとその相手を送信済みとして残りを続け、「送信する」を選ぶとその相手にも新しい鍵で送ります（二重に届く場合があります）。「送信しない」を選ぶとここで終わります。";
    public const string NotReady = "友だちの一覧がまだ最新になっていないため、宛先を確定できません。最新になりしだい自動で送信します。";
    public const string Nobody = "配信対象に当てはまる友だちが1人もいません。送信していません。配信対象を選び直して、もう一度承認を受けてください。";
    public const string NotLine = "配信対象を選べるのはLINEだけです。送信していません。投稿を作り直してください。";
    public const string StoppedByMany = "一部の相手への送信が終わっていません。時間をおいて自動で再試行します。";

    public static string NotOffered(string option) =>
        $"配信対象の「{option}」は、受信設定の質問から外されています。送信していません。配信対象を選び直して、もう一度承認を受けてください。";

    public static string AboveCeiling(long count, long ceiling) => string.Create(
        CultureInfo.InvariantCulture,
        $"配信対象が{count:#,0}人になり、承認された上限（{ceiling:#,0}人）を超えました。送信していません。この人数に送ってよければ「送信する」を、よくなければ取り下げて配信対象を見直してください。");

    public static string QuotaTooSmall(long count, long left) => string.Create(
        CultureInfo.InvariantCulture,
        $"LINEの今月の残り配信数（{left:#,0}通）が、送信する人数（{count:#,0}人）より少ないため、送信していません。プランを見直すか翌月まで待ち、送信する場合は「送信する」を選んでください。");
}
