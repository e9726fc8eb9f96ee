using Koshiki.Edge.PublicSite.Listing;
using Koshiki.Exchange;

namespace Koshiki.Edge.PublicSite.Documents;

/// <summary>What the page of an account's policy shows. アカウント運用ポリシー.</summary>
public sealed record PolicyView(ListedAccount Listed, PublicDocument Policy);

/// <summary>What the page of warnings and notices shows.</summary>
/// <param name="Retirements">The notices with the account each is about, the newest first; null where the list does not have the account.</param>
public sealed record NoticesView(string Government, IReadOnlyList<KnownImpersonator> Impersonators, IReadOnlyList<(PublicDocument Notice, ListedAccount? About)> Retirements)
{
    internal static NoticesView Of(Edition edition, string government) => new(
        government,
        edition.Impersonators,
        [.. edition.Documents.Where(document => document.Kind == PublicDocumentKind.RetirementNotice)
            .GroupBy(document => document.AccountKey).Select(ofOne => ofOne.MaxBy(document => document.PublishedOn)!)
            .OrderByDescending(document => document.PublishedOn).ThenBy(document => document.AccountKey, StringComparer.Ordinal)
            .Select(document => (document, edition.Find(document.AccountKey)))]);
}

/// <summary>What the page of audits shows. 監査の結果と措置. J9.</summary>
/// <param name="Audits">The newest first.</param>
public sealed record AuditsView(string Government, IReadOnlyList<PublicDocument> Audits)
{
    internal static AuditsView Of(Edition edition, string government) => new(
        government, [.. edition.Documents.Where(document => document.Kind == PublicDocumentKind.AuditNotice).OrderByDescending(document => document.PublishedOn).ThenBy(document => document.AccountKey, StringComparer.Ordinal)]);
}
