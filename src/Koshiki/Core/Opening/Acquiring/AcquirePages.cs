using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Acquiring;

/// <param name="IsLate">The account stands in the register already: only in whose name it is asked.</param>
public sealed record AcquireView(FormState Form, Guid Id, string Name, string Platform, bool IsLate);

public sealed record PublishView(FormState Form, Guid Id, string Name, string AccountKey, string Address);

/// <summary>Writing down that the account exists, and letting it begin.</summary>
internal static class AcquirePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/apply/{id:guid}/acquire", Ask).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/acquire", Acquire).Requires(Act.ApplyForAccounts);
        app.MapGet("/accounts/apply/{id:guid}/publish", AskPublish).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/publish", Publish).Requires(Act.ApplyForAccounts);
    }

    private static async Task<IResult> Ask(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(id, ConsultationAction.Acquire, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var form = FormState.Of([("handle", found.Value.Form?.PlannedHandle), ("badge", nameof(Badge.NotAsked)), .. FormDays.Boxes("acquired", clock.GetUtcNow().DayInJapan)]);
        return Pages.Show<AcquirePage>(View(form, found.Value));
    }

    private static async Task<IResult> Acquire(Guid id, FormState form, Me me, CoreDb db, AcquireHandler handler, CancellationToken ct)
    {
        var found = await Find(id, ConsultationAction.Acquire, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var badge = Enum.TryParse<Badge>(form["badge"], out var known) ? known : Badge.Unknown;
        var acquired = await handler.Handle(new AcquireAccount(found.Value.Id, form["url"], form["handle"], form["permanent_id"], form.DayIn("acquired"), form["named_person"], badge), me, ct);
        if (acquired.IsRefused(out refusal)) return Pages.ShowAgain<AcquirePage>(View(form.With(InThisForm(refusal)), found.Value), refusal);
        return Pages.GoTo($"/accounts/apply/{id}", Notice.Success($"取得したアカウントを、番号「{acquired.Value.Key}」で登録しました。", "運用ポリシーにURLを入れました。準備ができたら公開してください。"));
    }

    private static async Task<IResult> AskPublish(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(id, ConsultationAction.Publish, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        return Pages.Show<PublishPage>(await View(FormState.Of(FormDays.Boxes("from", clock.GetUtcNow().DayInJapan)), found.Value, db, ct));
    }

    private static async Task<IResult> Publish(Guid id, FormState form, Me me, CoreDb db, AcquireHandler handler, CancellationToken ct)
    {
        var found = await Find(id, ConsultationAction.Publish, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var published = await handler.Handle(new PublishAccount(found.Value.Id, form.DayIn("from")), me, ct);
        if (published.IsRefused(out refusal)) return Pages.ShowAgain<PublishPage>(await View(form.With(refusal), found.Value, db, ct), refusal);
        return Pages.GoTo(
            $"/accounts/{published.Value.Key}/documents",
            Notice.Success($"「{published.Value.Name}」の運用を始めました。", "公開一覧には数秒で載ります。アカウントのページにもポリシーを載せ、確かめた日を記録してください。", new Link("開設の周知などを記録する", $"/accounts/{published.Value.Key}/start")));
    }

    /// <summary>The register's own names of fields, as this form calls them.</summary>
    private static Refusal InThisForm(Refusal refusal) => refusal is NotAcceptable { All: var all }
        ? new NotAcceptable([.. all.Select(fault => fault.Field == "opened_on" ? fault with { Field = "acquired" } : fault)])
        : refusal;

    private static AcquireView View(FormState form, Consultation consultation) => new(form, consultation.Id.Value, consultation.Name, consultation.PlatformName, consultation.IsLate);

    private static async Task<PublishView> View(FormState form, Consultation consultation, CoreDb db, CancellationToken ct)
    {
        var account = await db.Set<Accounts.Account>().AsNoTracking().SingleAsync(a => a.Id == consultation.Account, ct);
        return new PublishView(form, consultation.Id.Value, account.Name, account.Key, account.Address);
    }

    private static async Task<Result<Consultation>> Find(Guid id, ConsultationAction action, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        var consultation = await db.ConsultationsVisibleTo(me).AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct);
        if (consultation is null) return new ConsultationNotFound();
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return new MayNotApply();
        return ConsultationFlow.Next(consultation.State, action).IsRefused(out var notNow) ? notNow : consultation;
    }
}
