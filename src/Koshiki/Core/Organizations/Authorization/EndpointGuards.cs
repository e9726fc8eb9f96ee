using System.Security.Claims;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Core.Organizations.Authorization;

/// <summary>Finds out who asks, and tells everyone behind: the endpoint (<see cref="Me"/>), the log (<see cref="Acting"/>), the frame (<see cref="Surroundings"/>), the form guard (the claims).</summary>
internal sealed class WhoAsks(RequestDelegate next, Settings settings, StaffMenu menu, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context, IEnumerable<IWayIn> ways, Acting acting)
    {
        foreach (var way in ways)
        {
            if (await way.Find(context) is not { } found) continue;

            context.Features.Set(found);
            context.Features.Set(found.Me);
            acting.As(found.Me.AsActor());
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, found.Me.Id.Value.ToString()), new Claim(ClaimTypes.Name, found.Me.Name)], "koshiki"));
            break;
        }

        var me = context.Features.Get<Me>();
        context.Features.Set(new Surroundings
        {
            OrganizationName = settings.Government,
            SystemName = "公式アカウント管理",
            Practice = settings.Practice,
            UserName = me is null ? null : me.Desk.Length > 0 ? $"{me.Name}（{me.Desk}）" : me.Name,
            SignInSeconds = context.Features.Get<SignedIn>()?.EndsAt is { } endsAt ? (int)(endsAt - clock.GetUtcNow()).TotalSeconds : null,
            Menu = me is null ? [] : menu.For(me),
        });
        await next(context);
    }
}

/// <summary>Holds every endpoint to its rule. Stands behind the form guard, so that an expired sign-in does not cost what was typed.</summary>
internal sealed class EndpointGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.IsRefusalOfRouting) return next(context);
        var rule = endpoint.Metadata.GetMetadata<EndpointRule>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} says neither .Requires nor .OpenToAnyone.");
        if (rule.Act is not { } act) return next(context);

        var signedIn = context.Features.Get<SignedIn>();
        if (signedIn is null) return AskToSignIn(context);
        if (signedIn.Gate is { } gate && endpoint.Metadata.GetMetadata<OpenAtTheGate>() is null) return Pages.GoTo(gate).ExecuteAsync(context);
        return signedIn.Me.May(act) || endpoint.Metadata.GetMetadata<OpenAtTheGate>() is not null ? next(context) : Pages.Refuse(new NotAllowed()).ExecuteAsync(context);
    }

    private static Task AskToSignIn(HttpContext context)
    {
        if (RefusalResults.IsForProgram(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(new NotSignedIn().Sentence, statusCode: StatusCodes.Status401Unauthorized, title: "サインインが必要です。").ExecuteAsync(context);
        }

        var asked = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent() : "/home";
        return Pages.GoTo($"{SignInPages.Path}?to={Uri.EscapeDataString(asked)}").ExecuteAsync(context);
    }
}

internal static class EndpointGuards
{
    /// <summary>Who asks; stands before the form guard.</summary>
    public static IApplicationBuilder UseWhoAsks(this IApplicationBuilder app) => app.UseMiddleware<WhoAsks>();

    /// <summary>What he may; stands behind the form guard and before the endpoints.</summary>
    public static IApplicationBuilder UseEndpointRules(this IApplicationBuilder app) => app.UseMiddleware<EndpointGuard>();

    /// <summary>Called last when the host is built: an endpoint of which nobody has said who may use it stops the start.</summary>
    public static void InsistOnRules(this IEndpointRouteBuilder app)
    {
        var silent = app.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointRule>() is null)
            .Select(endpoint => endpoint.DisplayName).ToList();
        if (silent.Count > 0) throw new InvalidOperationException($"These endpoints say neither .Requires nor .OpenToAnyone: {string.Join("; ", silent)}");
    }
}
