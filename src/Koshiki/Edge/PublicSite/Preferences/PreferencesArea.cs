using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>All that the edge's hosts need to know of the residents' choosing.</summary>
internal static class PreferencesArea
{
    /// <summary>The pages of the public host.</summary>
    /// <exception cref="SettingException">An address of a platform is wrong.</exception>
    public static void AddPreferences(this IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        var platforms = configuration.GetSection(PlatformOptions.Section).Get<PlatformOptions>() ?? new PlatformOptions();
        if (platforms.Fault() is { } fault) throw new SettingException(fault);
        services.TryAddSingleton(platforms);
        services.TryAddSingleton<PlatformHttp>();
        services.AddSingleton(settings);
        services.AddSingleton<LineLogin>();
        services.TryAddSingleton<FriendHash>();
        services.TryAddSingleton<FriendInbox>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Visits>();
        services.AddScoped<Tickets>();
        services.AddScoped<Residents>();
        services.AddScoped<SignInByLine>();
        services.AddScoped<ChangePreferenceHandler>();
        services.AddScoped<ForgetResidentHandler>();
        services.AddScoped<Desk>();
        // A name and a path of their own: on one machine the staff host must not meet these cookies. Lax, as the visitor comes back from LINE by a link.
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "koshiki-preferences-form";
            options.Cookie.Path = Visits.Path;
            options.Cookie.SameSite = SameSiteMode.Lax;
            if (settings.PublicUrl.Scheme == Uri.UriSchemeHttps) options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
    }

    /// <summary>Answers to friends' messages, on the host that applies the inbox.</summary>
    public static void AddPreferenceMessages(this IServiceCollection services, Uri publicUrl)
    {
        services.AddSingleton<LineReply>();
        services.AddSingleton<ReplySender>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplySender>());
        services.AddSingleton<IFriendMessageListener>(provider => ActivatorUtilities.CreateInstance<PreferenceMessages>(provider, publicUrl));
    }
}
