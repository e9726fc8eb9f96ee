using Koshiki.Core;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Acknowledging;
using Koshiki.Core.Guidelines.Channels;
using Koshiki.Core.Guidelines.Editing;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.Core.Guidelines.OwnRulebooks;
using Koshiki.Core.Guidelines.Reporting;
using Koshiki.Core.Guidelines.Terms;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>A year of the prefecture's guideline: two versions and a draft, who read them and who did not, terms that changed, rules of offices' own, reports, and the verdicts of yesterday and today.</summary>
internal sealed class RuleStory(Stage stage, IReadOnlyDictionary<string, PersonId> people)
{
    /// <summary>Who may publish: 広報広聴課 大西.</summary>
    private const string Editor = "d1002";

    /// <summary>Heads who read every version; d3001 stopped after the first, the others never did.</summary>
    private static readonly string[] Diligent = ["d1001", "d2201", "d4001", "d4101", "d5001", "d6001", "d6100", "d7001"];

    private static readonly string[] Readers = ["d1002", "d1003", "d2202", "d2203", "d4002", "d4102", "d5002", "d5003", "d6002", "d7002", "c0001"];

    private readonly Dictionary<string, OfficeId> offices = [];

    /// <summary>Everything but the verdicts, which come last.</summary>
    public async Task Tell(DateTimeOffset now)
    {
        await stage.Act(async services =>
        {
            foreach (var office in await services.GetRequiredService<CoreDb>().OfficesOn(now.DayInJapan).Select(o => new { o.Code, o.Id }).ToListAsync()) offices[office.Code] = office.Id;
        });
        At(now, 360);
        await Publish(text => text with { Title = "みどり野県公式アカウント運用要領", Note = "初めての要領です。" });
        await Do(Editor, (services, me) => services.Handler<ChannelRuleHandler>().Handle(new TakeModelRules(), me, default));
        At(now, 350);
        foreach (var head in Diligent.Append("d3001").Append("d9001")) await Read(head);
        foreach (var reader in Readers.Append("d3002")) await Read(reader);
        await Do(Editor, (services, me) => services.Handler<RulebookHandler>().Handle(new RegisterRulebook(null, "公安委員会", "県警察ソーシャルメディア運用規程", "警広第45号", "要領の全体に準じ、発信の承認は警察本部長の定めによります。", Today), me, default));
        await Do("d7201", (services, me) => services.Handler<RulebookHandler>().Handle(new RegisterRulebook(offices["07004"], null, "県立学校SNS運用の手引き", "https://school.midorino.example/sns-guide", "第2の5と第2の7に当たる定めがあります。", Today), me, default));
        await Record(Platform.X, "利用規約", "2025年版", "利用の条件の初めての記録です。");
        await Record(Platform.Line, "公式アカウント利用規約", "2025年版", "利用の条件の初めての記録です。");

        At(now, 200);
        await Do(Editor, (services, me) => services.Handler<ChannelRuleHandler>().Handle(new SetChannelRule(Platform.Line, ChannelRule.Purpose, "暮らしの知らせ全般を、地区と関心に合わせて届けます。災害のときの緊急の知らせも届けます。", Today), me, default));
        await Do(Editor, (services, me) => services.Handler<ChannelRuleHandler>().Handle(new SetChannelRule(Platform.Bluesky, "時間", "", Today), me, default));
        await Report("d5001", "05001", "acquisition-official", "プロフィールに置けるリンクが1つに限られる媒体では、公式一覧へのリンクと予約の案内を両立できません。", "次の版で、固定した投稿で示す方法も認めます。");

        At(now, 45);
        await Publish(
            text => text with { Note = "パスワードの文字数を10文字以上にし、公式であることの表示の方法を増やしました。", Clauses = SecondVersion(text.Clauses) },
            new ControlRemoval("monitoring-evidence", "第2の7(3)ア", "監査の調書で確かめるため"));
        At(now, 40);
        foreach (var head in Diligent) await Read(head);
        foreach (var reader in Readers.Take(7)) await Read(reader);
        foreach (var (head, code, staff, told) in new[] { ("d2201", "02003", 24, 24), ("d5001", "05001", 18, 15), ("d4001", "04001", 31, 22), ("d6001", "06001", 12, 0) })
            await Do(head, (services, me) => services.Handler<AcknowledgeHandler>().Handle(new CountPrivateUse(offices[code], staff, told), me, default));

        At(now, 9);
        await Record(Platform.X, "利用規約", "2026年版", "投稿した画像と文章が、AIの学習に使われることへの同意が加わります。使わせない設定ができます。");
        await Report("d4001", "04001", "posting-risk", "緊急の健康情報では、所属長の了解を待つ間に時機を失うことがあります。", null);
        await Do("d5001", (services, me) => services.Handler<StateControlHandler>().Handle(new StateControl("private-use-told", offices["05001"], ControlVerdict.NotMet, "臨時の職員3人にまだ知らせていません。月末の朝礼で知らせます。"), me, default));
        await Do(Editor, (services, me) => services.Handler<EditGuidelineHandler>().Handle(new BeginDraft(FromModel: false), me, default));
        stage.Clock.Now = now;
    }

    /// <summary>What the program finds yesterday and today, when all other areas have their records.</summary>
    public async Task Judge(DateTimeOffset now)
    {
        foreach (var day in new[] { now.AddDays(-1), now })
        {
            stage.Clock.Now = day;
            await stage.Act(async services => await services.GetRequiredService<GuidelineDay>().RunAgain(default));
        }
    }

    private DateOnly Today => stage.Clock.Now.DayInJapan;

    private void At(DateTimeOffset now, int daysAgo) => stage.Clock.Now = new DateTimeOffset(now.AddDays(-daysAgo).DayInJapan, new TimeOnly(10, 15), JapanTime.Offset).ToUniversalTime();

    private static ClauseTree SecondVersion(ClauseTree clauses)
    {
        var composition = clauses.Find("password-composition")!.Clause;
        var official = clauses.Find("acquisition-official")!.Clause;
        var head = clauses.Find("responsibility-head")!.Clause;
        var changed = Must(clauses.Change(composition with { Parameters = [composition.Parameters[0] with { Value = "10" }] }));
        changed = Must(changed.Change(official with { Text = "公式一覧に載せ、アカウントの側からも公式一覧へリンクします。リンクの数に限りがある媒体では、固定した投稿で公式一覧を示してもかまいません。" }));
        return Must(changed.Change(head with { Controls = [.. head.Controls.Where(one => one.Kind is ControlKind.Automatic)] }));
    }

    private Task<GuidelinePublished> Publish(Func<GuidelineText, GuidelineText> change, params ControlRemoval[] removals) => Do(Editor, async (services, me) =>
    {
        var handler = services.Handler<EditGuidelineHandler>();
        var db = services.GetRequiredService<CoreDb>();
        Must(await handler.Handle(new BeginDraft(FromModel: false), me, default));
        Must(await handler.Handle(new EditDraft(await Seen(db), "条項を変更", text => change(text)), me, default));
        return await handler.Handle(new PublishDraft(await Seen(db), Today, removals), me, default);
    });

    private static Task<uint> Seen(CoreDb db) => db.GuidelineVersions.AsNoTracking().Where(v => v.State == GuidelineState.Draft).Select(v => v.RowVersion).SingleAsync();

    /// <summary>A person reads for himself, and for the offices that he heads.</summary>
    private Task<Done> Read(string number) => Do(number, (services, me) => services.Handler<AcknowledgeHandler>().Handle(
        new AcknowledgeGuideline(Read: true, ForMyself: true, [.. me.Roles.Where(role => role.Role is Koshiki.Core.Organizations.Authorization.Role.OfficeHead).Select(role => role.Office)]), me, default));

    private Task<PlatformTerms> Record(Platform platform, string title, string edition, string summary) => Do(Editor, (services, me) => services.Handler<RecordTermsHandler>().Handle(
        new RecordTerms(platform, title, edition, Today, $"https://terms.example/{platform.Key}", summary), me, default));

    private async Task Report(string number, string office, string clause, string reason, string? answer)
    {
        var report = await Do(number, (services, me) => services.Handler<ClauseReportHandler>().Handle(new ReportClause(clause, offices[office], reason), me, default));
        if (answer is not null) await Do(Editor, (services, me) => services.Handler<ClauseReportHandler>().Handle(new AnswerReport(report.Id, ReportState.WillRevise, answer), me, default));
    }

    private async Task<T> Do<T>(string number, Func<IServiceProvider, Me, Task<Result<T>>> deed) => Must(await stage.Act(people[number], deed));
}
