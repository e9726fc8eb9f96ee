using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Work.News;

/// <summary>A piece of news for staff, shown on the home page until its last day. お知らせ.</summary>
public sealed class StaffNews
{
    public const int LongestHeading = 100;
    public const int LongestText = 1000;

    /// <summary>News that stand longer than this are no news.</summary>
    public const int LongestDays = 366;

    private StaffNews() { }

    public required Guid Id { get; init; }

    public required string Heading { get; init; }

    public string? Text { get; init; }

    public string? Link { get; init; }

    /// <summary>Only for this office; null for everyone.</summary>
    public OfficeId? Office { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who published it.</summary>
    public required string ByName { get; init; }

    /// <summary>The last day on which it is shown.</summary>
    public DateOnly Last { get; private set; }

    /// <param name="link">A page of this program (beginning with a slash) or a web address; null for none.</param>
    /// <returns><see cref="NotAcceptable"/> with all faults of heading, text, link and last day.</returns>
    public static Result<StaffNews> Publish(string heading, string? text, string? link, OfficeId? office, DateOnly last, string byName, DateOnly today, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (heading.Length is 0 or > LongestHeading) faults.Add(new Fault("heading", $"見出しを{LongestHeading}文字までで入力してください。"));
        if (text?.Length > LongestText) faults.Add(new Fault("text", $"内容は{LongestText}文字までにしてください（今は{text.Length}文字です）。"));
        if (link is not null && !IsLink(link)) faults.Add(new Fault("link", "リンク先は、このシステムの画面（例：/help）か https:// で始まるURLにしてください。"));
        if (last < today) faults.Add(new Fault("last", "過ぎた日です。今日以後の日を入力してください。"));
        if (last > today.AddDays(LongestDays)) faults.Add(new Fault("last", "掲載は1年までです。1年以内の日を入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new StaffNews { Id = Guid.CreateVersion7(now), Heading = heading, Text = text, Link = link, Office = office, At = now, ByName = byName, Last = last };
    }

    /// <summary>Takes it off the home pages from today on; the record stays.</summary>
    public void End(DateOnly today)
    {
        if (Last >= today) Last = today.AddDays(-1);
    }

    private static bool IsLink(string link) =>
        (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)) || (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);
}
