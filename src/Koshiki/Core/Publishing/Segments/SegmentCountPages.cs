using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>The composer's live count: asked at every tick, answered out of the node's memory. F3.</summary>
internal static class SegmentCountPages
{
    public const string Path = "/line/segments/count";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, Show).Requires(Act.WritePosts);

    /// <param name="form">The composer's fields of one account, its key as <c>account</c>, and the purpose.</param>
    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        var key = form["account"];
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key && a.Platform == Platform.Line, ct);
        if (account is null) return Pages.Refuse(new AccountNotFound(key));
        if (me.MayAddress(account).IsRefused(out var no)) return Pages.Refuse(no);

        var questions = await audiences.QuestionsOf([key], ct);
        var purpose = Enum.TryParse<Purpose>(form[ComposerForm.Purpose], out var given) ? given : Purpose.Notice;
        var reached = await audiences.Of([(account, ComposerForm.ReadSegment(form, key, questions[key]))], purpose, ct);
        return Pages.Show<AudienceLine>(reached[key]);
    }
}
