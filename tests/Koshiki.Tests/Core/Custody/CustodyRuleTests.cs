using System.Runtime.CompilerServices;
using Koshiki.Core.Accounts;
using Koshiki.Core.Custody;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Custody;

public sealed class CustodyRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 4, 6);
    private static readonly AccountId Account = AccountId.New();
    private static readonly (PersonId Id, string Name) Leaver = (PersonId.New(), "鈴木 一郎"), Nakajima = (PersonId.New(), "中島 徹"), Hasegawa = (PersonId.New(), "長谷川 舞");

    [Fact]
    public void D1_a_password_is_attested_by_its_rules_its_day_and_its_secrecy_and_all_faults_are_told_at_once()
    {
        var whole = PasswordAttestation.Of(Account, PasswordRules.All, null, Today, isSecret: true, Nakajima.Id, Nakajima.Name, Now);
        var limited = PasswordAttestation.Of(Account, PasswordRules.All & ~PasswordRules.Symbol, "記号を使えない", null, isSecret: true, Nakajima.Id, Nakajima.Name, Now);
        var weak = PasswordAttestation.Of(Account, PasswordRules.EightOrMore, null, null, isSecret: true, Nakajima.Id, Nakajima.Name, Now);
        var wrong = PasswordAttestation.Of(Account, PasswordRules.All, "パスワードは Abcd1234! です", Today.AddDays(1), isSecret: false, Nakajima.Id, Nakajima.Name, Now);

        Assert.Equal((true, true, false), (whole.Value.IsMixed, limited.Value.IsMixed, weak.Value.IsMixed));
        Assert.Equal("英大文字を含む、英小文字を含む、数字を含む、記号を含む", weak.Value.Rules.Missing);
        Assert.Equal(["changed", "limit", "secret"], wrong.Refusal.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData(2025, 4, 6, true)]
    [InlineData(2025, 4, 5, false)]
    public void D1_a_password_holds_for_a_year_and_not_a_day_longer(int year, int month, int day, bool met)
    {
        var facts = new CustodyFacts(Account) { PasswordChangedOn = new DateOnly(year, month, day) };

        var standing = CustodyStanding.Of(facts, CustodyTerms.Usual, Today).Single(one => one.Matter is CustodyMatter.PasswordChange);

        Assert.Equal((met, new DateOnly(year + 1, month, day)), (standing.IsMet, standing.DueOn));
    }

    [Fact]
    public void D1_what_nobody_wrote_down_is_not_met()
    {
        var standings = CustodyStanding.Of(new CustodyFacts(Account), CustodyTerms.Usual, Today);

        Assert.Equal(Enum.GetValues<CustodyMatter>().Where(matter => matter is not CustodyMatter.HandOver), standings.Select(one => one.Matter));
        Assert.All(standings, one => Assert.False(one.IsMet));
    }

    [Fact]
    public void D2_a_change_of_the_platform_shortens_the_term_of_the_settings_until_they_were_looked_at_again()
    {
        var facts = new CustodyFacts(Account) { SettingsReviewedOn = new DateOnly(2026, 1, 10), PlatformChangedOn = new DateOnly(2026, 3, 1) };

        var before = Settings(facts);
        var after = Settings(facts with { SettingsReviewedOn = new DateOnly(2026, 3, 20) });

        Assert.Equal((false, new DateOnly(2026, 3, 31)), (before.IsMet, before.DueOn));
        Assert.Equal((true, new DateOnly(2027, 3, 20)), (after.IsMet, after.DueOn));

        static MatterStanding Settings(CustodyFacts facts) => CustodyStanding.Of(facts, CustodyTerms.Usual, Today).Single(one => one.Matter is CustodyMatter.FunctionSettings);
    }

    [Fact]
    public void A2_a_hand_over_is_closed_only_by_somebody_who_did_none_of_it_and_does_not_leave()
    {
        var handOver = Raised();
        Do(handOver, HandOverStepKind.Administrator, Nakajima);
        Do(handOver, HandOverStepKind.Password, Nakajima);

        var tooEarly = handOver.Confirm(Hasegawa.Id, Hasegawa.Name, Now);
        Do(handOver, HandOverStepKind.Rights, Nakajima);
        var byTheDoer = handOver.Confirm(Nakajima.Id, Nakajima.Name, Now);
        var byTheLeaver = handOver.Confirm(Leaver.Id, Leaver.Name, Now);
        var bySecond = handOver.Confirm(Hasegawa.Id, Hasegawa.Name, Now);

        Assert.Equal(new HandOverNotPossibleNow(HandOverState.InProgress), tooEarly.Refusal);
        Assert.Equal([new CannotConfirmOwnHandOver(), new CannotConfirmOwnHandOver()], [byTheDoer.Refusal, byTheLeaver.Refusal]);
        Assert.True(bySecond.Succeeded);
        Assert.Equal((HandOverState.Confirmed, Hasegawa.Name), (handOver.State, handOver.ConfirmedByName));
    }

    [Fact]
    public void A2_a_step_sent_back_is_done_again_and_a_password_changed_before_the_leaving_does_not_count()
    {
        var handOver = Raised();
        foreach (var kind in Enum.GetValues<HandOverStepKind>()) Do(handOver, kind, Nakajima);

        var sentBack = handOver.SendBack(HandOverStepKind.Password, "前のパスワードで入れました。", Hasegawa.Id);
        var early = handOver.Do(HandOverStepKind.Password, Nakajima.Id, Nakajima.Name, handOver.LeftOn.AddDays(-1), "変更した。", Now);
        var twice = handOver.Do(HandOverStepKind.Rights, Nakajima.Id, Nakajima.Name, Today, "外した。", Now);

        Assert.True(sentBack.Succeeded);
        Assert.Equal((HandOverState.InProgress, true), (handOver.State, handOver.Wants(HandOverStepKind.Password)));
        Assert.Equal(new DoneBeforeLeaving(Leaver.Name, handOver.LeftOn), early.Refusal);
        Assert.Equal(new StepNotAsked(HandOverStepKind.Rights), twice.Refusal);
    }

    [Fact]
    public void A2_the_table_in_the_readme_is_the_flow_of_a_hand_over()
    {
        var written = File.ReadAllLines(Readme()).SkipWhile(line => !line.StartsWith("| From |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "));

        var moves = from state in Enum.GetValues<HandOverState>()
                    from action in Enum.GetValues<HandOverAction>()
                    let next = HandOverFlow.Next(state, action)
                    where next.Succeeded
                    select $"{state} {action} {next.Value}";

        Assert.Equal(moves, written.Select(cells => string.Join(' ', cells)));
    }

    private static HandOver Raised() =>
        HandOver.Raise(Account, OfficeId.New(), PostingId.New(), Leaver.Id, Leaver.Name, new DateOnly(2026, 3, 31), Enum.GetValues<HandOverStepKind>(), Now);

    private static void Do(HandOver handOver, HandOverStepKind kind, (PersonId Id, string Name) by) => Assert.True(handOver.Do(kind, by.Id, by.Name, Today, "行った。", Now).Succeeded);

    private static string Readme([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Koshiki/Core/Custody/README.md"));
}
