using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>The residents' pages for choosing what they receive: start, form, confirm, done; undo and delete. F1.</summary>
/// <remarks>The only public pages with a cookie and a form token. UI.md, "LINE preferences", sections 10 and 12.</remarks>
internal static class PreferencePages
{
    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Visits.Path);
        ArrivalPages.Map(pages, routes.ServiceProvider.GetRequiredService<LineLogin>().Origin);
        pages.MapGet("/{account}/form", Form);
        pages.MapPost("/{account}/form", FormAgain);
        pages.MapGet("/{account}/confirm", (string account, HttpRequest request) => Pages.GoTo(Reading.Of(request).Address($"{Visits.Path}/{account}/form")));
        pages.MapPost("/{account}/confirm", Confirm);
        pages.MapPost("/{account}/save", Save);
        pages.MapGet("/{account}/done", Done);
        pages.MapGet("/{account}/undo", AskUndo);
        pages.MapPost("/{account}/undo", Undo);
        pages.MapGet("/{account}/delete", AskDelete);
        pages.MapPost("/{account}/delete", Delete);
        pages.MapGet("/{account}/deleted", Deleted);
    }

    private static Task<IResult> Form(string account, Desk desk, HttpContext http, CancellationToken ct) => desk.Show(account, at =>
        Pages.Show<FormPage>(new FormView(at.Account, at.Asked, at.Now, PreferenceForm.Fill(at.Now, at.Asked), NoticeCookie.Take(http))), ct);

    /// <summary>The confirm page's 「直す」: the form again, as it was filled in.</summary>
    private static Task<IResult> FormAgain(string account, FormState form, Desk desk, CancellationToken ct) => desk.Show(account, at =>
        Pages.Show<FormPage>(new FormView(at.Account, at.Asked, at.Now, form, null)), ct);

    private static Task<IResult> Confirm(string account, FormState form, Desk desk, CancellationToken ct) => desk.Show(account, at =>
        PreferenceForm.Read(form, at.Asked) is var wanted && wanted.IsRefused(out var refusal)
            ? FormWith(at, form, refusal)
            : Pages.Show<ConfirmPage>(new ConfirmView(at.Account, at.Asked, wanted.Value, form)), ct);

    private static Task<IResult> Save(string account, FormState form, Desk desk, CancellationToken ct) => desk.Act(account, async at =>
        PreferenceForm.Read(form, at.Asked) is var wanted && wanted.IsRefused(out var refusal) ? FormWith(at, form, refusal) : await desk.Change(at, wanted.Value, ct), ct);

    private static Task<IResult> Done(string account, Desk desk, CancellationToken ct) => desk.Show(account, at => at.Visit.Wanted is { } wanted
        ? Pages.Show<DonePage>(new DoneView(at.Account, at.Asked, wanted, at.Now == wanted, at.Visit.Before is not null && at.Visit.Before != wanted))
        : Pages.GoTo(at.Account.Address("form")), ct);

    private static Task<IResult> AskUndo(string account, Desk desk, CancellationToken ct) => desk.Show(account, at => at.Visit.Before is { } before
        ? Pages.Show<UndoPage>(new UndoView(at.Account, at.Asked, before))
        : Pages.GoTo(at.Account.Address("form")), ct);

    private static Task<IResult> Undo(string account, Desk desk, CancellationToken ct) => desk.Act(account, async at => at.Visit.Before is { } before
        ? await desk.Change(at, before, ct)
        : Pages.GoTo(at.Account.Address("form")), ct);

    private static Task<IResult> AskDelete(string account, Desk desk, CancellationToken ct) => desk.Show(account, at => Pages.Show<DeletePage>(new DeleteView(at.Account)), ct);

    private static Task<IResult> Delete(string account, Desk desk, CancellationToken ct) => desk.Act(account, at => desk.Forget(at, ct), ct);

    private static IResult Deleted(string account, Desk desk) => Pages.Show<SayingPage>(new SayingView(
        desk.AccountOf(account), Words.DeletedTitle, [Words.DeletedIntroduction, Words.DeletedUnderWay, Words.DeleteEffect, Words.DeleteBlock], Words.StartAgain));

    private static IResult FormWith(Standing at, FormState form, Refusal refusal) =>
        Pages.ShowAgain<FormPage>(new FormView(at.Account, at.Asked, at.Now, form.With(refusal), null), refusal);
}

/// <summary>Where a visitor stands: the account, what is asked, who he is, and what holds now.</summary>
internal sealed record Standing(PreferenceAccount Account, Questionnaire Asked, Visit Visit, Preference Now);

/// <summary>What every page of the visit begins with, and the ends that several share.</summary>
internal sealed class Desk(
    IHttpContextAccessor accessor, EdgeDb db, Visits visits, Residents residents, ChangePreferenceHandler change, ForgetResidentHandler forget)
{
    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The account as the official list names it.</summary>
    public PreferenceAccount AccountOf(string key)
    {
        var listed = Http.Features.Get<Edition>()?.Find(key)?.Account;
        return new PreferenceAccount(key, listed?.Name ?? Surroundings.Of(Http).OrganizationName, listed?.Address, Reading.Of(Http.Request)) { From = CodeOf(Http.Request) };
    }

    /// <summary>A registration code as core makes them; anything else is passed over.</summary>
    private static string? CodeOf(HttpRequest request) =>
        request.Query[PreferenceAccount.FromKey].ToString() is { Length: > 0 and <= 16 } code && code.All(char.IsAsciiLetterOrDigit) ? code : null;

    /// <summary>Shows a page of the visit; without a visit, or with nothing to choose, says so.</summary>
    public Task<IResult> Show(string key, Func<Standing, IResult> page, CancellationToken ct) => Act(key, at => Task.FromResult(page(at)), ct);

    public async Task<IResult> Act(string key, Func<Standing, Task<IResult>> act, CancellationToken ct)
    {
        var account = AccountOf(key);
        if (await Questionnaires.Current(db, key, ct) is not { AsksAnything: true } asked) return NothingToChoose(account);
        if (visits.Find(Http, key) is not { } visit || await residents.Read(key, visit.Ordinal, ct) is not { } friend)
            return Pages.GoTo(account.Address(), Notice.Information(Words.SessionOver));
        return await act(new Standing(account, asked, visit, Preference.Of(friend)));
    }

    public async Task<IResult> Change(Standing at, Preference wanted, CancellationToken ct)
    {
        var done = await change.Handle(new ChangePreference(at.Visit, wanted), ct);
        if (done.IsRefused(out var refusal)) return Refused(at.Account, refusal);
        visits.Keep(Http, done.Value.Visit);
        return Pages.GoTo(at.Account.Address("done"));
    }

    public async Task<IResult> Forget(Standing at, CancellationToken ct)
    {
        var done = await forget.Handle(new ForgetResident(at.Visit), ct);
        if (done.IsRefused(out var refusal)) return Refused(at.Account, refusal);
        visits.End(Http);
        return Pages.GoTo(at.Account.Address("deleted"));
    }

    public static IResult NothingToChoose(PreferenceAccount account) =>
        Pages.Show<SayingPage>(new SayingView(account, Words.NoneTitle, [Words.None], OffersFriendship: true));

    /// <summary>Says what went wrong and what to do, in the words of these pages.</summary>
    public static IResult Refused(PreferenceAccount account, Refusal refusal) => refusal switch
    {
        LinkAlreadyUsed => Say(account, refusal, Words.LinkTitle, [Words.LinkUsed, Words.LinkAgain]),
        NotAFriend => Pages.Show<SayingPage>(
            new SayingView(account, Words.NotFriendTitle, [Words.NotFriend, Words.Friend], Words.SignInAgain, "", OffersFriendship: true), RefusalResults.StatusOf(refusal)),
        LineOutOfReach => Say(account, refusal, Words.SignInFailedTitle, [Words.SignInUnreachable], Words.SignInAgain),
        LineDidNotVouch or NoSuchSignIn => Say(account, refusal, Words.SignInFailedTitle, [Words.SignInFailed], Words.SignInAgain),
        VisitIsOver => Pages.GoTo(account.Address(), Notice.Information(Words.SessionOver)),
        _ => Say(account, refusal, Words.SignInFailedTitle, [refusal.Sentence], Words.SignInAgain),
    };

    public static IResult Say(PreferenceAccount account, Refusal refusal, string heading, IReadOnlyList<string> sentences, string? next = null) =>
        Pages.Show<SayingPage>(new SayingView(account, heading, sentences, next), RefusalResults.StatusOf(refusal));
}
