using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work.News;

/// <param name="For">The office it is for, or すべての職員.</param>
public sealed record NewsRow(Guid Id, string Heading, string For, string ByName, string At, string Last, bool Shown);

public sealed record NewsListView(FormState Form, IReadOnlyList<NewsRow> Rows, IReadOnlyList<Choice> Offices);

/// <summary>News for staff: the PR office publishes them and takes them down; the home page shows them.</summary>
internal static class NewsPages
{
    public const string Path = "/admin/news";
    private const int MostShown = 100;
    private const int UsualDays = 14;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.PublishNews);
        app.MapPost(Path, Publish).Requires(Act.PublishNews);
        app.MapPost(Path + "/{id:guid}/end", End).Requires(Act.PublishNews);
    }

    private static async Task<IResult> Show(CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var last = clock.GetUtcNow().DayInJapan.AddDays(UsualDays);
        var form = FormState.Of(FormDays.Boxes("last", last));
        return Pages.Show<NewsPage>(await View(form, db, clock, ct));
    }

    private static async Task<IResult> Publish(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        OfficeId? office = Guid.TryParse(form["office"], out var chosen) ? new OfficeId(chosen) : null;
        var unknown = office is { } id && !await db.OfficesOn(today).AnyAsync(o => o.Id == id, ct);
        var last = form.DayIn("last");

        // Decide
        if (unknown) return await Again(new NotAcceptable([new Fault("office", "所属を一覧から選び直してください。")]));
        if (last.IsRefused(out var notADay)) return await Again(new NotAcceptable([new Fault("last", notADay.Sentence)]));
        var news = StaffNews.Publish(
            InputText.Name(form["heading"]), form.Filled("text") ? InputText.Prose(form["text"]).Trim() : null, form.Filled("link") ? InputText.Url(form["link"]) : null, office, last.Value, me.Name, today, now);
        if (news.IsRefused(out var refusal)) return await Again(refusal);

        // Write
        db.News.Add(news.Value);
        await db.SaveChangesAsync(ct);
        return Pages.GoTo(Path, Notice.Success("お知らせを掲載しました。", $"{last.Value.InWords}まで、ホームに表示します。"));

        async Task<IResult> Again(Refusal reason) => Pages.ShowAgain<NewsPage>(await View(form.With(reason), db, clock, ct), reason);
    }

    private static async Task<IResult> End(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.News.SingleOrDefaultAsync(n => n.Id == id, ct) is not { } news) return Pages.Refuse(new NewsNotFound());
        news.End(clock.GetUtcNow().DayInJapan);
        await db.SaveChangesAsync(ct);
        return Pages.GoTo(Path, Notice.Success("お知らせの掲載を終えました。", news.Heading));
    }

    private static async Task<NewsListView> View(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var news = await db.News.AsNoTracking().OrderByDescending(n => n.At).Take(MostShown).ToListAsync(ct);
        var offices = await db.OfficesOn(today).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        var names = offices.ToDictionary(o => o.Id, o => o.Name);
        return new NewsListView(
            form,
            [.. news.Select(n => new NewsRow(n.Id, n.Heading, n.Office is { } office ? names.GetValueOrDefault(office, "（廃止した所属）") : "すべての職員", n.ByName, n.At.InWords, n.Last.InWords, n.Last >= today))],
            [.. offices.Select(o => new Choice(o.Id.Value.ToString(), o.Name))]);
    }
}

public sealed record NewsNotFound() : NotFound("そのお知らせは見つかりません。一覧を開き直してください。");
