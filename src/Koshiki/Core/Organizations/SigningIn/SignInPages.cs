using System.Security.Cryptography;
using System.Text.Json;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

public sealed record SignInView(FormState Form);

/// <summary>Coming in and going out: password, second factor, sign-out, and staying signed in.</summary>
internal static class SignInPages
{
    public const string Path = "/sign-in";
    public const string CodePath = "/sign-in/code";
    public const string PasswordPath = "/me/password";
    public const string SecondFactorPath = "/me/second-factor";

    private const string HalfwayCookie = "koshiki-halfway";
    private static readonly TimeSpan HalfwayLife = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Pages.GoTo("/home")).OpenToAnyone("leads to the home page, which asks to sign in");
        app.MapGet(Path, (HttpContext context, FormState form) => context.Features.Get<SignedIn>() is null
            ? Pages.Show<SignInPage>(new SignInView(form))
            : Pages.GoTo(LocalOrHome(form["to"]))).OpenToAnyone("one signs in here");
        app.MapPost(Path, GivePassword).OpenToAnyone("one signs in here");
        app.MapGet(CodePath, (HttpContext context) => Halfway.Read(context) is null ? StartAnew() : Pages.Show<SignInCodePage>(new SignInView(FormState.Empty)))
            .OpenToAnyone("the second half of signing in");
        app.MapPost(CodePath, GiveCode).OpenToAnyone("the second half of signing in");
        app.MapPost("/sign-out", SignOut).OpenToAnyone("without a session it does nothing");
        app.MapPost("/session/extend", Extend).Requires(Act.UseOwnDesk).WithMetadata(new OpenAtTheGate());
    }

    /// <summary>Only addresses of this host are gone to after signing in.</summary>
    public static string LocalOrHome(string path) =>
        path.Length > 1 && path[0] == '/' && path[1] is not ('/' or '\\') && !path.AsSpan().ContainsAnyInRange('\0', ' ') ? path : "/home";

    private static async Task<IResult> GivePassword(HttpContext context, FormState form, SignInHandler handler, CancellationToken ct)
    {
        var to = LocalOrHome(form["to"]);
        List<Fault> faults = [];
        if (!form.Filled("user")) faults.Add(new Fault("user", "利用者名を入力してください。"));
        if (form["password"].Length == 0) faults.Add(new Fault("password", "パスワードを入力してください。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var done = await handler.Handle(new SignInWithPassword(form["user"], form["password"], BrowserOf(context), AddressOf(context)), ct);
        if (done.IsRefused(out var refusal)) return Again(refusal);
        if (done.Value is SignInStep.CodeWanted half)
        {
            Halfway.Write(context, new Halfway(half.Person, to));
            return Pages.GoTo(CodePath);
        }

        SessionCookie.Write(context, ((SignInStep.Entered)done.Value).Token);
        return Pages.GoTo(to);

        IResult Again(Refusal reason) => Pages.ShowAgain<SignInPage>(new SignInView(form.With(reason)), reason);
    }

    private static async Task<IResult> GiveCode(HttpContext context, FormState form, SignInHandler handler, CancellationToken ct)
    {
        if (Halfway.Read(context) is not { } half) return StartAnew();

        var done = await handler.Handle(new SignInWithCode(half.Person, form["code"], BrowserOf(context), AddressOf(context)), ct);
        if (done.IsRefused(out var refusal))
        {
            var fault = new NotAcceptable([new Fault("code", refusal.Sentence)]);
            return Pages.ShowAgain<SignInCodePage>(new SignInView(FormState.Empty.With(fault)), fault);
        }

        context.Response.Cookies.Delete(HalfwayCookie, Halfway.Options(context));
        SessionCookie.Write(context, ((SignInStep.Entered)done.Value).Token);
        return Pages.GoTo(half.To);
    }

    /// <summary>The request itself has counted as use of the session; the answer says how long it lasts now.</summary>
    private static IResult Extend(HttpContext context, TimeProvider clock) => context.Features.Get<SignedIn>()?.EndsAt is { } endsAt
        ? TypedResults.Ok(new { seconds = (int)(endsAt - clock.GetUtcNow()).TotalSeconds })
        : TypedResults.NoContent();

    private static async Task<IResult> SignOut(HttpContext context, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (context.Features.Get<SignedIn>() is { Session: { } session })
        {
            var now = clock.GetUtcNow();
            await db.Sessions.Where(s => s.Id == session && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
        }

        SessionCookie.Delete(context);
        return Pages.GoTo(Path, Notice.Success("サインアウトしました。"));
    }

    private static IResult StartAnew()
    {
        var refusal = new SignInTookTooLong();
        return Pages.ShowAgain<SignInPage>(new SignInView(FormState.Empty.With(refusal)), refusal);
    }

    private static string BrowserOf(HttpContext context) => context.Request.Headers.UserAgent.ToString();

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Between password and code: who and where to, encrypted, for five minutes.</summary>
    private sealed record Halfway(PersonId Person, string To)
    {
        public static void Write(HttpContext context, Halfway half) =>
            context.Response.Cookies.Append(HalfwayCookie, Protector(context).Protect(JsonSerializer.Serialize(half), HalfwayLife), Options(context));

        public static Halfway? Read(HttpContext context)
        {
            if (context.Request.Cookies[HalfwayCookie] is not { Length: > 0 } text) return null;
            try
            {
                return JsonSerializer.Deserialize<Halfway>(Protector(context).Unprotect(text));
            }
            catch (Exception broken) when (broken is CryptographicException or JsonException)
            {
                return null;
            }
        }

        public static CookieOptions Options(HttpContext context) => new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = Path,
        };

        private static ITimeLimitedDataProtector Protector(HttpContext context) =>
            context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Koshiki.Core.Organizations.Halfway").ToTimeLimitedDataProtector();
    }
}
