using System.Globalization;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Core.Publishing;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Stages, draws and hearings by themselves.</summary>
public sealed class AuditRuleTests
{
    [Fact]
    public void J7_an_audit_takes_these_steps_and_no_others()
    {
        var moves =
            from stage in Enum.GetValues<AuditStage>()
            from action in Enum.GetValues<AuditAction>()
            let next = AuditFlow.Next(stage, action)
            where next.Succeeded
            select $"{stage.Word} {action} {next.Value.Word}";

        Assert.Equal(
        [
            "計画 BeginPreliminary 予備調査", "計画 BeginFieldwork 実地調査", "計画 Drop 取りやめ", "予備調査 BeginFieldwork 実地調査", "予備調査 Drop 取りやめ",
            "実地調査 Freeze 取りまとめ", "実地調査 Drop 取りやめ", "取りまとめ Report 報告済み",
        ], moves);
    }

    [Fact]
    public void J3_the_survey_asks_each_item_of_the_checklist_with_the_same_answers_under_the_same_conditions()
    {
        var items = Programme.Ehime.Checklist.Items;
        var questions = BuiltInQuestionnaire.Find("ehime")!.Questionnaire.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Key);

        Assert.Equal(items.Select(item => item.Question), questions.Keys);
        Assert.All(items, item => Assert.Equal(
            item.Options.Select((option, i) => ($"{i + 1}", option.Label)),
            questions[item.Question].Options.Select(option => (option.Key, option.Label))));
        Assert.All(items, item => Assert.Equal(
            string.Join(" and ", item.AskedIf.Select(condition => $"{Asking(condition.Key).Question} in ({string.Join(", ", condition.Value.Select(answer => NumberOf(Asking(condition.Key), answer)))})")),
            questions[item.Question].ShowIf));

        ChecklistItem Asking(string id) => items.Single(item => item.Id == id);
        static int NumberOf(ChecklistItem item, string answer) => item.Options.Select(option => option.Key).ToList().IndexOf(answer) + 1;
    }

    [Fact]
    public void J6_J9_an_office_has_one_letter_wherever_it_comes_first_and_its_longer_namesakes_keep_theirs()
    {
        var offices = new PrintedOffices(ReportEdition.Published, ["防災課", "観光課", "県北観光課", "防災課"]);

        Assert.Equal(("Ｂ所属", "Ａ所属", "Ｃ所属とＢ所属"), (offices.Name("観光課"), offices.Name("防災課"), offices.Words("県北観光課と観光課")));
        Assert.Equal("観光課", new PrintedOffices(ReportEdition.Internal, ["観光課"]).Name("観光課"));
    }

    [Theory]
    [InlineData(true, MeasureState.Published)]
    [InlineData(false, MeasureState.Accepted)]
    public void J9_only_the_measure_of_a_grade_that_is_published_is_published(bool isPublished, MeasureState state)
    {
        var grade = new FindingGrade { Key = "opinion", Word = "意見", MeasureDays = 90, IsPublished = isPublished };
        var measure = Measure.Ask(Begun(), Finding(grade), grade, Sample.MondayNine.DayInJapan, "監査 太郎", Sample.MondayNine);
        Assert.True(measure.Tell("様式を改めた。", Sample.MondayNine.DayInJapan, "田中 実", Sample.MondayNine).Succeeded);
        Assert.True(measure.Judge("確かめた。", null, "監査 太郎", Sample.MondayNine).Succeeded);

        var published = measure.Publish(Sample.MondayNine.DayInJapan, "監査公表第5号", "監査 太郎", Sample.MondayNine);

        Assert.Equal((isPublished, state), (published.Succeeded, measure.State));
    }

    [Theory]
    [InlineData(null, "2026-05-30")]
    [InlineData("2026-06-30", "2026-06-30")]
    [InlineData("2026-03-31", "2026-05-30")]
    public void J5_J9_the_letter_names_the_day_by_which_measures_are_really_owed(string? replyBy, string due)
    {
        var reported = new DateOnly(2026, 3, 31);
        var grade = new FindingGrade { Key = "measures", Word = "措置を求めるもの", MeasureDays = 60 };
        var audit = Begun(replyBy is null ? null : DateOnly.Parse(replyBy, CultureInfo.InvariantCulture));
        foreach (var action in new[] { AuditAction.BeginFieldwork, AuditAction.Freeze }) Assert.True(audit.Do(action).Succeeded);
        Assert.True(audit.Report(reported, "監査公表第1号").Succeeded);

        var measure = Measure.Ask(audit, Finding(grade), grade, reported, "監査 太郎", Sample.MondayNine);
        var letter = LetterWriting.Of(audit, new PrintedOffices(ReportEdition.Internal, []), [grade], "愛光県");

        Assert.Equal(DateOnly.Parse(due, CultureInfo.InvariantCulture), measure.DueOn);
        Assert.Contains(measure.DueOn.InWordsWithoutWeekday, letter.Items.Single(item => item.Term == "措置の通知の期限").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void J1_the_draw_is_the_same_whoever_draws_and_in_whatever_order()
    {
        string[] keys = ["A001", "A002", "A003", "A004"];

        var drawn = Sampling.OneOf(20260401, keys);
        var again = Sampling.OneOf(20260401, [.. keys.Reverse()]);

        Assert.Single(drawn, one => one.IsChosen);
        Assert.Equal(drawn.Single(one => one.IsChosen), again.Single(one => one.IsChosen));
        Assert.All(drawn, one => Assert.Contains(one.IsChosen ? "4件から抽出" : "を抽出したため", one.Why, StringComparison.Ordinal));
        Assert.True(Enumerable.Range(0, 40).Select(seed => Sampling.OneOf(seed, keys).Single(one => one.IsChosen).Key).Distinct().Count() == 4);
    }

    [Fact]
    public void J1_an_office_with_one_account_needs_no_draw() =>
        Assert.Equal([new Drawn("A001", true, "この所属のアカウントは1件だけのため")], Sampling.OneOf(7, ["A001"]));

    [Fact]
    public void J1_a_law_must_hold_on_the_reference_day()
    {
        var plan = AuditPlan.Empty with
        {
            Title = "運用", Theme = "運用", Criteria = "要領", ReferenceDay = new DateOnly(2026, 4, 1),
            Bases = [new LegalBasis("地方自治法", "第199条第2項", new DateOnly(2024, 4, 1), new DateOnly(2026, 3, 31))],
        };

        Assert.Equal([new Fault("basis1.from", "「地方自治法」は、基準日に効力がありません。有効期間か基準日を直してください。")], plan.Missing());
        Assert.Empty((plan with { ReferenceDay = new DateOnly(2026, 3, 31) }).Missing());
    }

    [Fact]
    public void J1_a_room_or_an_office_is_heard_once_at_a_time()
    {
        var first = Hearing("10:00", "11:00", "第1会議室", Sample.DisasterOffice);

        Assert.True(first.ClashesWith(Hearing("10:30", "11:30", "第1会議室", Sample.PrOffice)));
        Assert.True(first.ClashesWith(Hearing("10:30", "11:30", "第2会議室", Sample.DisasterOffice)));
        Assert.False(first.ClashesWith(Hearing("11:00", "12:00", "第1会議室", Sample.DisasterOffice)));
        Assert.False(first.ClashesWith(Hearing("10:30", "11:30", "第2会議室", Sample.PrOffice)));
    }

    [Fact]
    public void J6_headings_are_numbered_as_reports_are()
    {
        var writing = new ReportWriting().Head(1, "概要").Head(2, "根拠").Head(3, "法令").Head(4, "条項").Head(4, "効力").Head(2, "項目").Head(1, "結果").Head(2, "状況");

        Assert.Equal(["第1　概要", "1　根拠", "(1)　法令", "ア　条項", "イ　効力", "2　項目", "第2　結果", "1　状況"], writing.Blocks.OfType<ReportBlock.Heading>().Select(heading => heading.Text));
    }

    [Fact]
    public void J4_a_finding_that_owes_measures_is_settled_only_after_the_office_was_asked()
    {
        var finding = AuditFinding.Write(AuditId.New(), 1, Sample.DisasterOffice, "防災危機管理課", FindingContent.Empty, "監査 太郎", Sample.MondayNine);

        Assert.Equal(new FindingNotPossibleNow(FindingState.Draft), finding.Settle("妥当である。", mustBeConfirmed: true, null, Sample.MondayNine).Refusal);
        Assert.True(finding.Send(new DateOnly(2026, 12, 1), Sample.MondayNine).Succeeded);
        Assert.Equal(new FindingNotPossibleNow(FindingState.Asked), finding.Settle("妥当である。", mustBeConfirmed: true, null, Sample.MondayNine).Refusal);
        Assert.True(finding.Answer(FactReply.AsStated, "", "田中 実", Sample.MondayNine).Succeeded);
        Assert.Equal(FindingState.Settled, finding.Settle("妥当である。", mustBeConfirmed: true, null, Sample.MondayNine).Value);
    }

    private static Hearing Hearing(string from, string until, string room, Koshiki.Core.Organizations.OfficeId office) => new()
    {
        Id = HearingId.New(), Audit = AuditId.New(), Office = office, OfficeName = "所属", On = new DateOnly(2026, 5, 11), From = TimeOnly.ParseExact(from, "HH:mm", null), Until = TimeOnly.ParseExact(until, "HH:mm", null), Room = room, Attendees = "",
    };

    private static Audit Begun(DateOnly? replyBy = null) => Audit.Begin("R8-1", Programme.Ehime.Key, AuditPlan.Empty with { ReplyBy = replyBy }, 1, "監査 太郎", Sample.MondayNine);

    private static AuditFinding Finding(FindingGrade grade) => AuditFinding.Write(AuditId.New(), 1, OfficeId.New(), "防災課", FindingContent.Empty with { Grade = grade.Key }, "監査 太郎", Sample.MondayNine);
}
