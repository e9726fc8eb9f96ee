using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Reviews.Retiring;

public sealed record RetirementListView(FormState Form, IReadOnlyList<Retirement> Rows, int Total, int Page, IReadOnlyList<Suspension> Suspensions, IReadOnlyDictionary<AccountId, string> Accounts, IReadOnlyDictionary<OfficeId, string> Offices)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <param name="Retirement">The open one, or the last; null where there was none.</param>
/// <param name="Acts">What the state and the person's rights allow now.</param>
public sealed record RetirementView(
    string Key, string Name, AccountState AccountState, string Office, Retirement? Retirement, Suspension? Suspension, IReadOnlySet<RetirementAction> Acts, bool MayBegin, bool MayDeleteAtOnce, bool MayPause, bool MayResume, bool MayLook, FormState Form);

public sealed record RetirementFormView(string Key, string Name, int ShortestNotice, FormState Form);

/// <summary>A confirm page with a few fields.</summary>
public sealed record DeletionView(string Key, string Name, DateOnly? NoticeUntil, bool IsBegun, FormState Form);

/// <summary>The way out of an account. 廃止の手続. D6.</summary>
internal static class RetirementPages
{
    private const string Root = "/accounts/{key}/close";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reviews/retirements", List).Requires(Act.ReadReviews);
        app.MapGet(Root, Show).Requires(Act.ReadReviews);
        app.MapGet(Root + "/report", AskReport).Requires(Act.WriteReviews);
        app.MapPost(Root + "/report", SaveReport).Requires(Act.WriteReviews);
        app.MapGet(Root + "/report.docx", ReportFile).Requires(Act.ReadReviews);
        app.MapPost(Root + "/decide", Decide).Requires(Act.DecideReviews);
        app.MapPost(Root + "/receive", Receive).Requires(Act.AdviseOffices);
        app.MapPost(Root + "/notice", RecordTold).Requires(Act.WriteReviews);
        app.MapGet(Root + "/delete", AskDeletion).Requires(Act.WriteReviews);
        app.MapPost(Root + "/delete", Delete).Requires(Act.WriteReviews);
        app.MapGet(Root + "/delete-at-once", AskAtOnce).Requires(Act.WriteReviews);
        app.MapPost(Root + "/delete-at-once", DeleteNow).Requires(Act.WriteReviews);
        app.MapPost(Root + "/later-word", LaterWord).Requires(Act.DecideReviews);
        app.MapPost(Root + "/withdraw", Withdraw).Requires(Act.WriteReviews);
        app.MapPost(Root + "/call-off", CallOff).Requires(Act.DecideReviews);
        app.MapPost(Root + "/look", Look).Requires(Act.WriteReviews);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var offices = me.OfficesSeen();
        var found = db.Retirements.AsNoTracking().Where(r => offices == null || offices.Contains(r.Office));
        if (Enum.TryParse<RetirementState>(form["state"], out var state)) found = found.Where(r => r.State == state);
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderByDescending(r => r.WrittenAt).OnPage(page).ToListAsync(ct);
        var suspensions = await db.Suspensions.AsNoTracking().Where(s => s.ResumedOn == null && (offices == null || offices.Contains(s.Office))).OrderBy(s => s.LookAgainOn).Take(PagedLists.PageSize).ToListAsync(ct);
        return Pages.Show<RetirementListPage>(new RetirementListView(
            form, rows, total, page, suspensions, await AccountNames.Of(db, suspensions.Select(s => s.Account), ct), await OfficeNames.Of(db, rows.Select(r => r.Office).Concat(suspensions.Select(s => s.Office)), ct)));
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(key, me, db, FormState.Empty, clock, ct) is { } view ? Pages.Show<RetirementPage>(view) : Pages.Refuse(new AccountNotFound(key));

    private static async Task<IResult> AskReport(string key, FormState asked, Me me, CoreDb db, TimeProvider clock, IOptions<ReviewOptions> options, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var account = found.Value;
        if (await Last(db, account, ct) is { } open && open.State.IsOpen())
        {
            return RetirementFlow.Next(open.State, RetirementAction.Edit).IsRefused(out no) ? Pages.Refuse(no) : Pages.Show<RetirementFormPage>(new RetirementFormView(key, account.Name, options.Value.NoticeDays, RetirementForm.Of(open.Report)));
        }

        if (account.State is not (AccountState.Active or AccountState.Suspended)) return Pages.Refuse(new AccountHasEnded(key));
        var judgement = Guid.TryParse(asked["judgement"], out var id) ? await db.Judgements.AsNoTracking().SingleOrDefaultAsync(j => j.Id == new JudgementId(id) && j.Account == account.Id, ct) : null;
        var form = RetirementForm.First(account, judgement, options.Value.NoticeDays, clock.GetUtcNow().DayInJapan);
        return Pages.Show<RetirementFormPage>(new RetirementFormView(key, account.Name, options.Value.NoticeDays, form));
    }

    private static async Task<IResult> SaveReport(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, IOptions<ReviewOptions> options, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var (report, submit) = (RetirementForm.Read(form), form["act"] == "submit");
        if (!report.IsRefused(out no))
        {
            JudgementId? judgement = Guid.TryParse(form["judgement"], out var id) ? new JudgementId(id) : null;
            var saved = await handler.Handle(new SaveRetirement(key, judgement, report.Value, submit), me, ct);
            if (!saved.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/close", submit ? Notice.Success("所属長に承認を依頼しました。") : Notice.Success("廃止報告書を保存しました。", "承認の依頼は、まだしていません。"));
        }

        return no is NotFound or Forbidden or Conflict ? Pages.Refuse(no) : Pages.ShowAgain<RetirementFormPage>(new RetirementFormView(key, found.Value.Name, options.Value.NoticeDays, form.With(no)), no);
    }

    /// <summary>Form 2. 様式2.</summary>
    private static async Task<IResult> ReportFile(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (await Last(db, found.Value, ct) is not { } retirement) return Pages.Refuse(new ReviewNotFound());
        var offices = await OfficeNames.Of(db, [retirement.Office], ct);
        return RetirementDocument.Of(retirement, found.Value.PlatformLabel ?? found.Value.Platform.DisplayName, offices.GetValueOrDefault(retirement.Office, "")).Download($"haishi-houkoku-{key}.docx");
    }

    private static async Task<IResult> Decide(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var approve = form["act"] == "approve";
        var done = await handler.Handle(new DecideRetirement(key, approve, InputText.Prose(form["opinion"])), me, ct);
        return await Answer(done, key, form, me, db, clock, approve ? Notice.Success("廃止報告書を承認しました。", "広報担当課へ報告しました。") : Notice.Success("廃止報告書を差し戻しました。"), ct);
    }

    private static async Task<IResult> Receive(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var receive = form["act"] == "receive";
        var done = await handler.Handle(new ReceiveRetirement(key, receive, InputText.Prose(form["opinion"])), me, ct);
        return await Answer(done, key, form, me, db, clock, receive ? Notice.Success("廃止報告書を受理しました。", "公式一覧とお知らせには、数秒で反映されます。") : Notice.Success("廃止報告書を差し戻しました。"), ct);
    }

    private static async Task<IResult> RecordTold(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var read = new FormReading(form);
        var command = new RecordNotice(key, read.NeededDay("toldOn", "周知した日"), read.Needed("how", "周知の方法", 500));
        var done = read.Refused is { } no ? no : await handler.Handle(command, me, ct);
        return await Answer(done, key, form, me, db, clock, Notice.Success("アカウントでの周知を記録しました。"), ct);
    }

    private static async Task<IResult> AskDeletion(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (await Last(db, found.Value, ct) is not { } retirement) return Pages.Refuse(new ReviewNotFound());
        if (RetirementFlow.Next(retirement.State, RetirementAction.Delete).IsRefused(out no)) return Pages.Refuse(no);
        if (retirement.ToldOnAccountOn is null) return Pages.Refuse(new NoticeNotRecorded());
        return Pages.Show<DeletionPage>(new DeletionView(key, found.Value.Name, retirement.NoticeUntil, true, FormState.Of([("deletedBy", me.Name), .. FormDays.Boxes("deletedOn", clock.GetUtcNow().DayInJapan)])));
    }

    private static async Task<IResult> Delete(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var read = new FormReading(form);
        var command = new RecordDeletion(key, read.NeededDay("deletedOn", "削除した日"), read.Needed("deletedBy", "削除した人", 100), read.Text("note", "備考"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/close", Notice.Success($"「{found.Value.Name}」を廃止しました。", "公式一覧では「以前の公式」になります。"));
        return no is Invalid ? Pages.ShowAgain<DeletionPage>(new DeletionView(key, found.Value.Name, (await Last(db, found.Value, ct))?.NoticeUntil, true, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskAtOnce(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await AtOnce(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        return Pages.Show<DeleteAtOncePage>(new DeletionView(key, found.Value.Name, null, false, FormState.Of([("deletedBy", me.Name), .. FormDays.Boxes("deletedOn", clock.GetUtcNow().DayInJapan)])));
    }

    private static async Task<IResult> DeleteNow(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, CancellationToken ct)
    {
        var found = await AtOnce(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var read = new FormReading(form);
        var command = new DeleteAtOnce(key, read.NeededDay("deletedOn", "削除した日"), read.Needed("deletedBy", "削除した人", 100), read.Needed("harm", "直ちに削除した理由"), read.Text("successor", "これからの情報の入手先"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/close", Notice.Success($"「{found.Value.Name}」を直ちに廃止しました。", "所属長の事後承認を待ちます。"));
        return no is Invalid ? Pages.ShowAgain<DeleteAtOncePage>(new DeletionView(key, found.Value.Name, null, false, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> LaterWord(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var approve = form["act"] == "approve";
        var done = await handler.Handle(new DecideLater(key, approve, InputText.Prose(form["opinion"])), me, ct);
        return await Answer(done, key, form, me, db, clock, approve ? Notice.Success("事後承認しました。") : Notice.Success("事後承認しないことを記録しました。", "広報担当課に知らせました。"), ct);
    }

    private static async Task<IResult> Withdraw(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new WithdrawRetirement(key, InputText.Prose(form["withdrawal"])), me, ct);
        return await Answer(done, key, form, me, db, clock, Notice.Success("廃止の手続を取り下げました。"), ct);
    }

    private static async Task<IResult> CallOff(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new CallOffRetirement(key, InputText.Prose(form["whyCalledOff"])), me, ct);
        return await Answer(done, key, form, me, db, clock, Notice.Success("廃止を中止しました。", "アカウントは「運用中」に戻りました。公式一覧には、数秒で反映されます。"), ct);
    }

    private static async Task<IResult> Look(string key, FormState form, Me me, CoreDb db, RetirementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var read = new FormReading(form);
        _ = Guid.TryParse(form["retirement"], out var id);
        var command = new LookAtName(new RetirementId(id), read.NeededDay("lookedOn", "確かめた日"), read.Needed<NameFinding>("finding", "確かめた結果が選ばれていません。"), read.Text("lookNote", "備考"));
        var done = read.Refused is { } no ? no : await handler.Handle(command, me, ct);
        return await Answer(done, key, form, me, db, clock, Notice.Success("名前を確かめた結果を記録しました。"), ct);
    }

    /// <summary>Back to the page: with the notice, or with what is wrong beside its field.</summary>
    private static async Task<IResult> Answer(Result<Retirement> done, string key, FormState form, Me me, CoreDb db, TimeProvider clock, Notice notice, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/accounts/{key}/close", notice);
        var where = form.Names.Contains("withdrawal") ? "withdrawal" : form.Names.Contains("whyCalledOff") ? "whyCalledOff" : "opinion";
        var shown = no is SayWhyReturned or SayWhyNot ? new NotAcceptable([new Fault(where, no.Sentence)]) : no;
        db.ChangeTracker.Clear();
        return no is Invalid && await View(key, me, db, form.With(shown), clock, ct) is { } view ? Pages.ShowAgain<RetirementPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<RetirementView?> View(string key, Me me, CoreDb db, FormState form, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (!found.Succeeded) return null;
        var account = found.Value;
        var retirement = await Last(db, account, ct);
        var suspension = await db.Suspensions.AsNoTracking().FirstOrDefaultAsync(s => s.Account == account.Id && s.ResumedOn == null, ct);
        var office = await OfficeNames.Of(db, [account.Office], ct);
        var (mayWrite, mayDecide, mayAdvise) = (me.May(Act.WriteReviews, account.Office), me.May(Act.DecideReviews, account.Office), me.May(Act.AdviseOffices));
        var acts = retirement is null ? [] : Enum.GetValues<RetirementAction>().Where(a => RetirementFlow.Next(retirement.State, a).Succeeded && a switch
        {
            RetirementAction.Approve or RetirementAction.ApproveLater or RetirementAction.Dispute => mayDecide && retirement.Author != me.Id,
            RetirementAction.Return => retirement.State is RetirementState.Reported ? mayAdvise : mayDecide,
            RetirementAction.Receive => mayAdvise,
            RetirementAction.CallOff => mayDecide,
            _ => mayWrite,
        }).ToHashSet();
        var today = clock.GetUtcNow().DayInJapan;
        if (!form.HasFaults) form = FormState.Of([.. FormDays.Boxes("toldOn", today), .. FormDays.Boxes("lookedOn", today)]);
        var inUse = account.State is AccountState.Active or AccountState.Suspended;
        return new RetirementView(
            key, account.Name, account.State, office.GetValueOrDefault(account.Office, ""), retirement, suspension, acts,
            mayWrite && inUse && retirement?.State.IsOpen() is not true, (mayWrite || mayAdvise) && me.May(Act.WriteReviews) && (inUse || account.State is AccountState.Retiring) && (retirement?.State.IsOpen() is not true || acts.Contains(RetirementAction.DeleteAtOnce) || mayAdvise),
            mayDecide && account.State is AccountState.Active, mayDecide && account.State is AccountState.Suspended, (mayWrite || mayAdvise) && retirement?.State.IsGone() is true, form);
    }

    private static async Task<Result<Account>> Writable(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        return found.Succeeded && !me.May(Act.WriteReviews, found.Value.Office) ? new MayNotReview() : found;
    }

    private static async Task<Result<Account>> AtOnce(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (!found.Succeeded) return found;
        if (!me.May(Act.WriteReviews, found.Value.Office) && !me.May(Act.AdviseOffices)) return new MayNotReview();
        return found.Value.State is AccountState.Active or AccountState.Suspended or AccountState.Retiring ? found : new AccountHasEnded(key);
    }

    internal static Task<Retirement?> Last(CoreDb db, Account account, CancellationToken ct) =>
        db.Retirements.AsNoTracking().Include(r => r.Events).Include(r => r.Looks).AsSplitQuery().Where(r => r.Account == account.Id).OrderByDescending(r => r.WrittenAt).FirstOrDefaultAsync(ct);
}

/// <summary>The form of the retirement report, in both directions.</summary>
internal static class RetirementForm
{
    public static Result<RetirementReport> Read(FormState form)
    {
        var read = new FormReading(form);
        var grounds = form.All("grounds").Select(g => Enum.TryParse<EndCriterion>(g, out var ground) && Enum.IsDefined(ground) ? ground : (EndCriterion?)null).OfType<EndCriterion>().Distinct().Order().ToList();
        var days = read.Count("noticeDays", "周知の期間");
        var report = new RetirementReport(
            grounds, read.Text("reason", "廃止する理由"), read.Text("successor", "これからの情報の入手先"), (int)Math.Min(days ?? 0, int.MaxValue), read.Day("deletionPlannedOn"), read.Text("noticeText", "周知の文"), read.Text("keeping", "投稿の記録の保存方法"));
        return read.Refused is { } no ? no : report;
    }

    public static FormState Of(RetirementReport report) => FormState.Of(
    [
        ("reason", report.Reason), ("successor", report.Successor), ("noticeDays", report.NoticeDays.ToString(CultureInfo.InvariantCulture)), ("noticeText", report.NoticeText), ("keeping", report.Keeping),
        .. report.Grounds.Select(g => ("grounds", (string?)g.ToString())), .. FormDays.Boxes("deletionPlannedOn", report.DeletionPlannedOn),
    ]);

    /// <summary>The first draft: what the judgement said, and a notice in plain words.</summary>
    public static FormState First(Account account, Judgement? judgement, int noticeDays, DateOnly today)
    {
        var grounds = judgement?.Content.Answers.Where(a => a.Applies is true).Select(a => a.Criterion).ToList() ?? [];
        var notice = $"いつも「{account.Name}」をご覧いただき、ありがとうございます。\nこのアカウントは、まもなく運用を終えます。";
        var report = RetirementReport.Empty with { Grounds = grounds, Reason = judgement?.Content.Reason ?? "", NoticeDays = noticeDays, DeletionPlannedOn = today.AddDays(noticeDays + 7), NoticeText = notice, Keeping = "このシステムの投稿の記録を保存する。" };
        return Of(report).With("judgement", judgement?.Id.Value.ToString() ?? "");
    }
}
