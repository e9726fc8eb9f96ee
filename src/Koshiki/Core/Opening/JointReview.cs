using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Opening;

/// <summary>How a platform that the government has never used was considered by the three parties together: the applying office, the PR office and the IT office. Guideline 2-3(5). C5.</summary>
/// <param name="HeldOn">The day on which they met or finished.</param>
/// <param name="Participants">Who took part, of all three.</param>
/// <param name="Considered">Traits, terms of service, risks, people needed.</param>
/// <param name="Conclusion">What they found.</param>
/// <param name="ConfirmedBy">The applying office's head; null until he has confirmed it.</param>
public sealed record JointReview(DateOnly HeldOn, string Participants, string Considered, string Conclusion, PersonId RecordedBy, string RecordedByName, PersonId? ConfirmedBy = null, string? ConfirmedByName = null)
{
    private const int LongestText = 5_000;

    public bool IsConfirmed => ConfirmedBy is not null;

    public IReadOnlyList<Fault> Faults(DateOnly today)
    {
        var faults = new List<Fault>();
        if (HeldOn > today) faults.Add(new("held", "検討した日が先の日です。検討を終えてから記録してください。"));
        foreach (var (field, text, what) in new[] { ("participants", Participants, "参加者"), ("considered", Considered, "検討した内容"), ("conclusion", Conclusion, "結論") })
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add(new(field, $"{what}を入力してください。"));
            else if (text.Length > LongestText) faults.Add(new(field, $"{LongestText:N0}文字までにしてください。"));
        }

        return faults;
    }
}
