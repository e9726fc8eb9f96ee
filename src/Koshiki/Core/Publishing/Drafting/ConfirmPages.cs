using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>Looking at exactly what goes out, choosing under what it goes, and submitting it.</summary>
internal static class ConfirmPages
{
    public const string Version = "version";
    public const string Route = "route";
    public const string RouteApproval = "approval";
    public const string RouteScope = "scope:";

    /// <summary>The button that publishes at once, whatever kind of approval is chosen above it.</summary>
    public const string Emergency = "emergency";
    public const string EmergencyReason = "emergencyReason";
    public const string HoursReason = "hoursReason";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/posts/{id:guid}/confirm", Show).Requires(Act.WritePosts);
        app.MapPost("/posts/{id:guid}/confirm", Submit).Requires(Act.WritePosts);
    }

    public static string Path(PostId post) => $"/posts/{post.Value}/confirm";

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, ComposerDesk desk, IOptions<PublishingOptions> options, CancellationToken ct)
    {
        var post = await ComposerPages.Visible(db, me, new PostId(id), ct);
        if (post is null) return Pages.Refuse(new PostNotFound());
        if (!me.MayWrite(post)) return Pages.Refuse(new NotYourPost());
        if (PostFlow.Next(post.Status, PostAction.Submit).IsRefused(out var no)) return NotNow(post, no);
        var form = FormState.Of((Route, RouteApproval), (HoursReason, post.HoursReason));
        return Pages.Show<ConfirmPage>(await View(form, post, me, db, desk, options.Value, ct));
    }

    private static async Task<IResult> Submit(Guid id, Me me, FormState form, CoreDb db, ComposerDesk desk, SubmitPostHandler handler, IOptions<PublishingOptions> options, CancellationToken ct)
    {
        var post = await ComposerPages.Visible(db, me, new PostId(id), ct);
        if (post is null) return Pages.Refuse(new PostNotFound());

        var notes = NotesOf(await desk.Review(await desk.ContentOf(post, ct), ct), form);
        var submitted = await handler.Handle(CommandOf(post.Id, form, notes), me, ct);
        if (submitted.IsRefused(out var reason))
        {
            if (reason is NotFound or Forbidden) return Pages.Refuse(reason);
            return PostFlow.Next(post.Status, PostAction.Submit).IsRefused(out _)
                ? NotNow(post, reason)
                : Pages.ShowAgain<ConfirmPage>(await View(form.With(Here(reason)), post, me, db, desk, options.Value, ct), reason);
        }

        return Pages.GoTo($"/posts/{id}", submitted.Value.Kind switch
        {
            AuthorizationKind.Emergency => Notice.Success("緊急発信を始めました。", $"{(int)options.Value.LaterApprovalWithin.TotalHours}時間以内に、所属長などの事後承認を受けてください。"),
            AuthorizationKind.WithinScope => Notice.Success("2人目の確認を依頼しました。", "ほかの職員が確認すると発信されます。"),
            _ => Notice.Success("承認を依頼しました。", "承認されるまでは、引き戻して直せます。"),
        });
    }

    /// <summary>Who goes back in his browser and submits once more is told that it has been done.</summary>
    private static IResult NotNow(Post post, Refusal no)
    {
        var done = post.SubmittedAt is not null && post.Status is not (PostStatus.Withdrawn or PostStatus.Deleted or PostStatus.Corrected);
        return Pages.Refuse(done ? new AlreadySubmitted(post.Status) : no, new WayOn(new Link("投稿の画面を開く", $"/posts/{post.Id.Value}"), done ? "依頼は受付済みです" : null));
    }

    /// <summary>What is mended in the composer is told above this page; only what has a field here leads to it.</summary>
    private static Refusal Here(Refusal reason) => reason.Faults.Count == 0 || reason is OutsidePostingHours or ReasonMissing
        ? reason
        : new NotAcceptable([.. reason.Faults.Select(f => f.Field.StartsWith("note.", StringComparison.Ordinal) ? f : f with { Field = "" })]);

    private static SubmitPost CommandOf(PostId post, FormState form, IReadOnlyList<KeptNote> notes)
    {
        var route = form[Route];
        var kind = form.Filled(Emergency) ? AuthorizationKind.Emergency : route.StartsWith(RouteScope, StringComparison.Ordinal) ? AuthorizationKind.WithinScope : AuthorizationKind.Approved;
        PostingScopeId? scope = kind is AuthorizationKind.WithinScope && Guid.TryParse(route[RouteScope.Length..], out var id) ? new PostingScopeId(id) : null;
        return new SubmitPost(
            post,
            int.TryParse(form[Version], out var version) ? version : 0,
            kind,
            scope,
            kind is AuthorizationKind.Emergency ? InputText.Name(form[EmergencyReason]) : null,
            notes,
            form.Filled(HoursReason) ? InputText.Name(form[HoursReason]) : null);
    }

    private static List<KeptNote> NotesOf(PostReview review, FormState form) =>
        [.. review.Findings.Where(f => f.AsksReason).Select(f => new KeptNote(f.Key, null, f.Sentence, InputText.Name(form[PostReview.ReasonField(f)])))];

    private static async Task<ConfirmView> View(FormState form, Post post, Me me, CoreDb db, ComposerDesk desk, PublishingOptions options, CancellationToken ct)
    {
        var content = await desk.ContentOf(post, ct);
        var preview = await desk.Preview(content, post.Id, ct);
        var sealedPost = Sealing.Of(post);
        var keys = post.AccountKeys;
        var accounts = content.Channels.Select(c => c.Account).ToList();
        var hours = await db.PostingHours.AsNoTracking().Where(h => keys.Contains(h.AccountKey)).ToListAsync(ct);
        List<Fault> lacks = [.. Readiness.Lacks(post, desk.Now), .. accounts.Select(a => a.CanSpeak().IsRefused(out var silent) ? new Fault(ComposerForm.Channels, silent.Sentence) : null).OfType<Fault>()];
        var outside = Readiness.Hours(new PostCase(post, accounts, []), hours, null, post.NotBefore ?? desk.Now);
        if (outside.IsRefused(out var hoursRefused) && hoursRefused is PostingHoursAreFixed) lacks.Add(new Fault(ComposerForm.When, hoursRefused.Sentence));
        var offices = await db.OfficesOn(desk.Now.DayInJapan).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var routes = await db.ApprovalRoutes.AsNoTracking().ToListAsync(ct);
        var scopes = await db.PostingScopes.AsNoTracking().Where(s => s.Office == post.Office && s.State == ScopeState.InForce).OrderBy(s => s.Name).ToListAsync(ct);

        return new ConfirmView(
            form,
            post.Id,
            post.Title,
            post.Purpose.Word,
            offices.GetValueOrDefault(post.Office, ""),
            preview.GoesAt,
            post.NotAfter?.InWords,
            sealedPost,
            sealedPost.Channels.Any(c => c.Audience is Audience.Segment) ? null : SealHash.Of(sealedPost.ToBytes()).Short,
            preview.Audiences,
            post.SavedVersion,
            preview.Review,
            lacks,
            preview.TimeAdvice,
            hoursRefused?.Sentence,
            [.. ApprovalRoute.StepsFor(routes, post.Office, post.Purpose, accounts.Select(a => a.Office)).Select(s => $"{s.Kind.Word}（{offices.GetValueOrDefault(s.Office, "")}）")],
            [.. scopes.Select(s => ChoiceOf(s, post, desk.Now, accounts))],
            me.May(Act.PublishEmergencies, post.Office),
            options.CancelWindow);
    }

    private static ScopeChoice ChoiceOf(PostingScope scope, Post post, DateTimeOffset now, List<Account> accounts)
    {
        var covers = scope.Covers(post.Office, post.Purpose, post.AccountKeys, post.NotBefore ?? now);
        var names = scope.AccountKeys.Select(key => accounts.Find(a => a.Key == key)?.Name ?? key);
        var limits = $"{scope.Clause}。発信先：{string.Join("、", names)}。目的：{string.Join("、", scope.Purposes.Select(p => p.Word))}。時間：{scope.Times.InWords}。有効期限：{scope.ExpiresOn.InWords}。";
        return new ScopeChoice(scope.Id, scope.Name, limits, covers.Succeeded ? null : covers.Refusal.Sentence);
    }
}
