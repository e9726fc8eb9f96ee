using Koshiki.Core.Api.Calling;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Posts;

/// <summary>Posts over the API: each call reads its body, asks the handler that the pages ask, and answers what the post has become.</summary>
internal static class PostEndpoints
{
    public static Task<IResult> Create(HttpContext context, ApiBody body, Me me, CoreDb db, SavePostHandler handler, TimeProvider clock, Once once) => once.Do(context, body, async ct =>
    {
        if (body.Read<CreatePost>() is var request && request.IsRefused(out var unreadable)) return unreadable;
        var read = await PostReading.Read(request.Value, me, db, clock.GetUtcNow().DayInJapan, ct);
        if (read.IsRefused(out var faulty)) return faulty;
        var saved = await handler.Handle(new SavePost(null, 0, read.Value.Office, read.Value.Content), me, ct);
        return saved.IsRefused(out var no) ? no : await Now(db, saved.Value.Post, me, ct, StatusCodes.Status201Created);
    });

    public static Task<IResult> Submit(Guid id, HttpContext context, ApiBody body, Me me, CoreDb db, SubmitPostHandler handler, Once once) => once.Do(context, body, async ct =>
    {
        if (body.Read<SubmitRequest>() is var request && request.IsRefused(out var unreadable)) return unreadable;
        if (NotesOf(request.Value) is var notes && notes.IsRefused(out var empty)) return empty;
        var submitted = await handler.Handle(new SubmitPost(new PostId(id), null, AuthorizationKind.Approved, Notes: notes.Value, HoursReason: request.Value.HoursReason), me, ct);
        return submitted.IsRefused(out var no) ? no : await Now(db, new PostId(id), me, ct);
    });

    public static Task<IResult> Approve(Guid id, HttpContext context, ApiBody body, Me me, CoreDb db, ApprovePostHandler handler, Once once) => once.Do(context, body, async ct =>
    {
        if (body.Read<ApproveRequest>() is var request && request.IsRefused(out var unreadable)) return unreadable;
        if (SealOf(request.Value.Seal) is var seal && seal.IsRefused(out var noSeal)) return noSeal;
        var decided = await handler.Handle(new ApprovePost(new PostId(id), seal.Value, Opinion: request.Value.Opinion), me, ct);
        return decided.IsRefused(out var no) ? no : await Now(db, new PostId(id), me, ct);
    });

    public static Task<IResult> Return(Guid id, HttpContext context, ApiBody body, Me me, CoreDb db, ReturnPostHandler handler, Once once) => once.Do(context, body, async ct =>
    {
        if (body.Read<ReturnRequest>() is var request && request.IsRefused(out var unreadable)) return unreadable;
        if (SealOf(request.Value.Seal) is var seal && seal.IsRefused(out var noSeal)) return noSeal;
        var returned = await handler.Handle(new ReturnPost(new PostId(id), seal.Value, request.Value.Reason ?? ""), me, ct);
        return returned.IsRefused(out var no) ? no : await Now(db, new PostId(id), me, ct);
    });

    public static Task<IResult> Withdraw(Guid id, HttpContext context, ApiBody body, Me me, CoreDb db, SteerPostHandler handler, Once once) => once.Do(context, body, async ct =>
    {
        if (body.Read<WithdrawRequest>() is var request && request.IsRefused(out var unreadable)) return unreadable;
        var withdrawn = await handler.Handle(new SteerPost(new PostId(id), PostAction.Withdraw, request.Value.Reason ?? ""), me, ct);
        return withdrawn.IsRefused(out var no) ? no : await Now(db, new PostId(id), me, ct);
    });

    public static async Task<IResult> Show(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await Now(db, new PostId(id), me, ct) is var now && now.IsRefused(out var refusal) ? Pages.Refuse(refusal) : now.Value;

    private static Result<List<KeptNote>> NotesOf(SubmitRequest request)
    {
        var given = request.Notes ?? [];
        var faults = given.Index().Where(n => n.Item is null).Select(n => new Fault($"notes[{n.Index}]", "注意の理由が空です。rule と reason を入れてください。")).ToList();
        if (faults.Count > 0) return new NotAcceptable(faults);
        return given.Select(n => new KeptNote(n!.Rule ?? "", n.Account, n.Rule ?? "", n.Reason ?? "")).ToList();
    }

    /// <summary>64 hexadecimal digits.</summary>
    private static Result<SealHash> SealOf(string? text) =>
        text?.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? new SealHash(text.ToLowerInvariant())
            : new NotAcceptable([new Fault("seal", "照合番号（seal）がありません。submitの答えにある64桁の値をそのまま入れてください。")]);

    private static async Task<Result<ApiAnswer>> Now(CoreDb db, PostId id, Me me, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        var post = await db.Posts.AsNoTracking().Include(p => p.Channels).Include(p => p.Steps).AsSingleQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (post is null || !me.MaySee(post)) return new PostNotFound();
        var deliveries = PostCase.NewestOf(await db.ChannelDeliveries.AsNoTracking().Where(d => d.Post == id).ToListAsync(ct)).ToDictionary(d => d.AccountKey);
        return ApiAnswer.Of(PostState.Of(post, deliveries), status, status == StatusCodes.Status201Created ? $"{ApiArea.Root}/posts/{id.Value}" : null);
    }
}
