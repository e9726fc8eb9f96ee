using System.Text.Encodings.Web;
using System.Text.Unicode;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>Everything a host that shows pages needs: rendering, form tokens, assets, headers, problem pages.</summary>
public static class WebServing
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        // Japanese goes out as it is written, not as numbered character references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services.AddSingleton<Assets>();
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

    /// <summary>Stands first in the pipeline of a host that shows pages.</summary>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app)
    {
        app.UseMiddleware<AssetMiddleware>();
        return app;
    }
}
