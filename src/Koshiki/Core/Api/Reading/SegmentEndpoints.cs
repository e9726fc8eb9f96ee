using Koshiki.Core.Accounts;
using Koshiki.Core.Api.Calling;
using Koshiki.Core.Api.Posts;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Reading;

/// <summary>How many friends a segment has now. F3.</summary>
internal static class SegmentEndpoints
{
    private static readonly string[] OwnNames = ["account", "unanswered", "emergency"];

    /// <summary><c>?account=A001&amp;district=north,south&amp;topic=events&amp;unanswered=true</c>: every other name is a question's key. Without a question it is nobody.</summary>
    public static async Task<IResult> Count(HttpRequest request, CoreDb db, ISegmentCounts counts, CancellationToken ct)
    {
        var key = request.Query["account"].ToString();
        if (!await db.Accounts.AnyAsync(a => a.Key == key && a.Platform == Platform.Line, ct)) return Pages.Refuse(new LineAccountNotFound(key));
        var rule = SegmentRule.Of(
            request.Query.Where(q => !OwnNames.Contains(q.Key)).Select(q => new SegmentQuestion(q.Key, [.. q.Value.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])),
            request.Query["unanswered"] == "true",
            request.Query["emergency"] == "true");
        if (rule.IsNobody) return ApiAnswer.Of(new { Account = key, Segment = SegmentReading.Write(rule), People = 0L, ChangeNumber = (long?)null });

        return await counts.Count(key, rule, ct) switch
        {
            SegmentCount.Counted counted => ApiAnswer.Of(new { Account = key, Segment = SegmentReading.Write(rule), People = counted.Friends, ChangeNumber = (long?)counted.ChangeNumber }),
            SegmentCount.NotOffered gone => Pages.Refuse(new NotAcceptable([new Fault(gone.Option.Split('/')[0], $"「{gone.Option}」という選択肢は、今の質問にありません。")])),
            _ => Pages.Refuse(new CannotCountNow()),
        };
    }
}
