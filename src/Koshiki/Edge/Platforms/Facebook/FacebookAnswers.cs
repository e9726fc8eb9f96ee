using System.Diagnostics;
using System.Text.Json;
using static Koshiki.Edge.Platforms.DeliveryOutcome;
using static Koshiki.Edge.Platforms.PlatformAnswer;

namespace Koshiki.Edge.Platforms.Facebook;

/// <summary>What the Graph API's answers mean: the error's code decides, not the status.</summary>
/// <remarks>Source: Graph API guide "Handling errors", "Rate limits". Nothing protects a repeated post: an error on Meta's side may have posted.</remarks>
internal static class FacebookAnswers
{
    private const string Name = "Facebook";

    /// <summary>How long to wait when Meta names no time.</summary>
    private static readonly TimeSpan WhenThrottled = TimeSpan.FromMinutes(5);

    /// <summary>The answer to the request that publishes.</summary>
    public static DeliveryOutcome ReadPost(PlatformAnswer answer) => answer switch
    {
        NeverSent => new TryLater(null, CommonReasons.NoConnection(Name)),
        Lost => new Unknown(CommonReasons.NoAnswer(Name)),
        Answered { Status: >= 200 and < 300 } ok when JsonAnswer.Read(ok.Body).At("id").Text is { Length: > 0 } id
            => new Delivered(id, UrlOf(id), ok.Header("x-fb-trace-id"), null),
        Answered odd when Code(odd) is null => new Unknown(CommonReasons.Unreadable(Name, odd.Status)),
        Answered broken when IsMetasFault(broken) => new Unknown(CommonReasons.ServerError(Name, broken.Status)),
        Answered refused => Refusal(refused),
        _ => throw new UnreachableException(),
    };

    /// <summary>The answer to an upload, which may be repeated as often as needed.</summary>
    /// <returns>Null when it succeeded.</returns>
    public static DeliveryOutcome? ReadUpload(PlatformAnswer answer) => answer switch
    {
        NeverSent or Lost => new TryLater(null, CommonReasons.NoConnection(Name)),
        Answered { Status: >= 200 and < 300 } => null,
        Answered odd when Code(odd) is null || IsMetasFault(odd) => new TryLater(null, CommonReasons.NotTakenNow(Name, odd.Status)),
        Answered refused => Refusal(refused),
        _ => throw new UnreachableException(),
    };

    public static string UrlOf(string id) => $"https://www.facebook.com/{id}";

    private static DeliveryOutcome Refusal(Answered answer) => Code(answer) switch
    {
        102 or 190 => new Refused(CommonReasons.TokenRefused(Name), WhoFixes.Connection),
        3 or 10 or (>= 200 and <= 299) => new Refused(
            $"Facebookがこのページへの投稿を許可していません（{Message(answer)}）。管理者が権限を確認してアカウントの接続をやり直し、そのあと「送信する」を選んでください。", WhoFixes.Connection),
        4 or 17 or 32 or 341 or 613 or 80001 or 80002 => new TryLater(UntilRegained(answer), CommonReasons.RateLimited(Name)),
        368 => new Refused("Facebookがこのページの投稿を一時的に止めています。Facebookの画面で理由を確認し、解除されてから「送信する」を選んでください。", WhoFixes.AccountHolder),
        506 => new Duplicate("Facebookに直前と同じ内容の投稿があるため受け付けられませんでした。"),
        1609005 => new Refused("Facebookがリンク先のページを読み取れませんでした。リンクを確かめて、もう一度承認を受けてください。", WhoFixes.Author),
        100 or 324 => new Refused($"Facebookが内容を受け付けませんでした（{Message(answer)}）。内容を直して、もう一度承認を受けてください。", WhoFixes.Author),
        _ => new Refused($"Facebookが受け付けませんでした（{Code(answer)} {Message(answer)}）。管理者が接続の設定を確認してください。", WhoFixes.AccountHolder),
    };

    /// <summary>1 and 2 are Meta's own faults; so is what it calls transient, unless it is a limit.</summary>
    private static bool IsMetasFault(Answered answer) =>
        Code(answer) is 1 or 2 || (Error(answer).At("is_transient").ValueKind == JsonValueKind.True && Code(answer) is not (4 or 17 or 32 or 341 or 613 or 80001 or 80002));

    private static JsonElement Error(Answered answer) => JsonAnswer.Read(answer.Body).At("error");

    private static int? Code(Answered answer) => Error(answer).At("code").Number;

    private static string Message(Answered answer) => Error(answer).At("error_user_msg").Text ?? Error(answer).At("message").Text ?? "";

    /// <summary>The longest time of the header's entries, which count in minutes.</summary>
    private static TimeSpan UntilRegained(Answered answer)
    {
        if (answer.Header("X-Business-Use-Case-Usage") is not { } usage) return WhenThrottled;
        var json = JsonAnswer.Read(System.Text.Encoding.UTF8.GetBytes(usage));
        if (json.ValueKind != JsonValueKind.Object) return WhenThrottled;
        var minutes = json.EnumerateObject().SelectMany(business => business.Value.Items).Max(entry => entry.At("estimated_time_to_regain_access").Number) ?? 0;
        return minutes > 0 ? TimeSpan.FromMinutes(Math.Min(minutes, 24 * 60)) : WhenThrottled;
    }
}
