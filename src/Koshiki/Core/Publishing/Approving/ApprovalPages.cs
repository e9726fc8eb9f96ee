using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Keeping;
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
/// <param name="Earlier">What the submission before this one left behind.</param>
/// <param name="TimeAdvice">What is to be known of the time, as its author was told.</param>
/// <param name="Step">What is asked of this person: the step's word, 「2人目の確認」 or 「事後承認」; null when nothing is.</param>
/// <param name="WhyNot">Why he cannot decide; null when he can.</param>
/// <param name="Audiences">For whom each LINE channel is, in words and numbers.</param>
public sealed record ApprovalView(
    Post Post, string OfficeName, SealedPost Sealed, IReadOnlyDictionary<string, string> AccountNames, EarlierSubmission Earlier, IReadOnlyList<string> TimeAdvice,
    EmergencyReview? Review, PostingScope? Scope, string? Step, string? InPlaceOf, Refusal? WhyNot, FormState Form, IReadOnlyDictionary<string, AudienceFacts> Audiences)
{
    /// <summary>The words of <see cref="Step"/> for an approval afterwards and for the second person's look.</summary>
    public const string Afterwards = "事後承認", SecondLook = "2人目の確認";

    /// <summary>「所属長としての承認」, 「2人目の確認」 or 「事後承認」, with who is represented.</summary>
    public string Asked => (Step is Afterwards or SecondLook ? Step : $"{Step}としての承認") + (InPlaceOf is null ? "" : $"（{InPlaceOf}の代決）");
}

/// <summary>What the approver has to know of the submission before this one.</summary>
/// <param name="ReturnedFor">Who sent it back and why; null where nobody did.</param>
/// <param name="Changes">What has changed since, under the name of what has; empty on the first submission.</param>
public sealed record EarlierSubmission(string? ReturnedFor, IReadOnlyList<(string What, IReadOnlyList<DiffPart> Parts)> Changes);

/// <param name="Others">Who else may decide the open step.</param>
public sealed record HandOnView(Post Post, string Step, IReadOnlyList<Me> Others, FormState Form);

/// <summary>The approver's pages, built for a phone first.</summary>
internal static class ApprovalPages
{
    /// <summary>Nobody decides on more than this before he looks again.</summary>
    private const int MostWaiting = 500;

    /// <summary>The button that leads to a return instead of an approval.</summary>
    public const string ToReturn = "return";

    /// <summary>The button that leads to handing the decision on.</summary>
    public const string ToHandOn = "hand-on";

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
            .. open.Where(p => ApprovalDesk.Asked(me, p.Status, p.Row.Office, p.Step is { } step ? new RouteStep(step.Kind, step.Office) : null).Step is not null)
                .Select(p => p.Row with { HandedTo = p.Step?.HandedTo, HandedToName = p.Step?.HandedToName, HandedByName = p.Step?.HandedByName })
                .OrderByDescending(r => r.HandedTo == me.Id),
        ];
    }

    public static async Task<IResult> Show(Guid id, HttpContext context, Me me, ApprovalDesk desk, CancellationToken ct) =>
        await desk.Load(new PostId(id), me, Written(RestoredForm.Over(context, FormState.Empty)), ct) is { } view ? Pages.Show<ApprovalPage>(view) : Pages.Refuse(new PostNotFound());

    /// <summary>Back from a confirm page, with what was written.</summary>
    public static async Task<IResult> BackTo(Guid id, FormState form, Me me, ApprovalDesk desk, CancellationToken ct) =>
        await desk.Load(new PostId(id), me, Written(form), ct) is { } view ? Pages.Show<ApprovalPage>(view) : Pages.Refuse(new PostNotFound());

    /// <summary>Repeats what will happen before the word is given; on the other buttons, asks for the reason of a return or to whom it goes.</summary>
    public static async Task<IResult> Confirm(Guid id, FormState form, Me me, CoreDb db, ApprovalDesk desk, HandOnApprovalHandler handingOn, CancellationToken ct)
    {
        if (await desk.Load(new PostId(id), me, form, ct) is not { } view) return Pages.Refuse(new PostNotFound());
        if (view.WhyNot is { } whyNot) return Undecided(view, whyNot);
        if (view.Post.Seal?.Hex != form["seal"] || view.Post.SavedVersion.ToString() != form["version"]) return Undecided(view, new ChangedSinceYouLooked());
        return form["do"] switch
        {
            ToReturn => Pages.Show<ReturnPage>(view with { Form = form.With("reason", form["opinion"]) }),
            ToHandOn => await HandOnViewOf(view.Post.Id, me, db, handingOn, form.With("note", form["opinion"]), ct) is { } handOn
                ? Pages.Show<HandOnPage>(handOn)
                : Undecided(view, new NotPossibleNow(view.Post.Status, PostAction.Approve)),
            _ => Pages.Show<ConfirmApprovalPage>(view),
        };
    }

    public static async Task<IResult> Approve(Guid id, FormState form, Me me, ApprovalDesk desk, ApprovePostHandler handler, CancellationToken ct)
    {
        int? version = int.TryParse(form["version"], out var seen) ? seen : null;
        var decided = await handler.Handle(new ApprovePost(new PostId(id), new SealHash(form["seal"]), version, form.Filled("opinion") ? form["opinion"] : null), me, ct);
        if (decided.IsRefused(out var no)) return await Undecided(id, no, form, me, desk, ct);
        var done = await desk.WasSecondLook(new PostId(id), ct) ? "確認しました。" : "承認しました。";
        return Pages.GoTo("/approvals", decided.Value.GoesAt is { } goes
            ? Notice.Success(done, $"{goes.InWords}に発信します。それまでは取り下げられます。", new Link("投稿を開く", $"/posts/{id}"))
            : Notice.Success(done, "次の段階の承認者に進みました。", new Link("投稿を開く", $"/posts/{id}")));
    }

    public static async Task<IResult> AskReturn(Guid id, HttpContext context, Me me, ApprovalDesk desk, CancellationToken ct)
    {
        if (await desk.Load(new PostId(id), me, RestoredForm.Over(context, FormState.Empty), ct) is not { } view) return Pages.Refuse(new PostNotFound());
        return view.WhyNot is { } whyNot ? Undecided(view, whyNot) : Pages.Show<ReturnPage>(view);
    }

    public static async Task<IResult> Return(Guid id, FormState form, Me me, ApprovalDesk desk, ReturnPostHandler handler, CancellationToken ct)
    {
        var returned = await handler.Handle(new ReturnPost(new PostId(id), new SealHash(form["seal"]), form["reason"]), me, ct);
        if (!returned.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success("差し戻しました。", "起案者に理由を伝えます。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await desk.Load(new PostId(id), me, form.With(no), ct) is { Step: not null } view ? Pages.ShowAgain<ReturnPage>(view, no) : await Undecided(id, no, form, me, desk, ct);
    }

    public static async Task<IResult> AskHandOn(Guid id, HttpContext context, Me me, CoreDb db, HandOnApprovalHandler handler, CancellationToken ct) =>
        await HandOnViewOf(new PostId(id), me, db, handler, RestoredForm.Over(context, FormState.Empty), ct) is { } view ? Pages.Show<HandOnPage>(view) : Pages.Refuse(new PostNotFound());

    public static async Task<IResult> HandOn(Guid id, FormState form, Me me, CoreDb db, ApprovalDesk desk, HandOnApprovalHandler handler, CancellationToken ct)
    {
        Result<PersonId> to = Guid.TryParse(form["to"], out var person) ? new PersonId(person) : new NotAcceptable([new Fault("to", "回す相手を選んでください。")]);
        var handed = to.Succeeded ? await handler.Handle(new HandOnApproval(new PostId(id), new SealHash(form["seal"]), to.Value, form.Filled("note") ? form["note"] : null), me, ct) : to.Refusal;
        if (!handed.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success("別の人に回しました。", "相手の承認待ちに表示され、通知の設定に従ってメールが届きます。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await HandOnViewOf(new PostId(id), me, db, handler, form.With(no), ct) is { } view ? Pages.ShowAgain<HandOnPage>(view, no) : await Undecided(id, no, form, me, desk, ct);
    }

    private static async Task<HandOnView?> HandOnViewOf(PostId id, Me me, CoreDb db, HandOnApprovalHandler handler, FormState form, CancellationToken ct)
    {
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post) || at.Post.OpenStep is not { } step || me.DeciderOf(step.Kind, step.Office) is null) return null;
        return new HandOnView(at.Post, step.Kind.Word, await handler.Others(at.Post, me, ct), form);
    }

    public static async Task<IResult> Review(Guid id, FormState form, Me me, ApprovalDesk desk, ReviewEmergencyHandler handler, CancellationToken ct)
    {
        var approve = form["verdict"] == "approve";
        var reviewed = await handler.Handle(new ReviewEmergency(new PostId(id), approve, form.Filled("opinion") ? form["opinion"] : null), me, ct);
        if (!reviewed.IsRefused(out var no)) return Pages.GoTo("/approvals", Notice.Success(approve ? "事後承認しました。" : "事後承認しないことを記録しました。", approve ? null : "訂正または削除を検討してください。", new Link("投稿を開く", $"/posts/{id}")));
        return no is Invalid && await desk.Load(new PostId(id), me, form.With(no), ct) is { } view ? Pages.ShowAgain<ApprovalPage>(view, no) : await Undecided(id, no, form, me, desk, ct);
    }

    /// <summary>Nothing came of a decision: the post as it stands now, with what was written.</summary>
    private static async Task<IResult> Undecided(Guid id, Refusal no, FormState form, Me me, ApprovalDesk desk, CancellationToken ct) =>
        no is not NotFound && await desk.LoadAnew(new PostId(id), me, Written(form), ct) is { } view ? Undecided(view, no) : Pages.Refuse(no);

    /// <summary>Who is still asked looks again and decides; for everyone else the way leads to the post.</summary>
    private static IResult Undecided(ApprovalView view, Refusal no)
    {
        if (no is Conflict && view.Step is not null) return Pages.ShowAgain<ApprovalPage>(view with { Form = view.Form.With(no) }, no);
        var opinion = view.Form["opinion"];
        return Pages.Refuse(no, new WayOn(
            new Link("投稿の画面を開く", $"/posts/{view.Post.Id.Value}"), no is Conflict ? "今は判断できません" : null, string.IsNullOrWhiteSpace(opinion) ? null : new WrittenText("書いていた意見", opinion)));
    }

    /// <summary>One text under three names: the opinion of an approval, the reason of a return, the note to whoever it is handed to.</summary>
    private static FormState Written(FormState form) => form.Filled("reason") ? form.With("opinion", form["reason"]) : form.Filled("note") ? form.With("opinion", form["note"]) : form;
}
