using Koshiki.Core.Accounts;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Monitoring.Frequency;

/// <summary>How often an account really posts, beside what its office says. 発信の頻度. D5; table 11 is the reported one.</summary>
/// <param name="In28">Posts of the last 28 days that Koshiki delivered.</param>
/// <param name="In91">Posts of the last 91 days.</param>
/// <param name="Before91">Posts of the 91 days before those.</param>
/// <param name="LastPost">The day of the last post; null where Koshiki has delivered none.</param>
/// <param name="Under">Since when the account is looked after; null where nothing is planned.</param>
public sealed record AccountFrequency(
    AccountId Account, string Key, string Name, AccountState State, ConnectionState Connection, Organizations.OfficeId Office, PostingFrequency? Reported, int In28, int In91, int Before91, DateOnly? LastPost, DateOnly? Under,
    DateOnly Today, int QuietDays)
{
    private const int WorkingDaysIn28 = 20;

    /// <summary>False where Koshiki neither posts nor could: then it knows nothing of the account's posts.</summary>
    public bool IsKnown => LastPost is not null || Connection is not ConnectionState.NotConnected;

    /// <summary>The frequency in the words of table 11; null where it is not known.</summary>
    /// <remarks>Our own lines: 56 in 28 days are two a day, 20 are each working day, 4 a week, 3 in 91 days a month.</remarks>
    public PostingFrequency? Measured => !IsKnown ? null : (In28, In91) switch
    {
        ( >= 2 * 28, _) => PostingFrequency.TwiceDaily,
        ( >= WorkingDaysIn28, _) => PostingFrequency.Daily,
        ( >= 4, _) => PostingFrequency.Weekly,
        (_, >= 3) => PostingFrequency.Monthly,
        (_, >= 1) => PostingFrequency.Irregular,
        _ => PostingFrequency.None,
    };

    public int? DaysSinceLastPost => LastPost is { } last ? Today.DayNumber - last.DayNumber : null;

    public Trend Trend => (In91, Before91) switch
    {
        _ when !IsKnown => Trend.Unknown,
        (0, 0) => Trend.Unknown,
        var (now, before) when before >= 4 && now * 2 <= before => Trend.Falling,
        var (now, before) when now >= 4 && before * 2 <= now => Trend.Rising,
        _ => Trend.Steady,
    };

    /// <summary>Nothing for longer than the parameter allows. An account that Koshiki has never posted to counts from the day since which it is looked after.</summary>
    public bool IsQuiet => State is AccountState.Active && IsKnown && (LastPost ?? Under) is { } since && Today.DayNumber - since.DayNumber > QuietDays;

    /// <summary>Posts less often than the office says. 「決まっていない」 promises nothing.</summary>
    public bool IsBelowReported => Reported is { } said && Measured is { } real && said is not (PostingFrequency.Irregular or PostingFrequency.None) && real < said;

    /// <summary>The whole in one sentence.</summary>
    public string InWords => Measured is not { } real
        ? "このシステムから発信していないため、分かりません。"
        : $"{real.Word}（28日間に{In28}件、91日間に{In91}件）" + (LastPost is { } last ? $"　最後の発信は{last.InWords}（{DaysSinceLastPost}日前）" : "　このシステムからの発信はありません");
}

public enum Trend
{
    /// <summary>－</summary>
    Unknown,

    /// <summary>減っている: half or less of the 91 days before.</summary>
    Falling,

    /// <summary>変わらない</summary>
    Steady,

    /// <summary>増えている</summary>
    Rising,
}

public static class TrendWords
{
    extension(Trend trend)
    {
        public string Word => trend switch { Trend.Falling => "減っている", Trend.Steady => "変わらない", Trend.Rising => "増えている", _ => "－" };
    }
}
