using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <param name="Back">The page to which one goes back.</param>
/// <param name="Own">What the person has given away already, on the page of his own; null on somebody else's, whose page shows them.</param>
public sealed record DeputyView(FormState Form, string Name, Link Back, IReadOnlyList<DeputyshipView>? Own = null);

/// <summary>One line of a list of deputyships.</summary>
/// <param name="State">Where it stands today: 現在, 今後, 終了 or 取消し.</param>
/// <param name="EndAt">Where it is ended or taken back; null where that is over or not for whoever looks.</param>
public sealed record DeputyshipView(string Deputy, string Absent, string Period, string Reason, string State, string? EndAt)
{
    internal const string Now = "現在";
    internal const string Later = "今後";
}

/// <summary>Naming deputies and ending their time, on the head's page by those who keep the people, and on one's own.</summary>
internal static class DeputyPages
{
    private const string OwnPath = "/me/deputy";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(PeoplePages.Path + "/{id:guid}/deputy", Show).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/deputy", AppointFor).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/deputyships/{deputyship:guid}/end", EndFor).Requires(Act.ChangePeople);
        app.MapGet(OwnPath, async (Me me, CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<DeputyPage>(await Own(me, FormState.Empty, db, clock, ct))).Requires(Act.UseOwnDesk);
        app.MapPost(OwnPath, AppointOwn).Requires(Act.UseOwnDesk);
        app.MapPost(OwnPath + "/{deputyship:guid}/end", EndOwn).Requires(Act.UseOwnDesk);
    }

    /// <summary>The deputyships that a person gave or was given, the newest first.</summary>
    /// <param name="endAt">Where one is ended; null for whoever may not.</param>
    public static async Task<IReadOnlyList<(DeputyshipId Id, DeputyshipView View)>> Of(PersonId person, bool givenOnly, Func<DeputyshipId, string>? endAt, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var found = await (
            from deputyship in db.Deputyships.AsNoTracking()
            where deputyship.Absent == person || (!givenOnly && deputyship.Deputy == person)
            join deputy in db.People on deputyship.Deputy equals deputy.Id
            join absent in db.People on deputyship.Absent equals absent.Id
            orderby deputyship.From descending, deputyship.Id descending
            select new { Deputyship = deputyship, Deputy = deputy.Name, Absent = absent.Name }).ToListAsync(ct);
        return [.. found.Select(one => (one.Deputyship.Id, View(one.Deputyship, one.Deputy, one.Absent)))];

        DeputyshipView View(Deputyship one, string deputy, string absent)
        {
            var state = !one.TookPlace ? "取消し" : one.Last < today ? "終了" : one.From > today ? DeputyshipView.Later : DeputyshipView.Now;
            var period = one.TookPlace ? PeoplePages.PeriodOf(one.From, one.Last) : $"{one.From.InWordsWithoutWeekday}から";
            return new DeputyshipView(deputy, absent, period, one.Reason, state, one.TookPlace && one.Last > today ? endAt?.Invoke(one.Id) : null);
        }
    }

    private static async Task<IResult> Show(Guid id, CoreDb db, CancellationToken ct) => await PeopleChangePages.NameOf(id, db, ct) is { } name
        ? Pages.Show<DeputyPage>(new DeputyView(FormState.Empty, name, new Link(name, $"{PeoplePages.Path}/{id}")))
        : Pages.Refuse(new PersonNotFound());

    private static async Task<IResult> AppointFor(Guid id, FormState form, AppointDeputyHandler handler, CoreDb db, CancellationToken ct) => await PeopleChangePages.NameOf(id, db, ct) is { } name
        ? await Appoint(new PersonId(id), form, handler, new DeputyView(form, name, new Link(name, $"{PeoplePages.Path}/{id}")), ct)
        : Pages.Refuse(new PersonNotFound());

    private static async Task<IResult> AppointOwn(FormState form, Me me, AppointDeputyHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await Appoint(me.Id, form, handler, await Own(me, form, db, clock, ct), ct);

    private static async Task<DeputyView> Own(Me me, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var given = await Of(me.Id, givenOnly: true, deputyship => $"{OwnPath}/{deputyship.Value}/end", db, clock.GetUtcNow().DayInJapan, ct);
        return new DeputyView(form, me.Name, new Link("自分の設定", "/me"), [.. given.Select(one => one.View)]);
    }

    private static async Task<IResult> Appoint(PersonId absent, FormState form, AppointDeputyHandler handler, DeputyView view, CancellationToken ct)
    {
        List<Fault> faults = [];
        var from = form.DayIn("from");
        if (from.IsRefused(out var refusal)) faults.Add(new Fault("from", refusal.Sentence));
        var last = form.DayIn("last");
        if (last.IsRefused(out refusal)) faults.Add(new Fault("last", refusal.Sentence));
        if (!form.Filled("deputy")) faults.Add(new Fault("deputy", "代決する人の職員番号かメールアドレスを入力してください。"));
        if (!form.Filled("reason")) faults.Add(new Fault("reason", "不在の理由を入力してください（例：出張）。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var done = await handler.Handle(new AppointDeputy(absent, form["deputy"], from.Value, last.Value, form["reason"]), ct);
        return done.IsRefused(out refusal)
            ? Again(refusal switch
            {
                PersonNotFound or CannotBeOwnDeputy or DeputyIsNotStaff or DeputyCannotSignIn => PeopleChangePages.At("deputy", refusal),
                DeputyshipOverlaps => PeopleChangePages.At("from", refusal),
                LastBeforeFirst or DeputyshipTooLong => PeopleChangePages.At("last", refusal),
                _ => refusal,
            })
            : Pages.GoTo(view.Back.Href, Notice.Success("代決を登録しました。", $"{PeoplePages.PeriodOf(from.Value, last.Value)}、代わりに決裁できます。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<DeputyPage>(view with { Form = form.With(reason) }, reason);
    }

    private static async Task<IResult> EndFor(Guid id, Guid deputyship, EndDeputyshipHandler handler, CancellationToken ct) =>
        Ended(await handler.Handle(new EndDeputyship(new DeputyshipId(deputyship), new PersonId(id), AbsentOnly: false), ct), $"{PeoplePages.Path}/{id}");

    private static async Task<IResult> EndOwn(Guid deputyship, Me me, EndDeputyshipHandler handler, CancellationToken ct) =>
        Ended(await handler.Handle(new EndDeputyship(new DeputyshipId(deputyship), me.Id, AbsentOnly: true), ct), OwnPath);

    private static IResult Ended(Result<Deputyship> done, string back) => done.IsRefused(out var refusal)
        ? Pages.Refuse(refusal)
        : Pages.GoTo(back, done.Value.TookPlace ? Notice.Success("代決を終わらせました。", "代わりに決裁できるのは今日までです。") : Notice.Success("代決を取り消しました。"));
}
