using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Testing;

/// <param name="Registered">The accounts whose tests the person gets, by key, with the day on which he agreed. The LINE ids are never shown again.</param>
public sealed record TestRecipientView(FormState Form, IReadOnlyList<Choice> Accounts, IReadOnlyList<(string Key, string Account, string Since)> Registered);

/// <summary>One's own settings: on which LINE account one gets test messages.</summary>
internal static class TestRecipientPages
{
    public const string Path = "/me/test-recipients";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, async (Me me, CoreDb db, CancellationToken ct) => Pages.Show<TestRecipientPage>(await View(FormState.Empty, me, db, ct))).Requires(Act.WritePosts);
        app.MapPost(Path, Register).Requires(Act.WritePosts);
    }

    private static async Task<IResult> Register(Me me, FormState form, CoreDb db, RegisterTestRecipientHandler handler, CancellationToken ct)
    {
        var remove = form["remove"];
        if (remove.Length == 0 && !form.Filled("userId"))
        {
            var missing = new NotALineUserId();
            return Pages.ShowAgain<TestRecipientPage>(await View(form.With(missing), me, db, ct), missing);
        }

        var done = await handler.Handle(remove.Length > 0 ? new RegisterTestRecipient(remove, "") : new RegisterTestRecipient(form["account"], form["userId"]), me, ct);
        return done.IsRefused(out var reason)
            ? Pages.ShowAgain<TestRecipientPage>(await View(form.With(reason), me, db, ct), reason)
            : Pages.GoTo(Path, remove.Length > 0 ? Notice.Success($"「{done.Value.Name}」の試験の宛先から外しました。") : Notice.Success($"「{done.Value.Name}」の試験の宛先に登録しました。", "試験の発信は、本文の先頭に【試験】が付いて届きます。"));
    }

    private static async Task<TestRecipientView> View(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var offices = me.Roles.Select(r => r.Office).Distinct().ToList();
        var named = me.NamedAccounts.ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.Platform == Platform.Line && (offices.Contains(a.Office) || named.Contains(a.Key))).OrderBy(a => a.Key).ToListAsync(ct);
        var own = await (from recipient in db.TestRecipients.AsNoTracking()
                         where recipient.Person == me.Id
                         join account in db.Accounts.AsNoTracking() on recipient.AccountKey equals account.Key
                         orderby account.Key
                         select new { account.Key, account.Name, recipient.AgreedAt }).ToListAsync(ct);
        return new TestRecipientView(
            form,
            [.. accounts.Where(a => me.MayAddress(a).Succeeded).Select(a => new Choice(a.Key, a.Name))],
            [.. own.Select(o => (o.Key, o.Name, o.AgreedAt.DayInJapan.InWords))]);
    }
}
