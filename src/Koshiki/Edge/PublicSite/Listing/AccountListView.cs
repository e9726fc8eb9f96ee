using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Edge.PublicSite.Listing;

/// <summary>What the list page shows.</summary>
/// <param name="Found">All accounts under the conditions.</param>
/// <param name="Page">The page shown; the last one where a later one was asked for.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Impersonators">How many accounts residents are warned of.</param>
public sealed record AccountListView(string Government, DateTimeOffset? PublishedAt, ListChoices Choices, ListQuery Query, IReadOnlyList<ListedAccount> Found, int Page, int Pages, int Impersonators)
{
    public IEnumerable<ListedAccount> OnThisPage => Found.OnPage(Page, ListQuery.PageSize);

    /// <summary>The other forms of the list, under the same conditions.</summary>
    public IReadOnlyList<Link> Forms
    {
        get
        {
            var whole = Query with { Page = 1 };
            return
            [
                new("CSV", whole.Address("/public/accounts.csv")),
                new("JSON", whole.Address("/public/accounts.json")),
                new(PublicWords.Japanese.Feed, whole.Address("/public/accounts.atom")),
            ];
        }
    }

    internal static AccountListView Of(Edition edition, ListQuery query)
    {
        var found = query.In(edition);
        var pages = PagedLists.Pages(found.Count, ListQuery.PageSize);
        return new AccountListView(edition.Government ?? "", edition.PublishedAt, edition.Choices, query, found, Math.Min(query.Page, pages), pages, edition.Impersonators.Count);
    }
}

/// <summary>What an account's own page shows.</summary>
/// <param name="HasPolicy">Whether its policy is published.</param>
/// <param name="HasNotice">Whether its retirement is announced.</param>
public sealed record AccountView(string Government, ListedAccount Listed, bool HasPolicy = false, bool HasNotice = false);

/// <summary>What the accessibility statement shows.</summary>
/// <param name="Contact">Whom residents ask, one line a way; empty where the installation names nobody.</param>
public sealed record AccessibilityView(string Government, IReadOnlyList<string> Contact);
