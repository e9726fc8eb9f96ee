using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Listing;

/// <summary>One line of the list of posts.</summary>
public sealed record PostRow(PostId Id, string Title, PostStatus Status, Purpose Purpose, OfficeId Office, string[] AccountKeys, DateTimeOffset ShownAt, string AuthorName);

/// <summary>What the list page shows.</summary>
/// <param name="Total">How many fit the conditions, counted up to <see cref="Conditions.MostRows"/>.</param>
public sealed record PostListView(FormState Form, IReadOnlyList<PostRow> Rows, int Total, int Page, IReadOnlyList<Choice> Accounts, IReadOnlyDictionary<OfficeId, string> Offices, bool MayWrite)
{
    public int Pages => PagedLists.Pages(Total);

    public bool MoreThanCounted => Total >= Conditions.MostRows;
}

/// <summary>The list of posts that a person may see, narrowed by the conditions in the address.</summary>
internal static class PostList
{
    public const string Path = "/posts";

    /// <summary>A search looks through so many before it asks the index.</summary>
    private const int Newest = 2000;

    public static async Task<IResult> Show(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var posts = Filter(db.Posts, form, me, faults);
        if (faults.Count > 0) form = form.With(new NotAcceptable(faults));

        var (rows, total, page) = await Conditions.OnPage(form, posts, asked => PageOf(posts, db, form, me, asked, ct), ct);
        return Pages.Show<PostListPage>(new PostListView(form, rows, total, page, await AccountChoices(db, me, ct), await OfficeNames.Of(db, rows.Select(r => r.Office), ct), me.May(Organizations.Authorization.Act.WritePosts)));
    }

    public static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Rows(NewestFirst(Filter(db.Posts, form, me, []))).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, rows.Select(r => r.Office), ct);
        return CsvExport.Download(
            "posts.csv",
            ["受付番号", "件名", "状態", "目的", "所属", "発信先", "日時", "起案者"],
            rows.Select(r => (IReadOnlyList<string?>)[Receipt.Of(r.Id), r.Title, r.Status.Word, r.Purpose.Word, offices.GetValueOrDefault(r.Office), string.Join(' ', r.AccountKeys), r.ShownAt.InJapan.ToString("yyyy-MM-dd HH:mm"), r.AuthorName]));
    }

    /// <summary>A frequent word fills the first page from the newest posts; only otherwise all that hold it are fetched and sorted.</summary>
    private static async Task<List<PostRow>> PageOf(IQueryable<Post> posts, CoreDb db, FormState form, Me me, int page, CancellationToken ct)
    {
        if (form.Filled("q") && page == 1)
        {
            var newest = await Rows(NewestFirst(Filter(NewestFirst(db.Posts).Take(Newest), form, me, [])).Take(PagedLists.PageSize)).ToListAsync(ct);
            if (newest.Count == PagedLists.PageSize) return newest;
        }

        return await Rows(NewestFirst(posts).OnPage(page)).ToListAsync(ct);
    }

    private static IQueryable<Post> NewestFirst(IQueryable<Post> posts) => posts.OrderByDescending(p => p.ShownAt).ThenByDescending(p => p.Id);

    private static IQueryable<Post> Filter(IQueryable<Post> among, FormState form, Me me, List<Fault> faults)
    {
        var posts = among.AsNoTracking().VisibleTo(me);
        if (Conditions.Choice<PostStatus>(form, "status") is { } status) posts = posts.Where(p => p.Status == status);
        if (Conditions.Choice<Purpose>(form, "purpose") is { } purpose) posts = posts.Where(p => p.Purpose == purpose);
        if (Guid.TryParse(form["office"], out var office)) posts = posts.Where(p => p.Office == new OfficeId(office));
        if (form["account"] is { Length: > 0 } account) posts = posts.Where(p => p.AccountKeys.Contains(account));
        var (from, until) = (Conditions.Day(form, "from", faults)?.Beginning, Conditions.Day(form, "to", faults)?.AddDays(1).Beginning);
        if (from is not null) posts = posts.Where(p => p.ShownAt >= from);
        if (until is not null) posts = posts.Where(p => p.ShownAt < until);
        if (form.Filled("q"))
        {
            var key = SearchKey.Of(form["q"]);
            var bigrams = key.Bigrams;
            posts = posts.Where(p => bigrams.All(b => p.SearchBigrams.Contains(b)));
            foreach (var word in key.Words) posts = posts.Where(p => p.SearchText.Contains(word));
        }

        return posts;
    }

    private static IQueryable<PostRow> Rows(IQueryable<Post> posts) =>
        posts.Select(p => new PostRow(p.Id, p.Title, p.Status, p.Purpose, p.Office, p.AccountKeys, p.ShownAt, p.AuthorName));

    /// <summary>The accounts for the filter: those of the person's offices and contract, or all of a small government.</summary>
    internal static async Task<IReadOnlyList<Choice>> AccountChoices(CoreDb db, Me me, CancellationToken ct)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (me.ScopeOf(Organizations.Authorization.Act.ReadPosts) is Organizations.Scope.Limited limited)
        {
            var offices = limited.Offices.ToArray();
            var keys = limited.Accounts.ToArray();
            accounts = accounts.Where(a => offices.Contains(a.Office) || keys.Contains(a.Key));
        }

        return await accounts.OrderBy(a => a.Key).Take(200).Select(a => new Choice(a.Key, a.Key + " " + a.Name)).ToListAsync(ct);
    }
}
