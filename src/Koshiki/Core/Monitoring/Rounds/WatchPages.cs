using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Monitoring.Looking;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Rounds;

public sealed record VerdictRow(string What, ControlVerdict Verdict, string Why);

/// <summary>Everything about looking after one account.</summary>
public sealed record WatchView(
    Account Account, string Office, Watch? Watch, AccountLook? Look, IReadOnlyList<VerdictRow> Verdicts, IReadOnlyList<AccountCheck> Checks, IReadOnlyList<Finding> Findings,
    AccountFrequency Frequency, DateOnly Today, bool MayRecord, bool MayPlan)
{
    public bool LookedAfter => MonitoringQueries.LookedAfter.Contains(Account.State);
}

public sealed record CheckView(Account Account, FormState Form);

/// <param name="SeenText">What the platform shows now as the profile's text; null where it is not known.</param>
public sealed record PlanView(Account Account, string? SeenText, FormState Form);

/// <summary>One account: its page, the check of it, the plan for it, and the look at once.</summary>
internal static class WatchPages
{
    private const int Shown = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/monitoring/accounts/{key}", Show).Requires(Act.ReadMonitoring);
        app.MapGet("/monitoring/accounts/{key}/check", AskCheck).Requires(Act.RecordChecks);
        app.MapPost("/monitoring/accounts/{key}/check", RecordCheck).Requires(Act.RecordChecks);
        app.MapGet("/monitoring/accounts/{key}/plan", AskPlan).Requires(Act.PlanMonitoring);
        app.MapPost("/monitoring/accounts/{key}/plan", Plan).Requires(Act.PlanMonitoring);
        app.MapPost("/monitoring/accounts/{key}/look", LookNow).Requires(Act.RecordChecks);
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, Settings settings, IOptions<MonitoringOptions> options, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(key, me, Act.ReadMonitoring, db, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        var now = clock.GetUtcNow();
        var watch = await db.Watches.AsNoTracking().SingleOrDefaultAsync(watch => watch.Account == account.Id, ct);
        var look = await db.AccountLooks.AsNoTracking().SingleOrDefaultAsync(look => look.Account == account.Id, ct);
        var checks = await db.AccountChecks.AsNoTracking().Where(check => check.Account == account.Id).OrderByDescending(check => check.At).Take(Shown).ToListAsync(ct);
        var findings = await db.Findings.AsNoTracking().Where(finding => finding.Account == account.Id).OrderBy(finding => finding.ClosedAt != null).ThenByDescending(finding => finding.FoundAt).Take(Shown).ToListAsync(ct);
        var frequency = (await FrequencyReader.Read(db, db.Accounts.Where(one => one.Id == account.Id), now, options.Value.QuietDays, ct))[0];
        var office = (await OfficeNames.Of(db, [account.Office], ct)).GetValueOrDefault(account.Office, "（不明）");
        return Pages.Show<WatchPage>(new WatchView(
            account, office, watch, look, Verdicts(account, watch, look, options.Value.ListAddresses(settings.PublicUrl)), checks, findings, frequency, now.DayInJapan,
            me.May(Act.RecordChecks, account.Office, account.Key), me.May(Act.PlanMonitoring, account.Office, account.Key)));
    }

    private static List<VerdictRow> Verdicts(Account account, Watch? watch, AccountLook? look, IReadOnlyList<string> list)
    {
        if (look is null) return [];
        var verdicts = ProfileJudgement.Of(account.Name, account.Handle, watch?.ProfileText, look, list).Select(verdict => new VerdictRow(
            verdict.Kind switch { FindingKind.ProfileName => "名称", FindingKind.ProfileHandle => "ハンドル", FindingKind.ProfileText => "紹介文", _ => "公式一覧へのリンク" }, verdict.Verdict, verdict.Why)).ToList();
        verdicts.Add(look.PostsReadAt is { } read
            ? new VerdictRow("投稿と配信履歴の照合", ControlVerdict.Met, $"{read.InWords}に照合しました。身に覚えのない投稿は、気づきに並びます。")
            : new VerdictRow("投稿と配信履歴の照合", ControlVerdict.CannotTell, account.Platform is PlatformFacts.Platform.Line ? "LINEは、送ったメッセージを一覧で示しません。" : "まだ照合していません。"));
        verdicts.Add(look.Token switch
        {
            Exchange.TokenHealth.Works => new VerdictRow("接続", ControlVerdict.Met, "媒体がアクセストークンを受け付けています。"),
            Exchange.TokenHealth.Refused => new VerdictRow("接続", ControlVerdict.NotMet, look.Reason ?? "媒体がアクセストークンを受け付けません。"),
            _ => new VerdictRow("接続", ControlVerdict.CannotTell, look.Reason ?? "まだ確認していません。"),
        });
        return verdicts;
    }

    private static async Task<IResult> AskCheck(string key, Me me, CoreDb db, CancellationToken ct) =>
        await Find(key, me, Act.RecordChecks, db, ct) is { } account ? Pages.Show<CheckPage>(new CheckView(account, FormState.Empty)) : Pages.Refuse(new AccountNotFound(key));

    private static async Task<IResult> RecordCheck(string key, FormState form, Me me, CoreDb db, RecordCheckHandler handler, CancellationToken ct)
    {
        if (await Find(key, me, Act.RecordChecks, db, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        var done = await handler.Handle(new RecordCheck(key, Lists.Choice<CheckOutcome>(form, "outcome"), form.All("items"), form["seen"], form["done"]), me, ct);
        if (done.IsRefused(out var no)) return Pages.ShowAgain<CheckPage>(new CheckView(account, form.With(no)), no);
        return done.Value.Finding is { } finding
            ? Pages.GoTo($"/monitoring/findings/{finding.Value}", Notice.Success("異常を記録しました。", "運用所属の作業に加えました。したことを、この画面に書き足してください。"))
            : Pages.GoTo($"/monitoring/accounts/{key}", Notice.Success("「異常なし」と記録しました。"));
    }

    private static async Task<IResult> AskPlan(string key, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Find(key, me, Act.PlanMonitoring, db, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        var watch = await db.Watches.AsNoTracking().SingleOrDefaultAsync(watch => watch.Account == account.Id, ct);
        return Pages.Show<PlanPage>(await PlanView(account, FormState.Of(("interval", watch?.Interval?.FileWord), ("reported", watch?.Reported?.FileWord), ("profile", watch?.ProfileText)), db, ct));
    }

    private static async Task<IResult> Plan(string key, FormState form, Me me, CoreDb db, PlanWatchHandler handler, CancellationToken ct)
    {
        if (await Find(key, me, Act.PlanMonitoring, db, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        var done = await handler.Handle(new PlanWatch(key, IntervalWords.Find(form["interval"]), FrequencyWords.Find(form["reported"]), form["profile"]), me, ct);
        return done.IsRefused(out var no)
            ? Pages.ShowAgain<PlanPage>(await PlanView(account, form.With(no), db, ct), no)
            : Pages.GoTo($"/monitoring/accounts/{key}", Notice.Success("見守りの設定を変えました。", done.Value.NextDueOn is { } due ? $"次の点検の期限は{due.InWords}です。" : null));
    }

    private static async Task<IResult> LookNow(string key, Me me, LookNowHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new LookNow(key), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"/monitoring/accounts/{key}", Notice.Success("媒体の確認を頼みました。", "1分ほどで結果が出ます。この画面を開き直してください。"));
    }

    private static async Task<PlanView> PlanView(Account account, FormState form, CoreDb db, CancellationToken ct) =>
        new(account, await db.AccountLooks.AsNoTracking().Where(look => look.Account == account.Id).Select(look => look.Text).SingleOrDefaultAsync(ct), form);

    private static Task<Account?> Find(string key, Me me, Act act, CoreDb db, CancellationToken ct) =>
        db.Accounts.AsNoTracking().Reached(me, act).SingleOrDefaultAsync(account => account.Key == key, ct);
}
