using System.Runtime.CompilerServices;
using Koshiki.Core.Contracts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Contracts;

public sealed class AgreementRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 4, 6);
    private static readonly PersonId Suzuki = PersonId.New(), Nakajima = PersonId.New();

    [Fact]
    public void C9_a_new_contract_lacks_everything_and_says_what()
    {
        var standings = AgreementStanding.Of(Facts(Contract()), Today);

        Assert.Equal(
            [(AgreementMatter.Clauses, false), (AgreementMatter.StaffDocument, false), (AgreementMatter.Logins, false), (AgreementMatter.GuidelinePassedOn, false), (AgreementMatter.Check, true)],
            standings.Select(one => (one.Matter, one.IsMet)));
        Assert.Equal("確かめられていない条項：情報セキュリティポリシーとガイドラインの遵守、記事・写真の著作権の帰属、ログインの取扱い、発信前の確認", standings[0].Why);
    }

    [Fact]
    public void C9_the_clause_on_logins_is_proven_only_when_it_says_all_three_things()
    {
        var contract = Contract();
        foreach (var kind in Agreement.Needed(AgreementKind.Outsourcing)) contract.Prove(kind, "第8条", "条文", LoginPoints.BothLogins | LoginPoints.NoOtherSite, Suzuki, Now);

        var without = AgreementStanding.Of(Facts(contract), Today)[0];
        contract.Prove(ClauseKind.Logins, "第8条", "条文", LoginPoints.All, Suzuki, Now);
        var with = AgreementStanding.Of(Facts(contract), Today)[0];
        contract.Prove(ClauseKind.Copyright, null, null, LoginPoints.None, Suzuki, Now);
        var taken = AgreementStanding.Of(Facts(contract), Today)[0];

        Assert.Equal([(false, "確かめられていない条項：終了後のログインの取扱い"), (true, "必要な条項がすべてあります。"), (false, "確かめられていない条項：記事・写真の著作権の帰属")], new[] { without, with, taken }.Select(one => (one.IsMet, one.Why)));
    }

    [Fact]
    public void C10_joint_operation_asks_for_the_offices_responsibility_and_for_a_check_and_nothing_else()
    {
        var joint = Contract(AgreementKind.JointOperation);

        Assert.Equal([AgreementMatter.Clauses, AgreementMatter.Check], AgreementStanding.Of(Facts(joint), Today).Select(one => one.Matter));
        Assert.Equal([ClauseKind.OwnInformation], Agreement.Needed(joint.Kind));
    }

    [Fact]
    public void A7_the_check_falls_due_by_the_agreements_own_interval()
    {
        var contract = Contract();
        contract.CheckMonths = 3;

        var never = Check(Facts(contract) with { CheckedOn = null }, new DateOnly(2026, 7, 2));
        var kept = Check(Facts(contract) with { CheckedOn = new DateOnly(2026, 6, 20) }, new DateOnly(2026, 9, 20));
        var late = Check(Facts(contract) with { CheckedOn = new DateOnly(2026, 6, 20) }, new DateOnly(2026, 9, 21));

        Assert.Equal([(false, new DateOnly(2026, 7, 1)), (true, new DateOnly(2026, 9, 20)), (false, new DateOnly(2026, 9, 20))], new[] { never, kept, late }.Select(one => (one.IsMet, one.DueOn!.Value)));

        static AgreementMatterStanding Check(AgreementFacts facts, DateOnly day) => AgreementStanding.Of(facts, day).Single(one => one.Matter is AgreementMatter.Check);
    }

    [Fact]
    public void C9_after_the_end_only_the_logins_count_and_nothing_where_another_contract_goes_on()
    {
        var contract = Contract();
        var day = contract.Last.AddDays(1);

        var ended = AgreementStanding.Of(Facts(contract), day);
        var succeeded = AgreementStanding.Of(Facts(contract) with { IsSucceeded = true }, day);

        Assert.Equal((AgreementMatter.HandBack, false, contract.Last.AddDays(14)), (ended.Single().Matter, ended.Single().IsMet, ended.Single().DueOn!.Value));
        Assert.Empty(succeeded);
    }

    [Fact]
    public void C9_a_contract_ends_early_once_and_within_its_period()
    {
        var contract = Contract();

        var outside = contract.EndEarly(contract.Last.AddDays(1), "契約の解除", Today);
        var early = contract.EndEarly(Today, "契約の解除", Today);
        var again = contract.EndEarly(Today, "契約の解除", Today.AddDays(1));

        Assert.Equal(new EndsOutsideItsPeriod(contract.From, contract.Last), outside.Refusal);
        Assert.True(early.Succeeded);
        Assert.Equal((Today, new AgreementHasEnded(Today)), (contract.End, again.Refusal));
    }

    [Fact]
    public void C9_the_document_on_staff_and_devices_comes_after_signing_and_holds_no_password()
    {
        var contract = Contract();

        var early = StaffDocument.Of(contract, contract.SignedOn.AddDays(-1), "小林 海斗", "PC 12", null, "鈴木 一郎", Today, Now);
        var leaky = StaffDocument.Of(contract, Today, "小林 海斗", "PC 12、パスワード：Sakura#2026", null, "鈴木 一郎", Today, Now);

        Assert.Equal("received", Assert.Single(early.Refusal.Faults).Field);
        Assert.Equal("devices", Assert.Single(leaky.Refusal.Faults).Field);
    }

    [Fact]
    public void C9_the_table_in_the_readme_is_the_flow_of_a_hand_back_and_a_second_person_confirms_it()
    {
        var written = File.ReadAllLines(Readme()).SkipWhile(line => !line.StartsWith("| From |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|', ' ').Split(" | "));
        var moves = from state in Enum.GetValues<HandBackState>()
                    from action in Enum.GetValues<HandBackAction>()
                    let next = HandBackFlow.Next(state, action)
                    where next.Succeeded
                    select $"{state} {action} {next.Value}";
        var handBack = LoginHandBack.Of(Contract(), Now);

        Assert.True(handBack.Record(Today, "管理者から外した。", Suzuki, "鈴木 一郎").Succeeded);
        Assert.Equal(new CannotConfirmOwnHandBack(), handBack.Confirm(Suzuki, "鈴木 一郎", Now).Refusal);
        Assert.True(handBack.Confirm(Nakajima, "中島 徹", Now).Succeeded);
        Assert.Equal(moves, written.Select(cells => string.Join(' ', cells)));
    }

    private static Agreement Contract(AgreementKind kind = AgreementKind.Outsourcing) =>
        Agreement.Sign(kind, "観光情報発信業務委託契約", ["株式会社さくら企画"], OfficeId.New(), null, ["A002"], new DateOnly(2026, 3, 25), new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31));

    private static AgreementFacts Facts(Agreement agreement) => new(agreement, null, 0, 0, null, null, false);

    private static string Readme([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Koshiki/Core/Contracts/README.md"));
}
