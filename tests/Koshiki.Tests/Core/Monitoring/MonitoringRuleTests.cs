using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Monitoring.Looking;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Publishing;

namespace Koshiki.Tests.Core.Monitoring;

/// <summary>The rules of monitoring, without any database.</summary>
public sealed class MonitoringRuleTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private static readonly string[] List = ["https://koho.example/public/accounts"];

    [Theory]
    [InlineData(MonitoringInterval.Daily, "2026-11-20", "2026-11-24")]
    [InlineData(MonitoringInterval.Daily, "2026-12-28", "2027-01-04")]
    [InlineData(MonitoringInterval.Weekly, "2026-11-20", "2026-11-27")]
    [InlineData(MonitoringInterval.Monthly, "2026-10-31", "2026-11-30")]
    [InlineData(MonitoringInterval.Monthly, "2026-10-23", "2026-11-24")]
    public void D3_the_next_look_is_due_on_a_day_on_which_offices_are_open(MonitoringInterval interval, string last, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), MonitoringSchedule.DueOn(interval, DateOnly.Parse(last, null), since: new DateOnly(2026, 4, 1)));

    [Theory]
    [InlineData(MonitoringInterval.Irregular)]
    [InlineData(MonitoringInterval.None)]
    [InlineData(null)]
    public void D3_irregular_none_and_unsaid_have_no_term(MonitoringInterval? interval) => Assert.Null(MonitoringSchedule.DueOn(interval, Friday, Friday));

    [Fact]
    public void D3_a_shorter_interval_counts_from_the_day_it_was_said_and_the_same_day_is_corrected()
    {
        var watch = Watch.Begin(Sample.Account().Id, "A001");
        watch.Plan(MonitoringInterval.Monthly, null, new DateOnly(2026, 4, 1));
        watch.Checked(new DateOnly(2026, 11, 2), "佐藤 花子", CheckOutcome.NothingUnusual);

        watch.Plan(MonitoringInterval.Daily, PostingFrequency.Weekly, Friday);
        watch.Plan(MonitoringInterval.Weekly, PostingFrequency.Weekly, Friday);

        Assert.Equal(new DateOnly(2026, 11, 27), watch.NextDueOn);
        Assert.Equal([(new DateOnly(2026, 4, 1), MonitoringInterval.Monthly), (Friday, MonitoringInterval.Weekly)], watch.Periods.Select(p => (p.From, p.Interval)));
    }

    [Fact]
    public void D3_a_finding_moves_as_the_readme_says_and_never_back()
    {
        var moves = from state in Enum.GetValues<FindingState>() from to in FindingFlow.PossibleFrom(state) select $"| {state.Word} | {to.Word} |";

        Assert.Equal(Readme.Table("## 気づきの状態"), moves);
    }

    [Fact]
    public void G2_a_look_alike_moves_as_the_readme_says()
    {
        var moves = from state in Enum.GetValues<LookAlikeState>() from action in LookAlikeFlow.PossibleFrom(state) select $"| {state.Word} | {action.Verb} | {LookAlikeFlow.Next(state, action).Value.Word} |";

        Assert.Equal(Readme.Table("## なりすましの状態"), moves);
    }

    [Fact]
    public void D3_closing_a_finding_asks_what_was_done_and_keeps_it()
    {
        var finding = Finding.Raise(Sample.Account(), FindingKind.ForeignPost, "1990", "見慣れない投稿", null, "Koshiki", Sample.MondayNine);

        var silent = finding.Move(FindingState.NotNeeded, "佐藤 花子", " ", Sample.MondayNine);
        var told = finding.Move(FindingState.NotNeeded, "佐藤 花子", "担当者が媒体の画面で直接投稿したもの。", Sample.MondayNine);

        Assert.Equal(new SayWhatWasDone(), silent.Refusal);
        Assert.True(told.Succeeded);
        Assert.Equal((FindingState.NotNeeded, "佐藤 花子"), (finding.State, Assert.Single(finding.Events).ByName));
    }

    [Fact]
    public void D3_what_the_platform_or_the_register_does_not_say_cannot_be_told()
    {
        var line = Seen(new SeenProfile("愛光市 防災", null, null, null));

        var verdicts = ProfileJudgement.Of("愛光市 防災", handle: null, registered: null, line, List);

        Assert.Equal(
            [(FindingKind.ProfileName, ControlVerdict.Met), (FindingKind.ProfileHandle, ControlVerdict.CannotTell), (FindingKind.ProfileText, ControlVerdict.CannotTell), (FindingKind.LinkBack, ControlVerdict.CannotTell)],
            verdicts.Select(v => (v.Kind, v.Verdict)));
    }

    [Theory]
    [InlineData("http://koho.example/public/accounts/A001", ControlVerdict.Met)]
    [InlineData("KOHO.example/public/accounts", ControlVerdict.Met)]
    [InlineData("https://koho.example/public/accounts-fake", ControlVerdict.NotMet)]
    [InlineData("https://koho.example.evil.example/public/accounts", ControlVerdict.NotMet)]
    [InlineData("https://evil.example/?https://koho.example/public/accounts", ControlVerdict.NotMet)]
    public void D3_only_an_address_of_the_list_itself_is_a_link_back(string link, ControlVerdict verdict)
    {
        var seen = Seen(new SeenProfile("愛光市", "aiko", "紹介", [link]));

        Assert.Equal(verdict, ProfileJudgement.Of("愛光市", "aiko", "紹介", seen, List).Single(v => v.Kind is FindingKind.LinkBack).Verdict);
    }

    [Fact]
    public void D3_another_name_handle_or_text_is_told_with_both_sides()
    {
        var seen = Seen(new SeenProfile("愛光市＊当選", "aiko_gift", "今すぐ登録！", []));

        var verdicts = ProfileJudgement.Of("愛光市", "aiko", "市からのお知らせです。", seen, List);

        Assert.All(verdicts, verdict => Assert.Equal(ControlVerdict.NotMet, verdict.Verdict));
        Assert.Equal("登録の名称は「愛光市」ですが、媒体では「愛光市＊当選」です。", verdicts[0].Why);
    }

    [Theory]
    [InlineData(60, 180, PostingFrequency.TwiceDaily)]
    [InlineData(20, 60, PostingFrequency.Daily)]
    [InlineData(4, 12, PostingFrequency.Weekly)]
    [InlineData(0, 3, PostingFrequency.Monthly)]
    [InlineData(0, 1, PostingFrequency.Irregular)]
    [InlineData(0, 0, PostingFrequency.None)]
    public void D5_the_real_frequency_is_said_in_the_words_of_table_11(int in28, int in91, PostingFrequency measured) =>
        Assert.Equal(measured, Frequency(in28, in91, 0, last: Friday).Measured);

    [Fact]
    public void D5_falling_quiet_and_below_what_was_said_are_three_things()
    {
        var falling = Frequency(1, 6, 12, last: Friday.AddDays(-9), reported: PostingFrequency.Weekly);
        var quiet = Frequency(0, 2, 2, last: Friday.AddDays(-61), reported: PostingFrequency.Irregular);

        Assert.Equal((Trend.Falling, false, true), (falling.Trend, falling.IsQuiet, falling.IsBelowReported));
        Assert.Equal((Trend.Steady, true, false), (quiet.Trend, quiet.IsQuiet, quiet.IsBelowReported));
    }

    [Fact]
    public void D5_an_account_that_the_program_cannot_post_to_is_not_called_quiet()
    {
        var unknown = Frequency(0, 0, 0, last: null) with { Connection = ConnectionState.NotConnected, Under = Friday.AddDays(-400) };

        Assert.Equal((null, false), (unknown.Measured, unknown.IsQuiet));
    }

    [Fact]
    public void E9_addresses_end_where_japanese_begins_and_are_told_once()
    {
        var channel = new SealedChannel(
            "A001", Platform.X, "くわしくは https://www.pref.example/bosai/index.html#top。地図（https://map.example/?a=1&b=2）と https://www.pref.example/bosai/index.html、ftp://x.example/ もあります。",
            "https://日本語.example/あ", [], new Audience.Everyone(), null);

        Assert.Equal(
            ["https://www.pref.example/bosai/index.html", "https://map.example/?a=1&b=2", "https://日本語.example/%E3%81%82"],
            LinkAddress.Of(channel));
    }

    private static AccountLook Seen(SeenProfile profile)
    {
        var look = new AccountLook { Account = Sample.Account().Id };
        look.Follow(new AccountSeen("A001", Sample.MondayNine, TokenHealth.Works, profile, null, null));
        return look;
    }

    private static AccountFrequency Frequency(int in28, int in91, int before91, DateOnly? last, PostingFrequency? reported = null) => new(
        Sample.Account().Id, "A001", "愛光市", AccountState.Active, ConnectionState.Works, Sample.DisasterOffice, reported, in28, in91, before91, last, new DateOnly(2026, 4, 1), Friday, QuietDays: 60);
}

/// <summary>The area's own README, against which its tables of states are held.</summary>
internal static class Readme
{
    public static IEnumerable<string> Table(string heading)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent!;
        return File.ReadAllLines(Path.Combine(folder.FullName, "src/Koshiki/Core/Monitoring/README.md")).SkipWhile(line => line != heading).Skip(1).SkipWhile(line => !line.StartsWith('|')).Skip(2).TakeWhile(line => line.StartsWith('|'));
    }
}
