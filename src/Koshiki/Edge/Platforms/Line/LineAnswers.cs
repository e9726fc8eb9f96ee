using System.Globalization;
using System.Text.RegularExpressions;
using static Koshiki.Edge.Platforms.DeliveryOutcome;
using static Koshiki.Edge.Platforms.PlatformAnswer;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>What LINE's answers mean.</summary>
/// <remarks>Source: Messaging API reference, "Status codes", "Retrying an API request", "Rate limits".</remarks>
internal static partial class LineAnswers
{
    private const string Name = "LINE";
    private const string AcceptedBefore = "x-line-accepted-request-id";
    private const string RequestId = "x-line-request-id";
    private const string MonthlyLimit = "You have reached your monthly limit.";

    public static DeliveryOutcome Read(PlatformAnswer answer, int? recipients) => answer switch
    {
        NeverSent => new TryLater(null, CommonReasons.NoConnection(Name)),
        Lost => new Unknown(CommonReasons.NoAnswer(Name)),
        Answered { Status: >= 200 and < 300 } ok => new Delivered(MessageId(ok.Body), null, ok.Header(RequestId), recipients),
        Answered { Status: 409 } again when again.Header(AcceptedBefore) is { } first => new Delivered(MessageId(again.Body), null, first, recipients),
        Answered { Status: 409 } odd => new Unknown(CommonReasons.Unreadable(Name, odd.Status)),
        Answered { Status: 429 } full when Message(full.Body).Contains(MonthlyLimit, StringComparison.OrdinalIgnoreCase) => new Refused(
            "LINEの今月の配信数の上限に達しました。プランを見直すか翌月まで待ち、送信する場合は「送信する」を選んでください。", WhoFixes.AccountHolder),
        Answered { Status: 429 } fast => new TryLater(RetryAfter(fast), CommonReasons.RateLimited(Name)),
        Answered { Status: 401 } => new Refused(CommonReasons.TokenRefused(Name), WhoFixes.Connection),
        Answered { Status: 403 } forbidden => new Refused(
            $"LINEがこのアカウントでの配信を許可していません（{Message(forbidden.Body)}）。LINE公式アカウントの権限とプランを管理者が確認してください。", WhoFixes.Connection),
        Answered { Status: 400 } bad => new Refused($"LINEが内容を受け付けませんでした（{Details(bad.Body)}）。内容を直して、もう一度承認を受けてください。", WhoFixes.Author),
        Answered { Status: 413 } => new Refused("LINEの1回の配信の大きさ（2MB）を超えています。内容を減らして、もう一度承認を受けてください。", WhoFixes.Author),
        Answered { Status: >= 500 } broken => new Unknown(CommonReasons.ServerError(Name, broken.Status)),
        Answered { Status: >= 400 } other => new Refused($"LINEが受け付けませんでした（{other.Status} {Message(other.Body)}）。管理者が接続の設定を確認してください。", WhoFixes.AccountHolder),
        Answered odd => new Unknown(CommonReasons.Unreadable(Name, odd.Status)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same for one of many multicasts, where an id can be named and a rate kept.</summary>
    public static ChunkOutcome ReadChunk(PlatformAnswer answer) => answer switch
    {
        Answered { Status: 400 } bad when Places(bad.Body) is { Count: > 0 } places => new ChunkOutcome.Names(places, ((Refused)Read(bad, null)).Reason),
        Answered { Status: 429 } fast when Read(fast, null) is TryLater later => new ChunkOutcome.TooFast(later.After),
        _ => Read(answer, null) switch
        {
            Delivered sent => new ChunkOutcome.Accepted(sent.RequestId),
            TryLater later => new ChunkOutcome.NotSent(later.Reason),
            Unknown unknown => new ChunkOutcome.InDoubt(unknown.Reason),
            Refused refused => new ChunkOutcome.Refused(refused.Reason, refused.Fixes),
            _ => throw new System.Diagnostics.UnreachableException(),
        },
    };

    /// <summary>The places in the list of recipients that an error names: "The property, to[1], in the request body is invalid".</summary>
    private static List<int> Places(byte[] body)
    {
        var json = JsonAnswer.Read(body);
        var words = json.At("details").Items.Select(d => d.At("property").Text).Append(json.At("message").Text);
        return [.. words.SelectMany(text => Place().Matches(text ?? "")).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    [GeneratedRegex(@"\bto\[(\d{1,3})\]")]
    private static partial Regex Place();

    private static TimeSpan? RetryAfter(Answered answer) =>
        int.TryParse(answer.Header("Retry-After"), out var seconds) && seconds is > 0 and <= 3600 ? TimeSpan.FromSeconds(seconds) : null;

    private static string Message(byte[] body) => JsonAnswer.Read(body).At("message").Text ?? "";

    /// <summary>"messages[0].text: Length must be …", or the message alone.</summary>
    private static string Details(byte[] body)
    {
        var details = JsonAnswer.Read(body).At("details").Items.Take(5).Select(d => $"{d.At("property").Text}: {d.At("message").Text}").ToArray();
        return details.Length > 0 ? string.Join(" / ", details) : Message(body);
    }

    private static string? MessageId(byte[] body) => JsonAnswer.Read(body).At("sentMessages").Items.FirstOrDefault().At("id").Text;
}
