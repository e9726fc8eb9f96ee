using System.Diagnostics;
using System.Globalization;
using static Koshiki.Edge.Platforms.DeliveryOutcome;
using static Koshiki.Edge.Platforms.PlatformAnswer;

namespace Koshiki.Edge.Platforms.X;

/// <summary>What X's answers mean.</summary>
/// <remarks>Source: openapi.json 2.167 (Problem, Error), docs "Rate limits", "Response codes". The create call knows no key: a 5xx may have posted.</remarks>
internal static class XAnswers
{
    private const string Name = "X";

    /// <summary>Waits longer than this are cut to it: a reset far off is a clock that differs.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(24);

    /// <summary>The answer to the request that publishes.</summary>
    public static DeliveryOutcome ReadPost(PlatformAnswer answer, DateTimeOffset now) => answer switch
    {
        NeverSent => new TryLater(null, CommonReasons.NoConnection(Name)),
        Lost => new Unknown(CommonReasons.NoAnswer(Name)),
        Answered { Status: >= 500 } broken => new Unknown(CommonReasons.ServerError(Name, broken.Status)),
        Answered { Status: >= 200 and < 300 } ok when JsonAnswer.Read(ok.Body).At("data").At("id").Text is { Length: > 0 } id
            => new Delivered(id, UrlOf(id), ok.Header("x-transaction-id"), null),
        Answered { Status: < 400 } odd => new Unknown(CommonReasons.Unreadable(Name, odd.Status)),
        Answered refused => Refusal(refused, now),
        _ => throw new UnreachableException(),
    };

    /// <summary>The answer to an upload, which may be repeated as often as needed.</summary>
    /// <returns>Null when it succeeded.</returns>
    public static DeliveryOutcome? ReadUpload(PlatformAnswer answer, DateTimeOffset now) => answer switch
    {
        NeverSent or Lost => new TryLater(null, CommonReasons.NoConnection(Name)),
        Answered { Status: >= 500 } broken => new TryLater(null, CommonReasons.NotTakenNow(Name, broken.Status)),
        Answered { Status: >= 200 and < 300 } => null,
        Answered { Status: < 400 } odd => new TryLater(null, CommonReasons.NotTakenNow(Name, odd.Status)),
        Answered refused => Refusal(refused, now),
        _ => throw new UnreachableException(),
    };

    public static string UrlOf(string id) => $"https://x.com/i/web/status/{id}";

    private static DeliveryOutcome Refusal(Answered answer, DateTimeOffset now) => answer.Status switch
    {
        401 => new Refused(CommonReasons.TokenRefused(Name), WhoFixes.Connection),
        402 => new Refused("XのAPIの残高がありません。残高を補充し、そのあと「送信する」を選んでください。", WhoFixes.AccountHolder),
        403 when Detail(answer).Contains("duplicate content", StringComparison.OrdinalIgnoreCase) => new Duplicate("Xに同じ内容の投稿があるため受け付けられませんでした。"),
        403 => new Refused($"Xが投稿を許可しませんでした（{Detail(answer)}）。アカウントの状態とアプリの権限を管理者が確認してください。", WhoFixes.AccountHolder),
        408 or 425 => new TryLater(null, CommonReasons.NotTakenNow(Name, answer.Status)),
        429 => new TryLater(UntilReset(answer, now), CommonReasons.RateLimited(Name)),
        400 or 413 or 415 or 422 => new Refused($"Xが内容を受け付けませんでした（{Detail(answer)}）。内容を直して、もう一度承認を受けてください。", WhoFixes.Author),
        _ => new Refused($"Xが受け付けませんでした（{answer.Status} {Detail(answer)}）。管理者が接続の設定を確認してください。", WhoFixes.AccountHolder),
    };

    /// <summary>The header counts in Unix seconds; one second is added for clocks that differ.</summary>
    private static TimeSpan? UntilReset(Answered answer, DateTimeOffset now)
    {
        if (!long.TryParse(answer.Header("x-rate-limit-reset"), CultureInfo.InvariantCulture, out var seconds)) return null;
        var wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - now + TimeSpan.FromSeconds(1);
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > LongestWindow ? LongestWindow : wait;
    }

    /// <summary>A problem's detail, an error's message, or the first of several.</summary>
    private static string Detail(Answered answer)
    {
        var json = JsonAnswer.Read(answer.Body);
        var first = json.At("errors").Items.FirstOrDefault();
        return json.At("detail").Text ?? json.At("message").Text ?? first.At("detail").Text ?? first.At("message").Text ?? json.At("title").Text ?? "";
    }
}
