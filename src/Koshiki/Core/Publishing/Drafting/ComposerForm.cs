using Koshiki.Core.Accounts;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>A content as the form says it, with what could not be read of it.</summary>
internal sealed record ComposedPost(PostContent Content, IReadOnlyList<Fault> Faults);

/// <summary>The composer's fields: their names, how a content fills them, and how a content is read from them.</summary>
internal static class ComposerForm
{
    public const string Post = "post";
    public const string SavedVersion = "saved_version";
    public const string Office = "office";
    public const string Purpose = "purpose";
    public const string Title = "title";
    public const string Channels = "channels";
    public const string OtherShown = "shown";
    public const string Find = "find";
    public const string Text = "text";
    public const string Link = "link";
    public const string Media = "media";
    public const string When = "when";
    public const string NotBefore = "notBefore";
    public const string NotAfter = "notAfter";

    /// <summary>The stored time as the page filled it in; what differs from it was typed.</summary>
    public const string NotBeforeFilled = "notBefore.filled";
    public const string EventWhen = "event.when";
    public const string EventWhere = "event.where";
    public const string EventWho = "event.who";

    /// <summary>Which button was pressed.</summary>
    public const string Do = "do";

    public const string AtOnce = "now";
    public const string Reserved = "at";

    public const string ToEveryone = "everyone";
    public const string ToSegment = "segment";

    /// <summary>The choice of a question that keeps nobody apart by it. 問わない.</summary>
    public const string Any = "*";

    public static string OwnText(string accountKey) => $"text.{accountKey}";

    /// <summary>Everyone or a segment: <see cref="ToEveryone"/>, <see cref="ToSegment"/>.</summary>
    public static string Audience(string accountKey) => $"audience.{accountKey}";

    public static string Options(string accountKey, string question) => $"segment.{accountKey}.{question}";

    public static string Unanswered(string accountKey) => $"unanswered.{accountKey}";

    /// <param name="content">What is stored.</param>
    /// <param name="questions">What the friends of each LINE account are asked.</param>
    public static FormState Fill(PostContent content, IReadOnlyDictionary<string, IReadOnlyList<Question>> questions) => FormState.Of(Fields(content, questions));

    /// <summary>A rule as the ticks that say it.</summary>
    public static IEnumerable<(string Name, string? Value)> SegmentFields(string accountKey, SegmentRule? rule, IReadOnlyList<Question> questions)
    {
        yield return (Audience(accountKey), rule is null ? ToEveryone : ToSegment);
        if (rule is null) yield break;
        foreach (var question in questions.Where(q => q.Options.Any(o => !o.IsRetired)).Select(q => q.Key).Union(rule.Questions.Select(q => q.Question)))
        {
            var part = rule.Questions.FirstOrDefault(q => q.Question == question);
            if (part is null) yield return (Options(accountKey, question), Any);
            foreach (var option in part?.Options ?? []) yield return (Options(accountKey, question), option);
        }

        if (rule.WithUnanswered) yield return (Unanswered(accountKey), "yes");
    }

    /// <summary>Reads what was typed. What cannot be read is left out and told.</summary>
    /// <param name="accounts">The accounts that the form names, by key.</param>
    /// <param name="media">The pictures that the form names, converted for one platform.</param>
    /// <param name="questions">What the friends of each LINE account are asked.</param>
    public static ComposedPost Read(FormState form, IReadOnlyDictionary<string, Account> accounts, Func<Account, IReadOnlyList<ChannelMedia>> media, IReadOnlyDictionary<string, IReadOnlyList<Question>> questions)
    {
        var faults = new List<Fault>();
        var purpose = Enum.TryParse<Purpose>(form[Purpose], out var chosen) && Enum.IsDefined(chosen) ? chosen : Publishing.Purpose.Notice;
        var common = InputText.Prose(form[Text]);
        List<ChannelContent> channels = [.. form.All(Channels).Distinct().Where(accounts.ContainsKey).Select(key => new ChannelContent(accounts[key], OwnTextOf(form, key, common), media(accounts[key]), questions.TryGetValue(key, out var asked) ? ReadSegment(form, key, asked) : null))];
        EventFacts? happening = form.Filled(EventWhen) || form.Filled(EventWhere) || form.Filled(EventWho)
            ? new EventFacts(InputText.Name(form[EventWhen]), InputText.Name(form[EventWhere]), InputText.Name(form[EventWho]))
            : null;
        var title = InputText.Name(form[Title]);
        if (title.Length > Publishing.Post.LongestTitle) faults.Add(new Fault(Title, new TitleTooLong().Sentence));
        var content = new PostContent(title, purpose, common, ReadLink(form, faults), channels, happening, ReadWindow(form, faults));
        return new ComposedPost(content, faults);
    }

    /// <summary>The audience as ticked; null is everyone. What is not ticked is nobody: everyone has to be said. UI 4, 配信対象.</summary>
    /// <param name="questions">A question without an option to choose is not asked of the author either.</param>
    public static SegmentRule? ReadSegment(FormState form, string accountKey, IReadOnlyList<Question> questions)
    {
        if (form[Audience(accountKey)] == ToEveryone) return null;
        var parts = new List<SegmentQuestion>();
        foreach (var question in questions)
        {
            var ticked = form.All(Options(accountKey, question.Key));
            var options = ticked.Where(option => option != Any).ToList();
            if (options.Count == 0 && (ticked.Count > 0 || question.Options.All(o => o.IsRetired))) continue;
            parts.Add(new SegmentQuestion(question.Key, options));
        }

        return SegmentRule.Of(parts, form.Filled(Unanswered(accountKey)));
    }

    private static string? OwnTextOf(FormState form, string key, string common)
    {
        var own = InputText.Prose(form[OwnText(key)]);
        return string.IsNullOrWhiteSpace(own) || own == common ? null : own;
    }

    private static string? ReadLink(FormState form, List<Fault> faults)
    {
        if (!form.Filled(Link)) return null;
        var link = PostLink.Read(form[Link]);
        if (!link.IsRefused(out var unreadable)) return link.Value;
        faults.Add(new Fault(Link, unreadable.Sentence));
        return null;
    }

    private static PostWindow ReadWindow(FormState form, List<Fault> faults)
    {
        var until = form.HasInstant(NotAfter) ? form.Instant(NotAfter, faults) : null;
        if (form[When] != Reserved)
        {
            if (form.HasInstant(NotBefore) && form.InstantTyped(NotBefore) != form[NotBeforeFilled])
                faults.Add(new Fault(When, "予約の日時が入力されていますが、「承認後すぐ」が選ばれています。その日時に発信するときは「予約」を選んでください。承認後すぐに発信するときは、予約の日時を空にしてください。"));
            return new PostWindow(null, until);
        }

        if (form.HasInstant(NotBefore)) return new PostWindow(form.Instant(NotBefore, faults), until);
        faults.Add(new Fault(NotBefore, "予約の日時が入力されていません。年月日と時刻を入力するか、「承認後すぐ」を選んでください。"));
        return new PostWindow(null, until);
    }

    private static IEnumerable<(string Name, string? Value)> Fields(PostContent content, IReadOnlyDictionary<string, IReadOnlyList<Question>> questions)
    {
        yield return (Purpose, content.Purpose.ToString());
        yield return (Title, content.Title);
        yield return (Text, content.CommonText);
        yield return (Link, content.Link);
        foreach (var channel in content.Channels)
        {
            yield return (Channels, channel.Account.Key);
            yield return (OwnText(channel.Account.Key), channel.OwnText);
        }

        foreach (var channel in content.Channels.Where(c => c.Account.Platform is PlatformFacts.Platform.Line))
        {
            foreach (var field in SegmentFields(channel.Account.Key, channel.Segment, questions[channel.Account.Key])) yield return field;
        }

        foreach (var item in content.Channels.SelectMany(c => c.Media).Select(m => m.Item).Distinct()) yield return (Media, item.ToString());
        yield return (EventWhen, content.Event?.When);
        yield return (EventWhere, content.Event?.Where);
        yield return (EventWho, content.Event?.Who);
        yield return (When, content.Window.NotBefore is null ? AtOnce : Reserved);
        var notBefore = FormDays.InstantBoxes(NotBefore, content.Window.NotBefore);
        foreach (var field in notBefore) yield return field;
        yield return (NotBeforeFilled, string.Join(' ', notBefore.Select(box => box.Value)));
        foreach (var field in FormDays.InstantBoxes(NotAfter, content.Window.NotAfter)) yield return field;
    }
}
