using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Organizations.Authorization;

/// <summary>The main menu: at most seven items, each shown to those who may open it, and only where this program has the page. UI.md section 2.</summary>
internal sealed class StaffMenu(EndpointDataSource endpoints)
{
    private static readonly (MenuItem Item, Act[] Acts)[] Whole =
    [
        (new("ホーム", "/home", "/tasks"), [Act.UseOwnDesk]),
        (new("投稿", "/posts"), [Act.ReadPosts]),
        (new("予定表", "/calendar"), [Act.ReadCalendar]),
        (new("アカウント", "/accounts"), [Act.ReadAccounts]),
        (new("見守り・事案", "/monitoring"), [Act.ReadMonitoring]),
        (new("調書・監査", "/surveys", "/audits"), [Act.ReadSurveys]),
        (new("管理", "/admin"), [Act.ReadOffices, Act.ReadPeople, Act.ReadLog, Act.ReadSystem]),
    ];

    private readonly Lazy<HashSet<string>> pages = new(() => [.. endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/'))]);

    public IReadOnlyList<MenuItem> For(Me me) =>
        [.. Whole.Where(one => pages.Value.Contains(one.Item.Href) && one.Acts.Any(me.May)).Select(one => one.Item)];
}
