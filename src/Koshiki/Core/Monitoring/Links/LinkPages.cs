using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Links;

/// <summary>One address in one channel of one post, with where it stands.</summary>
public sealed record LinkRow(
    PostId Post, string Title, string AccountKey, Platform Platform, OfficeId Office, DateTimeOffset PostedAt, string? PostUrl, string Url, LinkState State, DateTimeOffset? CheckedAt, DateTimeOffset? Since, int? Status, string? Reason);

public sealed record LinkListView(FormState Form, IReadOnlyList<LinkRow> Rows, IReadOnlyDictionary<OfficeId, string> OfficeNames, int Count, int Dead, int Page, IReadOnlyList<Choice> Offices)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <summary>Addresses in published posts, the dead ones by office and channel. E9; survey question 22.</summary>
internal static class LinkPages
{
    public const string Path = "/monitoring/links";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var links = Filter(db, form, me);
        var count = await links.CountAsync(ct);
        var page = form.PageOf(count);
        var dead = await Rows(db, me).CountAsync(row => row.Checked.State == LinkState.Dead, ct);
        var rows = await Select(links.OnPage(page)).ToListAsync(ct);
        return Pages.Show<LinkListPage>(new LinkListView(form, rows, await OfficeNames.Of(db, rows.Select(row => row.Office), ct), count, dead, page, await Lists.Offices(db, clock.GetUtcNow().DayInJapan, ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Select(Filter(db, form, me)).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, rows.Select(row => row.Office), ct);
        return CsvExport.Download(
            "links.csv",
            ["状態", "所属", "媒体", "アカウント", "件名", "発信した日時", "リンク", "媒体の投稿", "確認した日時", "いつから", "応答", "理由", "すること"],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.State.Word, offices.GetValueOrDefault(row.Office), row.Platform.DisplayName, row.AccountKey, row.Title, Time(row.PostedAt), row.Url, row.PostUrl, Time(row.CheckedAt), Time(row.Since),
                row.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Reason, row.State is LinkState.Dead ? WhatToDo(row) : null,
            ]));

        static string? Time(DateTimeOffset? at) => at?.InJapan.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What is gone on LINE cannot be changed any more.</summary>
    public static string WhatToDo(LinkRow row) => row.Platform is Platform.Line
        ? "LINEの送ったメッセージは直せません。リンク先を元のURLで見られるようにするか、訂正を発信してください。"
        : "リンク先のページを戻すか、訂正の投稿を作り、元の投稿を削除してください。";

    private static IQueryable<LinkLine> Filter(CoreDb db, FormState form, Me me)
    {
        var lines = Rows(db, me);
        if (Lists.Office(form) is { } office) lines = lines.Where(line => line.Link.Office == office);
        if (PlatformNames.FromKey(form["platform"]) is { } platform) lines = lines.Where(line => line.Link.Platform == platform);
        if (form.Filled("account"))
        {
            var key = InputText.Code(form["account"]);
            lines = lines.Where(line => line.Link.AccountKey == key);
        }

        // Dead ones are what this list is for; the others are shown when they are asked for.
        var state = form.Filled("state") ? Lists.Choice<LinkState>(form, "state") : LinkState.Dead;
        if (state is { } wanted) lines = lines.Where(line => line.Checked.State == wanted);
        return lines.OrderBy(line => line.Link.Office).ThenBy(line => line.Link.AccountKey).ThenByDescending(line => line.Link.PostedAt).ThenBy(line => line.Link.Url);
    }

    private static IQueryable<LinkLine> Rows(CoreDb db, Me me) =>
        from link in db.PublishedLinks.AsNoTracking().Reached(me)
        join known in db.Set<CheckedLink>() on link.Url equals known.Url
        where !db.Set<Post>().Any(post => post.Id == link.Post && post.Status == PostStatus.Deleted)
        select new LinkLine { Link = link, Checked = known };

    private static IQueryable<LinkRow> Select(IQueryable<LinkLine> lines) => lines.Select(line => new LinkRow(
        line.Link.Post, line.Link.Title, line.Link.AccountKey, line.Link.Platform, line.Link.Office, line.Link.PostedAt, line.Link.PostUrl, line.Link.Url,
        line.Checked.State, line.Checked.CheckedAt, line.Checked.Since, line.Checked.Status, line.Checked.Reason));

    private sealed class LinkLine
    {
        public required PublishedLink Link { get; init; }

        public required CheckedLink Checked { get; init; }
    }
}
