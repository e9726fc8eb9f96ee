using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Registering;

/// <summary>Adding and changing accounts, and moving them to another state.</summary>
internal static class RegisteringPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/new", ShowNew).Requires(Act.ChangeAccounts);
        app.MapPost("/accounts/new", Register).Requires(Act.ChangeAccounts);
        app.MapGet("/accounts/{key}/edit", ShowEdit).Requires(Act.ChangeAccounts);
        app.MapPost("/accounts/{key}/edit", Change).Requires(Act.ChangeAccounts);
        app.MapGet("/accounts/{key}/state/{action}", ShowMove).Requires(Act.ChangeAccounts);
        app.MapPost("/accounts/{key}/state/{action}", Move).Requires(Act.ChangeAccounts);
    }

    private static async Task<IResult> ShowNew(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        Pages.Show<AccountFormPage>(new AccountFormView(null, null, FormState.Empty, await AccountForm.Offices(db, clock.GetUtcNow().DayInJapan, ct), !EntryRights.MayPutInUse(me)));

    private static async Task<IResult> Register(FormState form, Me me, AccountHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new RegisterAccount(AccountForm.Entry(form, keyOf: null)), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<AccountFormPage>(new AccountFormView(null, null, form.With(refusal), await AccountForm.Offices(db, clock.GetUtcNow().DayInJapan, ct), !EntryRights.MayPutInUse(me)), refusal)
            : Pages.GoTo($"/accounts/{done.Value.Key}", Notice.Success($"アカウント「{done.Value.Key}」を登録しました。", done.Value.State is AccountState.Unapproved
                ? "開設の協議が済むまでは「未承認」とし、公式一覧には載せません。足りない協議と書類は、所属の作業になります。"
                : "公式一覧には数秒で反映されます。"));
    }

    private static async Task<IResult> ShowEdit(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<AccountFormPage>(new AccountFormView(key, found.Value.Platform, await AccountForm.Of(found.Value, db, today, ct), await AccountForm.Offices(db, today, ct)));
    }

    private static async Task<IResult> Change(string key, FormState form, Me me, AccountHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var account = found.Value;
        var entry = AccountForm.Entry(form, key, account.State, account.RetiredOn, account.Platform.Key);
        _ = uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        var done = await handler.Handle(new ChangeAccount(entry, form.DayIn("from"), seen), me, ct);
        if (done.IsRefused(out var late) && late is SomebodyElseSavedFirst) return await ShowBoth(key, form, me, db, clock, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<AccountFormPage>(new AccountFormView(key, account.Platform, form.With(refusal), await AccountForm.Offices(db, clock.GetUtcNow().DayInJapan, ct)), refusal)
            : Pages.GoTo($"/accounts/{key}", Notice.Success("登録内容を変更しました。", "前の内容は「これまでの内容」に残っています。"));
    }

    /// <summary>What was typed, beside what somebody else has saved meanwhile. It is now typed on top of that version, so that saving again works.</summary>
    private static async Task<IResult> ShowBoth(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var (account, today) = (found.Value, clock.GetUtcNow().DayInJapan);
        var stored = await AccountForm.Of(account, db, today, ct);
        var subject = account.Id.Value.ToString();
        var last = await db.Log.AsNoTracking().Where(e => e.SubjectType == nameof(Account) && e.SubjectId == subject).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(ct);
        var meanwhile = new SavedMeanwhile(last is { ActorId: not null } ? $"{last.ActorName}さん" : "システム", last?.At, AccountForm.Differences(stored, form));
        return Pages.Show<AccountFormPage>(
            new AccountFormView(key, account.Platform, form.With("version", stored["version"]), await AccountForm.Offices(db, today, ct), Meanwhile: meanwhile), StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ShowMove(string key, [FromRoute(Name = "action")] string written, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (ActionOf(written) is not { } action) return Pages.Refuse(new NoSuchMove(written));
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        if (AccountFlow.Next(found.Value.State, action).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        if (!EntryRights.MayPutInUse(me)) return Pages.Refuse(action is AccountAction.Open ? new NeedsConsultation(key) : new NeedsTheHeadsWord(key));
        return Pages.Show<MoveAccountPage>(new MoveAccountView(key, found.Value.Name, action, FormState.Of(FormDays.Boxes("from", clock.GetUtcNow().DayInJapan))));
    }

    private static async Task<IResult> Move(string key, [FromRoute(Name = "action")] string written, FormState form, Me me, AccountHandler handler, CoreDb db, CancellationToken ct)
    {
        if (ActionOf(written) is not { } action) return Pages.Refuse(new NoSuchMove(written));
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var done = await handler.Handle(new MoveAccount(key, action, form.DayIn("from")), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<MoveAccountPage>(new MoveAccountView(key, found.Value.Name, action, form.With(refusal)), refusal)
            : Pages.GoTo($"/accounts/{key}", Notice.Success($"「{found.Value.Name}」を「{done.Value.State.Word}」にしました。"));
    }

    /// <summary>Null for a word that stands for no action; a number stands for none either.</summary>
    private static AccountAction? ActionOf(string written) =>
        Array.Find(Enum.GetNames<AccountAction>(), name => string.Equals(name, written, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<AccountAction>(name) : null;

    private static async Task<Result<Account>> Find(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(account => account.Key == key, ct);
        if (account is null) return new AccountNotFound(key);
        return me.May(Act.ChangeAccounts, account.Office, account.Key) ? account : new MayNotChangeAccount();
    }
}

/// <param name="Key">Null for a new account.</param>
/// <param name="Platform">Null for a new account, whose platform is chosen in the form.</param>
/// <param name="Offices">Codes and names to pick from.</param>
/// <param name="EntersUnapproved">Whether what is registered here counts as not yet consulted on.</param>
/// <param name="Meanwhile">What somebody else saved while this was typed; null otherwise.</param>
public sealed record AccountFormView(string? Key, Platform? Platform, FormState Form, IReadOnlyList<string> Offices, bool EntersUnapproved = false, SavedMeanwhile? Meanwhile = null);

/// <param name="Who">The last one who changed the account, 「さん」 included.</param>
/// <param name="At">Null where the log does not say.</param>
public sealed record SavedMeanwhile(string Who, DateTimeOffset? At, IReadOnlyList<FieldDifference> Differences);

/// <summary>A field as it is stored and as it was typed.</summary>
public sealed record FieldDifference(string Name, string Stored, string Typed);

public sealed record MoveAccountView(string Key, string Name, AccountAction Action, FormState Form);
