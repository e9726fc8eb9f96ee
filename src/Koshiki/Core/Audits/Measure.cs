using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using static Koshiki.Core.Audits.MeasureAction;
using static Koshiki.Core.Audits.MeasureState;

namespace Koshiki.Core.Audits;

/// <summary>What an office owes after a finding, until it is done and published. 措置. J5; 地方自治法 第199条第14項.</summary>
/// <remarks>It carries the words of the finding with it, so that nothing is lost when years later only the measure is looked at.</remarks>
public sealed class Measure
{
    public required MeasureId Id { get; init; }

    public required AuditFindingId Finding { get; init; }

    public required AuditId Audit { get; init; }

    public required string AuditNumber { get; init; }

    public required string AuditTitle { get; init; }

    /// <summary>The fiscal year of the report.</summary>
    public required int Year { get; init; }

    public required OfficeId Office { get; init; }

    public required string OfficeName { get; init; }

    public required string GradeKey { get; init; }

    public required string GradeWord { get; init; }

    public required string Title { get; init; }

    public required string Facts { get; init; }

    public required string Rule { get; init; }

    public required bool IsRepeat { get; init; }

    /// <summary>Whether its grade is published.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The last day for the office's report.</summary>
    public DateOnly DueOn { get; private set; }

    public MeasureState State { get; private set; }

    /// <summary>When the office means to have done it.</summary>
    public DateOnly? PlannedOn { get; private set; }

    /// <summary>What the office did.</summary>
    public string? Report { get; private set; }

    /// <summary>The auditors' word on it.</summary>
    public string? Judgement { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    public DateOnly? PublishedOn { get; private set; }

    /// <summary>The public notice, such as 監査公表第5号. J9.</summary>
    public string? NoticeNumber { get; private set; }

    /// <summary>Everything that was said, in order; nothing is ever taken out.</summary>
    public IReadOnlyList<MeasureEvent> Events { get; private set; } = [];

    public uint Version { get; init; }

    public static Measure Ask(Audit audit, AuditFinding finding, FindingGrade grade, DateOnly reportedOn, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(grade);
        return new Measure
        {
            Id = MeasureId.New(), Finding = finding.Id, Audit = audit.Id, AuditNumber = audit.Number, AuditTitle = audit.Plan.Title, Year = reportedOn.FiscalYear.Year, Office = finding.Office, OfficeName = finding.OfficeName,
            GradeKey = grade.Key, GradeWord = grade.Word, Title = finding.Content.Title, Facts = finding.Content.Facts, Rule = finding.Content.Rule, IsRepeat = finding.RepeatOf is not null, IsPublic = grade.IsPublished,
            DueOn = audit.Plan.ReplyDay(reportedOn) ?? reportedOn.AddDays(grade.MeasureDays ?? 0),
            Events = [new MeasureEvent(now, byName, "措置を求めた", "")],
        };
    }

    /// <summary>Owed from an earlier fiscal year. 繰越し.</summary>
    public bool IsCarriedOver(DateOnly today) => State is not (Accepted or Published) && today.FiscalYear.Year > Year;

    public bool IsLate(DateOnly today) => State is Asked or AskedAgain && DueOn < today;

    /// <summary>The office says when it will be done, before it is. 予定.</summary>
    /// <returns><see cref="MeasureNotPossibleNow"/>.</returns>
    public Result<MeasureState> Plan(DateOnly plannedOn, string text, string byName, DateTimeOffset now)
    {
        var next = Move(Foresee, byName, text, now);
        if (next.Succeeded) PlannedOn = plannedOn;
        return next;
    }

    /// <returns><see cref="MeasureNotPossibleNow"/>.</returns>
    public Result<MeasureState> Tell(string report, DateOnly doneOn, string byName, DateTimeOffset now)
    {
        var next = Move(MeasureAction.Tell, byName, report, now);
        if (next.Succeeded) (Report, DoneOn) = (report, doneOn);
        return next;
    }

    /// <param name="dueAgain">Another day asks the office once more; null accepts what it did.</param>
    /// <returns><see cref="MeasureNotPossibleNow"/>.</returns>
    public Result<MeasureState> Judge(string judgement, DateOnly? dueAgain, string byName, DateTimeOffset now)
    {
        var next = Move(dueAgain is null ? Accept : AskAgain, byName, judgement, now);
        if (!next.Succeeded) return next;
        Judgement = judgement;
        if (dueAgain is { } day) DueOn = day;
        return next;
    }

    /// <returns><see cref="MeasureIsNotPublic"/>, <see cref="MeasureNotPossibleNow"/>.</returns>
    public Result<MeasureState> Publish(DateOnly on, string noticeNumber, string byName, DateTimeOffset now)
    {
        if (!IsPublic) return new MeasureIsNotPublic();
        var next = Move(MeasureAction.Publish, byName, noticeNumber, now);
        if (next.Succeeded) (PublishedOn, NoticeNumber) = (on, noticeNumber);
        return next;
    }

    private Result<MeasureState> Move(MeasureAction action, string byName, string text, DateTimeOffset now)
    {
        var next = MeasureFlow.Next(State, action);
        if (!next.Succeeded) return next;
        State = next.Value;
        Events = [.. Events, new MeasureEvent(now, byName, action.Word, text)];
        return next;
    }
}

/// <param name="What">What was done, in words.</param>
public sealed record MeasureEvent(DateTimeOffset At, string ByName, string What, string Text);

public enum MeasureState
{
    /// <summary>報告待ち</summary>
    Asked,

    /// <summary>報告済み</summary>
    Told,

    /// <summary>再報告待ち</summary>
    AskedAgain,

    /// <summary>措置済み</summary>
    Accepted,

    /// <summary>公表済み</summary>
    Published,
}

public enum MeasureAction
{
    Foresee,
    Tell,
    AskAgain,
    Accept,
    Publish,
}

public static class MeasureFlow
{
    public static Result<MeasureState> Next(MeasureState from, MeasureAction action) => (from, action) switch
    {
        (Asked, Foresee) => Asked,
        (AskedAgain, Foresee) => AskedAgain,
        (Asked or AskedAgain, MeasureAction.Tell) => Told,
        (Told, AskAgain) => AskedAgain,
        (Told, Accept) => Accepted,
        (Accepted, MeasureAction.Publish) => Published,
        _ => new MeasureNotPossibleNow(from),
    };

    extension(MeasureState state)
    {
        public string Word => state switch { Asked => "報告待ち", Told => "報告済み", AskedAgain => "再報告待ち", Accepted => "措置済み", _ => "公表済み" };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            Asked or AskedAgain => Foundation.Web.Elements.Tone.Orange,
            Told => Foundation.Web.Elements.Tone.Blue,
            _ => Foundation.Web.Elements.Tone.Green,
        };
    }

    extension(MeasureAction action)
    {
        public string Word => action switch { Foresee => "予定を伝えた", MeasureAction.Tell => "措置を報告した", AskAgain => "もう一度報告を求めた", Accept => "措置を確かめた", _ => "公表した" };
    }
}
