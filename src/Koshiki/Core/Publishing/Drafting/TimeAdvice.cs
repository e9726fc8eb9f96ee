using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>Another post of one of the same accounts, near in time.</summary>
public sealed record Neighbour(string Title, string Account, DateTimeOffset At);

/// <summary>What a person should know of the time he chose. Nothing here forbids; past times and fixed hours are refused on submission. E6.</summary>
public static class TimeAdvice
{
    /// <summary>Our decision: from nine in the evening to seven in the morning a notification disturbs.</summary>
    private static readonly TimeOnly NightBegins = new(21, 0), NightEnds = new(7, 0);

    /// <param name="goesAt">The time chosen; for "at once" the time now.</param>
    /// <param name="rings">A LINE account is among the channels: friends' phones make a sound.</param>
    /// <param name="hours">The posting hours of the accounts, with their names.</param>
    public static IReadOnlyList<string> For(DateTimeOffset goesAt, DateTimeOffset now, bool rings, IEnumerable<(string Account, PostingHours Hours)> hours, IEnumerable<Neighbour> neighbours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(neighbours);
        var advice = new List<string>();
        var (day, time) = (goesAt.DayInJapan, goesAt.TimeInJapan);

        if (goesAt < now) advice.Add("発信日時が過ぎています。これからの日時にしてください。");
        if (JapaneseHolidays.Knows(day.Year) && day.HolidayName is { } holiday) advice.Add($"{day.InWords}は「{holiday}」です。");
        else if (day.Weekday is '土' or '日') advice.Add($"{day.InWords}は{day.Weekday}曜日です。");
        if (time >= NightBegins || time < NightEnds) advice.Add(rings ? "夜間（21時から7時）です。LINEは、友だちの端末に通知の音が鳴ります。" : "夜間（21時から7時）です。");
        advice.AddRange(hours.Where(h => !h.Hours.Times.Include(goesAt)).Select(h => h.Hours.Strict
            ? $"「{h.Account}」の投稿時間は{h.Hours.Times.InWords}です。この時間の外には発信できません。"
            : $"「{h.Account}」の投稿時間は{h.Hours.Times.InWords}です。時間外に発信するときは、確認の画面で理由を書きます。"));
        advice.AddRange(neighbours.OrderBy(n => n.At).Select(n => $"「{n.Account}」では、{n.At.InWords}に「{n.Title}」の発信があります。"));
        return advice;
    }
}
