using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Contracts;

public readonly record struct AgreementId(Guid Value) : IId<AgreementId>
{
    public static AgreementId From(Guid value) => new(value);

    public static AgreementId New() => new(Guid.CreateVersion7());
}

/// <summary>On what ground somebody outside runs an account, or runs it with us.</summary>
public enum AgreementKind
{
    /// <summary>業務委託契約. Guideline 2-3(2).</summary>
    Outsourcing,

    /// <summary>指定管理の基本協定. Audit report 3-1(5): the same as for contracts.</summary>
    BasicAgreement,

    /// <summary>共同運営の取決め, with another government or a private body. Guideline 2-7(3)イ.</summary>
    JointOperation,
}

/// <summary>What the text of an agreement has to say.</summary>
public enum ClauseKind
{
    /// <summary>情報セキュリティポリシーとガイドラインの遵守. Guideline 2-3(2)ア; table 16.</summary>
    SecurityAndGuideline,

    /// <summary>記事・写真の著作権. Guideline 2-3(2)ウ; table 17.</summary>
    Copyright,

    /// <summary>ログインの取扱い. Guideline 2-3(2)エ; table 18.</summary>
    Logins,

    /// <summary>県・市の事前確認. Guideline 2-3(2)オ.</summary>
    PriorConfirmation,

    /// <summary>県・市に帰属する情報についての所属長の責任. Guideline 2-7(3)イ; joint operation only.</summary>
    OwnInformation,
}

/// <summary>The three things that the clause on logins has to say. Guideline 2-3(2)エ.</summary>
[Flags]
public enum LoginPoints
{
    None = 0,

    /// <summary>県・市用と相手方用のログインの取扱い</summary>
    BothLogins = 1,

    /// <summary>相手方用のログインを別のサイトの更新に使わないこと</summary>
    NoOtherSite = 2,

    /// <summary>終了後の取扱い</summary>
    AfterTheEnd = 4,

    All = BothLogins | NoOtherSite | AfterTheEnd,
}

/// <summary>A contract with a contractor, a basic agreement with a designated manager, or an agreement on joint operation, with the accounts that it covers. C9, C10.</summary>
public sealed class Agreement
{
    public const int LongestTitle = 200;
    public const int UsualCheckMonths = 6;
    public const int MostCheckMonths = 12;

    private readonly List<AgreementClause> clauses = [];

    private Agreement() { }

    public required AgreementId Id { get; init; }

    public required AgreementKind Kind { get; init; }

    public required string Title { get; set; }

    /// <summary>Who stands on the other side; several for joint operation.</summary>
    public required string[] Parties { get; set; }

    /// <summary>The office that answers for it: who signed the contract, or the office in charge of the facility (所管課). A7.</summary>
    public required OfficeId Office { get; set; }

    /// <summary>The facility that is run; null where it is about none. 公の施設.</summary>
    public OfficeId? Facility { get; set; }

    /// <summary>The accounts that it covers, by their keys.</summary>
    public required string[] AccountKeys { get; set; }

    public required DateOnly SignedOn { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>The last day of the period, as agreed.</summary>
    public required DateOnly Last { get; set; }

    /// <summary>The last day in truth, where it ended otherwise than agreed; null for the agreed one. 解除.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndReason { get; private set; }

    /// <summary>The agreement that goes on in this one: the logins pass over, and nothing is handed back. 更新.</summary>
    public AgreementId? Succeeds { get; init; }

    /// <summary>Every so many months the office looks at the accounts; 1 to <see cref="MostCheckMonths"/>. Our decision where the sources say 定期的.</summary>
    public int CheckMonths { get; set; } = UsualCheckMonths;

    /// <summary>The day on which the guideline was handed to the other side; null until then. Audit report 3-1(5).</summary>
    public DateOnly? GuidelinePassedOn { get; private set; }

    public uint Version { get; init; }

    /// <summary>What was found in its text.</summary>
    public IReadOnlyList<AgreementClause> Clauses => [.. clauses.OrderBy(clause => clause.Kind)];

    /// <summary>The last day on which it holds.</summary>
    public DateOnly End => EndedOn ?? Last;

    public bool HoldsOn(DateOnly day) => From <= day && day <= End;

    public static Agreement Sign(AgreementKind kind, string title, string[] parties, OfficeId office, OfficeId? facility, string[] accountKeys, DateOnly signedOn, DateOnly from, DateOnly last, AgreementId? succeeds = null) =>
        new()
        {
            Id = AgreementId.New(), Kind = kind, Title = title, Parties = parties, Office = office, Facility = facility, AccountKeys = accountKeys, SignedOn = signedOn, From = from, Last = last, Succeeds = succeeds,
        };

    /// <summary>What its text has to say, by its kind.</summary>
    public static IReadOnlyList<ClauseKind> Needed(AgreementKind kind) => kind is AgreementKind.JointOperation
        ? [ClauseKind.OwnInformation]
        : [ClauseKind.SecurityAndGuideline, ClauseKind.Copyright, ClauseKind.Logins, ClauseKind.PriorConfirmation];

    public AgreementClause? Clause(ClauseKind kind) => clauses.Find(clause => clause.Kind == kind);

    /// <summary>Whether the text says all that it has to say about this.</summary>
    public bool Proves(ClauseKind kind) => Clause(kind) is { } clause && (kind is not ClauseKind.Logins || clause.Points == LoginPoints.All);

    /// <summary>Writes down the text that proves a clause; without text the clause is taken away.</summary>
    /// <param name="points">Only for <see cref="ClauseKind.Logins"/>.</param>
    public void Prove(ClauseKind kind, string? article, string? text, LoginPoints points, PersonId by, DateTimeOffset now)
    {
        var clause = clauses.Find(one => one.Kind == kind);
        if (text is null)
        {
            if (clause is not null) clauses.Remove(clause);
            return;
        }

        if (clause is null) clauses.Add(clause = new AgreementClause { Agreement = Id, Kind = kind });
        clause.Write(article, text, kind is ClauseKind.Logins ? points : LoginPoints.None, by, now);
    }

    /// <summary>Takes over what the earlier agreement's text said; the office compares it with the new text.</summary>
    internal void CopyClauses(Agreement earlier, PersonId by, DateTimeOffset now)
    {
        foreach (var clause in earlier.Clauses) Prove(clause.Kind, clause.Article, clause.Text, clause.Points, by, now);
    }

    public void PassGuideline(DateOnly on) => GuidelinePassedOn = on;

    /// <summary>Ends it on another day than agreed. 解除.</summary>
    /// <returns><see cref="EndsOutsideItsPeriod"/>, <see cref="AgreementHasEnded"/>.</returns>
    public Result<Done> EndEarly(DateOnly lastDay, string reason, DateOnly today)
    {
        if (End < today) return new AgreementHasEnded(End);
        if (lastDay < From || lastDay > Last) return new EndsOutsideItsPeriod(From, Last);
        (EndedOn, EndReason) = (lastDay, reason);
        return new Done();
    }
}

/// <summary>Where the text says it, and its words. 条項.</summary>
public sealed class AgreementClause
{
    public const int LongestText = 2000;

    public required AgreementId Agreement { get; init; }

    public required ClauseKind Kind { get; init; }

    /// <summary>Such as 第12条第2項; null where the text has no numbers.</summary>
    public string? Article { get; private set; }

    /// <summary>The words themselves.</summary>
    public string Text { get; private set; } = "";

    public LoginPoints Points { get; private set; }

    public PersonId WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    internal void Write(string? article, string text, LoginPoints points, PersonId by, DateTimeOffset now)
    {
        if ((Article, Text, Points) == (article, text, points)) return;
        (Article, Text, Points, WrittenBy, WrittenAt) = (article, text, points, by, now);
    }
}
