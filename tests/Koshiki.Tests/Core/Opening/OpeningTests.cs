using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Opening;
using Koshiki.Core.Opening.Acquiring;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Keeping;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Opening;

/// <summary>From the first idea to the public list and the audit's tables, by the handlers.</summary>
public sealed class OpeningTests : IAsyncLifetime
{
    private readonly City city = new();

    public ValueTask InitializeAsync() => city.InitializeAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task C7_an_approved_account_is_acquired_begins_and_residents_read_its_policy()
    {
        var id = await city.Approved();
        var account = await city.Opened(id, "https://x.com/aiko_tabi");

        await using var db = city.Staff.Open();
        var policy = Assert.Single(await new PolicyDocuments(db).On(city.Staff.Clock.Today, default));
        Assert.Equal((AccountState.Active, city.Tourism), (account.State, account.Office));
        Assert.Equal((PublicDocumentKind.AccountPolicy, account.Key, "愛光の旅（X）アカウント運用ポリシー"), (policy.Kind, policy.AccountKey, policy.Title));
        Assert.Contains(policy.Sections, section => section.Text.Contains("URL：https://x.com/aiko_tabi", StringComparison.Ordinal));
        Assert.Contains(policy.Sections, section => section.Text.Contains("電話：089-912-0000", StringComparison.Ordinal));
        Assert.Equal(["opening-lack", "opening-start"], await db.Tasks.Where(t => t.Office == city.Tourism).Select(t => t.Kind).Order().ToListAsync());
        Assert.True(await db.Set<ListDue>().AnyAsync());
    }

    [Fact]
    public async Task C5_an_unfinished_consultation_is_refused_with_every_place()
    {
        var id = await city.Begin();
        var save = await city.Filled(id, DocumentKind.UsagePolicy);
        var texts = new Dictionary<string, string>(save.Texts) { ["audience"] = "", ["targets"] = "登録者○○人" };
        Assert.True((await city.As<DocumentHandler, Result<DocumentVersion>>(City.Writer, (handler, me) => handler.Handle(save with { Texts = texts }, me, default))).Succeeded);

        var refused = await city.Submit(id);

        Assert.Equal(
            ["usage-policy.audience", "usage-policy.targets", "operation-manual", "account-policy", "form"],
            Assert.IsType<NotComplete>(refused.Refusal).All.Select(fault => fault.Field));
    }

    [Fact]
    public async Task C5_only_the_office_head_submits_and_thereby_approves_what_others_wrote()
    {
        var id = await city.Begin();
        await city.Write(id);

        var byWriter = await city.Submit(id, City.Writer);
        var byHead = await city.Submit(id);

        await using var db = city.Staff.Open();
        Assert.Equal((new MayNotSubmit(), ConsultationState.Submitted), (byWriter.Refusal, byHead.Value));
        Assert.All(await db.DocumentVersions.ToListAsync(), version => Assert.Equal((DocumentState.Approved, City.Head), (version.State, version.ApprovedByName)));
    }

    [Fact]
    public async Task C5_a_platform_that_no_account_uses_yet_is_new()
    {
        var id = await city.Begin("bluesky");
        await city.Write(id);
        Assert.True((await city.Submit(id)).Succeeded);

        var early = await city.Decide(id, City.Pr, ReviewSide.PrOffice);

        Assert.Equal(new JointReviewMissing(), early.Refusal);
    }

    [Fact]
    public async Task C1_accounts_of_the_same_office_or_with_the_same_words_are_shown_the_most_alike_first()
    {
        await city.Register("愛光の旅だより", "x", "https://x.com/aiko_tabidayori", office: "01001");
        await city.Register("産業まつり", "facebook", "https://www.facebook.com/aiko.sangyo");
        var id = await city.Begin();
        await using var db = city.Staff.Open();

        var similar = await SimilarAccounts.For(db, await db.Consultations.SingleAsync(c => c.Id == id), city.Staff.Clock.Today, default);

        Assert.Equal([("愛光の旅だより", "名称・目的が似ている、同じ媒体"), ("産業まつり", "同じ所属")], similar.Select(account => (account.Name, account.Why)));
    }

    [Fact]
    public async Task C4_saving_on_an_approved_policy_makes_the_next_version_which_holds_once_the_head_has_approved_it()
    {
        var account = await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        var before = await Latest(account);
        var texts = before.Sections.ToDictionary(s => s.Key, s => s.Key == "hours" ? "平日の10時から16時までに投稿します。" : s.Text);

        var saved = await Save(account, texts, (before.Number, before.Version));
        var stale = await Save(account, new Dictionary<string, string>(texts) { ["hours"] = "毎日" }, (before.Number, before.Version));
        var inBetween = await Policy(account);
        var own = await Approve(account, saved.Value.Number, City.Writer);
        var byHead = await Approve(account, saved.Value.Number, City.Head);

        Assert.Equal((before.Number + 1, DocumentState.Draft), (saved.Value.Number, saved.Value.State));
        Assert.IsType<SomebodyElseWrote>(stale.Refusal);
        Assert.DoesNotContain("10時", inBetween, StringComparison.Ordinal);
        Assert.Equal(new MayNotApproveDocuments(), own.Refusal);
        Assert.Equal(DocumentState.Approved, byHead.Value.State);
        Assert.Contains("10時", await Policy(account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C3_a_password_is_not_stored_in_a_manual_and_a_section_has_its_limit()
    {
        var id = await city.Begin();
        var save = await city.Filled(id, DocumentKind.OperationManual);
        var texts = new Dictionary<string, string>(save.Texts) { ["security"] = "パスワードは Aiko-2026! です。", ["steps"] = new string('あ', 5001) };

        var refused = await city.As<DocumentHandler, Result<DocumentVersion>>(City.Writer, (handler, me) => handler.Handle(save with { Texts = texts }, me, default));

        Assert.Equal(["operation-manual.steps", "operation-manual.security"], refused.Refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task C6_the_name_of_a_person_is_tracked_and_his_leaving_is_a_task_that_the_new_name_closes()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_old");
        await using (var db = city.Staff.Open())
        {
            (await db.People.SingleAsync(p => p.Name == City.Writer)).StaffNumber = "1001";
            await db.SaveChangesAsync();
        }

        await Hold(account, "1001");
        await using (var db = city.Staff.Open())
        {
            var person = await db.People.SingleAsync(p => p.Name == City.Writer);
            await new NamedPersonLeaves(db, city.Staff.Clock).Hear(new PostingEnded(Guid.NewGuid(), person.Id.Value, person.Name, city.Tourism.Value, city.Staff.Clock.Today), Guid.NewGuid(), default);
        }

        var asked = await TaskOf(NamedPersonLeaves.Kind);
        await Hold(account, "");

        Assert.Equal((TaskState.Open, city.Staff.Clock.Today.AddDays(14)), (asked.State, asked.DueOn));
        Assert.Equal(TaskState.Done, (await TaskOf(NamedPersonLeaves.Kind)).State);
    }

    [Fact]
    public async Task C8_each_lack_becomes_one_dated_task_once_and_what_fills_it_closes_it()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_old");
        var chosen = Lacks.All.Select(lack => (account.Key, lack)).ToList();
        var due = city.Staff.Clock.Today.AddDays(60);

        var first = await MakeTasks(chosen, due);
        var second = await MakeTasks(chosen, due);
        await city.Earlier(account.Key, Lack.Consultation);
        await city.Earlier(account.Key, Lack.AccountPolicy);
        await city.Disclose(account.Key);

        await using var db = city.Staff.Open();
        var tasks = await db.Tasks.Where(t => t.Kind == LackTasks.Kind).ToListAsync();
        Assert.Equal((5, 0), (first.Value, second.Value));
        Assert.All(tasks, task => Assert.Equal((city.Tourism, due), (task.Office, task.DueOn)));
        Assert.Equal(["account-policy", "consultation", "disclosure"], tasks.Where(t => t.State is TaskState.Done).Select(t => t.About.Split('/')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task C8_what_an_office_registers_by_itself_is_unapproved_with_its_lacks_as_tasks_until_it_is_consulted_on()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_own", by: City.Writer);
        await Listen(account);
        var before = await ListedKeys();
        var byHand = await city.As<AccountHandler, Result<Account>>(City.Writer, (handler, me) => handler.Handle(new MoveAccount(account.Key, AccountAction.Open, city.Staff.Clock.Today), me, default));

        var opened = await city.Opened(await city.Approved("旅のX", account.Key), "");
        await Listen(account);

        Assert.Equal(AccountState.Unapproved, account.State);
        Assert.Equal(new NeedsConsultation(account.Key), byHand.Refusal);
        Assert.DoesNotContain(account.Key, before);
        Assert.Equal((account.Key, AccountState.Active), (opened.Key, opened.State));
        Assert.Contains(account.Key, await ListedKeys());
        await using var db = city.Staff.Open();
        var tasks = await db.Tasks.Where(t => t.Kind == LackTasks.Kind).ToListAsync();
        Assert.Equal(Lacks.All.Select(lack => lack.Key).Order(StringComparer.Ordinal), tasks.Select(t => t.About.Split('/')[1]).Order(StringComparer.Ordinal));
        Assert.All(tasks, task => Assert.Equal((city.Tourism, city.Staff.Clock.Today.AddDays(TaskLacksOfRegistered.Days)), (task.Office, task.DueOn)));
    }

    [Fact]
    public async Task C8_the_pr_office_sees_what_was_never_approved_and_may_put_it_in_use()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_own", by: City.Writer);
        using var onishi = await city.Staff.SignIn("onishi");
        using var hasegawa = await city.Staff.SignIn("hasegawa");

        var home = (await onishi.Open("/home")).QuerySelector("main")!.TextContent;
        var others = (await hasegawa.Open("/home")).QuerySelector("main")!.TextContent;
        var moved = await city.As<AccountHandler, Result<Account>>(City.Pr, (handler, me) => handler.Handle(new MoveAccount(account.Key, AccountAction.Open, city.Staff.Clock.Today), me, default));

        Assert.Contains("未承認のアカウント", home, StringComparison.Ordinal);
        Assert.DoesNotContain("未承認のアカウント", others, StringComparison.Ordinal);
        Assert.Equal(AccountState.Active, moved.Value.State);
        Assert.Equal(AccountState.Active, (await city.Register("広報のX", "x", "https://x.com/aiko_pr2", by: City.Pr)).State);
    }

    [Fact]
    public async Task C8_an_account_in_use_is_consulted_later_and_stays_what_it_is()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_old");
        await MakeTasks([(account.Key, Lack.Consultation)], city.Staff.Clock.Today);

        var id = await city.Approved("旅のX", account.Key);
        var same = (await city.As<AcquireHandler, Result<Account>>(City.Writer, (handler, me) => handler.Handle(new AcquireAccount(id, "", "", "", city.Staff.Clock.Today, "", Badge.Held), me, default))).Value;

        Assert.Equal((account.Key, AccountState.Active), (same.Key, same.State));
        Assert.Equal(TaskState.Done, (await TaskOf(LackTasks.Kind)).State);
    }

    [Fact]
    public async Task J2_the_controls_judge_by_what_there_is_and_say_why()
    {
        var old = await city.Register("古いX", "x", "https://x.com/aiko_old", openedOn: new DateOnly(2013, 1, 1));
        var bare = await city.Register("旅のX", "x", "https://x.com/aiko_bare");
        var whole = await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        await city.Disclose(whole.Key, links: false);
        await SetDuty(new DateOnly(2014, 4, 1));

        var verdicts = await Judge(old, bare, whole);

        string[] expected =
            [
                $"account-policy-disclosed {bare.Key} NotMet", $"account-policy-disclosed {old.Key} NotMet", $"account-policy-disclosed {whole.Key} Met",
                $"account-policy-exists {bare.Key} NotMet", $"account-policy-exists {old.Key} NotMet", $"account-policy-exists {whole.Key} Met",
                $"consulted-before-opening {bare.Key} NotMet", $"consulted-before-opening {whole.Key} Met",
                $"operation-manual {bare.Key} NotMet", $"operation-manual {old.Key} NotMet", $"operation-manual {whole.Key} Met",
                $"policy-links-to-list {bare.Key} CannotTell", $"policy-links-to-list {old.Key} CannotTell", $"policy-links-to-list {whole.Key} NotMet",
                $"usage-policy {bare.Key} NotMet", $"usage-policy {old.Key} NotMet", $"usage-policy {whole.Key} Met",
            ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), verdicts.Select(v => $"{v.Control} {v.Key} {v.Verdict}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task J2_a_disclosure_that_was_looked_at_too_long_ago_no_longer_counts_for_the_control()
    {
        var account = await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        await city.Disclose(account.Key);
        city.Staff.Clock.Pass(TimeSpan.FromDays(370));

        var verdicts = await Judge(account);

        Assert.Contains(verdicts, v => v is { Control: "account-policy-disclosed", Verdict: ControlVerdict.NotMet });
    }

    [Fact]
    public async Task J2_tables_7_to_10_equal_a_plain_count()
    {
        await SetDuty(new DateOnly(2014, 4, 1));
        foreach (var (code, name) in new[] { ("06001", "河川課"), ("06002", "道路課"), ("06003", "公園課") }) await city.Staff.AddOffice(code, name, department: "土木部");
        await city.Register("河川のX", "x", "https://x.com/aiko_kasen", office: "06001", openedOn: new DateOnly(2013, 6, 1));
        var road = await city.Register("道路のX", "x", "https://x.com/aiko_road", office: "06002");
        var park = await city.Register("公園のX", "x", "https://x.com/aiko_park", office: "06003");
        foreach (var lack in new[] { Lack.UsagePolicy, Lack.AccountPolicy }) await city.Earlier(road.Key, lack, City.PrHead);
        foreach (var lack in new[] { Lack.Consultation, Lack.OperationManual, Lack.AccountPolicy }) await city.Earlier(park.Key, lack, City.PrHead);
        await city.Disclose(park.Key, by: City.PrHead);
        await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        await city.Register("観光の写真", "instagram", "https://www.instagram.com/aiko_kanko/");

        await using var db = city.Staff.Open();
        var snapshot = await RegisterSnapshot.Take(db, city.Staff.Clock.Today, default);
        string Cells(string table, string row) => string.Join(' ', RecipeRun.Run(Programme.Ehime.Table(table)!, snapshot).Rows.Single(r => r.Key == row).Cells.Select(cell => cell.Text));

        // 広報課, 観光課 (its second account has nothing), 河川課 (older than the duty), 道路課, 公園課.
        Assert.Equal(["1 25.0", "3 75.0", "4 100", "1 －", "5 －"], new[] { "yes", "no", "subtotal", "exempt", "total" }.Select(row => Cells("7", row)));
        Assert.Equal(["1 20.0", "4 80.0", "5 100"], new[] { "yes", "no", "total" }.Select(row => Cells("8", row)));
        Assert.Equal(["1 20.0", "4 80.0", "5 100"], new[] { "yes", "no", "total" }.Select(row => Cells("9", row)));
        Assert.Equal(["2 40.0 1 1", "3 60.0 － 3", "5 100 1 4"], new[] { "exists", "none", "total" }.Select(row => Cells("10", row)));
        Assert.Equal($"{Number("7", "yes")} {Number("7", "exempt")} {Number("8", "yes")} {Number("9", "yes")} {Number("10", "exists")}", await TestDatabase.Ask<string>(city.Staff.Database.Superuser, PlainCount));

        int Number(string table, string row) => ((Figure.Count)RecipeRun.Run(Programme.Ehime.Table(table)!, snapshot).Find(row, "offices")!).Behind.Number;
    }

    /// <summary>Counts offices by the worst of their accounts, straight from the rows.</summary>
    private const string PlainCount = """
        with paper as (
            select a.office, a.opened_on,
                   exists (select from opening.consultation c where c.account = a.id and c.approved_at is not null) or exists (select from opening.earlier_record e where e.account = a.id and e.of = 'Consultation') as asked,
                   exists (select from opening.document_version d where d.account = a.id and d.kind = 'UsagePolicy' and d.state = 'Approved') or exists (select from opening.earlier_record e where e.account = a.id and e.of = 'UsagePolicy') as usage,
                   exists (select from opening.document_version d where d.account = a.id and d.kind = 'OperationManual' and d.state = 'Approved') or exists (select from opening.earlier_record e where e.account = a.id and e.of = 'OperationManual') as manual,
                   exists (select from opening.document_version d where d.account = a.id and d.kind = 'AccountPolicy' and d.state = 'Approved') or exists (select from opening.earlier_record e where e.account = a.id and e.of = 'AccountPolicy') as policy
            from accounts.account a where a.state not in ('InConsultation', 'Retired')),
        office as (
            select office, bool_and(asked or opened_on < date '2014-04-01') as in_order, bool_and(not asked and opened_on < date '2014-04-01') as exempt, bool_and(usage) as usage, bool_and(manual) as manual, bool_and(policy) as policy
            from paper group by office)
        select concat_ws(' ', count(*) filter (where in_order and not exempt), count(*) filter (where exempt), count(*) filter (where usage), count(*) filter (where manual), count(*) filter (where policy)) from office
        """;

    private async Task<DocumentVersion> Latest(Account account)
    {
        await using var db = city.Staff.Open();
        return await db.DocumentVersions.AsNoTracking().Where(d => d.Account == account.Id && d.Kind == DocumentKind.AccountPolicy).OrderByDescending(d => d.Number).FirstAsync();
    }

    private async Task<string> Policy(Account account)
    {
        await using var db = city.Staff.Open();
        return string.Concat((await new PolicyDocuments(db).On(city.Staff.Clock.Today, default)).Single(d => d.AccountKey == account.Key).Sections.Select(s => s.Text));
    }

    private Task<Result<DocumentVersion>> Save(Account account, Dictionary<string, string> texts, (int, uint) seen) =>
        city.As<DocumentHandler, Result<DocumentVersion>>(City.Writer, (handler, me) => handler.Handle(new SaveDocument(new DocumentOwner.OfAccount(account.Key), DocumentKind.AccountPolicy, texts, "時間を変えました。", seen), me, default));

    private Task<Result<DocumentVersion>> Approve(Account account, int number, string by) =>
        city.As<DocumentHandler, Result<DocumentVersion>>(by, (handler, me) => handler.Handle(new ApproveDocument(account.Key, DocumentKind.AccountPolicy, number), me, default));

    private Task<Result<Account>> Hold(Account account, string number) =>
        city.As<RecordHandler, Result<Account>>(City.Head, (handler, me) => handler.Handle(new RecordHolding(account.Key, number, Badge.NotAsked), me, default));

    private Task<Result<int>> MakeTasks(IReadOnlyList<(string, Lack)> chosen, DateOnly due) =>
        city.As<LackTaskHandler, Result<int>>(City.Pr, (handler, me) => handler.Handle(new MakeLackTasks(chosen, due), me, default));

    private async Task<WorkTask> TaskOf(string kind)
    {
        await using var db = city.Staff.Open();
        return await db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == kind);
    }

    private async Task SetDuty(DateOnly since)
    {
        await using var db = city.Staff.Open();
        db.Add(new ConsultationDuty { Id = ConsultationDuty.TheOne, Since = since });
        await db.SaveChangesAsync();
    }

    private async Task<List<(string Control, string Key, ControlVerdict Verdict)>> Judge(params Account[] accounts)
    {
        await using var scope = city.Staff.Services.CreateAsyncScope();
        var asked = accounts.Select(a => new ControlledAccount(a.Id, a.Key, a.Office, a.State, a.Operator, a.OpenedOn)).ToList();
        var verdicts = new List<(string, string, ControlVerdict)>();
        foreach (var control in scope.ServiceProvider.GetServices<IAutomaticControl>().Where(c => c.GetType().Namespace == "Koshiki.Core.Opening.Judging"))
        {
            foreach (var finding in await control.Judge(new ControlRun(city.Staff.Clock.Today, control.Parameters, asked), default))
                verdicts.Add((control.Key, accounts.Single(a => a.Id == finding.Account).Key, finding.Verdict));
        }

        return verdicts;
    }

    private async Task Listen(Account account)
    {
        await using var db = city.Staff.Open();
        await new TaskLacksOfRegistered(db, city.Staff.Clock).Hear(new UnapprovedAccountRegistered(account.Id.Value, account.Key), Guid.NewGuid(), default);
    }

    /// <summary>The keys that a resident would see.</summary>
    private async Task<string[]> ListedKeys()
    {
        await using var db = city.Staff.Open();
        return [.. (await PublicAccounts.On(db, city.Staff.Clock.Today, default)).Select(one => one.Key)];
    }
}
