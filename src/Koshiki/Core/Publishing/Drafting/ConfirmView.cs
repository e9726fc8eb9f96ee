using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>The last look before others are asked: exactly what goes out, and under what.</summary>
/// <param name="SealShort">The first digits of the seal that a submission would make; the approver's page shows the same. Null with a segment: its ceiling follows from the count at the submission.</param>
/// <param name="Audiences">The audience of each LINE channel.</param>
/// <param name="SavedVersion">The version shown; submitting another one is refused.</param>
/// <param name="Review">Length, verdict and name of each channel, and all findings.</param>
/// <param name="Lacks">What else stands against the submission, each with the field of the composer in which it is mended.</param>
/// <param name="HoursRefused">Why the posting hours ask for a reason; null where they do not.</param>
/// <param name="CancelWindow">How long a post for at once can still be stopped after its approval.</param>
public sealed record ConfirmView(
    FormState Form,
    PostId Post,
    string Title,
    string Purpose,
    string Office,
    string GoesAt,
    string? Until,
    SealedPost Sealed,
    string? SealShort,
    IReadOnlyDictionary<string, AudienceView> Audiences,
    int SavedVersion,
    PostReview Review,
    IReadOnlyList<Fault> Lacks,
    IReadOnlyList<string> TimeAdvice,
    string? HoursRefused,
    IReadOnlyList<string> Steps,
    IReadOnlyList<ScopeChoice> Scopes,
    bool MayPublishEmergencies,
    TimeSpan CancelWindow)
{
    public bool CanBeSubmitted => Review.Verdict is not Verdict.MustFix && Lacks.Count == 0;

    public ChannelReview ReviewOf(string accountKey) => Review.Channels.First(c => c.AccountKey == accountKey);

    public bool RingsLine => Sealed.Channels.Any(c => c.Platform is PlatformFacts.Platform.Line);
}

/// <summary>A scope under which the post might go, with its limits in words.</summary>
/// <param name="WhyNot">The limits that this post breaks; null where it lies inside.</param>
public sealed record ScopeChoice(PostingScopeId Id, string Name, string Limits, string? WhyNot);
