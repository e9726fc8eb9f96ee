using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Organizations.Authorization;

/// <summary>The main menu: at most seven items, each shown to those who may open it, and only where this program has the page. UI.md section 2.</summary>
internal sealed class StaffMenu(EndpointDataSource endpoints)
{
    private static readonly (string Text, string Href, Act[] Acts)[] Whole =
    [
        ("ホーム", "/home", [Act.UseOwnDesk]),
        ("投稿", "/posts", [Act.ReadPosts]),
        ("予定表", "/calendar", [Act.ReadPosts]),
        ("アカウント", "/accounts", [Act.ReadAccounts]),
        ("見守り・事案", "/monitoring", [Act.ReadMonitoring]),
        ("調書・監査", "/surveys", [Act.ReadSurveys]),
        ("管理", "/admin", [Act.ReadOffices, Act.ReadPeople, Act.ReadLog, Act.ReadSystem]),
    ];

    private readonly Lazy<HashSet<string>> pages = new(() => [.. endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/'))]);

    public IReadOnlyList<Link> For(Me me) =>
        [.. Whole.Where(item => pages.Value.Contains(item.Href) && item.Acts.Any(me.May)).Select(item => new Link(item.Text, item.Href))];
}
