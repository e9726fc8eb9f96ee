using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Guidelines;

public readonly record struct ClauseReportId(Guid Value) : IId<ClauseReportId>
{
    public static ClauseReportId From(Guid value) => new(value);

    public static ClauseReportId New() => new(Guid.CreateVersion7());
}

/// <summary>An office says that a clause no longer fits. 条項についての申出. B3; audit E3-2.</summary>
public sealed class ClauseReport
{
    public const int LongestText = 1000;

    private ClauseReport() { }

    public required ClauseReportId Id { get; init; }

    /// <summary>The version that was in force.</summary>
    public required int VersionNumber { get; init; }

    public required string ClauseKey { get; init; }

    /// <summary>Number and heading as they were: 「第2の3(4)イ　公式であることの表示」.</summary>
    public required string ClauseName { get; init; }

    public required OfficeId Office { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why it does not fit.</summary>
    public required string Reason { get; init; }

    public ReportState State { get; private set; }

    public string? Answer { get; private set; }

    public string? AnsweredByName { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public uint Version { get; init; }

    /// <returns><see cref="NotAcceptable"/> without a reason.</returns>
    public static Result<ClauseReport> Of(GuidelineVersion inForce, PlacedClause clause, OfficeId office, string byName, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inForce);
        ArgumentNullException.ThrowIfNull(clause);
        ArgumentNullException.ThrowIfNull(reason);
        if (reason.Length is 0 or > LongestText) return new NotAcceptable([new Fault("reason", $"どこがどう合わないのかを{LongestText}文字までで入力してください。")]);
        return new ClauseReport
        {
            Id = ClauseReportId.New(), VersionNumber = inForce.Number, ClauseKey = clause.Clause.Key, ClauseName = clause.Name, Office = office, ByName = byName, At = now, Reason = reason,
        };
    }

    /// <returns><see cref="ReportIsAnswered"/>, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Reply(ReportState how, string answer, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (State is not ReportState.Open) return new ReportIsAnswered();
        var faults = new List<Fault>();
        if (how is ReportState.Open) faults.Add(new Fault("how", "どちらかを選んでください。"));
        if (answer.Length is 0 or > LongestText) faults.Add(new Fault("answer", $"回答を{LongestText}文字までで入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        (State, Answer, AnsweredByName, AnsweredAt) = (how, answer, byName, now);
        return new Done();
    }
}

public enum ReportState
{
    /// <summary>未対応</summary>
    Open,

    /// <summary>改正する</summary>
    WillRevise,

    /// <summary>現行のまま</summary>
    StaysAsItIs,
}

public static class ReportStateWords
{
    extension(ReportState state)
    {
        public string Word => state switch { ReportState.Open => "未対応", ReportState.WillRevise => "改正する", _ => "現行のまま" };
    }
}
