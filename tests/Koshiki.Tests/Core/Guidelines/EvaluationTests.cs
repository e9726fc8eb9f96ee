using Koshiki.Core;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Guidelines;

/// <summary>The daily run with a control whose answers the test sets.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public async Task J3_a_verdict_keeps_its_history_and_a_day_without_change_writes_nothing()
    {
        var control = new Answering();
        await using var town = await RuleTown.Found(control);
        await town.Publish();
        var first = town.City.Clock.Today;

        control.Answer = (ControlVerdict.NotMet, "変更の記録がありません。", null);
        await Day(town);
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        await Day(town);
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        control.Answer = (ControlVerdict.NotMet, "最後の変更は2年前です。", null);
        var changed = await Day(town);
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        control.Answer = (ControlVerdict.Met, "今日変更しました。", first.AddYears(1));
        await Day(town);

        await using var db = town.City.Open();
        var rows = await db.Verdicts.AsNoTracking().Where(v => v.Control == control.Key).OrderBy(v => v.Id).ToListAsync();
        Assert.Equal(
            [
                (ControlVerdict.NotMet, first, first, first.AddDays(1)), (ControlVerdict.NotMet, first, first.AddDays(2), first.AddDays(2)), (ControlVerdict.Met, first.AddDays(3), first.AddDays(3), (DateOnly?)null),
            ],
            rows.Select(v => (v.Outcome, v.Since, v.From, v.Last)));
        Assert.InRange(changed.Changed, 1, changed.Findings);
        Assert.Equal(first.AddDays(3), await db.ControlRuns.Where(r => r.Control == control.Key).MaxAsync(r => r.Day));
    }

    [Fact]
    public async Task J3_a_subject_that_is_no_longer_judged_ends_and_a_control_without_a_judge_is_told()
    {
        var control = new Answering() { Answer = (ControlVerdict.CannotTell, "記録がありません。", null) };
        await using var town = await RuleTown.Found(control);
        await town.Publish();
        await Day(town);

        town.City.Clock.Pass(TimeSpan.FromDays(1));
        control.Answer = null;
        var done = await Day(town);

        await using var db = town.City.Open();
        Assert.Equal(town.City.Clock.Today.AddDays(-1), (await db.Verdicts.SingleAsync(v => v.Control == control.Key)).Last);
        Assert.Empty(done.Failed);
        Assert.All(done.Unknown, key => Assert.NotEqual(control.Key, key));
    }

    [Fact]
    public async Task J3_a_control_that_fails_keeps_its_verdicts_and_takes_nothing_from_the_others()
    {
        var control = new Answering() { Answer = (ControlVerdict.Met, "使っています。", null) };
        await using var town = await RuleTown.Found(control);
        await town.Publish();
        await Day(town);

        town.City.Clock.Pass(TimeSpan.FromDays(1));
        control.Fails = true;
        var done = await Day(town);

        await using var db = town.City.Open();
        Assert.Equal([control.Key], done.Failed);
        Assert.Null((await db.Verdicts.SingleAsync(v => v.Control == control.Key)).Last);
        Assert.Contains("InvalidOperationException", (await db.ControlRuns.SingleAsync(r => r.Control == control.Key && r.Day == town.City.Clock.Today)).Failure, StringComparison.Ordinal);
        Assert.True(await db.Verdicts.AnyAsync(v => v.Control == AskingRule.Control && v.Last == null));
    }

    [Fact]
    public async Task J3_the_clauses_parameters_reach_the_control()
    {
        var control = new Answering();
        await using var town = await RuleTown.Found(control);
        await town.Publish(text => text.Clauses.Change(text.Clauses.Find(RuleTown.Trial)!.Clause with { Parameters = [new("months", "6", "変更の間隔", "か月")] }).Then<GuidelineText>(tree => text with { Clauses = tree }));

        await Day(town);

        Assert.Equal("6", control.Asked!.Parameters["months"]);
        Assert.Equal("A001", Assert.Single(control.Asked.Accounts).Key);
    }

    [Fact]
    public async Task J3_an_overdue_verdict_makes_one_task_of_the_office_which_ends_by_itself()
    {
        var control = new Answering();
        await using var town = await RuleTown.Found(control);
        await town.AddAccount("A002", town.Tourism, Platform.Line);
        await town.Publish();

        control.Answer = (ControlVerdict.NotMet, "変更の期限は明日です。", town.City.Clock.Today.AddDays(1));
        await Day(town);
        var early = await Tasks(town);
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        await Day(town);
        await Day(town);
        var due = Assert.Single(await Tasks(town));
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        control.Answer = (ControlVerdict.Met, "変更しました。", null);
        await Day(town);

        Assert.Empty(early);
        Assert.Equal(("点検で要修正：試験の点検（2件）", (OfficeId?)town.Tourism, TaskState.Open), (due.Title, due.Office, due.State));
        Assert.Equal(TaskState.Done, Assert.Single(await Tasks(town)).State);
    }

    [Fact]
    public async Task J3_the_day_is_run_once_however_many_nodes_look()
    {
        await using var town = await RuleTown.Found(new Answering());
        await town.Publish();

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => town.Run<GuidelineDay, EvaluationDone?>(day => day.RunOnce(default))));
        var again = await town.Run<GuidelineDay, EvaluationDone?>(day => day.RunOnce(default));

        Assert.Single(runs, run => run is not null);
        Assert.Null(again);
    }

    [Fact]
    public async Task B2_B3_reminders_come_before_the_term_ends_and_when_a_version_has_stood_too_long_and_only_once()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();

        await Day(town);
        await using var db = town.City.Open();
        var none = await db.Tasks.CountAsync(t => t.Kind != VerdictTasks.Kind);
        town.City.Clock.Pass(TimeSpan.FromDays(24));
        await Day(town);
        await Day(town);
        var reminded = await db.Tasks.AsNoTracking().Where(t => t.Kind != VerdictTasks.Kind).OrderBy(t => t.Title).Select(t => t.Title).ToListAsync();
        town.City.Clock.Pass(TimeSpan.FromDays(800));
        await Day(town);

        Assert.Equal(0, none);
        Assert.Equal(["所属として要領の確認を記録する", "要領を読んで記録する", "要領を読んで記録する"], reminded);
        Assert.Contains("要領（第1版）を見直す（24か月改正がありません）", await db.Tasks.Select(t => t.Title).ToListAsync());
    }

    private static Task<EvaluationDone> Day(RuleTown town) => town.Run<GuidelineDay, EvaluationDone>(async day => (await day.RunAgain(default))!);

    private static async Task<List<WorkTask>> Tasks(RuleTown town)
    {
        await using var db = town.City.Open();
        return await db.Tasks.AsNoTracking().Where(t => t.Kind == VerdictTasks.Kind && t.About.StartsWith(RuleTown.Trial)).ToListAsync();
    }

    /// <summary>Says of every account what the test wants.</summary>
    private sealed class Answering : IAutomaticControl
    {
        public string Key => RuleTown.Trial;

        public string Title => "試験の点検";

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["months"] = "12" };

        /// <summary>Null for 対象外.</summary>
        public (ControlVerdict Verdict, string Why, DateOnly? DueOn)? Answer { get; set; }

        public bool Fails { get; set; }

        public ControlRun? Asked { get; private set; }

        public Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
        {
            Asked = run;
            if (Fails) throw new InvalidOperationException("The source does not answer.");
            return Task.FromResult<IReadOnlyList<ControlFinding>>(Answer is { } answer ? [.. run.Accounts.Select(account => new ControlFinding(account.Office, account.Id, answer.Verdict, answer.Why, "/accounts", answer.DueOn))] : []);
        }
    }
}
