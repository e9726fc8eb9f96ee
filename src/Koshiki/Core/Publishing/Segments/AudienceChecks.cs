using Koshiki.Core.Publishing.Checking;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What is to be said of one channel's audience. 要修正 stops the submission, 注意 stays with a reason.</summary>
public sealed record AudienceFinding(string AccountKey, Severity Severity, string Rule, string Why, string WhatToDo);

/// <summary>A delivery of the same account some time ago, as far as fatigue goes.</summary>
/// <param name="Rule">Null for everyone.</param>
public sealed record EarlierDelivery(SegmentRule? Rule, DateTimeOffset At);

/// <summary>Whether an audience can be sent to, and whether it should be. F3, F5.</summary>
public static class AudienceChecks
{
    /// <summary>How far back messages to the same people count.</summary>
    public static readonly TimeSpan FatigueSpan = TimeSpan.FromDays(30);

    /// <summary>How far back the use of an option is looked at.</summary>
    public static readonly TimeSpan OveruseSpan = TimeSpan.FromDays(90);

    /// <summary>Fewer deliveries than this say nothing about an option's use.</summary>
    private const int OveruseFrom = 5;

    /// <summary>Above this share of the deliveries an option is used for everything.</summary>
    private const double OveruseShare = 0.6;

    /// <param name="rule">Null is everyone.</param>
    /// <param name="count">Null where nobody was asked, as for everyone.</param>
    /// <param name="earlier">Deliveries of this account within <see cref="OveruseSpan"/>.</param>
    /// <param name="most">How many messages in <see cref="FatigueSpan"/> are still no reason to ask.</param>
    public static IEnumerable<AudienceFinding> Of(
        string account, SegmentRule? rule, SegmentCount? count, IReadOnlyList<Question> questions, LineCost cost, IReadOnlyList<EarlierDelivery> earlier, int most, Purpose purpose, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(cost);
        if (rule is { IsNobody: true })
        {
            yield return Stop("nobody", Unchosen(rule, questions), "地区や情報の種類を選んでください。友だち全員に送るときは「全員（一斉配信）」を選んでください。");
            yield break;
        }

        switch (count)
        {
            case SegmentCount.NotOffered gone:
                yield return Stop("not-offered", $"配信対象の区分「{LabelOf(gone.Option, questions)}」は、今は使われていません。", "区分を選び直してください。");
                break;
            case SegmentCount.Counted { Friends: 0 }:
                yield return Stop("nobody-matches", "この配信対象に当てはまる人が、今は1人もいません。", "区分を広げるか、発信先から外してください。");
                break;
            case SegmentCount.NotReady:
                yield return Stop("not-counted", "友だちの人数を、今は数えられません。", "1分ほど待って「見え方を更新」を押してください。続くときは情報システム所管課に連絡してください。");
                break;
        }

        if (purpose is Purpose.Emergency) yield break;
        if (cost is { ExceedsBy: > 0, CanExceed: false }) yield return Ask("over-quota", cost.Words, "来月に送るか、配信対象を絞ってください。");
        if (Messages(rule, earlier, now) is var messages && messages >= most)
        {
            yield return Ask("many-messages", $"この配信対象には、この30日間に多い人で{messages}通を送っています。通知が多いと、ブロックする人が増えます。", "ほかの投稿とまとめるか、配信対象を絞ってください。");
        }

        foreach (var finding in Overused(rule, questions, earlier)) yield return finding with { AccountKey = account };

        AudienceFinding Stop(string key, string why, string whatToDo) => new(account, Severity.Error, key, why, whatToDo);
        AudienceFinding Ask(string key, string why, string whatToDo) => new(account, Severity.Warning, key, why, whatToDo);
    }

    /// <summary>How many messages somebody in this audience got in the last 30 days at most: the deliveries whose audience shares people with it.</summary>
    public static int Messages(SegmentRule? rule, IReadOnlyList<EarlierDelivery> earlier, DateTimeOffset now) =>
        earlier.Count(e => e.At > now - FatigueSpan && Overlap(rule, e.Rule));

    /// <summary>Whether two audiences may have people in common: no question that both ask keeps them apart.</summary>
    public static bool Overlap(SegmentRule? one, SegmentRule? other)
    {
        if (one is null || other is null) return true;
        if (one.WithUnanswered && other.WithUnanswered) return true;
        if ((one with { WithUnanswered = false }).IsNobody || (other with { WithUnanswered = false }).IsNobody) return false;
        return one.Questions.All(q => other.Questions.FirstOrDefault(o => o.Question == q.Question) is not { } same || same.Options.Intersect(q.Options).Any());
    }

    /// <summary>A topic that stands in most of what the account sends no longer tells anybody anything.</summary>
    private static IEnumerable<AudienceFinding> Overused(SegmentRule? rule, IReadOnlyList<Question> questions, IReadOnlyList<EarlierDelivery> earlier)
    {
        var segments = earlier.Select(e => e.Rule).OfType<SegmentRule>().ToList();
        if (rule is null || segments.Count < OveruseFrom) yield break;
        foreach (var part in rule.Questions.Where(p => questions.Any(q => q.Key == p.Question && !q.IsSingle)))
        {
            foreach (var option in part.Options)
            {
                var times = segments.Count(s => s.Questions.Any(q => q.Question == part.Question && q.Options.Contains(option)));
                if (times < OveruseShare * segments.Count) continue;
                yield return new AudienceFinding(
                    "", Severity.Warning, "overused-topic",
                    $"「{LabelOf($"{part.Question}/{option}", questions)}」は、この90日間に区分を選んだ配信{segments.Count}件のうち{times}件で選ばれています。何でも同じ種類で送ると、受け取る人が減ります。",
                    "内容に合う種類を選んでください。");
            }
        }
    }

    private static string Unchosen(SegmentRule rule, IReadOnlyList<Question> questions)
    {
        var empty = rule.Questions.Where(q => q.Options.Count == 0).Select(q => $"「{questions.FirstOrDefault(asked => asked.Key == q.Question)?.Label ?? q.Question}」").ToList();
        return empty.Count == 0 || empty.Count == rule.Questions.Count
            ? "配信対象が選ばれていません。だれにも届きません。"
            : $"{string.Concat(empty)}が選ばれていません。だれにも届きません。";
    }

    private static string LabelOf(string option, IReadOnlyList<Question> questions)
    {
        var parts = option.Split('/', 2);
        return questions.FirstOrDefault(q => q.Key == parts[0])?.Options.FirstOrDefault(o => o.Key == parts[^1])?.Label ?? option;
    }
}
