using System.Globalization;
using Koshiki.Core.Accounts;
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
    public const string EventWhen = "event.when";
    public const string EventWhere = "event.where";
    public const string EventWho = "event.who";

    /// <summary>Which button was pressed.</summary>
    public const string Do = "do";

    public const string AtOnce = "now";
    public const string Reserved = "at";

    public static string OwnText(string accountKey) => $"text.{accountKey}";

    public static FormState Fill(PostContent content) => FormState.Of(Fields(content));

    /// <summary>Reads what was typed. What cannot be read is left out and told.</summary>
    /// <param name="accounts">The accounts that the form names, by key.</param>
    /// <param name="media">The pictures that the form names, converted for one platform.</param>
    public static ComposedPost Read(FormState form, IReadOnlyDictionary<string, Account> accounts, Func<Account, IReadOnlyList<ChannelMedia>> media)
    {
        var faults = new List<Fault>();
        var purpose = Enum.TryParse<Purpose>(form[Purpose], out var chosen) && Enum.IsDefined(chosen) ? chosen : Publishing.Purpose.Notice;
        var common = InputText.Prose(form[Text]);
        List<ChannelContent> channels = [.. form.All(Channels).Distinct().Where(accounts.ContainsKey).Select(key => new ChannelContent(accounts[key], OwnTextOf(form, key, common), media(accounts[key])))];
        EventFacts? happening = form.Filled(EventWhen) || form.Filled(EventWhere) || form.Filled(EventWho)
            ? new EventFacts(InputText.Name(form[EventWhen]), InputText.Name(form[EventWhere]), InputText.Name(form[EventWho]))
            : null;
        var content = new PostContent(InputText.Name(form[Title]), purpose, common, ReadLink(form, faults), channels, happening, ReadWindow(form, faults));
        return new ComposedPost(content, faults);
    }

    private static string? OwnTextOf(FormState form, string key, string common)
    {
        var own = InputText.Prose(form[OwnText(key)]);
        return string.IsNullOrWhiteSpace(own) || own == common ? null : own;
    }

    private static string? ReadLink(FormState form, List<Fault> faults)
    {
        if (!form.Filled(Link)) return null;
        var link = InputText.Url(form[Link]);
        if (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Contains('.', StringComparison.Ordinal) && !link.Any(char.IsWhiteSpace)) return link;
        faults.Add(new Fault(Link, "リンク先のURLが読み取れません。「https://」から始まるURLを1つ入力してください。"));
        return null;
    }

    private static PostWindow ReadWindow(FormState form, List<Fault> faults)
    {
        if (form[When] != Reserved) return new PostWindow(null, null);
        var from = ReadInstant(form, NotBefore, faults);
        if (from is null && !IsGiven(form, NotBefore)) faults.Add(new Fault(NotBefore, "予約の日時が入力されていません。年月日と時刻を入力するか、「承認後すぐ」を選んでください。"));
        return new PostWindow(from, IsGiven(form, NotAfter) ? ReadInstant(form, NotAfter, faults) : null);
    }

    private static DateTimeOffset? ReadInstant(FormState form, string field, List<Fault> faults)
    {
        if (!IsGiven(form, field)) return null;
        var day = JapaneseDate.Parse(form[field + DateField.YearPart], form[field + DateField.MonthPart], form[field + DateField.DayPart]);
        var time = JapaneseDate.ParseTime(form[field + DateField.TimePart]);
        if (day.IsRefused(out var noDay)) faults.Add(new Fault(field, noDay.Sentence));
        else if (time.IsRefused(out var noTime)) faults.Add(new Fault(field, noTime.Sentence));
        else return day.Value.At(time.Value);
        return null;
    }

    private static bool IsGiven(FormState form, string field) =>
        form.Filled(field + DateField.YearPart) || form.Filled(field + DateField.MonthPart) || form.Filled(field + DateField.DayPart) || form.Filled(field + DateField.TimePart);

    private static IEnumerable<(string Name, string? Value)> Fields(PostContent content)
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

        foreach (var item in content.Channels.SelectMany(c => c.Media).Select(m => m.Item).Distinct()) yield return (Media, item.ToString());
        yield return (EventWhen, content.Event?.When);
        yield return (EventWhere, content.Event?.Where);
        yield return (EventWho, content.Event?.Who);
        yield return (When, content.Window.NotBefore is null ? AtOnce : Reserved);
        foreach (var field in Instant(NotBefore, content.Window.NotBefore)) yield return field;
        foreach (var field in Instant(NotAfter, content.Window.NotAfter)) yield return field;
    }

    private static IEnumerable<(string Name, string? Value)> Instant(string field, DateTimeOffset? instant)
    {
        if (instant is not { } at) yield break;
        var day = at.DayInJapan;
        yield return (field + DateField.YearPart, day.Era.YearInWords(day.Year).TrimEnd('年'));
        yield return (field + DateField.MonthPart, day.Month.ToString(CultureInfo.InvariantCulture));
        yield return (field + DateField.DayPart, day.Day.ToString(CultureInfo.InvariantCulture));
        yield return (field + DateField.TimePart, at.TimeInJapan.InWords);
    }
}
