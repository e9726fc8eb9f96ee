using Koshiki.Core.Accounts;

namespace Koshiki.Core.Monitoring;

/// <summary>How an account is looked after: how often a person looks, what the profile ought to say, when somebody looked last. 見守り. D3; guideline 2-7(3)ア.</summary>
/// <remarks>How often, and how often the office says that it posts, are kept with their days, because the audit's tables ask for any day.</remarks>
public sealed class Watch
{
    private readonly List<WatchPeriod> periods = [];

    private Watch() { }

    public required AccountId Account { get; init; }

    /// <summary>The register's key, such as <c>A001</c>.</summary>
    public required string AccountKey { get; init; }

    /// <summary>How often a person looks; null while the office has not said.</summary>
    public MonitoringInterval? Interval { get; private set; }

    /// <summary>Since when it has been so.</summary>
    public DateOnly? Since { get; private set; }

    /// <summary>How often the office says that it posts; null while it has not said. 報告された頻度. D5.</summary>
    public PostingFrequency? Reported { get; private set; }

    /// <summary>The text that the profile ought to show; null while none is registered. 登録した紹介文.</summary>
    public string? ProfileText { get; private set; }

    public DateOnly? LastCheckedOn { get; private set; }

    public string? LastCheckedBy { get; private set; }

    public CheckOutcome? LastOutcome { get; private set; }

    /// <summary>The last day of the next check; null where no day follows from the interval. 次の点検の期限.</summary>
    public DateOnly? NextDueOn { get; private set; }

    public uint Version { get; init; }

    /// <summary>What was planned from when on, in the order of days. Loaded only by who changes it.</summary>
    public IReadOnlyList<WatchPeriod> Periods => [.. periods.OrderBy(period => period.From)];

    public static Watch Begin(AccountId account, string key) => new() { Account = account, AccountKey = key };

    /// <summary>Says how often a person looks and how often the office posts, from today on.</summary>
    public void Plan(MonitoringInterval interval, PostingFrequency? reported, DateOnly today)
    {
        if (periods.Find(period => period.From == today) is { } sameDay) sameDay.Correct(interval, reported);
        else periods.Add(WatchPeriod.Of(Account, today, interval, reported));
        if (interval != Interval) Since = today;
        (Interval, Reported) = (interval, reported);
        NextDueOn = MonitoringSchedule.DueOn(Interval, LastCheckedOn, Since);
    }

    /// <summary>Registers the text that the profile ought to show.</summary>
    public void RegisterProfile(string? text) => ProfileText = string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Somebody has looked.</summary>
    public void Checked(DateOnly day, string by, CheckOutcome outcome)
    {
        if (LastCheckedOn is { } last && day < last) return;
        (LastCheckedOn, LastCheckedBy, LastOutcome) = (day, by, outcome);
        NextDueOn = MonitoringSchedule.DueOn(Interval, LastCheckedOn, Since);
    }
}

/// <summary>What was planned for an account from a day until the next period begins.</summary>
public sealed class WatchPeriod
{
    public required AccountId Account { get; init; }

    public required DateOnly From { get; init; }

    public MonitoringInterval Interval { get; private set; }

    public PostingFrequency? Reported { get; private set; }

    internal static WatchPeriod Of(AccountId account, DateOnly from, MonitoringInterval interval, PostingFrequency? reported)
    {
        var period = new WatchPeriod { Account = account, From = from };
        period.Correct(interval, reported);
        return period;
    }

    internal void Correct(MonitoringInterval interval, PostingFrequency? reported) => (Interval, Reported) = (interval, reported);
}

/// <summary>How often a person looks after an account. Table 14's columns; 「決まっていない」 and 「していない」 are states too.</summary>
public enum MonitoringInterval
{
    /// <summary>していない</summary>
    None,

    /// <summary>決まっていない</summary>
    Irregular,

    /// <summary>月に1回</summary>
    Monthly,

    /// <summary>週に1回</summary>
    Weekly,

    /// <summary>毎日（開庁日）</summary>
    Daily,
}

/// <summary>How often an account posts. Table 11's rows.</summary>
public enum PostingFrequency
{
    /// <summary>していない</summary>
    None,

    /// <summary>決まっていない</summary>
    Irregular,

    /// <summary>月に1回</summary>
    Monthly,

    /// <summary>週に1回</summary>
    Weekly,

    /// <summary>毎日</summary>
    Daily,

    /// <summary>日に2回以上</summary>
    TwiceDaily,
}
