using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Opening;
using Koshiki.Core.Opening.Acquiring;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Keeping;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Opening.Reviewing;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Consultations in every state, and the papers of the accounts in use: most have them, some lack one or another. By the handlers that people use.</summary>
internal sealed class OpeningStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    /// <summary>Since when the fictional prefecture has asked its offices to consult.</summary>
    private static readonly DateOnly DutySince = new(2014, 4, 1);

    /// <summary>Offices whose staff and head are known, by code.</summary>
    private static readonly Dictionary<string, (string Writer, string Head)> Desks = new()
    {
        ["01001"] = ("d1002", "d1001"), ["02003"] = ("d2202", "d2201"), ["03001"] = ("d3002", "d3001"), ["04001"] = ("d4002", "d4001"), ["04002"] = ("d4102", "d4101"), ["05001"] = ("d5002", "d5001"),
        ["05002"] = ("d5102", "d5101"), ["06001"] = ("d6002", "d6001"), ["06003"] = ("d6101", "d6100"), ["07002"] = ("d7002", "d7001"), ["07004"] = ("d7202", "d7201"), ["08001"] = ("d8002", "d8001"),
    };

    private static readonly NeedCheck Need = new(
        12, TwoWayUse.Listens, "旬の情報が毎週集まり、写真や図で伝えられるものが多い。", "窓口と電話の問合せが月40件ほどあり、利用者への聞取りでも要望があった。",
        "今あるアカウントは扱う分野が広く、この分野の情報が埋もれる。", "利用者の年代が合い、通知と写真で気付いてもらえる。", "");

    private Dictionary<string, string> officeOf = [];

    public async Task Tell(DateTimeOffset now)
    {
        stage.Clock.Now = now.DayInJapan.AddDays(-40).At(new TimeOnly(10, 0));
        await Begin();
        await Papers();
        await Consultations(now);
        stage.Clock.Now = now;
    }

    private Task Begin() => stage.Act(async services =>
    {
        var db = services.GetRequiredService<CoreDb>();
        db.Add(new ConsultationDuty { Id = ConsultationDuty.TheOne, Since = DutySince });
        var offices = await db.OfficesOn(stage.Clock.Now.DayInJapan).ToListAsync();
        var known = await db.OfficeContacts.Select(contact => contact.Office).Distinct().ToListAsync();
        db.OfficeContacts.AddRange(offices.Where(office => !known.Contains(office.Id)).Select(office => Must(OfficeContact.Parse(office.Id, $"office{office.Code}@pref.midorino.example"))));
        var codes = offices.ToDictionary(office => office.Id, office => office.Code);
        officeOf = await db.Accounts.Where(account => account.State != AccountState.Retired).OrderBy(account => account.Key).ToDictionaryAsync(account => account.Key, account => codes[account.Office]);
        await db.SaveChangesAsync();
    });

    /// <summary>Every third account keeps its policy here, the others on paper; every fifth lacks something.</summary>
    private async Task Papers()
    {
        var number = 0;
        foreach (var (key, office) in officeOf)
        {
            number++;
            var writer = Desks.TryGetValue(office, out var desk) ? desk.Writer : "d1002";
            if (number % 5 != 0) await Keep(writer, key, Lack.Consultation, number);
            if (number % 7 != 0) await Keep(writer, key, Lack.UsagePolicy, number);
            if (number % 6 != 0) await Keep(writer, key, Lack.OperationManual, number);
            if (number % 3 == 0 && desk != default) await Policy(desk, key);
            else if (number % 5 != 0) await Keep(writer, key, Lack.AccountPolicy, number);
            if (number % 4 != 0) await Do<RecordHandler>(writer, async (handler, me) => Must(await handler.Handle(new RecordDisclosure(key, stage.Clock.Now.DayInJapan, number % 9 != 0, "プロフィール欄のリンク", number % 8 != 0), me, default)));
        }

        var tasks = officeOf.Keys.Select((key, at) => (key, at: at + 1)).Where(one => one.at % 7 == 0).Select(one => (one.key, Lack.UsagePolicy)).ToList();
        await Do<LackTaskHandler>("d1002", async (handler, me) => Must(await handler.Handle(new MakeLackTasks(tasks, stage.Clock.Now.DayInJapan.AddDays(70)), me, default)));
    }

    private async Task Consultations(DateTimeOffset now)
    {
        stage.Clock.Now = now.DayInJapan.AddDays(-30).At(new TimeOnly(10, 0));
        await Start("06003", "instagram", "除雪の車窓から", "道路の除雪のようすを写真で知らせます。", judge: false);
        await Start("04001", "instagram", "みどり野けんこうレシピ", "旬の野菜を使った減塩の献立を紹介します。");

        var dropped = await Start("05002", "facebook", "直売所めぐり", "県内の直売所を紹介します。");
        await Do<ApplyHandler>("d5102", async (handler, me) => Must(await handler.Handle(new WithdrawConsultation(dropped, "「みどり野の農と食」で紹介することにしたため。"), me, default)));

        await Submitted("07002", "instagram", "図書館の一冊", "司書が選んだ本を写真で紹介します。");
        var joint = await Submitted("03001", "other", "移住ショート", "移住した人の1日を短い動画で紹介します。", "TikTok");
        await Do<ReviewHandler>("d1002", async (handler, me) => Must(await handler.Handle(new SayOnConsultation(joint, "初めての媒体です。3者での検討の日程を調整します。"), me, default)));

        var returned = await Submitted("04002", "line", "子育て相談LINE", "子育ての相談窓口と催しを知らせます。");
        await Do<ReviewHandler>("d1002", async (handler, me) => Must(await handler.Handle(new DecideConsultation(returned, ReviewSide.PrOffice, Pass: false, "「みどり野けんこう便」で扱えないかを検討し、必要性に書き足してください。"), me, default)));

        await Approved("08001", "instagram", "みどり野県警の白バイ", "交通安全の呼びかけを写真で伝えます。");
        await Acquire(await Approved("06001", "facebook", "みどり野の川だより", "川の催しと工事の予定を知らせます。"), "06001", "https://www.facebook.com/midorino.kawa.demo");
        var listed = await Approved("07004", "instagram", "みどり野高校の一日", "学校行事と部活動を写真で紹介します。");
        await Acquire(listed, "07004", "https://www.instagram.com/midorino_hs_demo/");
        await Do<AcquireHandler>("d7202", async (handler, me) => Must(await handler.Handle(new PublishAccount(listed, stage.Clock.Now.DayInJapan), me, default)));
    }

    private async Task Keep(string writer, string key, Lack of, int number) => await Do<RecordHandler>(writer, async (handler, me) =>
        Must(await handler.Handle(new RecordEarlier(key, of, new DateOnly(2015 + (number % 9), 4 + (number % 8), 1 + number % 27), $"広第{100 + number}号、文書管理システム"), me, default)));

    /// <summary>The policy as the register proposes it, approved by the head.</summary>
    private async Task Policy((string Writer, string Head) desk, string key)
    {
        var version = await stage.Act(people[desk.Writer], async (services, me) =>
        {
            var known = services.Handler<KnownAccounts>();
            var account = await services.GetRequiredService<CoreDb>().Accounts.SingleAsync(a => a.Key == key);
            return Must(await services.Handler<DocumentHandler>().Handle(new SaveDocument(new DocumentOwner.OfAccount(key), DocumentKind.AccountPolicy, Texts(FirstDraft.Of(DocumentKind.AccountPolicy, await known.Of(account, default), known.Today)), "", null), me, default));
        });
        await Do<DocumentHandler>(desk.Head, async (handler, me) => Must(await handler.Handle(new ApproveDocument(key, DocumentKind.AccountPolicy, version.Number), me, default)));
    }

    private async Task<ConsultationId> Start(string office, string platform, string name, string purpose, string label = "", bool judge = true)
    {
        var writer = Desks[office].Writer;
        var id = (await Do<ApplyHandler, Consultation>(writer, async (handler, me) => Must(await handler.Handle(new BeginConsultation(office, platform, label, name, purpose, null), me, default)))).Id;
        if (judge) await Do<ApplyHandler>(writer, async (handler, me) => Must(await handler.Handle(new CheckNeed(id, name, purpose, Need), me, default)));
        return id;
    }

    private async Task<ConsultationId> Submitted(string office, string platform, string name, string purpose, string label = "")
    {
        var (writer, head) = Desks[office];
        var id = await Start(office, platform, name, purpose, label);
        foreach (var kind in DocumentKinds.All)
        {
            await stage.Act(people[writer], async (services, me) =>
            {
                var known = services.Handler<KnownAccounts>();
                var consultation = await services.GetRequiredService<CoreDb>().Consultations.SingleAsync(c => c.Id == id);
                var texts = Texts(FirstDraft.Of(kind, await known.Of(consultation, default), known.Today));
                return Must(await services.Handler<DocumentHandler>().Handle(new SaveDocument(new DocumentOwner.OfConsultation(id), kind, texts, "", null), me, default));
            });
        }

        var form = new ConsultationForm(stage.Clock.Now.DayInJapan.AddDays(45), "", OperatorKind.Direct, "", "担当 主任", "内線 2345", "");
        await Do<ApplyHandler>(writer, async (handler, me) => Must(await handler.Handle(new FillInForm(id, form), me, default)));
        stage.Clock.Now += TimeSpan.FromDays(1);
        await Do<ApplyHandler>(head, async (handler, me) => Must(await handler.Handle(new SubmitConsultation(id), me, default)));
        return id;
    }

    private async Task<ConsultationId> Approved(string office, string platform, string name, string purpose)
    {
        var id = await Submitted(office, platform, name, purpose);
        stage.Clock.Now += TimeSpan.FromHours(5);
        await Do<ReviewHandler>("d1002", async (handler, me) => Must(await handler.Handle(new DecideConsultation(id, ReviewSide.PrOffice, Pass: true, ""), me, default)));
        stage.Clock.Now += TimeSpan.FromHours(20);
        await Do<ReviewHandler>("d2002", async (handler, me) => Must(await handler.Handle(new DecideConsultation(id, ReviewSide.ItOffice, Pass: true, "端末と二段階認証の体制に支障ありません。"), me, default)));
        return id;
    }

    private async Task Acquire(ConsultationId id, string office, string url)
    {
        stage.Clock.Now += TimeSpan.FromHours(2);
        await Do<AcquireHandler>(Desks[office].Writer, async (handler, me) => Must(await handler.Handle(new AcquireAccount(id, url, "", "", stage.Clock.Now.DayInJapan, "", Badge.Asked), me, default)));
        stage.Clock.Now += TimeSpan.FromHours(1);
    }

    /// <summary>What the draft leaves open, somebody has written.</summary>
    private static Dictionary<string, string> Texts(IReadOnlyList<DocumentSection> sections) => sections.ToDictionary(section => section.Key, section => section.Text.Length > 0 ? section.Text : section.Key switch
    {
        "benefit" => "知りたい情報が、まとまって早く届く。",
        "targets" => "・1年で登録者1,000人\n・3か月続けて投稿がないとき、又は2年続けて登録者が減ったときは、廃止を検討する",
        "each-time" or "other" => "",
        _ => "この所属の実際に合わせて定める。",
    });

    private Task<bool> Do<THandler>(string person, Func<THandler, Me, Task> deed) where THandler : class => Do<THandler, bool>(person, async (handler, me) =>
    {
        await deed(handler, me);
        return true;
    });

    private Task<T> Do<THandler, T>(string person, Func<THandler, Me, Task<T>> deed) where THandler : class => stage.Act(people[person], (services, me) => deed(services.Handler<THandler>(), me));
}
