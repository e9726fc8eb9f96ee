using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Guidelines;

/// <summary>A platform's terms of service or another rule of its own, in one version. 媒体の利用規約. B7; guideline 1-5(3).</summary>
public sealed class PlatformTerms
{
    public const int LongestTitle = 200;
    public const int LongestText = 2000;

    private PlatformTerms() { }

    public required Guid Id { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>Such as 利用規約, 開発者向けの規約, 料金.</summary>
    public required string Title { get; init; }

    /// <summary>The platform's own name of the version, often a date.</summary>
    public required string Edition { get; init; }

    /// <summary>Since when the platform applies it.</summary>
    public required DateOnly From { get; init; }

    public required string Address { get; init; }

    /// <summary>What changed for the government, in its own words.</summary>
    public required string Summary { get; init; }

    /// <summary>The day on which we took note of it: from then on it is asked to be read.</summary>
    public required DateOnly RecordedOn { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The first version on record asks nobody anything: nothing has changed.</summary>
    public required bool IsChange { get; init; }

    /// <returns><see cref="NotAcceptable"/> with all faults.</returns>
    public static Result<PlatformTerms> Record(Platform platform, string title, string edition, DateOnly from, string address, string summary, bool isChange, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(summary);
        var faults = new List<Fault>();
        if (title.Length is 0 or > LongestTitle) faults.Add(new Fault("title", $"規約の名称を{LongestTitle}文字までで入力してください。"));
        if (edition.Length is 0 or > LongestTitle) faults.Add(new Fault("edition", "版を入力してください。番号がなければ、媒体が示す日付を入れてください。"));
        if (!(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)) faults.Add(new Fault("address", "規約のページのURLを https:// から入力してください。"));
        if (summary.Length is 0 or > LongestText) faults.Add(new Fault("summary", $"何が変わるかを{LongestText}文字までで入力してください。"));
        if (from > now.DayInJapan.AddYears(1)) faults.Add(new Fault("from", "1年より先の日です。日付を確かめてください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new PlatformTerms
        {
            Id = Guid.CreateVersion7(now), Platform = platform, Title = title, Edition = edition, From = from, Address = address, Summary = summary, IsChange = isChange, RecordedOn = now.DayInJapan, ByName = byName, At = now,
        };
    }
}
