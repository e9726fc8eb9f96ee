using System.Text.Encodings.Web;
using System.Text.Unicode;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Keeping;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>Everything a host that shows pages needs: rendering, form tokens, assets, headers, problem pages.</summary>
public static class WebServing
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        // Japanese goes out as it is written, not as numbered character references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddDataProtection();
        services.AddSingleton<Assets>();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = FormKeys.Token;
            options.Cookie.Name = "koshiki-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>Stands first in the pipeline of a host that shows pages: headers, problem pages, style sheet and scripts, and the search for the endpoint.</summary>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemHandling>();
        app.UseMiddleware<AssetMiddleware>();
        app.UseMiddleware<HeadRequests>();
        // Said here, or the framework would look for an endpoint before all this.
        app.UseRouting();
        return app;
    }

    /// <summary>Stands after routing and authentication and before authorisation, so that an expired sign-in does not cost what was typed.</summary>
    public static IApplicationBuilder UseFormGuard(this IApplicationBuilder app) => app.UseMiddleware<FormGuard>();

    /// <summary>How much this form may send, where 1 MB and 500 fields do not fit.</summary>
    public static TBuilder LimitForm<TBuilder>(this TBuilder builder, int megabytes = 1, int fields = 500) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new FormLimits(megabytes, fields));

    /// <summary>For requests that are not forms of a page: the REST API, webhooks.</summary>
    public static TBuilder WithoutFormToken<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new WithoutFormToken());

    /// <summary>Adds to the content security policy of this endpoint what it alone needs.</summary>
    public static TBuilder With<TBuilder>(this TBuilder builder, ContentSecurity content) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(content);
}
