using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>What the checks say of one channel. 適合・注意・要修正.</summary>
public enum Verdict
{
    Conforms,

    /// <summary>A person decides, and says why it stays.</summary>
    Caution,

    /// <summary>It cannot be submitted like this.</summary>
    MustFix,
}

public static class VerdictWords
{
    extension(Verdict verdict)
    {
        public string Word => verdict switch { Verdict.MustFix => "要修正", Verdict.Caution => "注意", _ => "適合" };
    }
}

/// <summary>One finding, told once for all the channels that share the text in which it stands.</summary>
/// <param name="Key">Names it in a form; the same finding of an unchanged text has the same key.</param>
/// <param name="Excerpt">The characters themselves; empty where it concerns the whole.</param>
/// <param name="Field">The field of the composer in which it is mended.</param>
/// <param name="AccountKeys">The channels it concerns; empty while none is chosen.</param>
public sealed record ReviewedFinding(string Key, Severity Severity, string Rule, string Excerpt, string Why, string WhatToDo, string Clause, string Field, IReadOnlyList<string> AccountKeys)
{
    /// <summary>A caution stays only with a reason that the approver reads.</summary>
    public bool AsksReason => Severity is Severity.Warning;

    /// <summary>As the approver reads it.</summary>
    public string Sentence => Excerpt.Length == 0 ? Why : $"「{Excerpt}」{Why}";
}

/// <summary>One channel as it will go out, with its length and verdict.</summary>
/// <param name="Text">To the letter, the link included where it stands in the text.</param>
/// <param name="Link">The link where the platform takes it apart from the text; null elsewhere.</param>
public sealed record ChannelReview(string AccountKey, string Name, Platform Platform, string Text, string? Link, TextMeasure Measure, IReadOnlyList<ChannelMedia> Media, Verdict Verdict);

/// <summary>A picture that may not go out as its record stands now.</summary>
public sealed record PictureFault(Guid Item, string Why, string WhatToDo);

/// <summary>A content looked at as a whole: each channel, and what the rules have to say. 投稿前の点検. E1, E4, E5.</summary>
/// <remarks>The composer, the confirm page, the approver's page and the submission all ask here, so that they cannot disagree.</remarks>
public sealed record PostReview(IReadOnlyList<ChannelReview> Channels, IReadOnlyList<ReviewedFinding> Findings)
{
    /// <summary>As much of a long excerpt as a list shows.</summary>
    private const int ExcerptLength = 60;

    public Verdict Verdict => VerdictOf(Findings);

    /// <param name="limits">The text lengths of this installation.</param>
    /// <param name="pictures">What is wrong with the rights of the pictures chosen.</param>
    /// <param name="audiences">What is to be said of the LINE channels' audiences.</param>
    public static PostReview Of(PostContent content, CheckContext context, ChannelLimits limits, IReadOnlyCollection<PictureFault> pictures, IReadOnlyCollection<AudienceFinding> audiences)
    {
        ArgumentNullException.ThrowIfNull(content);
        context = context with { IsEvent = content.Purpose is Purpose.Event, Event = content.Event is { } happening ? (happening.When, happening.Where, happening.Who) : ("", "", "") };
        var found = content.Channels.Count == 0
            ? ContentCheck.Run(content.CommonText, context).Select(f => (Found: Place(f, ComposerForm.Text), Account: (string?)null)).ToList()
            : [.. content.Channels.SelectMany(channel => InChannel(channel, content, context, limits, pictures, audiences).Select(f => (Found: f, Account: (string?)channel.Account.Key)))];

        List<ReviewedFinding> findings = [.. found
            .GroupBy(one => one.Found)
            .Select(group => group.Key with { AccountKeys = [.. group.Select(one => one.Account).OfType<string>().Distinct()] })
            .OrderBy(one => one.Severity)];
        return new PostReview([.. content.Channels.Select(channel => Show(channel, content, limits, findings))], findings);
    }

    /// <summary>What stands against a submission with the reasons given: what must be mended, and cautions without a reason.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<KeptNote> notes) =>
    [
        .. Findings.Where(f => f.Severity is Severity.Error).Select(f => new Fault(f.Field, f.Sentence + f.WhatToDo)),
        .. Findings.Where(f => f.AsksReason && ReasonFor(f, notes) is null)
            .Select(f => new Fault(ReasonField(f), $"「{Short(f.Sentence)}」をこのままにする理由を書いてください。承認する人が読みます。")),
    ];

    /// <summary>The cautions that stay, each in its own words with the reason given, as the approver reads them.</summary>
    public IReadOnlyList<KeptNote> Kept(IReadOnlyList<KeptNote> notes) =>
    [
        .. from finding in Findings
           where finding.AsksReason
           let reason = ReasonFor(finding, notes)
           where reason is not null
           select new KeptNote(finding.Rule, finding.AccountKeys is [var only] ? only : null, finding.Sentence, reason),
    ];

    public static string ReasonField(ReviewedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return $"note.{finding.Key}";
    }

    /// <summary>A page gives a reason for each finding; a program may give one for all findings of a rule.</summary>
    private static string? ReasonFor(ReviewedFinding finding, IReadOnlyList<KeptNote> notes) => notes.FirstOrDefault(note =>
        !string.IsNullOrWhiteSpace(note.Reason)
        && (note.AccountKey is null || finding.AccountKeys.Contains(note.AccountKey))
        && (note.Rule == finding.Key || (note.Rule == finding.Rule && (note.Finding == finding.Sentence || note.Finding == finding.Rule))))?.Reason;

    private static IEnumerable<ReviewedFinding> InChannel(ChannelContent channel, PostContent content, CheckContext context, ChannelLimits limits, IReadOnlyCollection<PictureFault> pictures, IReadOnlyCollection<AudienceFinding> audiences)
    {
        var platform = channel.Account.Platform;
        var text = Sealing.TextFor(platform, content.CommonText, channel.OwnText, content.Link);
        foreach (var finding in ContentCheck.Run(text, context, platform, limits)) yield return Place(finding, FieldOf(finding, content, channel));
        foreach (var problem in TextMeasure.For(platform, text, limits).Problems)
        {
            yield return New("not-accepted", Severity.Error, "", problem, "", "G2-5(2)イ", FieldOf(channel));
        }

        if (platform is Platform.Facebook && content.Link is { } apart)
        {
            foreach (var finding in ContentCheck.Run(apart, context)) yield return Place(finding, ComposerForm.Link);
        }

        foreach (var picture in pictures.Where(p => channel.Media.Any(m => m.Item == p.Item)))
        {
            yield return New("picture-rights", Severity.Error, "", picture.Why, picture.WhatToDo, "G2-5(3)カ", ComposerForm.Media);
        }

        foreach (var finding in audiences.Where(a => a.AccountKey == channel.Account.Key))
        {
            yield return New(finding.Rule, finding.Severity, "", finding.Why, finding.WhatToDo, "", ComposerForm.Audience(channel.Account.Key));
        }

        // On LINE the text is one of the bubbles of a request.
        var most = (MediaLimits.For(platform).Image?.MaxCount ?? 0) - (platform is Platform.Line ? 1 : 0);
        if (channel.Media.Count > most)
        {
            yield return New("too-many-pictures", Severity.Error, "", $"{platform.DisplayName}に付けられる画像は{most}枚までです（{channel.Media.Count}枚）。", "画像を減らしてください。", "G2-5(2)イ", ComposerForm.Media);
        }
    }

    private static ReviewedFinding Place(Finding finding, string field) =>
        New(finding.Rule, finding.Severity, Short(finding.Text), finding.Why, finding.WhatToDo, finding.Clause, field);

    /// <summary>What begins behind the text stands in the link, which is written below it.</summary>
    private static string FieldOf(Finding finding, PostContent content, ChannelContent channel) =>
        finding.Rule != CheckRule.TooLong.Key && finding.Start > (channel.OwnText ?? content.CommonText).TrimEnd().Length ? ComposerForm.Link : FieldOf(channel);

    private static string FieldOf(ChannelContent channel) => channel.OwnText is null ? ComposerForm.Text : ComposerForm.OwnText(channel.Account.Key);

    private static ReviewedFinding New(string rule, Severity severity, string excerpt, string why, string whatToDo, string clause, string field) =>
        new(KeyOf(rule, excerpt + why + field), severity, rule, excerpt, why, whatToDo, clause, field, NoAccounts);

    /// <summary>One instance, so that findings of several channels compare as equal.</summary>
    private static readonly IReadOnlyList<string> NoAccounts = [];

    private static string KeyOf(string rule, string words) => $"{rule}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 4))}";

    private static ChannelReview Show(ChannelContent channel, PostContent content, ChannelLimits limits, List<ReviewedFinding> findings)
    {
        var platform = channel.Account.Platform;
        var text = Sealing.TextFor(platform, content.CommonText, channel.OwnText, content.Link);
        var verdict = VerdictOf(findings.Where(f => f.AccountKeys.Contains(channel.Account.Key)));
        return new ChannelReview(channel.Account.Key, channel.Account.Name, platform, text, platform is Platform.Facebook ? content.Link : null, TextMeasure.For(platform, text, limits), channel.Media, verdict);
    }

    private static Verdict VerdictOf(IEnumerable<ReviewedFinding> findings) =>
        findings.Select(f => f.Severity switch { Severity.Error => Verdict.MustFix, Severity.Warning => Verdict.Caution, _ => Verdict.Conforms }).DefaultIfEmpty().Max();

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= ExcerptLength) return line;
        var end = char.IsHighSurrogate(line[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength;
        return line[..end] + "…";
    }
}
