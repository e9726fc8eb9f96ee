using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Notifying;

/// <summary>Opens a post by the number that stood in a mail or a file.</summary>
internal static class ReceiptPages
{
    public const string Path = "/receipt";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, Open).Requires(Act.ReadPosts);

    private static async Task<IResult> Open(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        if (!form.Filled("number")) return Pages.Show<ReceiptPage>(form);
        var number = Receipt.Read(form["number"]);
        var posts = number is null ? [] : await db.Posts.AsNoTracking().Include(p => p.Steps).Where(p => p.Receipt == number).OrderByDescending(p => p.BegunAt).ToListAsync(ct);
        if (posts.Find(me.MaySee) is { } post) return Pages.GoTo(post.Status.AwaitsAWord ? $"/approvals/{post.Id.Value}" : $"/posts/{post.Id.Value}");

        var refusal = new NotAcceptable([new Fault("number", number is null ? new NotAReceipt().Sentence : new NoPostOfThatReceipt(number).Sentence)]);
        return Pages.ShowAgain<ReceiptPage>(form.With(refusal), refusal);
    }
}
