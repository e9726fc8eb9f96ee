using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>The ways in: the list of accounts, the start page, LINE Login and back, the one-time link.</summary>
internal static class ArrivalPages
{
    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    /// <param name="loginOrigin">Where the start page's form leads: the one widening of the content policy.</param>
    public static void Map(RouteGroupBuilder pages, string loginOrigin)
    {
        var toLine = new ContentSecurity(FormAction: [loginOrigin]);
        pages.MapGet("", Accounts);
        pages.MapGet("/{account}", Start).With(toLine);
        pages.MapPost("/{account}/sign-in", SignIn).With(toLine);
        pages.MapGet("/{account}/sign-in", (string account, HttpRequest request) => Pages.GoTo(Reading.Of(request).Address($"{Visits.Path}/{account}")));
        pages.MapGet("/return", Return);
        pages.MapGet("/link/{secret}", OpenLink);
    }

    private static async Task<IResult> Accounts(EdgeDb db, Desk desk, HttpRequest request, CancellationToken ct)
    {
        var keys = await db.Questionnaires.Select(q => q.AccountKey).Distinct().OrderBy(key => key).ToListAsync(ct);
        var accounts = keys.Select(desk.AccountOf).ToList();
        return accounts is [var only] ? Pages.GoTo(only.Address()) : Pages.Show<ChooseAccountPage>(new ChooseAccountView(Reading.Of(request), [.. accounts.Select(a => (a.Key, a.Name))]));
    }

    private static async Task<IResult> Start(string account, EdgeDb db, Desk desk, SignInByLine signIn, HttpContext http, CancellationToken ct)
    {
        var about = desk.AccountOf(account);
        return await Questionnaires.Current(db, account, ct) is { AsksAnything: true }
            ? Pages.Show<StartPage>(new StartView(about, await signIn.IsOffered(account, ct), NoticeCookie.Take(http), FormState.Empty))
            : Desk.NothingToChoose(about);
    }

    private static async Task<IResult> SignIn(string account, Desk desk, SignInByLine signIn, Visits visits, HttpContext http, CancellationToken ct)
    {
        var about = desk.AccountOf(account);
        var begun = await signIn.Begin(account, visits.Browser(http), about.Reading.WithFurigana, about.From, ct);
        return begun.IsRefused(out var refusal) ? Desk.Refused(about, refusal) : new ToLine(begun.Value);
    }

    /// <summary>LINE sends the visitor here. His browser has the address with the code in its history: the code is worth nothing by then.</summary>
    private static async Task<IResult> Return(string? state, string? code, Tickets tickets, SignInByLine signIn, Visits visits, Desk desk, HttpContext http, CancellationToken ct)
    {
        if (state is null || await tickets.Recall(state, ct) is not { } begun)
            return Desk.Refused(desk.AccountOf(""), new NoSuchSignIn());

        var about = desk.AccountOf(begun.Account) with { Reading = new Reading(begun.WithFurigana) };
        var found = await signIn.Return(begun, visits.KnownBrowser(http), code, ct);
        if (found.IsRefused(out var refusal)) return Desk.Refused(about, refusal);
        visits.Keep(http, found.Value);
        return Pages.GoTo((about with { From = null }).Address("form"));
    }

    /// <summary>Looking does not use the link up: LINE's own preview, and whoever looks twice, leave it good.</summary>
    private static async Task<IResult> OpenLink(string secret, Tickets tickets, Visits visits, Desk desk, HttpContext http, TimeProvider clock, CancellationToken ct)
    {
        if (await tickets.Look(secret, ct) is not { Ordinal: { } ordinal } ticket)
            return Desk.Say(desk.AccountOf(""), new NoSuchSignIn(), Words.LinkTitle, [Words.LinkUnknown, Words.LinkAgain]);

        var about = desk.AccountOf(ticket.AccountKey);
        if (ticket.UsedAt is not null) return Desk.Refused(about, new LinkAlreadyUsed());
        if (ticket.ExpiresAt <= clock.GetUtcNow()) return Desk.Say(about, new NoSuchSignIn(), Words.LinkTitle, [Words.LinkExpired, Words.LinkAgain]);
        visits.Keep(http, new Visit(ticket.AccountKey, ordinal, ticket.Hash));
        return Pages.GoTo(about.Address("form"));
    }

    /// <summary>The one address outside this host that these pages send anybody to.</summary>
    private sealed class ToLine(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
