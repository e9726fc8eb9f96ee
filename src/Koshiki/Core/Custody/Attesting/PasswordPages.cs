using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Custody.Attesting;

/// <summary>Attesting a password's composition and change. Nothing of the password is ever sent.</summary>
internal static class PasswordPages
{
    private const string Path = "/accounts/{key}/custody/password";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ChangeCustody);
        app.MapPost(Path, Attest).Requires(Act.ChangeCustody);
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        return account.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<PasswordPage>(AccountFormView.Of(account.Value, FormState.Empty));
    }

    private static async Task<IResult> Attest(string key, FormState form, Me me, CoreDb db, AttestPasswordHandler handler, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);

        List<Fault> faults = [];
        var changedOn = form.Day("changed", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null)
        {
            var done = await handler.Handle(new AttestPassword(key, AccountFormView.Rules(form), FreeText.Given(form["limit"]), changedOn, form.Filled("secret")), me, ct);
            if (!done.IsRefused(out refusal))
            {
                return Pages.GoTo($"/accounts/{key}/custody", done.Value.IsMixed
                    ? Notice.Success("パスワードについて記録しました。")
                    : Notice.Problem("パスワードについて記録しました。", $"満たしていない条件があります（{done.Value.Rules.Missing}）。媒体で変更し、もう一度記録してください。"));
            }
        }

        return Pages.ShowAgain<PasswordPage>(AccountFormView.Of(account.Value, form.With(refusal)), refusal);
    }
}
