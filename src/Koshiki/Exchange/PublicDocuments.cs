namespace Koshiki.Exchange;

/// <summary>The parts of what residents read; each is published whole and has numbers of its own.</summary>
public enum PublishedPart
{
    /// <summary><see cref="PublishAccountList"/></summary>
    List,

    /// <summary><see cref="PublishDocuments"/></summary>
    Documents,

    /// <summary><see cref="PublishImpersonators"/></summary>
    Impersonators,
}

/// <summary>All documents that residents may read beside the official list; a higher number replaces a lower one whole. K3; guideline 2-4, 8(2)イ.</summary>
public sealed record PublishDocuments(long Number, DateTimeOffset PublishedAt, IReadOnlyList<PublicDocument> Documents) : Order;

/// <summary>One public document, most of them about an account. Nothing here is private.</summary>
/// <param name="AccountKey">The account's key in the official list; of an audit, its number.</param>
/// <param name="PublishedOn">The first day on which it is shown, in Japan.</param>
/// <param name="Until">The last day on which it is shown; null for no end.</param>
public sealed record PublicDocument(PublicDocumentKind Kind, string AccountKey, string Title, IReadOnlyList<PublicSection> Sections, DateOnly PublishedOn, DateOnly? Until);

/// <param name="Heading">Without a number; the page gives it one.</param>
/// <param name="Text">Plain text; a line break is a break, an empty line ends a paragraph, a line that begins with 「・」 is an item of a list.</param>
public sealed record PublicSection(string Heading, string Text);

public enum PublicDocumentKind
{
    /// <summary>アカウント運用ポリシー</summary>
    AccountPolicy,

    /// <summary>廃止のお知らせ</summary>
    RetirementNotice,

    /// <summary>監査の結果と措置</summary>
    AuditNotice,
}

/// <summary>All accounts that pretend to be ours, as residents are warned of them; a higher number replaces a lower one whole. G2, K2.</summary>
public sealed record PublishImpersonators(long Number, IReadOnlyList<KnownImpersonator> Accounts) : Order;

/// <param name="PlatformKey">As <see cref="PlatformFacts.Platform"/> names it.</param>
/// <param name="Warning">What residents are told, in one sentence.</param>
public sealed record KnownImpersonator(string PlatformKey, string Name, string? Address, string? Handle, DateOnly KnownSince, string Warning);
