using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

/// <summary>What people write in a review.</summary>
/// <param name="Response">How users reacted. G2-7(4)ア.</param>
/// <param name="Continuity">Whether posting went on steadily. G2-7(4)イ.</param>
/// <param name="Overall">How much of the account's purpose was reached. G2-7(4)ウ.</param>
/// <param name="NextActionOn">By when the next action is done; it becomes a task.</param>
public sealed record ReviewContent(
    IReadOnlyList<ReviewTarget> Targets, Reactions Reactions, string Response, string Continuity, OverallJudgement? Overall, string OverallReason, string NextAction, DateOnly? NextActionOn)
{
    public const int MostTargets = 5;

    public static ReviewContent Empty { get; } = new([], Reactions.Unknown, "", "", null, "", "", null);

    /// <summary>What the office head must find filled in.</summary>
    /// <param name="periodEnd">The next action lies after it.</param>
    public IReadOnlyList<Fault> Missing(DateOnly periodEnd)
    {
        var faults = new List<Fault>();
        if (Targets.Count == 0) faults.Add(new("target1", "目標が1つもありません。利用方針の目標を入力してください。"));
        for (var i = 0; i < Targets.Count; i++)
        {
            if (Targets[i].Reached is null) faults.Add(new($"reached{i + 1}", $"目標「{Targets[i].Name}」の実績が入力されていません。"));
        }

        if (Response.Length == 0) faults.Add(new("response", "利用者の反応についての所見が入力されていません。"));
        if (Continuity.Length == 0) faults.Add(new("continuity", "投稿の継続についての所見が入力されていません。"));
        if (Overall is null) faults.Add(new("overall", "総合評価が選ばれていません。"));
        if (OverallReason.Length == 0) faults.Add(new("overallReason", "総合評価の理由が入力されていません。"));
        if (NextAction.Length == 0) faults.Add(new("nextAction", "次にすることが入力されていません。何も変えない場合も、そう書いてください。"));
        if (NextActionOn is null) faults.Add(new("nextActionOn", "次にすることの期限が入力されていません。"));
        else if (NextActionOn <= periodEnd) faults.Add(new("nextActionOn", "次にすることの期限は、振り返る期間より後の日にしてください。"));
        return faults;
    }
}

/// <summary>One target of the account: what, how much, in what unit. 目標.</summary>
/// <param name="Reached">Null while nobody knows.</param>
public sealed record ReviewTarget(string Name, string Unit, decimal Planned, decimal? Reached)
{
    /// <summary>Reached in percent of planned, one decimal, half up; null where there is nothing to compare.</summary>
    public decimal? Share => Reached is { } reached && Planned > 0 ? Math.Round(100 * reached / Planned, 1, MidpointRounding.AwayFromZero) : null;
}

/// <summary>What users did, as the platform's own pages show it: entered by hand, because the platforms' connectors do not give it. Null is not known.</summary>
public sealed record Reactions(long? Shares, long? Clicks, long? Comments, long? Likes, long? Followers)
{
    public static Reactions Unknown { get; } = new(null, null, null, null, null);
}

/// <summary>総合評価</summary>
public enum OverallJudgement
{
    /// <summary>達成</summary>
    Reached,

    /// <summary>おおむね達成</summary>
    MostlyReached,

    /// <summary>やや不十分</summary>
    RatherLacking,

    /// <summary>不十分</summary>
    Lacking,
}

/// <summary>What the program knows of a period by itself, from the delivery log.</summary>
/// <param name="Posts">Posts that the platform has taken, each counted once.</param>
/// <param name="Accepted">For how many people the platform took them, where it says so: LINE. Never "delivered to".</param>
/// <param name="Failures">Deliveries that certainly did not go out.</param>
/// <param name="MonthsWithout">Months of the period, as far as they are over, without any post.</param>
/// <param name="LongestPauseDays">The longest run of days without a post; the whole period where there was none.</param>
public sealed record PeriodFigures(int Posts, long? Accepted, int Failures, int MonthsWithout, int LongestPauseDays, DateOnly? LastPostOn)
{
    public static PeriodFigures None { get; } = new(0, null, 0, 0, 0, null);
}

public static class OverallWords
{
    extension(OverallJudgement judgement)
    {
        public string Word => judgement switch
        {
            OverallJudgement.Reached => "達成",
            OverallJudgement.MostlyReached => "おおむね達成",
            OverallJudgement.RatherLacking => "やや不十分",
            _ => "不十分",
        };
    }
}
