using Koshiki.Core.Publishing.Checking;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>The checks of a stored post, as the submission asks them. E4.</summary>
internal static class ContentGate
{
    public static PostReview Review(PostCase at, PublishingOptions options, DateTimeOffset now)
    {
        var content = PostReading.ContentOf(at.Post, at.Accounts.ToDictionary(a => a.Id));
        return PostReview.Of(content, new CheckContext(now.DayInJapan) { OwnHosts = options.OwnHosts }, options.ChannelLimits, []);
    }
}
