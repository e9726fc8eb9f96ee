using System.Security.Cryptography;
using System.Text.Json;
using Koshiki.Foundation;
using Microsoft.AspNetCore.DataProtection;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Somebody who has shown who he is and is choosing now. It lives in a cookie of the preference pages alone, sealed by data protection, for half an hour after each page.</summary>
/// <param name="Ordinal">Which friend of the account; his LINE id is nowhere in it.</param>
/// <param name="Link">The hash of the one-time link he came by, until his first act uses it up; null after that and after a sign-in.</param>
/// <param name="Before">What held before his last change; null until he has changed something.</param>
/// <param name="Wanted">What he chose last.</param>
internal sealed record Visit(string Account, int Ordinal, byte[]? Link = null, Preference? Before = null, Preference? Wanted = null)
{
    public override string ToString() => Account;
}

/// <summary>Keeps visits and the sign-ins under way in their cookies.</summary>
internal sealed class Visits(IDataProtectionProvider protection, Settings settings)
{
    /// <summary>Where the cookies are sent: to the preference pages and nowhere else.</summary>
    public const string Path = "/public/line/preferences";

    public const string VisitCookie = "koshiki-preferences";
    public const string BrowserCookie = "koshiki-preferences-browser";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector visits = protection.CreateProtector("Koshiki.Edge.PublicSite.Preferences.Visit").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector browsers = protection.CreateProtector("Koshiki.Edge.PublicSite.Preferences.Browser").ToTimeLimitedDataProtector();

    /// <summary>The visit to this account, its half hour begun anew; null where there is none.</summary>
    public Visit? Find(HttpContext context, string account)
    {
        if (Open(visits, context.Request.Cookies[VisitCookie]) is not { } text || JsonSerializer.Deserialize<Visit>(text) is not { } visit || visit.Account != account) return null;
        Keep(context, visit);
        return visit;
    }

    public void Keep(HttpContext context, Visit visit) =>
        context.Response.Cookies.Append(VisitCookie, visits.Protect(JsonSerializer.Serialize(visit), Lifetime), Options(context));

    public void End(HttpContext context) => context.Response.Cookies.Delete(VisitCookie, Options(context));

    /// <summary>A secret by which a browser is known again when LINE sends the visitor back; the same for all its tabs.</summary>
    public string Browser(HttpContext context)
    {
        var secret = Open(browsers, context.Request.Cookies[BrowserCookie]) ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(BrowserCookie, browsers.Protect(secret, Lifetime), Options(context));
        return secret;
    }

    /// <returns>Null where the browser has none, or another installation's.</returns>
    public string? KnownBrowser(HttpContext context) => Open(browsers, context.Request.Cookies[BrowserCookie]);

    private static string? Open(ITimeLimitedDataProtector protector, string? cookie)
    {
        if (string.IsNullOrEmpty(cookie)) return null;
        try
        {
            return protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Lax, because the visitor comes back from LINE by a link; forms are guarded by their token besides.</summary>
    private CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || settings.PublicUrl.Scheme == Uri.UriSchemeHttps,
        Path = Path,
        MaxAge = Lifetime,
    };
}
