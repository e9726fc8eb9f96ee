using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>What is about to be recorded, for a last look.</summary>
public sealed record RoundView(FormState Form, IReadOnlyList<(string Key, string Name)> Ready, IReadOnlyList<SkippedAccount> Skipped);

/// <summary>「異常なし」 for many accounts: a confirm page with those that will be left out, then one act.</summary>
internal static class RoundPages
{
    public const string Path = "/monitoring/rounds/new";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Ask).Requires(Act.RecordChecks);
        app.MapPost(Path, Record).Requires(Act.RecordChecks);
    }

    private static async Task<IResult> Ask(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        Pages.Show<RoundPage>(await View(form, me, db, clock, ct));

    private static async Task<IResult> Record(FormState form, Me me, CoreDb db, RecordRoundHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new RecordRound(form.All("key")), me, ct);
        if (done.IsRefused(out var no)) return Pages.ShowAgain<RoundPage>(await View(form.With(no), me, db, clock, ct), no);
        var skipped = done.Value.Skipped.Count > 0 ? $"{done.Value.Skipped.Count}件は記録しませんでした：{string.Join("、", done.Value.Skipped.Select(one => one.Name))}" : null;
        return Pages.GoTo(RoundList.Path, Notice.Success($"{done.Value.Recorded}件を「異常なし」と記録しました。", skipped));
    }

    private static async Task<RoundView> View(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var keys = form.All("key").Distinct().Take(RoundProposal.Most).ToList();
        var proposal = await RoundProposal.For(db, me, keys, clock.GetUtcNow().DayInJapan, ct);
        return new RoundView(form, [.. proposal.Ready.Select(account => (account.Key, account.Name))], proposal.Skipped);
    }
}
