using Koshiki.Core.Publishing.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>The composer's page.</summary>
/// <param name="Path">The page's own address: where its form posts.</param>
/// <param name="Post">Null while nothing is saved.</param>
/// <param name="Saved">When it was saved last, in words; null while nothing is saved.</param>
/// <param name="VoidsApproval">Saving takes back what was submitted or approved.</param>
/// <param name="ReturnedFor">Why it came back; null where it did not.</param>
/// <param name="Offices">The offices for which the person may write; shown where there are several and nothing is saved.</param>
/// <param name="MayUseOthers">The person may also choose accounts of other offices.</param>
/// <param name="FoundNothing">The words that were looked for among other offices' accounts in vain; null otherwise.</param>
public sealed record ComposerView(
    FormState Form,
    string Path,
    PostId? Post,
    string? Saved,
    bool VoidsApproval,
    string? ReturnedFor,
    IReadOnlyList<Choice> Offices,
    IReadOnlyList<Choice> Channels,
    bool MayUseOthers,
    IReadOnlyList<string> OtherShown,
    string? FoundNothing,
    IReadOnlyList<ComposerChannel> Texts,
    IReadOnlyList<ComposerAudience> Audiences,
    IReadOnlyList<PictureChoice> Pictures,
    IReadOnlyList<Link> Templates,
    IReadOnlyList<Link> Earlier,
    ComposerPreviewView Preview,
    string? NotBeforeEcho,
    string? NotAfterEcho)
{
    public string Heading => Post is null ? "投稿の作成" : "投稿の編集";
}

/// <summary>One account's own text below the common one.</summary>
/// <param name="Chosen">It is among the channels.</param>
/// <param name="Differs">It has a text of its own.</param>
/// <param name="Counter">Which counter of js/counting.js counts for its platform.</param>
public sealed record ComposerChannel(string Key, string Name, Platform Platform, bool Chosen, bool Differs, int Limit, string Counter);

/// <summary>The choice of one LINE account's audience.</summary>
/// <param name="Chosen">It is among the channels.</param>
public sealed record ComposerAudience(bool Chosen, AudienceView Now);

/// <summary>A picture that can be put into a post.</summary>
/// <param name="WhyNot">Why it cannot go out now, with what to do; null where it can.</param>
public sealed record PictureChoice(Guid Item, string Name, string AltText, string PreviewSha256, string? WhyNot);

/// <summary>What the right column shows: how it will look, what it costs, what the checks and the clock say.</summary>
/// <param name="GoesAt">When it goes, in words.</param>
/// <param name="Audiences">The audience of each LINE channel.</param>
public sealed record ComposerPreviewView(PostReview Review, string GoesAt, IReadOnlyList<string> TimeAdvice, IReadOnlyDictionary<string, AudienceView> Audiences)
{
    /// <summary>The same, with what is wrong with the choice of the time said first.</summary>
    public ComposerPreviewView With(IEnumerable<Fault> faults) =>
        this with { TimeAdvice = [.. faults.Where(f => f.Field == ComposerForm.When).Select(f => f.Sentence), .. TimeAdvice] };

    public int Errors => Review.Findings.Count(f => f.Severity is Checking.Severity.Error);

    public int Cautions => Review.Findings.Count(f => f.Severity is Checking.Severity.Warning);

    /// <summary>The outcome in one line, read out when it changes.</summary>
    public string Summary => Review.Channels.Count == 0
        ? "発信先を選ぶと、媒体ごとに確かめます。"
        : Errors > 0 ? $"要修正が{Errors}件、注意が{Cautions}件あります。" : Cautions > 0 ? $"注意が{Cautions}件あります。" : "すべて適合です。";
}
