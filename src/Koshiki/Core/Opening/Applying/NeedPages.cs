using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Applying;

/// <param name="Account">The account that was opened without asking; null for a new one.</param>
public sealed record BeginView(FormState Form, IReadOnlyList<Choice> Offices, string? Account);

public sealed record NeedView(FormState Form, Guid Id, string Name, string Platform, IReadOnlyList<SimilarAccount> Similar, int SimilarCount);

/// <summary>The first step: what it is for, what there is already, and whether it is needed.</summary>
internal static class NeedPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/apply/new", AskBegin).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/new", Begin).Requires(Act.ApplyForAccounts);
        app.MapGet("/accounts/apply/{id:guid}/need", AskNeed).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/need", CheckNeed).Requires(Act.ApplyForAccounts);
    }

    private static async Task<IResult> AskBegin(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await Offices(me, db, clock, ct);
        if (!form.Filled("account")) return Pages.Show<BeginPage>(new BeginView(FormState.Of(("office", offices.Count == 1 ? offices[0].Value : null)), offices, null));
        var key = form["account"];
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct);
        return account is null
            ? Pages.Refuse(new AccountNotFound(key))
            : Pages.Show<BeginPage>(new BeginView(FormState.Of(("account", account.Key), ("name", account.Name), ("purpose", account.Purpose)), offices, $"{account.Key} {account.Name}"));
    }

    private static async Task<IResult> Begin(FormState form, Me me, CoreDb db, ApplyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var begun = await handler.Handle(new BeginConsultation(form["office"], form["platform"], form["platform_label"], form["name"], form["purpose"], form["account"]), me, ct);
        return begun.IsRefused(out var refusal)
            ? Pages.ShowAgain<BeginPage>(new BeginView(form.With(refusal), await Offices(me, db, clock, ct), form.Filled("account") ? form["account"] : null), refusal)
            : Pages.GoTo($"/accounts/apply/{begun.Value.Id.Value}/need");
    }

    private static async Task<IResult> AskNeed(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.CheckNeed).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        var need = consultation.Need;
        var form = FormState.Of(
            ("name", consultation.Name), ("purpose", consultation.Purpose), ("posts", need?.PostsPerMonth.ToString(CultureInfo.InvariantCulture)), ("two_way", need?.TwoWay.ToString()), ("field", need?.Field),
            ("demand", need?.Demand), ("existing", need?.ExistingAccounts), ("traits", need?.PlatformTraits), ("despite", need?.Despite));
        return Pages.Show<NeedPage>(await View(form, consultation, db, clock, ct));
    }

    private static async Task<IResult> CheckNeed(Guid id, FormState form, Me me, CoreDb db, ApplyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var posts = int.TryParse(InputText.Number(form["posts"]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var chosen = Enum.TryParse<TwoWayUse>(form["two_way"], out var use);
        var need = new NeedCheck(posts, use, form["field"].Trim(), form["demand"].Trim(), form["existing"].Trim(), form["traits"].Trim(), form["despite"].Trim());
        Refusal? refusal = chosen ? null : new NotAcceptable([new Fault("two_way", "双方向の使い方を選んでください。"), .. need.Faults()]);
        if (refusal is null) (await handler.Handle(new CheckNeed(consultation.Id, form["name"], form["purpose"], need), me, ct)).IsRefused(out refusal);
        return refusal is not null
            ? Pages.ShowAgain<NeedPage>(await View(form.With(refusal), consultation, db, clock, ct), refusal)
            : Pages.GoTo($"/accounts/apply/{id}", Notice.Success("必要性の検討を保存しました。", "次は、書類を作ります。"));
    }

    private static async Task<NeedView> View(FormState form, Consultation consultation, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var similar = await SimilarAccounts.For(db, consultation, clock.GetUtcNow().DayInJapan, ct);
        return new NeedView(form, consultation.Id.Value, consultation.Name, consultation.PlatformName, SimilarAccounts.First(similar), similar.Count);
    }

    internal static async Task<IReadOnlyList<Choice>> Offices(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(o => o.Code).Select(o => new { o.Id, o.Code, o.Name }).ToListAsync(ct);
        return [.. offices.Where(o => me.May(Act.ApplyForAccounts, o.Id)).Select(o => new Choice(o.Code, o.Name))];
    }

    private static Task<Consultation?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        return db.ConsultationsVisibleTo(me).AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }
}
