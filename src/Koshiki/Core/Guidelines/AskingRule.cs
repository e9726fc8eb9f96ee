using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Guidelines;

/// <summary>Why somebody has to read the guideline (again). B2.</summary>
public enum AskReason
{
    /// <summary>要領の改正</summary>
    NewVersion,

    /// <summary>年度の初め</summary>
    FiscalYear,

    /// <summary>着任</summary>
    Transfer,

    /// <summary>媒体の利用規約などの変更</summary>
    PlatformTerms,
}

/// <summary>One occasion on which reading is asked for.</summary>
/// <param name="Since">The first day of it.</param>
/// <param name="Words">Such as 「Xの利用規約の変更」.</param>
public sealed record Asking(AskReason Reason, DateOnly Since, string Words);

/// <summary>Where an office or a person stands. 確認の状況.</summary>
public enum StandingState
{
    /// <summary>確認済み</summary>
    Current,

    /// <summary>再確認の期間中: read before, asked again, and still within the term.</summary>
    AskedAgain,

    /// <summary>期間中: never read, and still within the term.</summary>
    First,

    /// <summary>期限超過</summary>
    Overdue,

    /// <summary>独自の定め: follows a rulebook of its own.</summary>
    OwnRules,
}

/// <param name="Open">The occasions since which nothing was read, the oldest first.</param>
/// <param name="DueOn">The last day of the oldest one's term; null where nothing is open.</param>
/// <param name="LastRead">Null for never.</param>
public sealed record Standing(StandingState State, IReadOnlyList<Asking> Open, DateOnly? DueOn, DateOnly? LastRead)
{
    /// <summary>Knows the guideline: has read what was asked, or is still within the term of being asked again. Table 5's "known".</summary>
    public bool Knows => State is StandingState.Current or StandingState.AskedAgain;
}

/// <summary>Tells from what happened when who has to read the guideline until when. Nothing of it is stored, so that an import or a correction of a posting is right at once.</summary>
internal static class AskingRule
{
    /// <summary>Days for reading where the clause sets none.</summary>
    public const int UsualDays = 30;

    /// <summary>The clause's control and its parameter.</summary>
    public const string Control = "guideline-acknowledged";
    public const string DaysParameter = "days";

    /// <param name="versions">First days of the versions published so far, with their numbers.</param>
    /// <param name="begun">The first day of the person's posting, or of the head's in an office; null where nobody holds it.</param>
    /// <param name="terms">The changes of platforms' rules that concern the office.</param>
    public static IReadOnlyList<Asking> Askings(IReadOnlyList<(int Number, DateOnly From)> versions, DateOnly? begun, IEnumerable<(DateOnly Day, string Words)> terms, DateOnly day)
    {
        var inForce = versions.Where(version => version.From <= day).ToList();
        if (inForce.Count == 0) return [];

        var first = inForce.Min(version => version.From);
        List<Asking> askings =
        [
            .. inForce.Select(version => new Asking(AskReason.NewVersion, version.From, version.From == first ? "要領の施行" : $"第{version.Number}版への改正")),
            .. terms.Where(change => change.Day <= day && change.Day > first).Select(change => new Asking(AskReason.PlatformTerms, change.Day, change.Words)),
        ];
        for (var year = first.FiscalYear.Next; year.FirstDay <= day; year = year.Next) askings.Add(new Asking(AskReason.FiscalYear, year.FirstDay, $"{year.Name}の初め"));
        if (begun is { } start && start > first && start <= day) askings.Add(new Asking(AskReason.Transfer, start, "着任"));
        return [.. askings.OrderBy(asking => asking.Since)];
    }

    /// <param name="since">Nothing before this day is asked of a person: he was not there.</param>
    /// <param name="read">The days on which it was read.</param>
    public static Standing Stand(IReadOnlyList<Asking> askings, IReadOnlyList<DateOnly> read, DateOnly? since, int days, DateOnly day)
    {
        var last = read.Where(one => one <= day).Select(one => (DateOnly?)one).Max();
        var open = askings.Where(asking => (since is not { } start || asking.Since >= start) && (last is not { } lastDay || asking.Since > lastDay)).OrderBy(asking => asking.Since).ToList();
        // A person who came after the last version and has never read it is asked since he came.
        if (open.Count == 0 && last is null && since is { } came && askings.Count > 0) open.Add(new Asking(AskReason.Transfer, came, "着任"));
        if (open.Count == 0) return new Standing(StandingState.Current, [], null, last);

        var due = open[0].Since.AddDays(days);
        var state = day > due ? StandingState.Overdue : last is null ? StandingState.First : StandingState.AskedAgain;
        return new Standing(state, open, due, last);
    }
}

public static class StandingWords
{
    extension(StandingState state)
    {
        public string Word => state switch
        {
            StandingState.Current => "確認済み",
            StandingState.AskedAgain => "再確認の期間中",
            StandingState.First => "期間中",
            StandingState.Overdue => "期限超過",
            _ => "独自の定め",
        };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            StandingState.Current => Foundation.Web.Elements.Tone.Green,
            StandingState.Overdue => Foundation.Web.Elements.Tone.Red,
            StandingState.OwnRules => Foundation.Web.Elements.Tone.Gray,
            _ => Foundation.Web.Elements.Tone.Blue,
        };

        public string Key => state switch
        {
            StandingState.Current => "current",
            StandingState.AskedAgain => "asked-again",
            StandingState.First => "first",
            StandingState.Overdue => "overdue",
            _ => "own-rules",
        };
    }
}
