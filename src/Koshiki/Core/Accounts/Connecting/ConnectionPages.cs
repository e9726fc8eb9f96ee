using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Connecting;

/// <summary>Handing over and taking back a platform's token. What was handed over is never shown again.</summary>
internal static class ConnectionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{key}/connection", Show).Requires(Act.ConnectAccounts);
        app.MapPost("/accounts/{key}/connection", Connect).Requires(Act.ConnectAccounts);
        app.MapPost("/accounts/{key}/connection/end", Disconnect).Requires(Act.ConnectAccounts);
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        return found.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<ConnectionPage>(View(found.Value, FormState.Of(("account_id", found.Value.PermanentId))));
    }

    private static async Task<IResult> Connect(string key, FormState form, Me me, ConnectionHandler handler, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var shape = TokenShape.For(found.Value.Platform)!;
        var faults = new List<Fault>();
        if (!form.Filled("account_id")) faults.Add(new Fault("account_id", $"{shape.IdLabel}を入力してください。"));
        if (!form.Filled("token")) faults.Add(new Fault("token", $"{shape.Label}を入力してください。"));
        if (form.Filled("loginChannelId") != form.Filled("loginChannelSecret")) faults.Add(new Fault(form.Filled("loginChannelId") ? "loginChannelSecret" : "loginChannelId", "LINEログインのチャネルIDとシークレットは、両方を入力するか、両方を空けてください。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var done = await handler.Handle(new HandOverToken(key, shape.Write(form["token"], form["account_id"], name => form[name])), ct);
        return done.IsRefused(out var refusal)
            ? Again(refusal)
            : Pages.GoTo($"/accounts/{key}", Notice.Success("接続情報を登録しました。", "最初に媒体と通信したとき、使えるかどうかが分かります。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<ConnectionPage>(View(found.Value, form.With("token", "").With(reason)), reason);
    }

    private static async Task<IResult> Disconnect(string key, Me me, ConnectionHandler handler, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var done = await handler.Handle(new DisconnectPlatform(key), ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"/accounts/{key}", Notice.Success("接続を解除しました。", "媒体の管理画面でも、トークンを無効にしてください。"));
    }

    private static async Task<Result<Account>> Find(string key, Me me, CoreDb db, CancellationToken ct)
    {
        if (me.ScopeOf(Act.ConnectAccounts) is not Scope.Government) return new MayNotChangeAccount();
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Key == key, ct);
        if (account is null) return new AccountNotFound(key);
        return TokenShape.For(account.Platform) is null ? new PlatformNotConnectable(account.PlatformLabel ?? account.Name) : account;
    }

    private static ConnectionView View(Account account, FormState form) =>
        new(account.Key, account.Name, account.Connection, account.ConnectionReason, TokenShape.For(account.Platform)!, form);
}

public sealed record ConnectionView(string Key, string Name, ConnectionState Connection, string? Reason, TokenShape Shape, FormState Form);
