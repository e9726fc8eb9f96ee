using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Reviews.Advising;
using Koshiki.Core.Reviews.Judging;
using Koshiki.Core.Reviews.Retiring;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Core.Reviews.ScopeLooking;
using Koshiki.Core.Reviews.Sharing;
using Koshiki.Core.Reviews.Suspending;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>How the fictional prefecture's offices look back at their accounts, end some, and learn from each other. D4-D9.</summary>
internal sealed class ReviewStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    private const string PrOffice = "d1002";

    /// <summary>Accounts whose last year is reviewed and confirmed, with who writes and who heads.</summary>
    private static readonly (string Key, string Writer, string Head)[] Confirmed =
    [
        ("A001", "d1003", "d1001"), ("A002", "d1003", "d1001"), ("A006", "d2202", "d2201"), ("A007", "d2202", "d2201"), ("A009", "d3002", "d3001"), ("A011", "d4002", "d4001"), ("A015", "d5002", "d5001"), ("A021", "d6002", "d6001"), ("A025", "d7002", "d7001"),
    ];

    public async Task Tell(DateTimeOffset now)
    {
        await At(now - TimeSpan.FromDays(120), Ended);
        await At(now - TimeSpan.FromDays(100), LooksAtScopes);
        await At(now - TimeSpan.FromDays(45), Running);
        await At(now - TimeSpan.FromDays(20), Later);
        stage.Clock.Now = now;
    }

    private Task At(DateTimeOffset time, Func<Task> deed)
    {
        stage.Clock.Now = time.DayInJapan.At(new TimeOnly(9, 30));
        return deed();
    }

    /// <summary>One account has gone the whole way; its name is watched.</summary>
    private async Task Ended()
    {
        await Judge("A032", "d8002", "d8001", Verdict.Retire, "動画の掲載を県のチャンネルにまとめたため。");
        var begun = stage.Clock.Now;
        await Announce("A032", "d8002", "d8001", "防犯と交通安全の動画は、「みどり野県チャンネル」でご覧いただけます。");
        stage.Clock.Now = begun + TimeSpan.FromDays(35);
        await Do<RetirementHandler, Retirement>("d8002", (handler, me) => handler.Handle(new RecordDeletion("A032", Today, "菊地 凛", "動画は県のチャンネルに移した。"), me, default));
        stage.Clock.Now = begun + TimeSpan.FromDays(70);
        await stage.Act(people["d8002"], async (services, me) =>
        {
            var id = await services.GetRequiredService<CoreDb>().Retirements.Where(r => r.AccountKey == "A032").Select(r => r.Id).SingleAsync();
            return Must(await services.Handler<RetirementHandler>().Handle(new LookAtName(id, Today, NameFinding.Free, null), me, default));
        });
    }

    private async Task LooksAtScopes()
    {
        var scopes = await Read(db => db.PostingScopes.Where(s => s.State == ScopeState.InForce).OrderBy(s => s.ValidFrom).Select(s => new { s.Id, s.Office, s.ValidFrom }).ToListAsync());
        var offices = await Read(db => db.OfficesOn(Today).Where(o => o.Code == "02003").Select(o => o.Id).ToListAsync());
        foreach (var scope in scopes.Where(s => offices.Contains(s.Office) && s.ValidFrom <= Today).Take(1))
        {
            await Do<ScopeLookHandler, ScopeLook>("d2201", (handler, me) => handler.Handle(new RecordScopeLook(scope.Id, Today, ScopeFinding.Fine, "文面はそろっている。写真の代替テキストも付いている。", []), me, default));
        }
    }

    private async Task Running()
    {
        foreach (var (key, writer, head) in Confirmed)
        {
            var id = await Review(key, writer, submit: true);
            await Do<ReviewHandler, AccountReview>(head, (handler, me) => handler.Handle(new DecideReview(id, true, null), me, default));
        }

        await Review("A014", "d4102", submit: true);
        await Review("A010", "d3002", submit: false);
        var returned = await Review("A016", "d5002", submit: true);
        await Do<ReviewHandler, AccountReview>("d5001", (handler, me) => handler.Handle(new DecideReview(returned, false, "目標の実績の根拠を、もう少し詳しく書いてください。"), me, default));

        // Their notice has run out: the deletion is due.
        await Judge("A020", "d5102", "d5101", Verdict.Retire, "更新の手が回らず、ほかのアカウントで同じ知らせを出しているため。");
        await Announce("A020", "d5102", "d5101", "農業の現場の話題は、「みどり野県の農と食」でお知らせします。");
        await Announce("A029", "d7202", "d7201", "学校の行事は、学校のホームページでお知らせします。");

        // It was paused before anybody wrote such things down; now there is a reason and a day.
        await Do<SuspensionHandler, Core.Accounts.Account>("d5001", (handler, me) => handler.Handle(new ResumeAccount("A018", Today, "春の観光動画を載せるため、いったん再開する。"), me, default));
        await Advise();
        await Share();
    }

    private async Task Later()
    {
        await Do<SuspensionHandler, Suspension>("d5001", (handler, me) => handler.Handle(new SuspendAccount("A018", "次の動画の予定がなく、半年ほど発信できないため。", Today, Today.AddMonths(6)), me, default));
        await Do<RetirementHandler, RetirementId>("d4102", (handler, me) => handler.Handle(new SaveRetirement("A013", null, Report("子育ての知らせは、「みどり野子育て応援」でお知らせします。"), true), me, default));
    }

    private Task<AccountReviewId> Review(string key, string writer, bool submit)
    {
        var next = Today.FiscalYear.LastDay;
        var content = new ReviewContent(
            [new ReviewTarget("1か月の投稿", "件", 8, 7.5m), new ReviewTarget("登録者の数", "人", 3000, 3180)], new Reactions(420, 1350, 38, 2900, 3180), "写真を付けた投稿が、付けない投稿の3倍ほど共有された。苦情のコメントはなかった。",
            "年度末に2週間ほど間が空いた。担当者が1人のため、休みの間の投稿を予約しておく必要がある。", OverallJudgement.MostlyReached, "登録者の数は目標に届いた。投稿の数は目標にわずかに届かなかった。", "投稿を予約する担当を2人にする。", next);
        return Do<ReviewHandler, AccountReviewId>(writer, (handler, me) => handler.Handle(new SaveReview(key, ReviewPeriod.DueOn(Today), null, content, submit), me, default));
    }

    private async Task Judge(string key, string writer, string head, Verdict verdict, string reason)
    {
        var answers = Enum.GetValues<EndCriterion>().Select(c => new CriterionAnswer(c, c is EndCriterion.NoProspect, c is EndCriterion.NoProspect ? reason : "当てはまる事情はない。")).ToList();
        var id = await Do<JudgementHandler, JudgementId>(writer, (handler, me) => handler.Handle(new SaveJudgement(key, null, JudgementCause.Quiet, null, new JudgementContent(answers, verdict, reason, Today.AddDays(30)), true), me, default));
        await Do<JudgementHandler, Judgement>(head, (handler, me) => handler.Handle(new DecideJudgement(id, true, null), me, default));
    }

    /// <summary>An account from the report of its end to its announcement, all on one day.</summary>
    public async Task Announce(string key, string writer, string head, string successor)
    {
        await Do<RetirementHandler, RetirementId>(writer, (handler, me) => handler.Handle(new SaveRetirement(key, null, Report(successor), true), me, default));
        stage.Clock.Now += TimeSpan.FromMinutes(40);
        await Do<RetirementHandler, Retirement>(head, (handler, me) => handler.Handle(new DecideRetirement(key, true, null), me, default));
        stage.Clock.Now += TimeSpan.FromMinutes(40);
        await Do<RetirementHandler, Retirement>(PrOffice, (handler, me) => handler.Handle(new ReceiveRetirement(key, true, null), me, default));
        stage.Clock.Now += TimeSpan.FromMinutes(40);
        await Do<RetirementHandler, Retirement>(writer, (handler, me) => handler.Handle(new RecordNotice(key, Today, "プロフィールと固定した投稿で知らせた。"), me, default));
    }

    private RetirementReport Report(string successor) => new(
        [EndCriterion.NoProspect], "同じ内容をほかのアカウントでも発信しており、まとめた方が利用者に分かりやすいため。", successor, 30, Today.AddDays(40),
        "いつもご覧いただき、ありがとうございます。\nこのアカウントは、まもなく運用を終えます。", "このシステムの投稿の記録を保存する。");

    private async Task Advise()
    {
        await Give("A014", AdviceKind.Improve, "催しの投稿に、日時・場所・対象を必ず書いてください。", "問合せのコメントが続いているため。");
        var second = await Give("A021", AdviceKind.Improve, "工事の知らせに、地図か写真を付けてください。", "場所が分かりにくいという声があったため。");
        await Do<AdviceHandler, Advice>("d6001", (handler, me) => handler.Handle(new AnswerAdvice(second, AdviceAnswer.Follows, "位置図のひな形を作り、来月から付ける。", Today.AddDays(30)), me, default));
        var third = await Give("A026", AdviceKind.Retire, "Xと同じ内容なら、まとめることを検討してください。", "反応の数がXの1割に満たないため。");
        await Do<AdviceHandler, Advice>("d7001", (handler, me) => handler.Handle(new AnswerAdvice(third, AdviceAnswer.Declines, "高齢の利用者の多くがこちらを見ているため、続ける。", null), me, default));
        await Do<AdviceHandler, Advice>(PrOffice, (handler, me) => handler.Handle(new FollowUpAdvice(third, "利用者の年代の調べを確かめた。続ける理由がある。", null), me, default));
    }

    private Task<AdviceId> Give(string key, AdviceKind kind, string text, string reason) =>
        Do<AdviceHandler, AdviceId>(PrOffice, (handler, me) => handler.Handle(new GiveAdvice(key, kind, text, reason, Today.AddDays(30)), me, default));

    private async Task Share()
    {
        await Case("d2202", CaseKind.GoodCase, "避難の呼びかけを、やさしい日本語で1文ずつ書く", "したこと：1つの投稿を3文までにし、最初の文に場所と行動を書いた。\n結果：共有された数が2倍になった。\n理由：読む時間が短く、転送しやすい。", share: true);
        await Case("d5002", CaseKind.GoodCase, "写真の募集で、季節の景色を県民に撮ってもらう", "したこと：募集要項と承諾の書式を整え、月に1回、10枚を紹介した。\n結果：登録者が半年で2割増えた。", share: true);
        await Case("d1003", CaseKind.Must, "避難の指示と、暮らしに影響する断水・通行止め", "発信した情報は、県のホームページにも同時に載せる。", share: true);
        await Case("d1003", CaseKind.Should, "催しの案内", "日時、場所、対象、申込みの方法、問合せ先をそろえる。", share: true);
        await Case("d1003", CaseKind.May, "職場の日常の紹介", "写っている人の承諾を得る。執務室の書類や画面を写さない。", share: true);
        await Case("d7002", CaseKind.GoodCase, "新しく入った本を、司書が一言で薦める", "したこと：毎週木曜に3冊を紹介した。\n結果：予約が増えた。", share: false);
    }

    private async Task Case(string writer, CaseKind kind, string title, string text, bool share)
    {
        var id = await stage.Act(people[writer], async (services, me) => Must(await services.Handler<CaseHandler>().Handle(new SaveCase(null, me.Roles[0].Office, kind, title, text, null, true), me, default)));
        if (share) await Do<CaseHandler, SharedCase>(PrOffice, (handler, me) => handler.Handle(new DecideCase(id, true, null), me, default));
    }

    private DateOnly Today => stage.Clock.Now.DayInJapan;

    private Task<T> Do<THandler, T>(string person, Func<THandler, Me, Task<Result<T>>> deed) where THandler : class =>
        stage.Act(people[person], async (services, me) => Must(await deed(services.Handler<THandler>(), me)));

    private async Task<List<T>> Read<T>(Func<CoreDb, Task<List<T>>> query)
    {
        List<T> found = [];
        await stage.Act(async services => found = await query(services.GetRequiredService<CoreDb>()));
        return found;
    }
}
