using Koshiki.Core;
using Koshiki.Core.Contracts;
using Koshiki.Core.Contracts.Associating;
using Koshiki.Core.Contracts.Checking;
using Koshiki.Core.Contracts.Ending;
using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Custody;
using Koshiki.Core.Custody.Attesting;
using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Custody.Reviewing;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Custody and contracts in all their states: in order, overdue, a transfer half handed over, contracts that lack something, that ended, that were renewed.</summary>
internal sealed class CustodyStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    /// <summary>Tells what was attested and agreed in the last year, as of now.</summary>
    public async Task Tell(DateTimeOffset now)
    {
        var today = now.DayInJapan;
        stage.Clock.Now = now;
        await Hold("d1002", ["A001", "A002", "A003", "A005"], today.AddMonths(-2), today.AddMonths(-2));
        await Hold("d2202", ["A006", "A007", "A008"], today.AddMonths(-11).AddDays(-10), today.AddMonths(-7));
        await Hold("d3002", ["A009", "A010"], today.AddMonths(-14), today.AddMonths(-3));
        await Hold("d4002", ["A011"], today.AddMonths(-4), today.AddMonths(-13));
        await Hold("d5002", ["A015", "A016", "A017"], today.AddMonths(-5), today.AddMonths(-5));
        await As("d6002", (services, me) => services.Handler<AttestPasswordHandler>().Handle(new AttestPassword("A021", PasswordRules.All & ~PasswordRules.Symbol, null, today.AddMonths(-3), IsSecret: true), me, default));
        await As("d5002", (services, me) => services.Handler<ReviewAccountHandler>().Handle(new AddApplication("A015", "予約投稿サービス（架空）", "投稿の予約", today.AddMonths(-9)), me, default));
        await As("d1002", (services, me) => services.Handler<ReviewAccountHandler>().Handle(new NotePlatformChange(Platform.X, today.AddDays(-20), "返信できる人の初期設定が変わりました。公開の範囲を確かめてください。"), me, default));
        await Contracts(today);
        await Transfer(today);
        await stage.Act(async services =>
        {
            foreach (var duty in services.GetServices<Core.Work.Duties.IDailyDuty>().Where(duty => duty.Name is "custody" or "contracts")) await duty.Look(today, now, default);
        });
        await HandBack(today);
    }

    /// <summary>One person brings accounts into order.</summary>
    private async Task Hold(string who, string[] keys, DateOnly changed, DateOnly reviewed)
    {
        foreach (var key in keys)
        {
            await As(who, (services, me) => services.Handler<AttestPasswordHandler>().Handle(new AttestPassword(key, PasswordRules.All, null, changed, IsSecret: true), me, default));
            await As(who, (services, me) => services.Handler<HoldAccountHandler>().Handle(new RegisterAdministrator(key, who, changed), me, default));
            await As(who, (services, me) => services.Handler<HoldAccountHandler>().Handle(new SecureAccount(key, SecondFactorKind.AuthenticatorApp, "所属の金庫"), me, default));
            await As(who, (services, me) => services.Handler<ReviewAccountHandler>().Handle(new ReviewAccount(key, ReviewKind.ConnectedApplications, reviewed, "使っているアプリだけであることを確かめた。"), me, default));
            await As(who, (services, me) => services.Handler<ReviewAccountHandler>().Handle(new ReviewAccount(key, ReviewKind.FunctionSettings, reviewed, "返信とメッセージの設定を確かめた。変更の必要なし。"), me, default));
        }
    }

    private async Task Contracts(DateOnly today)
    {
        var year = today.FiscalYear;
        var afterSigning = year.FirstDay.AddDays(9) <= today ? year.FirstDay.AddDays(9) : today;
        var tourism = await Sign("d5002", null, AgreementKind.Outsourcing, "観光情報発信業務委託契約", "株式会社さくら企画（架空）", "05001", "", "A015 A016 A018", year.FirstDay);
        await Prove("d5002", tourism, LoginPoints.All, ClauseKind.SecurityAndGuideline, ClauseKind.Copyright, ClauseKind.Logins, ClauseKind.PriorConfirmation);
        await As("d5002", (services, me) => services.Handler<RecordPartnerHandler>().Handle(new TakeStaffDocument(tourism, afterSigning, "小林 海斗（担当）\n予備：松井 玲", "パソコン 管理番号SK-12\nスマートフォン 管理番号SK-31", "観振第45号"), me, default));
        await As("d5002", (services, me) => services.Handler<RecordPartnerHandler>().Handle(new AddLogin(tourism, "A015", LoginOwner.Government, "観光振興課の共用ログイン", false), me, default));
        await As("d5002", (services, me) => services.Handler<RecordPartnerHandler>().Handle(new AddLogin(tourism, "A015", LoginOwner.Partner, "sakura-tabi", NoOtherSite: true), me, default));
        await As("d5002", (services, me) => services.Handler<CheckAgreementHandler>().Handle(new PassGuideline(tourism, afterSigning), me, default));
        await As("d5002", (services, me) => services.Handler<CheckAgreementHandler>().Handle(new CheckAgreement(tourism, today.AddMonths(-1), true, "直近1か月の投稿と、発信前の確認の記録を確かめた。"), me, default));

        var photographs = await Sign("d1002", null, AgreementKind.Outsourcing, "広報写真・Instagram運用業務委託契約", "株式会社さくら企画（架空）", "01001", "", "A004", year.FirstDay);
        await Prove("d1002", photographs, LoginPoints.BothLogins, ClauseKind.Copyright, ClauseKind.Logins, ClauseKind.PriorConfirmation);
        var park = await Sign("d6002", null, AgreementKind.BasicAgreement, "みどり野総合運動公園の管理に関する基本協定", "みどり野スポーツ振興団（架空）", "06001", "06004", "A024", year.FirstDay.AddYears(-2), years: 5);
        await As("d6002", (services, me) => services.Handler<CheckAgreementHandler>().Handle(new CheckAgreement(park, today.AddMonths(-8), false, "返信の方針が掲示されていない。掲示を求めた。"), me, default));
        await Sign("d3002", null, AgreementKind.JointOperation, "移住ナビの共同運営に関する協定", "くれない市（架空）\nあさぎ町（架空）", "03001", "", "A009 A010", year.FirstDay.AddYears(-1), years: 3);

        var before = await Sign("d5002", null, AgreementKind.Outsourcing, "観光動画制作業務委託契約（前年度）", "有限会社みなも映像（架空）", "05001", "", "A018", year.FirstDay.AddYears(-1));
        await As("d5002", (services, me) => services.Handler<RecordPartnerHandler>().Handle(new AddLogin(before, "A018", LoginOwner.Partner, "minamo-eizo", NoOtherSite: true), me, default));
        var association = await As("d5002", (services, me) => services.Handler<AssociationHandler>().Handle(new SaveAssociation(null, "みどり野観光キャンペーン実行委員会（架空）", "05001", ["A017"], null), me, default));
        foreach (var (name, duty) in new[] { ("みどり野県観光連盟（架空）", "会長"), ("みどり野商工会議所（架空）", "副会長"), ("くれない市（架空）", "") })
            await As("d5002", (services, me) => services.Handler<AssociationHandler>().Handle(new AddMember(association, name, duty, year.FirstDay.AddYears(-3)), me, default));
    }

    private Task<AgreementId> Sign(string who, AgreementId? succeeds, AgreementKind kind, string title, string parties, string office, string facility, string accounts, DateOnly from, int years = 1) =>
        As(who, (services, me) => services.Handler<SaveAgreementHandler>().Handle(
            new SaveAgreement(null, succeeds, kind, title, parties.Split('\n'), office, facility, accounts.Split(' '), from.AddDays(-7), from, from.AddYears(years).AddDays(-1), Agreement.UsualCheckMonths, null), me, default));

    private Task<int> Prove(string who, AgreementId agreement, LoginPoints points, params ClauseKind[] kinds) => As(who, (services, me) => services.Handler<ProveClausesHandler>().Handle(new ProveClauses(agreement,
    [
        .. kinds.Select((kind, at) => new ClauseProof(kind, $"第{at + 8}条", kind switch
        {
            ClauseKind.SecurityAndGuideline => "受託者は、県の情報セキュリティポリシー及びソーシャルメディアの利用の指針を守らなければならない。",
            ClauseKind.Copyright => "本業務で作成した記事及び写真の著作権は、県に帰属する。",
            ClauseKind.Logins => points == LoginPoints.All ? "受託者は、割り当てられたログインを本業務のほかに使用してはならず、契約の終了後は直ちに返還する。県のログインは県が管理する。" : "県と受託者は、それぞれのログインを適切に管理する。",
            _ => "受託者は、記事を発信する前に県の確認を受けなければならない。",
        }, kind is ClauseKind.Logins ? points : LoginPoints.None)),
    ]), me, default));

    /// <summary>A member of the health office left; his successor has begun.</summary>
    private async Task Transfer(DateOnly today)
    {
        var last = today.AddDays(-3);
        await stage.Act(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            var leaver = Person.Called("木下 葵", "d4003", reading: "きのした あおい");
            var office = await db.OfficesOn(today).Where(o => o.Code == "04001").Select(o => o.Id).SingleAsync();
            var posting = Must(Posting.Of(leaver.Id, office, Duty.Staff, today.AddYears(-2), last, "主事"));
            db.AddRange(leaver, posting);
            await db.SaveChangesAsync();
            await services.Handler<RaiseHandOvers>().Raise(new PostingEnded(posting.Id.Value, leaver.Id.Value, leaver.Name, office.Value, last), default);
        });
        var raised = default(PostingId);
        await stage.Act(async services => raised = await services.GetRequiredService<CoreDb>().HandOvers.Where(h => h.LeaverName == "木下 葵").Select(h => h.Posting).Distinct().SingleAsync());
        await As("d4002", (services, me) => services.Handler<DoHandOversHandler>().Handle(new HandOverPassword(raised, ["A011", "A012"], PasswordRules.All, null, today.AddDays(-1), IsSecret: true), me, default));
        await As("d4002", (services, me) => services.Handler<DoHandOversHandler>().Handle(new HandOverRights(raised, ["A011"], today.AddDays(-1), "投稿ツールの利用者から外した。"), me, default));
    }

    /// <summary>The logins of last year's film contract are told to be back; the head has not yet looked.</summary>
    private async Task HandBack(DateOnly today)
    {
        AgreementId ended = default;
        var fates = new Dictionary<Guid, LoginFate>();
        await stage.Act(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            ended = await db.LoginHandBacks.OrderBy(h => h.DueOn).Select(h => h.Agreement).FirstAsync();
            foreach (var login in await db.PartnerLogins.Where(l => l.Agreement == ended).Select(l => l.Id).ToListAsync()) fates[login] = LoginFate.Deleted;
        });
        await As("d5002", (services, me) => services.Handler<EndAgreementHandler>().Handle(new RecordHandBack(ended, fates, today, "相手方を管理者から外し、パスワードを変更した。"), me, default));
    }

    private async Task<T> As<T>(string number, Func<IServiceProvider, Me, Task<Result<T>>> deed) => Must(await stage.Act(people[number], deed));
}
