using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>One post that waits for a person's word.</summary>
/// <param name="What">承認, 確認 or 事後承認.</param>
/// <param name="Deadline">By when; null where nothing is set.</param>
public sealed record WaitingRow(PostId Post, string Title, string What, Purpose Purpose, OfficeId Office, string AuthorName, DateTimeOffset Since, DateTimeOffset? Deadline, PersonId? HandedTo = null, string? HandedToName = null, string? HandedByName = null)
{
    /// <summary>Whether somebody has been asked in particular, in words for this reader; null where nobody has.</summary>
    public string? HandedOn(PersonId reader) => HandedTo is not { } to ? null : to == reader ? $"{HandedByName}さんから回されました" : $"{HandedToName}さんに回しています";
}

public sealed record ApprovalListView(IReadOnlyList<WaitingRow> Rows, IReadOnlyDictionary<OfficeId, string> Offices, PersonId Reader);

/// <summary>What the approver's page shows: exactly what the seal holds.</summary>
/// <param name="Changes">What changed since the seal before this one, by account; empty on the first submission.</param>
/// <param name="Step">What is asked of this person: the step's word, 「2人目の確認」 or 「事後承認」; null when nothing is.</param>
/// <param name="WhyNot">Why he cannot decide, in words.</param>
/// <param name="Audiences">For whom each LINE channel is, in words and numbers.</param>
public sealed record ApprovalView(
    Post Post, string OfficeName, SealedPost Sealed, IReadOnlyDictionary<string, string> AccountNames, IReadOnlyDictionary<string, IReadOnlyList<DiffPart>> Changes,
    EmergencyReview? Review, PostingScope? Scope, string? Step, string? InPlaceOf, string? WhyNot, FormState Form, IReadOnlyDictionary<string, AudienceFacts> Audiences);

/// <param name="Others">Who else may decide the open step.</param>
public sealed record HandOnView(Post Post, string Step, IReadOnlyList<Me> Others, FormState Form);

/// <summary>The approver's pages, built for a phone first.</summary>
internal static class ApprovalPages
{
    /// <summary>Nobody decides on more than this before he looks again.</summary>
    private const int MostWaiting = 500;

    public static async Task<IResult> List(Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Waiting(me, db, ct);
        return Pages.Show<ApprovalListPage>(new ApprovalListView(rows, await OfficeNames.Of(db, rows.Select(r => r.Office), ct), me.Id));
    }

    /// <summary>What waits for this person's word, the most urgent first.</summary>
    public static async Task<IReadOnlyList<WaitingRow>> Waiting(Me me, CoreDb db, CancellationToken ct)
    {
        var offices = me.Roles.SelectMany(r => r.OfficesOfDepartment.Append(r.Office)).Select(o => o.Value).Distinct().ToArray();
        var ofPrOffice = me.DeciderOf(RouteStepKind.PrOffice, default) is not null;
        var open = await db.Posts.AsNoTracking()
            .Where(p => p.ConcernedOffices.Any(o => offices.Contains(o)) || (ofPrOffice && p.Steps.Any(s => s.Round == p.Round && s.DecidedAt == null && s.Kind == RouteStepKind.PrOffice)))
            .Where(p => (p.Status == PostStatus.AwaitingApproval || p.Status == PostStatus.AwaitingCheck) && p.Author != me.Id && p.LastEditor != me.Id)
            .OrderBy(p => p.ShownAt).Take(MostWaiting)
            .Select(p => new
            {
                Row = new WaitingRow(p.Id, p.Title, p.Status == PostStatus.AwaitingCheck ? "確認" : "承認", p.Purpose, p.Office, p.AuthorName, p.SubmittedAt ?? p.SavedAt, p.NotBefore),
                p.Status,
                Step = p.Steps.Where(s => s.Round == p.Round && s.DecidedAt == null).OrderBy(s => s.Number).Select(s => new { s.Kind, s.Office, s.HandedTo, s.HandedToName, s.HandedByName }).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var due = await db.EmergencyReviews.AsNoTracking().Where(r => r.Approved == null && r.PublishedBy != me.Id)
            .Join(db.Posts.AsNoTracking().Where(p => p.Author != me.Id && p.LastEditor != me.Id), r => r.Post, p => p.Id, (r, p) => new WaitingRow(p.Id, p.Title, "事後承認", p.Purpose, p.Office, r.PublishedByName, r.PublishedAt, r.Deadline))
            .ToListAsync(ct);
        return
        [
            .. due.Where(r => me.DeciderOf(RouteStepKind.OfficeHead, r.Office) is not null).OrderBy(r => r.Deadline),
            .. open.Where(p => Asked(me, p.Status, p.Row.Office, p.Step is { } step ? new RouteStep(step.Kind, step.Office) : null).Step is not null)
                .Select(p => p.Row with { HandedTo = p.Step?.HandedTo, HandedToName = p.Step?.HandedToName, HandedByName = p.Step?.HandedByName })
                .OrderByDescending(r => r.HandedTo == me.Id),
        ];
    }

    public static async Task<IResult> Show(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct) =>
        await Load(new PostId(id), me, db, audiences, FormState.Empty, ct) is { } view ? Pages.Show<ApprovalPage>(view) : Pages.Refuse(new PostNotFound());

    /// <summary>Repeats what will happen before the word is given.</summary>
    public static async Task<IResult> Confirm(Guid id, FormState form, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        if (await Load(new PostId(id), me, db, audiences, form, ct) is not { } view) return Pages.Refuse(new PostNotFound());
        if (view.Post.Seal?.Hex != form["seal"] || view.Post.SavedVersion.ToString() != form["version"]) return Pages.Refuse(new ChangedSinceYouLooked());
        return view.Step is null ? Pages.Refuse(new NotYourDecision(view.WhyNot ?? "")) : Pages.Show<ConfirmApprovalPage>(view);
    }

    public static async Task<IResult> Approve(Guid id, FormState form, Me me, ApprovePostHandler handler, CancellationToken ct)
    {
        int? version = int.TryParse(form["version"], out var seen) ? seen : null;
        var decided = await handler.Handle(new ApprovePost(new PostId(id), new SealHash(form["seal"]), version, form.Filled("opinion") ? form["opinion"] : null), me, ct);
        if (decided.IsRefused(out var no)) return Pages.Refuse(no);
        return Pages.GoTo("/approvals", decided.Value.GoesAt is { } goes
            ? Notice.Success("承認しました。", $"{goes.InWords}に発信します。それまでは取り下げられます。", new Link("投稿を開く", $"/posts/{id}"))
            : Notice.Success("承認しました。", "次の段階の承認者に進みました。", new Link("投稿を開く", $"/posts/{id}")));
    }

    public static async Task<IResult> AskReturn(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct) =>
        await Load(new PostId(id), me, db, audiences, FormState.Empty, ct) is { Step: not null } view ? Pages.Show<ReturnPage>(view) : Pages.Refuse(new PostNotFound());

    public static async Task<IResult> Return(Guid id, FormState form, Me me, CoreDb db, AudienceDesk audiences, ReturnPostHandler handler, CancellationToken ct)
    {
        var returned = await handler.Handle(new ReturnPost(new PostId(id), new SealHash(form["seal"]), form["reason"]), me, ct);
        if (!returned.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success("差し戻しました。", "起案者に理由を伝えます。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await Load(new PostId(id), me, db, audiences, form.With(no), ct) is { } view ? Pages.ShowAgain<ReturnPage>(view, no) : Pages.Refuse(no);
    }

    public static async Task<IResult> AskHandOn(Guid id, Me me, CoreDb db, HandOnApprovalHandler handler, CancellationToken ct) =>
        await HandOnViewOf(new PostId(id), me, db, handler, FormState.Empty, ct) is { } view ? Pages.Show<HandOnPage>(view) : Pages.Refuse(new PostNotFound());

    public static async Task<IResult> HandOn(Guid id, FormState form, Me me, CoreDb db, HandOnApprovalHandler handler, CancellationToken ct)
    {
        var to = Guid.TryParse(form["to"], out var person) ? new PersonId(person) : default;
        var handed = await handler.Handle(new HandOnApproval(new PostId(id), new SealHash(form["seal"]), to, form.Filled("note") ? form["note"] : null), me, ct);
        if (!handed.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success("別の人に回しました。", "相手の承認待ちに表示され、通知の設定に従ってメールが届きます。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await HandOnViewOf(new PostId(id), me, db, handler, form.With(no), ct) is { } view ? Pages.ShowAgain<HandOnPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<HandOnView?> HandOnViewOf(PostId id, Me me, CoreDb db, HandOnApprovalHandler handler, FormState form, CancellationToken ct)
    {
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post) || at.Post.OpenStep is not { } step || me.DeciderOf(step.Kind, step.Office) is null) return null;
        return new HandOnView(at.Post, step.Kind.Word, await handler.Others(at.Post, me, ct), form);
    }

    public static async Task<IResult> Review(Guid id, FormState form, Me me, CoreDb db, AudienceDesk audiences, ReviewEmergencyHandler handler, CancellationToken ct)
    {
        var approve = form["verdict"] == "approve";
        var reviewed = await handler.Handle(new ReviewEmergency(new PostId(id), approve, form.Filled("opinion") ? form["opinion"] : null), me, ct);
        if (!reviewed.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success(approve ? "事後承認しました。" : "事後承認しないことを記録しました。", approve ? null : "訂正または削除を検討してください。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await Load(new PostId(id), me, db, audiences, form.With(no), ct) is { } view ? Pages.ShowAgain<ApprovalPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<ApprovalView?> Load(PostId id, Me me, CoreDb db, AudienceDesk audiences, FormState form, CancellationToken ct)
    {
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post)) return null;
        var post = at.Post;
        var seals = await db.Seals.AsNoTracking().Where(s => s.Post == id).OrderByDescending(s => s.SealedAt).ToListAsync(ct);
        var review = await db.EmergencyReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Post == id, ct);
        var scope = post.Scope is null ? null : await db.PostingScopes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == post.Scope && s.Number == post.ScopeVersion, ct);
        var offices = await OfficeNames.Of(db, [post.Office], ct);

        var shown = seals.Find(s => s.Hash == post.Seal)?.Read() ?? Sealing.Of(post);
        var before = post.Round > 1 ? seals.Find(s => s.Hash != post.Seal && s.SealedAt < post.SubmittedAt)?.Read() : null;
        var (step, inPlaceOf, whyNot) = review is { Approved: null } ? AskedAfterwards(me, post, review) : Asked(me, post);
        return new ApprovalView(post, offices.GetValueOrDefault(post.Office, ""), shown, at.Accounts.ToDictionary(a => a.Key, a => a.Name), Changes(before, shown), review, scope, step, inPlaceOf, whyNot, form, await audiences.Of(post, shown, before, ct));
    }

    private static Dictionary<string, IReadOnlyList<DiffPart>> Changes(SealedPost? before, SealedPost after) =>
        before is null ? [] : after.Channels
            .Select(c => (c.AccountKey, After: c.Text, Before: before.Channels.FirstOrDefault(b => b.AccountKey == c.AccountKey)?.Text ?? ""))
            .Where(c => c.Before != c.After)
            .ToDictionary(c => c.AccountKey, c => TextDiff.Between(c.Before, c.After));

    /// <summary>What is asked of this person now, in whose place, or why nothing is.</summary>
    private static (string? Step, string? InPlaceOf, string? WhyNot) Asked(Me me, Post post)
    {
        if (post.Status is not (PostStatus.AwaitingApproval or PostStatus.AwaitingCheck)) return (null, null, $"この投稿は「{post.Status.Word}」です。判断することはありません。");
        if (post.Author == me.Id || post.LastEditor == me.Id) return (null, null, new CannotApproveOwnPost().Sentence);
        return Asked(me, post.Status, post.Office, post.OpenStep is { } step ? new RouteStep(step.Kind, step.Office) : null);
    }

    /// <summary>The same of somebody else's post, from as little as a list reads.</summary>
    private static (string? Step, string? InPlaceOf, string? WhyNot) Asked(Me me, PostStatus status, OfficeId office, RouteStep? open)
    {
        if (status is PostStatus.AwaitingCheck)
        {
            var checks = me.May(Organizations.Authorization.Act.CheckPosts, office) || me.DeciderOf(RouteStepKind.OfficeHead, office) is not null;
            return checks ? ("2人目の確認", null, null) : (null, null, new NotYourDecision("2人目の確認").Sentence);
        }

        if (open is null) throw new InvalidOperationException("A post that awaits approval has no open step.");
        return me.DeciderOf(open.Kind, open.Office) is { } by ? (open.Kind.Word, by.InPlaceOf, null) : (null, null, new NotYourDecision(open.Kind.Word).Sentence);
    }

    private static (string? Step, string? InPlaceOf, string? WhyNot) AskedAfterwards(Me me, Post post, EmergencyReview review)
    {
        if (review.PublishedBy == me.Id) return (null, null, new CannotApproveOwnEmergency().Sentence);
        if (post.Author == me.Id || post.LastEditor == me.Id) return (null, null, new CannotApproveOwnPost().Sentence);
        return me.DeciderOf(RouteStepKind.OfficeHead, post.Office) is { } by ? ("事後承認", by.InPlaceOf, null) : (null, null, new NotYourDecision("事後承認").Sentence);
    }
}
