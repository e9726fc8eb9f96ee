using Koshiki.Edge.PublicSite.Answering;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Edge.PublicSite.Documents;
using Koshiki.Edge.PublicSite.Listing;
using Koshiki.Edge.PublicSite.Media;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Edge.PublicSite;

/// <summary>All that the edge's hosts need to know of the public pages.</summary>
internal static class PublicSiteArea
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The words of the pages are read when the first page is asked for, not when the program starts.</summary>
    private static readonly Lazy<MenuItem[]> Menu = new(() =>
        [new(PublicWords.Japanese.ListTitle, "/public/accounts"), new(CheckWords.Japanese.Title, "/public/check"), new(PublicWords.Japanese.NoticesTitle, "/public/notices")]);

    /// <summary>Takes in what core publishes. Every host that carries out orders needs it.</summary>
    public static void AddPublicSiteOrders(this IServiceCollection services) => services.AddScoped<IOrderListener, PublicationOrders>();

    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static void AddPublicSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PublicSiteOptions.Read(configuration));
        services.AddSingleton<OfficialList>();
        services.AddHostedService(provider => provider.GetRequiredService<OfficialList>());
    }

    /// <summary>Stands first in the pipeline: most requests end here.</summary>
    public static void UseReadyAnswers(this IApplicationBuilder app) => app.UseMiddleware<ReadyAnswers>();

    /// <summary>What stands around each page.</summary>
    public static void UsePublicSurroundings(this IApplicationBuilder app, Settings settings) => app.Use((context, next) =>
    {
        context.Features.Set(new Surroundings
        {
            OrganizationName = context.Features.Get<Edition>()?.Government ?? settings.Government,
            SystemName = PublicWords.Japanese.ListTitle,
            Practice = settings.Practice,
            ForResidents = true,
            // Who chooses what to receive is not led away from it.
            Menu = context.Request.Path.StartsWithSegments("/public/line") ? [] : Menu.Value,
            FooterLinks = [.. Menu.Value.Select(item => new Link(item.Text, item.Href)), new Link(PublicWords.Japanese.AuditsTitle, "/public/audits"), new Link(PublicWords.Japanese.AccessibilityTitle, "/public/accessibility")],
        });
        return next(context);
    });

    public static void MapPublicSite(this IEndpointRouteBuilder routes, Settings settings)
    {
        var options = routes.ServiceProvider.GetRequiredService<PublicSiteOptions>();
        routes.MapMethods("/", Reading, () => Results.Redirect("/public/accounts"));
        var cached = routes.MapGroup("/public").AddEndpointFilter(KeepForAMinute);
        List(cached, "/accounts", (edition, query) => Pages.Show<AccountListPage>(AccountListView.Of(edition, query)));
        cached.MapMethods("/accounts.json", Reading, (HttpContext context, Edition edition) =>
            ListQuery.Read(context.Request) is var query && query.IsRefused(out var refusal) ? Pages.Refuse(refusal) : ListFiles.Json(context, edition, query.Value)).AddEndpointFilter(ForEverySite);
        cached.MapMethods("/accounts.json.jws", Reading, (Edition edition) =>
            edition.ListSignature is { } signature ? TypedResults.Text(signature, "application/jose") : Pages.Refuse(new NotSignedYet())).AddEndpointFilter(ForEverySite);
        routes.MapMethods("/.well-known/jwks.json", Reading, (Edition edition) =>
            edition.Signer is { } signer ? TypedResults.Bytes(signer.KeySet, "application/jwk-set+json") : Pages.Refuse(new NotSignedYet())).AddEndpointFilter(KeepForAMinute).AddEndpointFilter(ForEverySite);
        List(cached, "/accounts.atom", (edition, query) => ListFiles.Atom(edition, query, settings.PublicUrl)).AddEndpointFilter(ForEverySite);
        cached.MapMethods("/accounts.csv", Reading, async (HttpRequest request, Edition edition, CancellationToken ct) =>
            ListQuery.Read(request) is var query && query.IsRefused(out var refusal) ? Pages.Refuse(refusal) : await ListFiles.Csv(edition, query.Value, ct)).AddEndpointFilter(ForEverySite);
        List(cached, "/embed/accounts", (edition, query) => Pages.Show<EmbeddedListPage>(AccountListView.Of(edition, query)))
            .With(new ContentSecurity(FrameAncestors: options.EmbeddedBy));
        cached.MapMethods("/accounts/{key}", Reading, (string key, Edition edition) => edition.Find(key) is { } listed
            ? Pages.Show<AccountPage>(new AccountView(
                edition.Government ?? settings.Government, listed,
                edition.Document(PublicDocumentKind.AccountPolicy, key) is not null,
                edition.Document(PublicDocumentKind.RetirementNotice, key) is not null))
            : Pages.Refuse(new NotOnTheList()));
        cached.MapMethods("/accounts/{key}/policy", Reading, (string key, Edition edition) =>
            edition.Find(key) is { } listed && edition.Document(PublicDocumentKind.AccountPolicy, key) is { } policy
                ? Pages.Show<PolicyPage>(new PolicyView(listed, policy))
                : Pages.Refuse(new NoPolicyHere()));
        cached.MapMethods("/notices", Reading, (Edition edition) => Pages.Show<NoticesPage>(NoticesView.Of(edition, edition.Government ?? settings.Government)));
        cached.MapMethods("/audits", Reading, (Edition edition) => Pages.Show<AuditsPage>(AuditsView.Of(edition, edition.Government ?? settings.Government)));
        CheckPages.Map(cached, settings, options);
        cached.MapMethods("/accessibility", Reading, (Edition edition) =>
            Pages.Show<AccessibilityPage>(new AccessibilityView(edition.Government ?? settings.Government, options.Contact)));
        routes.MapMethods("/m/{sha256}", Reading, MediaAnswers.Show);
    }

    private static RouteHandlerBuilder List(RouteGroupBuilder group, string path, Func<Edition, ListQuery, IResult> show) =>
        group.MapMethods(path, Reading, (HttpRequest request, Edition edition) =>
            ListQuery.Read(request) is var query && query.IsRefused(out var refusal) ? Pages.Refuse(refusal) : show(edition, query.Value));

    /// <summary>A browser may show the page again for a minute without asking; then it asks by tag.</summary>
    private static async ValueTask<object?> KeepForAMinute(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var answer = await next(invocation);
        if (answer is not RefusalResult) invocation.HttpContext.Response.Headers.CacheControl = "public, max-age=60";
        return answer;
    }

    /// <summary>The list's data are for every site's scripts to read.</summary>
    internal static ValueTask<object?> ForEverySite(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        return next(invocation);
    }
}
