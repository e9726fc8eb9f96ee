using System.Globalization;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What a post uses of a LINE account's month, and what it costs, before it goes. F4.</summary>
/// <param name="Words">For the author and the approver.</param>
/// <param name="ExceedsBy">Messages above what the month has left; 0 where it suffices or nobody knows.</param>
/// <param name="CanExceed">The plan sells further messages.</param>
public sealed record LineCost(string Words, long ExceedsBy, bool CanExceed)
{
    /// <param name="quota">What LINE said last; null where it was never asked.</param>
    /// <param name="people">How many people the post is for; null where they cannot be counted.</param>
    public static LineCost Of(LineQuota? quota, long? people)
    {
        if (quota is null) return new LineCost("今月の通数は、まだ分かりません。LINEに接続した後、自動で確かめます。", 0, true);
        var used = $"今月はこれまでに{Number(quota.Used)}通です（{quota.At.InWords}現在）。";
        if (quota.Limit is not { } limit) return new LineCost($"月の上限のない契約です。通数による費用はかかりません。{used}", 0, true);

        var left = Math.Max(0, limit - quota.Used);
        var stock = $"今月の上限は{Number(limit)}通、残りは{Number(left)}通です。{used}";
        if (people is not { } uses) return new LineCost(stock, 0, true);
        if (uses <= left) return new LineCost($"この投稿で{Number(uses)}通を使い、残りは{Number(left - uses)}通になります。追加の費用はかかりません。{stock}", 0, true);

        var over = uses - left;
        return PlatformCosts.LinePlans.FirstOrDefault(p => p.IncludedMessages == limit)?.ExtraMessageYenAtMost is { } yen
            ? new LineCost($"この投稿で今月の上限を{Number(over)}通超えます。追加の費用の目安は、高くて{Number((long)Math.Ceiling(over * yen))}円です（1通{yen:0.#}円以下、税別）。{stock}", over, true)
            : new LineCost($"この投稿で今月の上限を{Number(over)}通超えます。上限を超える分は、LINEが受け付けません。{stock}", over, false);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
