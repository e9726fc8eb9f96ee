using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Guidelines;

/// <summary>One rule for one channel since a day: what it is for, or what holds there for a matter. 媒体ごとのきまり. B4; audit N7(2)イ.</summary>
/// <remarks>The rule of a matter that holds is the newest one begun. An empty text takes the rule away.</remarks>
public sealed class ChannelRule
{
    /// <summary>The matter under which stands what the channel is for.</summary>
    public const string Purpose = "使いみち";

    public const int LongestTopic = 40;
    public const int LongestText = 500;

    private ChannelRule() { }

    public required Guid Id { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>The matter, alike for all channels: 承認, 写真, コメント.</summary>
    public required string Topic { get; init; }

    public required string Text { get; init; }

    public required DateOnly From { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <returns><see cref="NotAcceptable"/> with all faults.</returns>
    public static Result<ChannelRule> Set(Platform platform, string topic, string text, DateOnly from, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<Fault>();
        if (topic.Length is 0 or > LongestTopic) faults.Add(new Fault("topic", $"事柄を{LongestTopic}文字までで入力してください（例：承認）。"));
        if (text.Length > LongestText) faults.Add(new Fault("text", $"きまりは{LongestText}文字までにしてください（今は{text.Length}文字です）。"));
        if (topic == Purpose && text.Length == 0) faults.Add(new Fault("text", "使いみちは空にできません。何のための媒体かを入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new ChannelRule { Id = Guid.CreateVersion7(now), Platform = platform, Topic = topic, Text = text, From = from, ByName = byName, At = now };
    }
}

/// <summary>The rules of chosen channels on one sheet.</summary>
/// <param name="Topics">What each channel is for first, then the matters in the order in which they were first written.</param>
public sealed record ChannelSheet(IReadOnlyList<Platform> Channels, IReadOnlyList<string> Topics, IReadOnlyDictionary<(string Topic, Platform Platform), ChannelRule> Rules)
{
    /// <summary>Matters that some of the channels have a rule for and this one has not.</summary>
    public IEnumerable<string> MissingOf(Platform platform) =>
        Topics.Where(topic => !Rules.ContainsKey((topic, platform)) && Channels.Any(other => Rules.ContainsKey((topic, other))));

    public static ChannelSheet On(DateOnly day, IReadOnlyList<Platform> channels, IEnumerable<ChannelRule> all)
    {
        var begun = all.Where(rule => rule.From <= day && channels.Contains(rule.Platform)).ToList();
        var rules = begun.GroupBy(rule => (rule.Topic, rule.Platform)).Select(group => group.OrderBy(rule => rule.From).ThenBy(rule => rule.At).Last())
            .Where(rule => rule.Text.Length > 0).ToDictionary(rule => (rule.Topic, rule.Platform));
        var topics = begun.OrderBy(rule => rule.At).Select(rule => rule.Topic).Distinct().Where(topic => rules.Keys.Any(key => key.Topic == topic));
        return new ChannelSheet(channels, [.. topics.OrderBy(topic => topic != ChannelRule.Purpose)], rules);
    }
}
