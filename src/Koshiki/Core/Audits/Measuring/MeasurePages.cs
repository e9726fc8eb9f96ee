using System.Globalization;
using Koshiki.Core.Audits.Findings;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Measuring;

/// <param name="Hearings">What the office is told of hearings to come.</param>
/// <param name="Inquiries">Facts that the office is asked to confirm.</param>
public sealed record MeasureListView(FormState Form, IReadOnlyList<Measure> Rows, int Total, int Page, int Pages, DateOnly Today, IReadOnlyList<HearingTold> Hearings, IReadOnlyList<InquiryTold> Inquiries);

/// <summary>All that an office learns of a hearing.</summary>
public sealed record HearingTold(string OfficeName, DateOnly On, TimeOnly From, TimeOnly Until, string Room, string Attendees);

/// <summary>All that an office learns of a finding: the words that were sent to it, and its own answer.</summary>
public sealed record InquiryTold(AuditFindingId Id, string OfficeName, OfficeId Office, string AuditNumber, SentDraft Sent, DateOnly ReplyBy, bool IsOpen, FactReply? Reply, string? ReplyText, string? RepliedByName, DateTimeOffset? RepliedAt);

public sealed record InquiryView(InquiryTold Inquiry, bool MayAnswer, FormState Form);

public sealed record MeasureView(Measure Measure, DateOnly Today, bool MayAnswer, bool MayJudge, string? FindingHref, FormState Form);

public sealed record YearsView(IReadOnlyList<YearRow> Rows);

/// <summary>One fiscal year and grade of the cumulative table.</summary>
public sealed record YearRow(int Year, string Grade, int Asked, int Done, int Open, int Late, int Repeats);

/// <summary>What audit office and offices say to each other: hearings, facts, measures. An office sees its own. J5, J9.</summary>
internal static class MeasurePages
{
    private const string Path = "/audits/measures";
    private const string One = Path + "/{id:guid}";
    private const string Inquiry = "/audits/inquiries/{id:guid}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.ReadMeasures);
        app.MapGet(Path + ".csv", Download).Requires(Act.ReadMeasures);
        app.MapGet(Path + "/years", Years).Requires(Act.ReadAudits);
        app.MapGet(Path + "/years.csv", YearsFile).Requires(Act.ReadAudits);
        app.MapGet(One, Show).Requires(Act.ReadMeasures);
        app.MapPost(One + "/foresee", Foresee).Requires(Act.AnswerAudits);
        app.MapPost(One + "/tell", Tell).Requires(Act.AnswerAudits);
        app.MapPost(One + "/judge", Judge).Requires(Act.WriteAudits);
        app.MapPost(One + "/publish", Publish).Requires(Act.WriteAudits);
        app.MapGet(Inquiry, ShowInquiry).Requires(Act.ReadMeasures);
        app.MapPost(Inquiry, Answer).Requires(Act.AnswerAudits);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (today, found) = (clock.GetUtcNow().DayInJapan, Filtered(form, me, db, clock));
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderBy(measure => measure.State == MeasureState.Accepted || measure.State == MeasureState.Published).ThenBy(measure => measure.DueOn).ThenBy(measure => measure.Id).OnPage(page).ToListAsync(ct);
        var offices = Seen(me);
        var hearings = await db.Hearings.AsNoTracking().Where(hearing => hearing.On >= today && (offices == null || offices.Contains(hearing.Office))).OrderBy(hearing => hearing.On).ThenBy(hearing => hearing.From)
            .Select(hearing => new HearingTold(hearing.OfficeName, hearing.On, hearing.From, hearing.Until, hearing.Room, hearing.Attendees)).Take(50).ToListAsync(ct);
        var inquiries = await Told(SentTo(me, db).Where(finding => finding.State == FindingState.Asked).OrderBy(finding => finding.ReplyBy), db).ToListAsync(ct);
        return Pages.Show<MeasureListPage>(new MeasureListView(form, rows, total, page, PagedLists.Pages(total), today, hearings, inquiries));
    }

    /// <summary>The offices whose measures a person sees; null for all.</summary>
    private static OfficeId[]? Seen(Me me) => me.ScopeOf(Act.ReadMeasures) switch
    {
        Scope.Government => null,
        Scope.Limited limited => [.. limited.Offices],
        _ => [],
    };

    /// <summary>The findings of which something was sent, to offices that the person may see.</summary>
    private static IQueryable<AuditFinding> SentTo(Me me, CoreDb db)
    {
        var offices = Seen(me);
        return db.AuditFindings.AsNoTracking().Where(finding => finding.ReplyBy != null && (offices == null || offices.Contains(finding.Office)));
    }

    /// <summary>What was sent and what was answered, selected column by column, so that nothing else of a finding ever leaves.</summary>
    private static IQueryable<InquiryTold> Told(IQueryable<AuditFinding> findings, CoreDb db) =>
        from finding in findings
        join audit in db.Audits on finding.Audit equals audit.Id
        select new InquiryTold(finding.Id, finding.OfficeName, finding.Office, audit.Number, finding.Sent!, finding.ReplyBy!.Value, finding.State == FindingState.Asked, finding.Reply, finding.ReplyText, finding.RepliedByName, finding.RepliedAt);

    private static IQueryable<Measure> Filtered(FormState form, Me me, CoreDb db, TimeProvider clock)
    {
        var (offices, today) = (Seen(me), clock.GetUtcNow().DayInJapan);
        var found = db.Measures.AsNoTracking().Where(measure => offices == null || offices.Contains(measure.Office));
        if (Enum.TryParse<MeasureState>(form["state"], out var state)) found = found.Where(measure => measure.State == state);
        if (int.TryParse(form["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year)) found = found.Where(measure => measure.Year == year);
        if (form["due"] == "late") found = found.Where(measure => (measure.State == MeasureState.Asked || measure.State == MeasureState.AskedAgain) && measure.DueOn < today);
        if (form.Filled("q"))
        {
            var word = form["q"].Trim();
            found = found.Where(measure => measure.OfficeName.Contains(word) || measure.Title.Contains(word));
        }

        return found;
    }

    private static async Task<IResult> Download(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Filtered(form, me, db, clock).OrderBy(measure => measure.Year).ThenBy(measure => measure.AuditNumber).ThenBy(measure => measure.Id).ToListAsync(ct);
        return CsvExport.Download("measures.csv", ["年度", "監査", "区分", "所属", "件名", "事実", "状態", "期限", "予定", "措置", "措置を終えた日", "監査の判断", "公表", "再指摘"], rows.Select(row => (IReadOnlyList<string?>)
        [
            new FiscalYear(row.Year).Name, row.AuditNumber, row.GradeWord, row.OfficeName, row.Title, row.Facts, row.State.Word, row.DueOn.Iso, row.PlannedOn?.Iso, row.Report, row.DoneOn?.Iso, row.Judgement, row.NoticeNumber, row.IsRepeat ? "再指摘" : "",
        ]));
    }

    private static async Task<IResult> Years(CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<YearsPage>(new YearsView(await YearRows(db, clock.GetUtcNow().DayInJapan, ct)));

    private static async Task<IResult> YearsFile(CoreDb db, TimeProvider clock, CancellationToken ct) => CsvExport.Download(
        "measures-by-year.csv", ["年度", "区分", "措置を求めた件数", "措置済み", "終わっていない", "期限超過", "再指摘"],
        (await YearRows(db, clock.GetUtcNow().DayInJapan, ct)).Select(row => (IReadOnlyList<string?>)[new FiscalYear(row.Year).Name, row.Grade, .. new[] { row.Asked, row.Done, row.Open, row.Late, row.Repeats }.Select(number => number.ToString(CultureInfo.InvariantCulture))]));

    /// <summary>All measures ever asked for, by fiscal year and grade.</summary>
    internal static async Task<IReadOnlyList<YearRow>> YearRows(CoreDb db, DateOnly today, CancellationToken ct)
    {
        var all = await db.Measures.AsNoTracking().ToListAsync(ct);
        return [.. all.GroupBy(measure => (measure.Year, measure.GradeWord)).OrderByDescending(group => group.Key.Year).ThenBy(group => group.Key.GradeWord, StringComparer.Ordinal).Select(group => new YearRow(
            group.Key.Year, group.Key.GradeWord, group.Count(), group.Count(measure => measure.State is MeasureState.Accepted or MeasureState.Published), group.Count(measure => measure.State is not (MeasureState.Accepted or MeasureState.Published)),
            group.Count(measure => measure.IsLate(today)), group.Count(measure => measure.IsRepeat)))];
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await ViewOf(id, FormState.Empty, me, db, clock, ct) is { } view ? Pages.Show<MeasurePage>(view) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<MeasureView?> ViewOf(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var measure = await db.Measures.AsNoTracking().SingleOrDefaultAsync(one => one.Id == MeasureId.From(id), ct);
        if (measure is null || !me.May(Act.ReadMeasures, measure.Office)) return null;
        return new MeasureView(measure, clock.GetUtcNow().DayInJapan, me.May(Act.AnswerAudits, measure.Office), me.May(Act.WriteAudits), me.May(Act.ReadAudits) ? $"{AuditAddress.Of(measure.Audit)}/findings/{measure.Finding.Value}" : null, form);
    }

    private static async Task<IResult> Foresee(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, MeasureHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (on, text) = (reading.NeededDay("plannedOn", "予定の日"), reading.Text("planText", "予定の内容"));
        var done = reading.Refused is { } faults ? faults : await handler.Handle(new ForeseeMeasure(MeasureId.From(id), on, text), me, ct);
        return await After(done, "予定を伝えました。", id, form, me, db, clock, ct);
    }

    private static async Task<IResult> Tell(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, MeasureHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (report, on) = (reading.Needed("report", "措置の内容", FindingContent.LongestText), reading.NeededDay("doneOn", "措置を終えた日"));
        var done = reading.Refused is { } faults ? faults : await handler.Handle(new TellMeasure(MeasureId.From(id), report, on), me, ct);
        return await After(done, "措置を報告しました。", id, form, me, db, clock, ct);
    }

    private static async Task<IResult> Judge(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, MeasureHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (judgement, again) = (reading.Needed("judgement", "監査の判断", FindingContent.LongestText), form["act"] == "again" ? reading.NeededDay("dueAgain", "次の報告の期限") : (DateOnly?)null);
        var done = reading.Refused is { } faults ? faults : await handler.Handle(new JudgeMeasure(MeasureId.From(id), judgement, again), me, ct);
        return await After(done, again is null ? "措置を確かめました。" : "もう一度報告を求めました。", id, form, me, db, clock, ct);
    }

    private static async Task<IResult> Publish(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, MeasureHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (on, notice) = (reading.NeededDay("publishedOn", "公表した日"), reading.Needed("notice", "告示・公表の番号", 50));
        var done = reading.Refused is { } faults ? faults : await handler.Handle(new PublishMeasure(MeasureId.From(id), on, notice), me, ct);
        return await After(done, "公表を記録しました。", id, form, me, db, clock, ct);
    }

    private static async Task<IResult> After(Result<Measure> done, string said, Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{id}", Notice.Success(said));
        return await ViewOf(id, form.With(no), me, db, clock, ct) is { } view ? Pages.ShowAgain<MeasurePage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> ShowInquiry(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await InquiryOf(id, FormState.Empty, me, db, ct) is { } view ? Pages.Show<InquiryPage>(view) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<InquiryView?> InquiryOf(Guid id, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var told = await Told(SentTo(me, db).Where(finding => finding.Id == AuditFindingId.From(id)), db).SingleOrDefaultAsync(ct);
        return told is null ? null : new InquiryView(told, told.IsOpen && me.May(Act.AnswerAudits, told.Office), form);
    }

    private static async Task<IResult> Answer(Guid id, FormState form, Me me, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (reply, text) = (reading.Needed<FactReply>("reply", "どれかを選んでください。"), reading.Text("text", "回答の内容", FindingContent.LongestText));
        var done = reading.Refused is { } faults ? faults : await handler.Handle(new AnswerFinding(AuditFindingId.From(id), reply, text), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/audits/inquiries/{id}", Notice.Success("事実の確認に回答しました。"));
        return await InquiryOf(id, form.With(no), me, db, ct) is { } view ? Pages.ShowAgain<InquiryPage>(view, no) : Pages.Refuse(no);
    }
}
