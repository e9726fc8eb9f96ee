using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Tokens;

/// <param name="NewText">The text of the token just made, shown this once; null otherwise.</param>
public sealed record TokensView(FormState Form, IReadOnlyList<TokenView> Tokens, string? NewText);

/// <param name="State">In words: usable until, expired, revoked.</param>
public sealed record TokenView(Guid Id, string Name, string Scopes, string Created, string LastUsed, string State, bool Works);

/// <summary>One's own tokens: make, look at, revoke.</summary>
internal static class TokenPages
{
    public const string Path = "/me/tokens";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.UseOwnDesk);
        app.MapPost(Path, Issue).Requires(Act.UseOwnDesk);
        app.MapPost($"{Path}/{{id:guid}}/revoke", Revoke).Requires(Act.UseOwnDesk);
    }

    private static async Task<IResult> Show(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        Pages.Show<TokensPage>(await ViewOf(me, FormState.Of(("days", ApiToken.UsualDays.ToString(CultureInfo.InvariantCulture))), null, db, clock, ct));

    private static async Task<IResult> Issue(Me me, FormState form, IssueTokenHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var days = int.TryParse(InputText.Code(form["days"]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var issued = await handler.Handle(new IssueToken(me.Id, form["name"], form.All("scopes"), days), ct);
        // The text goes into this one answer: no address, cookie or record may hold it.
        return issued.IsRefused(out var refusal)
            ? Pages.ShowAgain<TokensPage>(await ViewOf(me, form.With(refusal), null, db, clock, ct), refusal)
            : Pages.Show<TokensPage>(await ViewOf(me, FormState.Empty, issued.Value.Text, db, clock, ct));
    }

    private static async Task<IResult> Revoke(Guid id, Me me, RevokeTokenHandler handler, CancellationToken ct)
    {
        var revoked = await handler.Handle(new ApiTokenId(id), me.Id, ct);
        return revoked.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo(Path, Notice.Success($"「{revoked.Value}」を使えなくしました。"));
    }

    private static async Task<TokensView> ViewOf(Me me, FormState form, string? text, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tokens = await db.ApiTokens.AsNoTracking().Where(t => t.Person == me.Id).OrderByDescending(t => t.CreatedAt).Take(100).ToListAsync(ct);
        return new TokensView(form, [.. tokens.Select(token => new TokenView(
            token.Id.Value,
            token.Name,
            string.Join("、", token.Scopes.Select(TokenScopes.WordOf)),
            token.CreatedAt.Dense,
            token.LastUsedAt?.Dense ?? "使われていません",
            token.RevokedAt is { } revoked ? $"取消し（{revoked.Dense}）" : token.Works(now) ? $"{token.ExpiresAt.Dense}まで" : $"期限切れ（{token.ExpiresAt.Dense}）",
            token.Works(now)))], text);
    }
}
