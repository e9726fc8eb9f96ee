using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Koshiki.Foundation.Web.Frames;

/// <summary>Carries a notice over one redirect: a cookie of one minute, encrypted by data protection, deleted when shown. Staff host only.</summary>
internal static class NoticeCookie
{
    private const string Name = "koshiki-notice";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    public static void Write(HttpContext context, Notice notice) =>
        context.Response.Cookies.Append(Name, Protector(context).Protect(JsonSerializer.Serialize(notice), Lifetime), Options(context));

    /// <summary>Takes the notice out of the request; the second call of a request, and the next request, find none.</summary>
    public static Notice? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie || context.Response.HasStarted) return null;
        context.Response.Cookies.Delete(Name, Options(context));
        try
        {
            return JsonSerializer.Deserialize<Notice>(Protector(context).Unprotect(cookie));
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Koshiki.Foundation.Web.Notice").ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        MaxAge = Lifetime,
    };
}
