using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Opening;

public readonly record struct DocumentVersionId(Guid Value) : IId<DocumentVersionId>
{
    public static DocumentVersionId From(Guid value) => new(value);

    public static DocumentVersionId New() => new(Guid.CreateVersion7());
}

/// <summary>One section of a document.</summary>
/// <param name="Key">As in <see cref="DocumentForms"/>.</param>
/// <param name="Text">Plain text; a line that begins with 「・」 is an item of a list.</param>
public sealed record DocumentSection(string Key, string Heading, string Text);

public enum DocumentState
{
    /// <summary>下書き</summary>
    Draft,

    /// <summary>承認済み</summary>
    Approved,
}

/// <summary>One version of a document. An approved version never changes; saving on top of it makes the next one. 版. C2-C4.</summary>
public sealed class DocumentVersion
{
    private DocumentVersion() { }

    public required DocumentVersionId Id { get; init; }

    /// <summary>The consultation for which it was written; null where it was written for an account in use.</summary>
    public ConsultationId? Consultation { get; init; }

    /// <summary>Null until the account is acquired.</summary>
    public AccountId? Account { get; private set; }

    public required DocumentKind Kind { get; init; }

    /// <summary>From 1 for each document.</summary>
    public required int Number { get; init; }

    public IReadOnlyList<DocumentSection> Sections { get; private set; } = [];

    /// <summary>What was changed against the version before, and why; empty for the first.</summary>
    public string Why { get; private set; } = "";

    public PersonId SavedBy { get; private set; }

    public string SavedByName { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    public DocumentState State { get; private set; }

    public PersonId? ApprovedBy { get; private set; }

    public string? ApprovedByName { get; private set; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly? ApprovedOn { get; private set; }

    public uint Version { get; init; }

    public string this[string key] => Sections.FirstOrDefault(section => section.Key == key)?.Text ?? "";

    public static DocumentVersion Draft(ConsultationId? consultation, AccountId? account, DocumentKind kind, int number) =>
        consultation is null && account is null
            ? throw new ArgumentException("A document belongs to a consultation or an account.", nameof(account))
            : new DocumentVersion { Id = DocumentVersionId.New(), Consultation = consultation, Account = account, Kind = kind, Number = number };

    /// <summary>Writes into a draft.</summary>
    /// <returns><see cref="VersionIsClosed"/> for an approved one.</returns>
    public Result<Done> Write(IReadOnlyList<DocumentSection> sections, string why, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (State is not DocumentState.Draft) return new VersionIsClosed();
        (Sections, Why, SavedBy, SavedByName, SavedAt) = (sections, why.Trim(), by.Id, by.Name, now);
        return new Done();
    }

    /// <summary>The office head approves what another person wrote, and with a usage policy the pre-approved scope in it. Guideline 2-7(3)ウ.</summary>
    /// <returns><see cref="VersionIsClosed"/>, <see cref="CannotApproveOwnDocument"/>, <see cref="NotAcceptable"/> with each blank and its place.</returns>
    public Result<Done> Approve(Me by, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (State is not DocumentState.Draft) return new VersionIsClosed();
        if (by.Id == SavedBy) return new CannotApproveOwnDocument();
        var blanks = Blanks.Of(Kind, Sections);
        if (blanks.Count > 0) return new NotAcceptable(blanks);
        (State, ApprovedBy, ApprovedByName, ApprovedOn) = (DocumentState.Approved, by.Id, by.Name, day);
        return new Done();
    }

    /// <summary>The consultation's account exists now.</summary>
    public void BelongTo(AccountId account) => Account ??= account;

    /// <summary>The next version with nothing but the acquired account's name and address put in; whoever approved this one approved it so.</summary>
    public DocumentVersion WithAccount(IReadOnlyList<DocumentSection> sections, Me by, DateTimeOffset now)
    {
        var next = Draft(Consultation, Account, Kind, Number + 1);
        next.Write(sections, "取得したアカウントの名称とURLを入れました。ほかは承認された版のままです。", by, now);
        (next.State, next.ApprovedBy, next.ApprovedByName, next.ApprovedOn) = (State, ApprovedBy, ApprovedByName, ApprovedOn);
        return next;
    }
}
