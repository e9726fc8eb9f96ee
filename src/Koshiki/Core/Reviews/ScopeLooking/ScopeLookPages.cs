using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Reviews.ScopeLooking;

public sealed record ScopeLookListView(IReadOnlyList<ScopeDue> Rows, DateOnly Today, int EveryMonths, IReadOnlyDictionary<OfficeId, string> Offices);

public sealed record ScopePostRow(Guid Id, string Title, PostStatus Status, string AuthorName, DateTimeOffset ShownAt);

/// <param name="From">The first day that nobody has looked at.</param>
/// <param name="Posts">What went out from that day until today.</param>
public sealed record ScopeLookView(PostingScope Scope, string Office, DateOnly From, DateOnly Today, DateOnly DueOn, IReadOnlyList<ScopePostRow> Posts, IReadOnlyList<ScopeLook> Looks, bool MayLook, FormState Form);

/// <summary>The head's regular look at what went out within a scope: what is due, the posts, the record. D8.</summary>
internal static class ScopeLookPages
{
    private const int MostPosts = 500;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reviews/scopes", List).Requires(Act.ReadReviews);
        app.MapGet("/reviews/scopes/{id:guid}", Show).Requires(Act.ReadReviews);
        app.MapPost("/reviews/scopes/{id:guid}", Record).Requires(Act.DecideReviews);
    }

    private static async Task<IResult> List(Me me, CoreDb db, TimeProvider clock, IOptions<ReviewOptions> options, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rows = await ScopesDue.List(db, me.OfficesSeen(), today, options.Value.ScopeLookMonths, ct);
        return Pages.Show<ScopeLookListPage>(new ScopeLookListView(rows, today, options.Value.ScopeLookMonths, await OfficeNames.Of(db, rows.Select(r => r.Office), ct)));
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, IOptions<ReviewOptions> options, CancellationToken ct) =>
        await View(id, me, db, FormState.Empty, clock, options.Value, ct) is { } view ? Pages.Show<ScopeLookPage>(view) : Pages.Refuse(new ScopeNotFound());

    private static async Task<IResult> Record(Guid id, FormState form, Me me, CoreDb db, ScopeLookHandler handler, TimeProvider clock, IOptions<ReviewOptions> options, CancellationToken ct)
    {
        var read = new FormReading(form);
        var remarked = form.All("remarked").Select(r => Guid.TryParse(r, out var post) ? post : (Guid?)null).OfType<Guid>().ToList();
        var command = new RecordScopeLook(new PostingScopeId(id), read.NeededDay("until", "点検した最後の日"), read.Needed<ScopeFinding>("finding", "点検の結果が選ばれていません。"), read.Text("remarks", "所見"), remarked);
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/reviews/scopes/{id}", Notice.Success("点検を記録しました。"));
        return no is Invalid && await View(id, me, db, form.With(no), clock, options.Value, ct) is { } view ? Pages.ShowAgain<ScopeLookPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<ScopeLookView?> View(Guid id, Me me, CoreDb db, FormState form, TimeProvider clock, ReviewOptions options, CancellationToken ct)
    {
        var (wanted, today) = (new PostingScopeId(id), clock.GetUtcNow().DayInJapan);
        var versions = await db.PostingScopes.AsNoTracking().Where(s => s.Id == wanted && s.State != ScopeState.Proposed && s.State != ScopeState.Refused).ToListAsync(ct);
        if (versions.MaxBy(s => s.Number) is not { } scope || !me.May(Act.ReadReviews, scope.Office)) return null;
        var looks = await db.ScopeLooks.AsNoTracking().Where(l => l.Scope == wanted).OrderByDescending(l => l.Until).ToListAsync(ct);
        var from = looks.Count > 0 ? looks[0].Until.AddDays(1) : versions.Min(s => s.ValidFrom);
        var posts = await ScopePosts.Within(db, wanted, from, today).OrderByDescending(p => p.ShownAt).Take(MostPosts).Select(p => new ScopePostRow(p.Id.Value, p.Title, p.Status, p.AuthorName, p.ShownAt)).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, [scope.Office], ct);
        if (!form.HasFaults) form = FormState.Of([("finding", nameof(ScopeFinding.Fine)), .. FormDays.Boxes("until", today)]);
        return new ScopeLookView(
            scope, offices.GetValueOrDefault(scope.Office, ""), from, today, ScopeLook.Next(scope, looks.Count > 0 ? looks[0].Until : null, options.ScopeLookMonths).DueOn, posts, looks, me.May(Act.DecideReviews, scope.Office) && from <= today, form);
    }
}
