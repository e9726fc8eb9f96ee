using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>One LINE channel's audience on the pages of a submitted post: what was sealed, how many it was at each moment, how many it is now.</summary>
/// <param name="Rule">As sealed; null is everyone.</param>
/// <param name="Ceiling">The most people that the approval covers; null for everyone, and before a submission.</param>
/// <param name="Counts">What was counted at the draft, the submission and each approval of this round, in this order.</param>
/// <param name="Now">The count of this moment; null for everyone.</param>
/// <param name="People">How many people it would use messages for now; null where unknown.</param>
/// <param name="Before">For whom the submission before this one was, in words; null where it is the same or the first.</param>
public sealed record AudienceFacts(
    string AccountKey, SegmentRule? Rule, string Words, long? Ceiling, IReadOnlyList<AudienceCount> Counts, SegmentCount? Now, long? People, string Cost, int Messages, string? Before)
{
    /// <summary>More people than the approval covers: it would be held before it goes.</summary>
    public bool IsAboveCeiling => Now is SegmentCount.Counted counted && counted.Friends > Ceiling;

    /// <summary>The reason why nobody could be sent to now; null where somebody can.</summary>
    public string? WhyNot => Now switch
    {
        SegmentCount.NotOffered => "配信対象の区分に、今は使われていないものがあります。差し戻して、選び直してもらってください。",
        SegmentCount.Counted { Friends: 0 } => "この配信対象に当てはまる人が、今は1人もいません。",
        SegmentCount.NotReady => "友だちの人数を、今は数えられません。発信のときにもう一度数えます。",
        _ when IsAboveCeiling => "今の人数は、承認できる上限を超えています。このまま承認すると、発信の前に止まります。差し戻して、もう一度依頼してもらってください。",
        _ => null,
    };
}

/// <summary>The words of a moment.</summary>
public static class CountMomentWords
{
    extension(AudienceCount count)
    {
        public string When => count.Moment switch
        {
            CountMoment.Draft => "下書きの人数",
            CountMoment.Submission => "承認を依頼したときの人数",
            _ => $"承認したときの人数（第{count.Step}段階）",
        };
    }
}
