using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
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
    public const string RouteEmergency = "emergency";
    public const string RouteScope = "scope:";
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
        if (PostFlow.Next(post.Status, PostAction.Submit).IsRefused(out var no)) return Pages.Refuse(no);
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
            return reason is NotFound or Forbidden || PostFlow.Next(post.Status, PostAction.Submit).IsRefused(out _)
                ? Pages.Refuse(reason)
                : Pages.ShowAgain<ConfirmPage>(await View(form.With(Here(reason)), post, me, db, desk, options.Value, ct), reason);
        }

        return Pages.GoTo($"/posts/{id}", submitted.Value.Kind switch
        {
            AuthorizationKind.Emergency => Notice.Success("緊急発信を始めました。", $"{(int)options.Value.LaterApprovalWithin.TotalHours}時間以内に、所属長などの事後承認を受けてください。"),
            AuthorizationKind.WithinScope => Notice.Success("2人目の確認を依頼しました。", "ほかの職員が確認すると発信されます。"),
            _ => Notice.Success("承認を依頼しました。", "承認されるまでは、引き戻して直せます。"),
        });
    }

    /// <summary>What is mended in the composer is told above this page; only what has a field here leads to it.</summary>
    private static Refusal Here(Refusal reason) => reason.Faults.Count == 0 || reason is OutsidePostingHours or ReasonMissing
        ? reason
        : new NotAcceptable([.. reason.Faults.Select(f => f.Field.StartsWith("note.", StringComparison.Ordinal) ? f : f with { Field = "" })]);

    private static SubmitPost CommandOf(PostId post, FormState form, IReadOnlyList<KeptNote> notes)
    {
        var route = form[Route];
        var kind = route == RouteEmergency ? AuthorizationKind.Emergency : route.StartsWith(RouteScope, StringComparison.Ordinal) ? AuthorizationKind.WithinScope : AuthorizationKind.Approved;
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
        var outside = Readiness.Hours(new PostCase(post, accounts, []), hours, null, post.NotBefore ?? desk.Now);
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
            preview.TimeAdvice,
            outside.Succeeded ? null : outside.Refusal.Sentence,
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
