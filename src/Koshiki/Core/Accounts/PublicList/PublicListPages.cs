using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>Where the public list stands, what has been published, and the HTML that puts it into the government's own web site. K1.</summary>
internal static class PublicListPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/accounts/public-list", Show).Requires(Act.ReadAccounts);

    private static async Task<IResult> Show(CoreDb db, Settings settings, CancellationToken ct)
    {
        var published = await db.Set<PublishedList>().AsNoTracking().ToDictionaryAsync(part => part.Id, part => part.Number, ct);
        return Pages.Show<PublicListPage>(new PublicListView(
            settings.PublicUrl,
            settings.Government,
            published.GetValueOrDefault(PublishedPart.List),
            await db.Set<ListDue>().AnyAsync(ct)));
    }
}

/// <summary>What the page about the public list shows.</summary>
/// <param name="Site">Where residents reach the public pages.</param>
/// <param name="Number">The number of the last list; 0 before the first.</param>
/// <param name="Due">Whether a change waits to be published.</param>
public sealed record PublicListView(Uri Site, string Government, long Number, bool Due)
{
    public string Address(string path) => Site.GetLeftPart(UriPartial.Authority) + path;

    /// <summary>The HTML to copy: a frame without script, and a link for who cannot see frames.</summary>
    public string Frame(string path, string title, string fullPath, int height) => $"""
        <iframe src="{Address(path)}" title="{Government} {title}" width="100%" height="{height}" loading="lazy"></iframe>
        <p><a href="{Address(fullPath)}">{title}を新しい画面で見る</a></p>
        """;
}
