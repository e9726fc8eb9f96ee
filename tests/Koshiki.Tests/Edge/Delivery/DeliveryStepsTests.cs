using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>What follows from an outcome. No database, no clock, no platform.</summary>
public sealed class DeliveryStepsTests
{
    private static readonly AttemptFacts FirstByKey = new(Promise.ByKey, Tries: 0, KeyAge: TimeSpan.Zero, WasInDoubt: false);
    private static readonly AttemptFacts FirstByLooking = FirstByKey with { Promise = Promise.ByLooking };

    [Fact]
    public void E1_an_unknown_outcome_is_repeated_by_key_and_looked_for_without_one()
    {
        var lost = new DeliveryOutcome.Unknown("応答がありません。");

        Assert.Equal(new DeliveryStep.RepeatByKey(TimeSpan.FromSeconds(1), "応答がありません。"), DeliverySteps.After(lost, FirstByKey));
        Assert.Equal(new DeliveryStep.Look(TimeSpan.FromSeconds(5), "応答がありません。"), DeliverySteps.After(lost, FirstByLooking));
    }

    [Fact]
    public void E1_a_key_older_than_23_hours_is_never_used_again()
    {
        var lost = new DeliveryOutcome.Unknown("応答がありません。");

        var step = DeliverySteps.After(lost, FirstByKey with { KeyAge = TimeSpan.FromHours(23) });

        Assert.Equal(new DeliveryStep.AskAPerson(DeliveryReasons.KeyTooOld), step);
    }

    [Fact]
    public void E1_a_duplicate_is_looked_for_only_when_something_was_in_doubt()
    {
        var duplicate = new DeliveryOutcome.Duplicate("同じ内容があります。");

        Assert.Equal(new DeliveryStep.AskAPerson(DeliveryReasons.DuplicateElsewhere), DeliverySteps.After(duplicate, FirstByLooking));
        Assert.Equal(new DeliveryStep.Look(TimeSpan.FromSeconds(5), "同じ内容があります。"), DeliverySteps.After(duplicate, FirstByLooking with { WasInDoubt = true }));
    }

    [Fact]
    public void E1_a_refused_content_ends_and_a_refused_account_asks()
    {
        Assert.Equal(new DeliveryStep.GiveUp("長すぎます。"), DeliverySteps.After(new DeliveryOutcome.Refused("長すぎます。", WhoFixes.Author), FirstByKey));
        Assert.Equal(new DeliveryStep.AskAPerson("上限です。"), DeliverySteps.After(new DeliveryOutcome.Refused("上限です。", WhoFixes.AccountHolder), FirstByKey));
        Assert.Equal(new DeliveryStep.AskAPerson("接続です。", ConnectionBroken: true), DeliverySteps.After(new DeliveryOutcome.Refused("接続です。", WhoFixes.Connection), FirstByKey));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 8)]
    [InlineData(9, 300)]
    public void E1_waits_double_up_to_five_minutes(int tries, int seconds) =>
        Assert.Equal(
            new DeliveryStep.Wait(TimeSpan.FromSeconds(seconds), "混雑"),
            DeliverySteps.After(new DeliveryOutcome.TryLater(null, "混雑"), FirstByKey with { Tries = tries }));

    [Fact]
    public void E1_the_platforms_own_waiting_time_counts_and_the_tenth_try_is_the_last()
    {
        var busy = new DeliveryOutcome.TryLater(TimeSpan.FromMinutes(15), "混雑");

        Assert.Equal(new DeliveryStep.Wait(TimeSpan.FromMinutes(15), "混雑"), DeliverySteps.After(busy, FirstByLooking));
        Assert.IsType<DeliveryStep.AskAPerson>(DeliverySteps.After(busy, FirstByLooking with { Tries = DeliverySteps.MostTries }));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 60)]
    public void E1_a_post_in_doubt_is_looked_for_at_5_20_and_60_seconds(int looks, int nextAtSeconds) =>
        Assert.Equal(
            new DeliveryStep.Look(TimeSpan.FromSeconds(nextAtSeconds), DeliveryReasons.FindingOut),
            DeliverySteps.AfterLook(new LookResult.NotFound(), new LookFacts(looks, ProvenOver: true, Resent: 0)));

    [Fact]
    public void E1_not_found_is_sent_again_only_when_the_old_request_is_proven_over()
    {
        var third = new LookFacts(Looks: 3, ProvenOver: true, Resent: 0);

        Assert.Equal(new DeliveryStep.SendAgain(), DeliverySteps.AfterLook(new LookResult.NotFound(), third));
        Assert.Equal(
            new DeliveryStep.AskAPerson(DeliveryReasons.NotFoundButMaybeRunning),
            DeliverySteps.AfterLook(new LookResult.NotFound(), third with { ProvenOver = false }));
        Assert.Equal(
            new DeliveryStep.AskAPerson(DeliveryReasons.NotFoundTooOften),
            DeliverySteps.AfterLook(new LookResult.NotFound(), third with { Resent = DeliverySteps.MostResends }));
    }

    [Fact]
    public void E1_found_once_is_sent_and_found_twice_asks()
    {
        var facts = new LookFacts(Looks: 1, ProvenOver: false, Resent: 0);

        Assert.Equal(
            new DeliveryStep.Finish(new DeliveryOutcome.Delivered("1990", "https://x.com/i/web/status/1990", null, null)),
            DeliverySteps.AfterLook(new LookResult.FoundOnce("1990", "https://x.com/i/web/status/1990"), facts));
        Assert.Equal(new DeliveryStep.AskAPerson(DeliveryReasons.FoundSeveral), DeliverySteps.AfterLook(new LookResult.FoundSeveral(2), facts));
    }
}
