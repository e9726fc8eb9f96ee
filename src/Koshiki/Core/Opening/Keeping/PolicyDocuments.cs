using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Keeping;

/// <summary>The account policies in force, for residents: of every account that is on the public list and not retired. K3.</summary>
internal sealed class PolicyDocuments(CoreDb db) : IPublicDocuments
{
    /// <summary>Sections that residents do not read: the title is the page's own, and what is told with each post stands there.</summary>
    private static readonly string[] NotShown = ["title", "each-time"];

    public async Task<IReadOnlyList<PublicDocument>> On(DateOnly day, CancellationToken ct)
    {
        var inForce = await (
            from document in db.DocumentVersions.AsNoTracking()
            where document.Kind == DocumentKind.AccountPolicy && document.State == DocumentState.Approved && document.ApprovedOn <= day
            where !db.Set<DocumentVersion>().Any(later => later.Account == document.Account && later.Kind == document.Kind && later.State == DocumentState.Approved && later.ApprovedOn <= day && later.Number > document.Number)
            join account in db.Accounts on document.Account equals account.Id
            where account.State == AccountState.Active || account.State == AccountState.Suspended || account.State == AccountState.Retiring
            orderby account.Key
            select new { account.Key, document.Sections, ApprovedOn = document.ApprovedOn!.Value, account.OpenedOn }).ToListAsync(ct);
        return
        [
            .. inForce.Select(one => new PublicDocument(
                PublicDocumentKind.AccountPolicy,
                one.Key,
                one.Sections.First(section => section.Key == "title").Text,
                [.. one.Sections.Where(section => !NotShown.Contains(section.Key) && section.Text.Length > 0).Select(section => new PublicSection(section.Heading, section.Text))],
                one.OpenedOn > one.ApprovedOn ? one.OpenedOn.Value : one.ApprovedOn,
                Until: null)),
        ];
    }
}
