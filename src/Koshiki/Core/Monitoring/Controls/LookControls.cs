using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Monitoring.Looking;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Controls;

/// <summary>What the last look at each connected account showed, for the controls that rest on it. An account that no program can look at is left out.</summary>
internal abstract class LookControl(CoreDb db) : IAutomaticControl
{
    public abstract string Key { get; }

    public abstract string Title { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        var (connected, looks) = await run.Shared.Of(async () => new Looks(
            await db.Accounts.AsNoTracking().Where(account => account.Connection != ConnectionState.NotConnected)
                .Select(account => new Connected(account.Id, account.Name, account.Handle, account.Connection, account.ConnectionReason)).ToDictionaryAsync(account => account.Id, ct),
            await db.AccountLooks.AsNoTracking().ToDictionaryAsync(look => look.Account, ct)));
        await Prepare(db, ct);
        return
        [
            .. from asked in run.Accounts
               where connected.ContainsKey(asked.Id)
               let verdict = Of(connected[asked.Id], looks.GetValueOrDefault(asked.Id))
               select new ControlFinding(asked.Office, asked.Id, verdict.Verdict, verdict.Why, $"/monitoring/accounts/{asked.Key}", null),
        ];
    }

    /// <summary>Reads what else is needed for all accounts together.</summary>
    protected virtual Task Prepare(CoreDb db, CancellationToken ct) => Task.CompletedTask;

    protected abstract (ControlVerdict Verdict, string Why) Of(Connected account, AccountLook? look);

    /// <summary>What the controls need of a connected account.</summary>
    protected sealed record Connected(AccountId Id, string Name, string? Handle, ConnectionState Connection, string? ConnectionReason);

    private sealed record Looks(Dictionary<AccountId, Connected> Connected, Dictionary<AccountId, AccountLook> ByAccount);

    protected static (ControlVerdict Verdict, string Why) NotLookedAt => (ControlVerdict.CannotTell, "まだ媒体を確認していません。");
}

/// <summary>Name, handle and text of the profile are as registered. G2-6: what differs may be a hijacked account.</summary>
internal sealed class ProfileControl(CoreDb db, Settings settings, IOptions<MonitoringOptions> options) : LookControl(db)
{
    private Dictionary<AccountId, string?> registered = [];

    public override string Key => "profile-as-registered";

    public override string Title => "媒体の名称・ハンドル・紹介文が登録のとおりである";

    protected override async Task Prepare(CoreDb db, CancellationToken ct) =>
        registered = await db.Watches.AsNoTracking().Select(watch => new { watch.Account, watch.ProfileText }).ToDictionaryAsync(watch => watch.Account, watch => watch.ProfileText, ct);

    protected override (ControlVerdict Verdict, string Why) Of(Connected account, AccountLook? look)
    {
        if (look is null) return NotLookedAt;
        var verdicts = ProfileJudgement.Of(account.Name, account.Handle, registered.GetValueOrDefault(account.Id), look, options.Value.ListAddresses(settings.PublicUrl)).Where(verdict => verdict.Kind is not FindingKind.LinkBack).ToList();
        if (verdicts.FirstOrDefault(verdict => verdict.Verdict is ControlVerdict.NotMet) is { } wrong) return (ControlVerdict.NotMet, wrong.Why);
        return verdicts.Any(verdict => verdict.Verdict is ControlVerdict.Met)
            ? (ControlVerdict.Met, string.Concat(verdicts.Where(verdict => verdict.Verdict is ControlVerdict.Met).Select(verdict => verdict.Why)))
            : (ControlVerdict.CannotTell, verdicts[0].Why);
    }
}

/// <summary>The profile leads back to the official list. Guideline 2-3(4)イ.</summary>
internal sealed class LinkBackControl(CoreDb db, Settings settings, IOptions<MonitoringOptions> options) : LookControl(db)
{
    public override string Key => "link-back-to-list";

    public override string Title => "媒体の紹介から公式一覧へ戻れる";

    protected override (ControlVerdict Verdict, string Why) Of(Connected account, AccountLook? look) => look is null
        ? NotLookedAt
        : ProfileJudgement.Of(account.Name, account.Handle, null, look, options.Value.ListAddresses(settings.PublicUrl)).Where(verdict => verdict.Kind is FindingKind.LinkBack).Select(verdict => (verdict.Verdict, verdict.Why)).Single();
}

/// <summary>Every post on the account is one that the government made. Guideline 2-7(3)ア.</summary>
internal sealed class PostsControl(CoreDb db) : LookControl(db)
{
    private Dictionary<AccountId, int> open = [];

    public override string Key => "posts-known";

    public override string Title => "媒体の投稿が、すべて自らの投稿である";

    protected override async Task Prepare(CoreDb db, CancellationToken ct) => open = await db.Findings.AsNoTracking()
        .Where(finding => finding.Kind == FindingKind.ForeignPost && (finding.State == FindingState.Open || finding.State == FindingState.InHand))
        .GroupBy(finding => finding.Account).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);

    protected override (ControlVerdict Verdict, string Why) Of(Connected account, AccountLook? look) => look switch
    {
        _ when open.TryGetValue(account.Id, out var count) => (ControlVerdict.NotMet, $"このシステムを通していない投稿が{count}件あり、まだ確かめられていません。"),
        null => NotLookedAt,
        { PostsReadAt: { } read } => (ControlVerdict.Met, $"{read.InWords}に、投稿と配信履歴を照合しました。"),
        _ => (ControlVerdict.CannotTell, "媒体が投稿の一覧を示さないか、まだ照合していません。"),
    };
}

/// <summary>The platform takes the token. G2-7(1): an account of which nobody holds the keys cannot be looked after.</summary>
internal sealed class TokenControl(CoreDb db) : LookControl(db)
{
    public override string Key => "token-health";

    public override string Title => "媒体との接続が生きている";

    protected override (ControlVerdict Verdict, string Why) Of(Connected account, AccountLook? look) => (account.Connection, look?.Token) switch
    {
        (ConnectionState.Broken, _) => (ControlVerdict.NotMet, account.ConnectionReason ?? "媒体がアクセストークンを受け付けません。"),
        (_, TokenHealth.Refused) => (ControlVerdict.NotMet, look!.Reason ?? "媒体がアクセストークンを受け付けません。"),
        (ConnectionState.Works, _) or (_, TokenHealth.Works) => (ControlVerdict.Met, "媒体がアクセストークンを受け付けています。"),
        _ => (ControlVerdict.CannotTell, "まだ媒体と通信していません。"),
    };
}
