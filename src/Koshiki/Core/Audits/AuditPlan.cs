using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

/// <summary>What an audit sets out to do. 監査計画. J1; several audits stand in one plan as its items, J8.</summary>
/// <param name="Theme">What is looked at.</param>
/// <param name="Reason">Why now.</param>
/// <param name="Criteria">What is measured against: laws, guideline, contracts. 監査の基準.</param>
/// <param name="ReferenceDay">The day as of which offices answer and populations are counted. 基準日.</param>
/// <param name="Targets">Which offices, in words, with what is left out and why.</param>
/// <param name="Recipients">To whom the report goes. 提出先.</param>
/// <param name="ReplyBy">By when offices say what they did. 措置の回答期限.</param>
public sealed record AuditPlan(
    string Title, string Theme, string Reason, string Criteria, IReadOnlyList<LegalBasis> Bases, IReadOnlyList<AuditItem> Items,
    DateOnly? PeriodFrom, DateOnly? PeriodUntil, DateOnly? ReferenceDay, string Targets, string Methods, string Recipients, DateOnly? ReplyBy)
{
    /// <summary>Key of the survey whose answers are the offices' own in the fieldwork; empty where auditors write down what they are told. J3.</summary>
    public string Survey { get; init; } = "";

    public const int MostBases = 3;
    public const int MostItems = 4;

    public static AuditPlan Empty { get; } = new("", "", "", "", [], [], null, null, null, "", "", "", null);

    /// <summary>The laws with their clauses, in words; empty where none is named yet.</summary>
    public string WordsOfBases() => string.Join("、", Bases.Select(basis => basis.Name + basis.Clause));

    /// <summary>One last day for all measures, where the plan names one that is still to come on the day of the report; null leaves it to the grades' days.</summary>
    public DateOnly? ReplyDay(DateOnly? reportedOn) => ReplyBy <= reportedOn ? null : ReplyBy;

    /// <summary>What must be there before the audit begins.</summary>
    public IReadOnlyList<Fault> Missing()
    {
        var faults = new List<Fault>();
        if (Title.Length == 0) faults.Add(new("title", "件名が入力されていません。"));
        if (Bases.Count == 0) faults.Add(new("basis1.name", "根拠とする法令が1つもありません。"));
        if (Theme.Length == 0) faults.Add(new("theme", "テーマが入力されていません。"));
        if (Criteria.Length == 0) faults.Add(new("criteria", "監査の基準が入力されていません。"));
        if (ReferenceDay is null) faults.Add(new("referenceDay", "基準日が入力されていません。"));
        if (PeriodFrom > PeriodUntil) faults.Add(new("periodUntil", "実施期間の終わりが、始まりより前です。"));
        foreach (var (basis, at) in Bases.Select((basis, at) => (basis, at + 1)))
        {
            if (ReferenceDay is { } day && !basis.HoldsOn(day)) faults.Add(new($"basis{at}.from", $"「{basis.Name}」は、基準日に効力がありません。有効期間か基準日を直してください。"));
        }

        return faults;
    }
}

/// <summary>A law or rule with the days on which the cited wording holds. 根拠法令.</summary>
/// <param name="Until">The last day; null while nothing has replaced it.</param>
public sealed record LegalBasis(string Name, string Clause, DateOnly? From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => !(From > day) && !(Until < day);
}

/// <summary>One audit of a plan: the regular one, or a subject looked at closely. J8.</summary>
/// <param name="FocusPoints">着眼点</param>
public sealed record AuditItem(AuditItemKind Kind, string Title, string Period, string FocusPoints, string Methods);

public enum AuditItemKind
{
    /// <summary>定期監査</summary>
    Regular,

    /// <summary>重点項目</summary>
    Focus,

    /// <summary>行政監査</summary>
    Administrative,

    /// <summary>財政援助団体等監査</summary>
    Supported,
}

public static class AuditItemWords
{
    extension(AuditItemKind kind)
    {
        public string Word => kind switch { AuditItemKind.Regular => "定期監査", AuditItemKind.Focus => "重点項目", AuditItemKind.Administrative => "行政監査", _ => "財政援助団体等監査" };
    }
}
