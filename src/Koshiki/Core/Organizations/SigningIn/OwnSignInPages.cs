using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Koshiki.Core.Organizations.SigningIn;

public sealed record SessionsView(IReadOnlyList<SessionView> Open, IReadOnlyList<SessionView> Ended);

/// <param name="IsThis">The session in which the page is being looked at.</param>
public sealed record SessionView(Guid Id, string Started, string Seen, string Browser, string Address, bool IsThis);

public sealed record PasswordView(FormState Form, bool Demanded, string UserName);

/// <param name="QrPath">The dark modules as the path of an SVG, in a square of <paramref name="QrSize"/>; null where a second factor is in force.</param>
public sealed record SecondFactorView(FormState Form, bool Demanded, string? KeyText, string? QrPath, int QrSize, string? Since, int RecoveryCodesLeft);

public sealed record RecoveryCodesView(IReadOnlyList<string> Codes);

/// <summary>One's own sign-in: sessions, password, second factor.</summary>
internal static class OwnSignInPages
{
    private const string SessionsPath = "/me/sessions";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(SessionsPath, ShowSessions).Requires(Act.UseOwnDesk);
        app.MapPost(SessionsPath, EndSessions).Requires(Act.UseOwnDesk);
        app.MapGet(SignInPages.PasswordPath, ShowPassword).Requires(Act.UseOwnDesk).WithMetadata(new OpenAtTheGate());
        app.MapPost(SignInPages.PasswordPath, ChangePassword).Requires(Act.UseOwnDesk).WithMetadata(new OpenAtTheGate());
        app.MapGet(SignInPages.SecondFactorPath, ShowSecondFactor).Requires(Act.UseOwnDesk).WithMetadata(new OpenAtTheGate());
        app.MapPost(SignInPages.SecondFactorPath, ConfirmSecondFactor).Requires(Act.UseOwnDesk).WithMetadata(new OpenAtTheGate());
    }

    private static async Task<IResult> ShowSessions(Me me, HttpContext context, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var own = context.Features.Get<SignedIn>()?.Session;
        var now = clock.GetUtcNow();
        var rows = await db.Sessions.AsNoTracking().Where(s => s.Person == me.Id).OrderByDescending(s => s.StartedAt).Take(50).ToListAsync(ct);
        var open = rows.Where(s => s.EndedAt is null && Session.EndOf(s.StartedAt, s.SeenAt) > now).ToList();
        return Pages.Show<SessionsPage>(new SessionsView([.. open.Select(View)], [.. rows.Except(open).Take(20).Select(View)]));

        SessionView View(Session s) => new(s.Id, s.StartedAt.InWords, s.SeenAt.InWords, BrowserInWords(s.Browser), s.Address, s.Id == own);
    }

    private static async Task<IResult> EndSessions(Me me, FormState form, HttpContext context, SessionEnds ends, CancellationToken ct)
    {
        var own = context.Features.Get<SignedIn>()?.Session;
        var ended = Guid.TryParse(form["session"], out var one) ? await ends.One(me.Id, one, ct) : await ends.AllOf(me.Id, own, ct);
        return Pages.GoTo(SessionsPath, ended > 0 ? Notice.Success($"サインインを{ended}件終了しました。") : Notice.Information("終了するサインインはありませんでした。"));
    }

    private static async Task<IResult> ShowPassword(Me me, HttpContext context, CoreDb db, CancellationToken ct) =>
        Pages.Show<PasswordPage>(await PasswordOf(me, context, FormState.Empty, db, ct));

    private static async Task<IResult> ChangePassword(Me me, FormState form, HttpContext context, OwnSignInHandler handler, CoreDb db, CancellationToken ct)
    {
        var done = await handler.Handle(new ChangeOwnPassword(me, form["current-password"], form["new-password"], form["again-password"], context.Features.Get<SignedIn>()?.Session), ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<PasswordPage>(await PasswordOf(me, context, FormState.Empty.With(refusal), db, ct), refusal)
            : Pages.GoTo("/home", Notice.Success("パスワードを変更しました。", "ほかの端末のサインインは終了しました。"));
    }

    private static async Task<PasswordView> PasswordOf(Me me, HttpContext context, FormState form, CoreDb db, CancellationToken ct) =>
        new(form, context.Features.Get<SignedIn>()?.Gate == SignInPages.PasswordPath, await db.Credentials.Where(c => c.Person == me.Id).Select(c => c.UserName).SingleOrDefaultAsync(ct) ?? "");

    private static async Task<IResult> ShowSecondFactor(Me me, HttpContext context, OwnSignInHandler handler, CoreDb db, Settings settings, CancellationToken ct) =>
        Pages.Show<SecondFactorPage>(await SecondFactorOf(me, context, FormState.Empty, handler, db, settings, ct));

    private static async Task<IResult> ConfirmSecondFactor(Me me, FormState form, HttpContext context, OwnSignInHandler handler, CoreDb db, Settings settings, CancellationToken ct)
    {
        var done = await handler.ConfirmSecondFactor(me, form["code"], ct);
        if (!done.IsRefused(out var refusal)) return Pages.Show<RecoveryCodesPage>(new RecoveryCodesView(done.Value));

        var fault = new NotAcceptable([new Fault("code", refusal.Sentence)]);
        return Pages.ShowAgain<SecondFactorPage>(await SecondFactorOf(me, context, FormState.Empty.With(fault), handler, db, settings, ct), fault);
    }

    private static async Task<SecondFactorView> SecondFactorOf(Me me, HttpContext context, FormState form, OwnSignInHandler handler, CoreDb db, Settings settings, CancellationToken ct)
    {
        var demanded = context.Features.Get<SignedIn>()?.Gate == SignInPages.SecondFactorPath;
        if (await handler.OfferSecondFactor(me, ct) is not { } offer)
        {
            var set = await db.Credentials.AsNoTracking().Where(c => c.Person == me.Id).Select(c => new { c.TotpConfirmedAt, c.RecoveryCodes }).SingleAsync(ct);
            return new SecondFactorView(form, demanded, null, null, 0, set.TotpConfirmedAt?.InWords, set.RecoveryCodes.Length);
        }

        using var generator = new QRCodeGenerator();
        using var qr = generator.CreateQrCode(Totp.AddressOf(offer.Key, settings.Government + " 公式アカウント管理", offer.UserName), QRCodeGenerator.ECCLevel.M);
        var modules = qr.ModuleMatrix;
        var path = string.Concat(Enumerable.Range(0, modules.Count).SelectMany(y => Enumerable.Range(0, modules.Count).Where(x => modules[y][x]).Select(x => $"M{x} {y}h1v1h-1z")));
        return new SecondFactorView(form, demanded, string.Join(' ', Totp.Base32(offer.Key).Chunk(4).Select(four => new string(four))), path, modules.Count, null, 0);
    }

    /// <summary>The browser and system in two words; the whole text says nothing to most people.</summary>
    private static string BrowserInWords(string agent)
    {
        (string Mark, string Word)[] browsers = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
        (string Mark, string Word)[] systems = [("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];
        var browser = Array.Find(browsers, b => agent.Contains(b.Mark, StringComparison.Ordinal)).Word ?? "ほかのブラウザー";
        var system = Array.Find(systems, s => agent.Contains(s.Mark, StringComparison.Ordinal)).Word;
        return system is null ? browser : $"{browser}（{system}）";
    }
}
