using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>The way in of the pages: a cookie with the session's text. It does not count under /api, where no form token guards against other sites.</summary>
internal sealed class SessionCookie(CoreDb db, MeReader reader, SecondFactorPolicy policy, TimeProvider clock) : IWayIn
{
    private const string Name = "koshiki-session";

    public async ValueTask<SignedIn?> Find(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Cookies[Name] is not { Length: > 0 } token) return null;

        var ct = context.RequestAborted;
        var now = clock.GetUtcNow();
        var hash = Session.HashOf(token);
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join credential in db.Credentials on session.Person equals credential.Person
            where session.TokenHash == hash && session.EndedAt == null
            select new
            {
                session.Id, session.Person, session.StartedAt, session.SeenAt,
                credential.MustChangePassword, SecondFactor = credential.TotpConfirmedAt != null,
                Rights = db.Set<RightsVersion>().Where(r => r.Id == RightsVersion.OnlyRow).Select(r => r.Value).First(),
            }).SingleOrDefaultAsync(ct);
        if (found is null || Session.EndOf(found.StartedAt, found.SeenAt) <= now) return null;
        if (await reader.Read(found.Person, now.DayInJapan, found.Rights, ct) is not { } me) return null;

        var seenAt = found.SeenAt;
        if (now - found.SeenAt >= Session.TouchEvery)
        {
            seenAt = now;
            await db.Sessions.Where(s => s.TokenHash == hash && s.SeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), ct);
        }

        var gate = found.MustChangePassword ? SignInPages.PasswordPath
            : !found.SecondFactor && policy.Demands(me) ? SignInPages.SecondFactorPath
            : null;
        return new SignedIn(me, Session.EndOf(found.StartedAt, seenAt), found.Id, gate);
    }

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    /// <summary>A browser-session cookie. Lax, so that a link in a mail leads to the page and not to the sign-in; changes are guarded by form tokens.</summary>
    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}

/// <summary>Which roles must have a second factor. Setting <c>Koshiki__SecondFactorRoles</c>, names of <see cref="Role"/> with commas, or <c>none</c>; default: PrOffice, ItOffice, Administrator.</summary>
internal sealed class SecondFactorPolicy
{
    private readonly HashSet<Role> roles;

    public SecondFactorPolicy(IConfiguration configuration)
    {
        var text = configuration["Koshiki:SecondFactorRoles"] ?? "PrOffice,ItOffice,Administrator";
        roles = text == "none" ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Enum.TryParse<Role>(one, out var role) ? role : throw new SettingException($"Koshiki__SecondFactorRoles names '{one}'; known are {string.Join(", ", Enum.GetNames<Role>())}."))];
    }

    public bool Demands(Me me) => me.Roles.Any(role => roles.Contains(role.Role));
}
