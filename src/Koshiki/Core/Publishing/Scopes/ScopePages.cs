using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scopes;

public sealed record ScopeListView(IReadOnlyList<PostingScope> Scopes, IReadOnlyDictionary<OfficeId, string> Offices, DateOnly Today, int Emergencies, int Authorised, bool MayPropose);

/// <param name="Posts">The newest posts that went under this version: the head looks at them regularly (G2-7(3)ウ).</param>
/// <param name="IsOwn">Whoever looks has proposed it himself and could otherwise decide on it.</param>
public sealed record ScopeView(PostingScope Scope, string OfficeName, IReadOnlyList<PostRow> Posts, bool MayDecide, bool IsOwn, bool MayPropose, FormState Form);

public sealed record ScopeFormView(FormState Form, IReadOnlyList<Choice> Offices, IReadOnlyList<Choice> Accounts);

/// <summary>The scopes that office heads have approved beforehand. 事前承認の範囲.</summary>
internal static class ScopePages
{
    public const string Path = "/scopes";

    public static async Task<IResult> List(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var scopes = await Visible(db, me).OrderBy(s => s.State).ThenBy(s => s.ExpiresOn).Take(Conditions.MostRows).ToListAsync(ct);
        var yearAgo = clock.GetUtcNow().AddDays(-365);
        var byKind = await db.GivenAuthorizations.AsNoTracking().Where(a => a.GivenAt >= yearAgo && a.Kind != Exchange.AuthorizationKind.Test && a.Kind != Exchange.AuthorizationKind.Drill)
            .GroupBy(a => a.Kind).Select(g => new { Kind = g.Key, Count = g.Count() }).ToListAsync(ct);
        var emergencies = byKind.Where(k => k.Kind is Exchange.AuthorizationKind.Emergency).Sum(k => k.Count);
        return Pages.Show<ScopeListPage>(new ScopeListView(scopes, await OfficeNames.Of(db, scopes.Select(s => s.Office), ct), clock.GetUtcNow().DayInJapan, emergencies, byKind.Sum(k => k.Count), me.May(Act.WritePosts)));
    }

    /// <param name="number">The version; null shows the newest.</param>
    public static async Task<IResult> Show(Guid id, int? number, Me me, CoreDb db, CancellationToken ct) =>
        await Load(id, number, me, db, FormState.Empty, ct) is { } view ? Pages.Show<ScopePage>(view) : Pages.Refuse(new ScopeNotFound());

    public static async Task<IResult> Decide(Guid id, int? number, FormState form, Me me, CoreDb db, DecideScopeHandler handler, CancellationToken ct)
    {
        if (Conditions.Choice<ScopeAct>(form, "act") is not { } act) return Pages.Refuse(new ScopeAlreadyDecided());
        var decided = await handler.Handle(new DecideScope(new PostingScopeId(id), number ?? 1, act, form.Filled("opinion") ? form["opinion"] : null), me, ct);
        if (!decided.IsRefused(out var no)) return Pages.GoTo($"{Path}/{id}?number={number ?? 1}", Notice.Success(act switch { ScopeAct.Approve => "範囲を承認しました。", ScopeAct.Refuse => "範囲を承認しないことを記録しました。", _ => "範囲を終わらせました。" }));
        return no is Invalid && await Load(id, number, me, db, form.With(no), ct) is { } view ? Pages.ShowAgain<ScopePage>(view, no) : Pages.Refuse(no);
    }

    public static async Task<IResult> Ask(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var filled = FormState.Of([.. FormDays.Boxes("validFrom", today), .. FormDays.Boxes("expires", today.FiscalYear.LastDay), ("office", me.Roles.Select(r => r.Office.Value.ToString()).FirstOrDefault())])
            .With(PostingTimesForm.OfficeHours);
        if (Guid.TryParse(form["of"], out var of) && await Visible(db, me).Where(s => s.Id == new PostingScopeId(of)).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) is { } scope)
        {
            filled = filled.With("of", form["of"]).With("name", scope.Name).With("clause", scope.Clause).With("office", scope.Office.Value.ToString()).With("accounts", scope.AccountKeys)
                .With("purposes", [.. scope.Purposes.Select(p => p.ToString())]).With(scope.Times);
        }

        return Pages.Show<ScopeFormPage>(await FormView(filled, me, db, ct));
    }

    public static async Task<IResult> Propose(FormState form, Me me, CoreDb db, ProposeScopeHandler handler, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var times = PostingTimesForm.Read(form, faults);
        var (validFrom, expires) = (form.RequiredDay("validFrom", faults), form.RequiredDay("expires", faults));
        _ = Guid.TryParse(form["office"], out var office);
        Refusal? no = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (no is null)
        {
            PostingScopeId? of = Guid.TryParse(form["of"], out var earlier) ? new PostingScopeId(earlier) : null;
            var purposes = form.All("purposes").Select(p => Enum.TryParse<Purpose>(p, out var purpose) ? purpose : (Purpose?)null).OfType<Purpose>().ToList();
            var proposed = await handler.Handle(new ProposeScope(of, new OfficeId(office), form["name"], form["clause"], form.All("accounts"), purposes, times, validFrom, expires), me, ct);
            if (!proposed.IsRefused(out no)) return Pages.GoTo($"{Path}/{proposed.Value.Scope.Value}?number={proposed.Value.Number}", Notice.Success("範囲を作りました。", "所属長か部局長が承認すると効力を持ちます。"));
        }

        return Pages.ShowAgain<ScopeFormPage>(await FormView(form.With(no), me, db, ct), no);
    }

    private static async Task<ScopeFormView> FormView(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var offices = me.Roles.Select(r => r.Office).Distinct().ToList();
        var names = await OfficeNames.Of(db, offices, ct);
        var accounts = await db.Accounts.AsNoTracking().Where(a => offices.Contains(a.Office)).OrderBy(a => a.Key).Select(a => new Choice(a.Key, a.Key + " " + a.Name)).Take(200).ToListAsync(ct);
        return new ScopeFormView(form, [.. offices.Select(o => new Choice(o.Value.ToString(), names.GetValueOrDefault(o, "自分の所属")))], accounts);
    }

    private static async Task<ScopeView?> Load(Guid id, int? number, Me me, CoreDb db, FormState form, CancellationToken ct)
    {
        var scope = await Visible(db, me).Where(s => s.Id == new PostingScopeId(id) && (number == null || s.Number == number)).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
        if (scope is null) return null;
        var posts = await db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.Scope == scope.Id && p.ScopeVersion == scope.Number).OrderByDescending(p => p.ShownAt).Take(PagedLists.PageSize)
            .Select(p => new PostRow(p.Id, p.Title, p.Status, p.Purpose, p.Office, p.AccountKeys, p.ShownAt, p.AuthorName)).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, [scope.Office], ct);
        var (decides, isOwn) = (me.May(Act.DecideScopes, scope.Office), scope.State is ScopeState.Proposed && scope.ProposedBy == me.Id);
        return new ScopeView(scope, offices.GetValueOrDefault(scope.Office, ""), posts, decides && !isOwn, decides && isOwn, me.May(Act.WritePosts, scope.Office), form);
    }

    private static IQueryable<PostingScope> Visible(CoreDb db, Me me)
    {
        var scopes = db.PostingScopes.AsNoTracking();
        switch (me.ScopeOf(Act.ReadScopes))
        {
            case Organizations.Scope.Government:
                return scopes;
            case Organizations.Scope.Limited limited:
                var offices = limited.Offices.ToArray();
                return scopes.Where(s => offices.Contains(s.Office));
            default:
                return scopes.Where(_ => false);
        }
    }
}

public static class ScopeStateWords
{
    extension(ScopeState state)
    {
        public string Word => state switch
        {
            ScopeState.Proposed => "承認待ち",
            ScopeState.InForce => "有効",
            ScopeState.Refused => "不承認",
            _ => "終了",
        };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            ScopeState.Proposed => Foundation.Web.Elements.Tone.Blue,
            ScopeState.InForce => Foundation.Web.Elements.Tone.Green,
            ScopeState.Refused => Foundation.Web.Elements.Tone.Red,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }
}
