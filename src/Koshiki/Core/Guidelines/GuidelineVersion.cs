using System.Security.Cryptography;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;

namespace Koshiki.Core.Guidelines;

public readonly record struct GuidelineVersionId(Guid Value) : IId<GuidelineVersionId>
{
    public static GuidelineVersionId From(Guid value) => new(value);

    public static GuidelineVersionId New() => new(Guid.CreateVersion7());
}

/// <summary>One version of the government's guideline for official accounts. 運用要領の版. B1; guideline 附則.</summary>
/// <remarks>At most one is a draft. Those published follow each other without gaps: each is in force until the day before the next one.</remarks>
public sealed class GuidelineVersion
{
    /// <summary>Months without a revision after which the PR office is reminded, where the version says nothing. The audited one stood nine years. B3.</summary>
    public const int UsualReviewMonths = 24;

    public const int LongestTitle = 100;
    public const int LongestNote = 2000;

    private GuidelineVersion() { }

    public required GuidelineVersionId Id { get; init; }

    /// <summary>1 for the first; no number is left out.</summary>
    public required int Number { get; init; }

    public string Title { get; private set; } = "";

    /// <summary>What this version changes, for those who read it. 改正の概要.</summary>
    public string Note { get; private set; } = "";

    public ClauseTree Clauses { get; private set; } = ClauseTree.Empty;

    public int ReviewMonths { get; private set; } = UsualReviewMonths;

    public GuidelineState State { get; private set; }

    /// <summary>The first day in force; null for a draft. 施行日.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>The last day in force; null while it stays.</summary>
    public DateOnly? Last { get; private set; }

    /// <summary>What becomes of the controls whose clauses this version left out.</summary>
    public IReadOnlyList<ControlRemoval> Removals { get; private set; } = [];

    /// <summary>SHA-256 of the clauses, in hexadecimal: what the activity log keeps of them.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>What was done last, such as 「第2の7(1)アを変更」.</summary>
    public string LastEdit { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    public string SavedByName { get; private set; } = "";

    public DateTimeOffset? PublishedAt { get; private set; }

    public string? PublishedByName { get; private set; }

    /// <summary>The last day on which somebody looked it through and left it as it is; null for never.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>What that review found.</summary>
    public string? ReviewNote { get; private set; }

    public uint RowVersion { get; init; }

    public bool IsDraft => State is GuidelineState.Draft;

    public bool Holds(DateOnly day) => From <= day && (Last is not { } last || day <= last);

    /// <summary>From when on it should be looked through again; null for a draft.</summary>
    public DateOnly? ReviewDue => (ReviewedOn ?? From)?.AddMonths(ReviewMonths);

    public static GuidelineVersion Begin(int number, GuidelineText text, string byName, DateTimeOffset now)
    {
        var version = new GuidelineVersion { Id = GuidelineVersionId.New(), Number = number };
        version.Write(text, "下書きの作成", byName, now);
        return version;
    }

    /// <summary>Replaces what the draft says.</summary>
    /// <param name="what">What is done, for the log.</param>
    /// <returns><see cref="VersionIsPublished"/>, or <see cref="NotAcceptable"/> with every fault of the clauses.</returns>
    public Result<Done> Edit(GuidelineText text, string what, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsDraft) return new VersionIsPublished(Number);
        if (ClauseRules.Faults(text) is { Count: > 0 } faults) return new NotAcceptable(faults);
        Write(text, what, byName, now);
        return new Done();
    }

    /// <summary>Puts the draft in force from a day on. 施行.</summary>
    /// <param name="before">The version that ends then; null for the first.</param>
    /// <param name="inUse">The keys of controls that are judged, answered or verified today.</param>
    /// <param name="removals">What becomes of those among them that the draft no longer names.</param>
    /// <returns><see cref="VersionIsPublished"/>, <see cref="NothingToPublishYet"/>, <see cref="NotAcceptable"/> (day, controls), <see cref="NothingChangedSince"/>.</returns>
    public Result<GuidelinePublished> Publish(DateOnly from, GuidelineVersion? before, IReadOnlySet<string> inUse, IReadOnlyList<ControlRemoval> removals, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(removals);
        ArgumentNullException.ThrowIfNull(inUse);
        if (!IsDraft) return new VersionIsPublished(Number);
        if (Clauses.Chapters.Count == 0) return new NothingToPublishYet();
        if (before is not null && before.Clauses.Equals(Clauses) && before.Title == Title) return new NothingChangedSince(before.Number);

        var faults = new List<Fault>();
        if (from < now.DayInJapan) faults.Add(new Fault("from", "施行日は、今日かそれより後の日にしてください。"));
        if (before is not null && from <= before.From) faults.Add(new Fault("from", $"施行日は、第{before.Number}版の施行日（{before.From!.Value.InWordsWithoutWeekday}）より後の日にしてください。"));
        foreach (var (control, clause) in RemovedControls(before, inUse))
        {
            var decided = removals.FirstOrDefault(one => one.Control == control.Key);
            if (decided is null || decided.Reason.Length == 0)
                faults.Add(new Fault($"removal.{control.Key}", $"{clause.Number}の点検「{control.Key}」は使われています。やめる理由か、代わりに何で確かめるかを入力してください。"));
        }

        if (faults.Count > 0) return new NotAcceptable(faults);

        (State, From, PublishedAt, PublishedByName, Removals) = (GuidelineState.Published, from, now, byName, removals);
        if (before is not null) before.Last = from.AddDays(-1);
        return new GuidelinePublished(Id.Value, Number, from);
    }

    /// <summary>The controls in use that the version before names and this one does not, each with the clause that named it.</summary>
    public IEnumerable<(ClauseControl Control, PlacedClause Clause)> RemovedControls(GuidelineVersion? before, IReadOnlySet<string> inUse)
    {
        var kept = Clauses.Controls.Select(one => one.Control.Key).ToHashSet();
        return before is null ? [] : before.Clauses.Controls.Where(one => inUse.Contains(one.Control.Key) && !kept.Contains(one.Control.Key));
    }

    /// <summary>Notes that the version in force was looked through and needs no change. 見直し.</summary>
    /// <returns><see cref="OnlyInForce"/>, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Review(string note, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!Holds(today)) return new OnlyInForce();
        if (note.Length is 0 or > LongestNote) return new NotAcceptable([new Fault("note", $"見直して分かったことを{LongestNote}文字までで入力してください。")]);
        (ReviewedOn, ReviewNote) = (today, note);
        return new Done();
    }

    public GuidelineText Text => new(Title, Note, ReviewMonths, Clauses);

    private void Write(GuidelineText text, string what, string byName, DateTimeOffset now)
    {
        (Title, Note, ReviewMonths, Clauses, LastEdit, SavedByName, SavedAt) = (text.Title, text.Note, text.ReviewMonths, text.Clauses, what, byName, now);
        Digest = Convert.ToHexStringLower(SHA256.HashData(MessageJson.ToBytes(Clauses.Chapters)));
    }
}

/// <summary>What a version says, as the editor and the file hold it.</summary>
public sealed record GuidelineText(string Title, string Note, int ReviewMonths, ClauseTree Clauses);

public enum GuidelineState
{
    /// <summary>下書き</summary>
    Draft,

    /// <summary>公布済み: in force, to come into force, or replaced.</summary>
    Published,
}

/// <summary>What becomes of a control whose clause went: stopped, or found out in another way.</summary>
/// <param name="Clause">The number that the clause had.</param>
public sealed record ControlRemoval(string Control, string Clause, string Reason);

/// <summary>A version was published; it comes into force on its day.</summary>
public sealed record GuidelinePublished(Guid Version, int Number, DateOnly From);
