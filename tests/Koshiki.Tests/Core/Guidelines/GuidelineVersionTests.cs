using Koshiki.Core.Guidelines;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Guidelines;

public sealed class GuidelineVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 4, 6);
    private static readonly HashSet<string> InUse = ["password-changed-yearly"];

    [Fact]
    public void B1_a_published_version_is_in_force_until_the_day_before_the_next_one()
    {
        var first = Published(Password);
        var second = GuidelineVersion.Begin(2, Text(Password with { Text = "年に2回変えます。" }), "高橋 由紀", Now);

        var published = second.Publish(Today.AddDays(30), first, InUse, [], "高橋 由紀", Now);

        Assert.Equal(new GuidelinePublished(second.Id.Value, 2, Today.AddDays(30)), published.Value);
        Assert.Equal((Today.AddDays(29), true, false), (first.Last!.Value, first.Holds(Today.AddDays(29)), first.Holds(Today.AddDays(30))));
        Assert.Equal(new VersionIsPublished(1), first.Edit(Text(Password), "変更", "高橋 由紀", Now).Refusal);
    }

    [Fact]
    public void B1_a_clause_is_not_removed_while_controls_use_it_without_saying_what_becomes_of_them()
    {
        var first = Published(Password);
        var second = GuidelineVersion.Begin(2, Text(Password with { Controls = [] }), "高橋 由紀", Now);

        var silent = second.Publish(Today.AddDays(1), first, InUse, [], "高橋 由紀", Now);
        var unused = GuidelineVersion.Begin(2, Text(Password with { Controls = [] }), "高橋 由紀", Now).Publish(Today.AddDays(1), Published(Password), new HashSet<string>(), [], "高橋 由紀", Now);
        var said = second.Publish(Today.AddDays(1), first, InUse, [new("password-changed-yearly", "第1の1", "二段階の認証で確かめるため")], "高橋 由紀", Now);

        Assert.Equal("removal.password-changed-yearly", Assert.Single(silent.Refusal.Faults).Field);
        Assert.True(unused.Succeeded);
        Assert.True(said.Succeeded);
        Assert.Equal("二段階の認証で確かめるため", Assert.Single(second.Removals).Reason);
    }

    [Fact]
    public void B1_a_version_needs_clauses_something_new_and_a_day_to_come()
    {
        var first = Published(Password);
        var empty = GuidelineVersion.Begin(2, new GuidelineText("要領", "", 24, ClauseTree.Empty), "高橋 由紀", Now);
        var same = GuidelineVersion.Begin(2, Text(Password), "高橋 由紀", Now);
        var late = GuidelineVersion.Begin(2, Text(Password with { Heading = "鍵" }), "高橋 由紀", Now);

        Assert.Equal(new NothingToPublishYet(), empty.Publish(Today, null, InUse, [], "高橋 由紀", Now).Refusal);
        Assert.Equal(new NothingChangedSince(1), same.Publish(Today.AddDays(1), first, InUse, [], "高橋 由紀", Now).Refusal);
        Assert.Equal(["from", "from"], late.Publish(Today.AddDays(-1), first, InUse, [], "高橋 由紀", Now).Refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void B3_a_review_without_change_puts_the_next_one_off()
    {
        var version = Published(Password);

        Assert.Equal(Today.AddMonths(24), version.ReviewDue);
        Assert.True(version.Review("実情に合っている。", Today.AddMonths(23)).Succeeded);

        Assert.Equal(Today.AddMonths(47), version.ReviewDue);
        Assert.Equal("note", Assert.Single(version.Review("", Today).Refusal.Faults).Field);
    }

    [Fact]
    public void B1_one_control_stands_on_one_clause_and_a_named_parameter_is_set()
    {
        var twice = new GuidelineText("要領", "", 24, new ClauseTree([Password, Password with { Key = "again" }]));
        var unset = Text(Password with { Text = "{months}に1回" });

        var draft = GuidelineVersion.Begin(1, Text(Password), "高橋 由紀", Now);

        Assert.Equal("again.controls", Assert.Single(draft.Edit(twice, "変更", "高橋 由紀", Now).Refusal.Faults).Field);
        Assert.Equal("password.text", Assert.Single(draft.Edit(unset, "変更", "高橋 由紀", Now).Refusal.Faults).Field);
    }

    private static Clause Password => new("password", "パスワード", "年に1回変えます。", "2-7(1)イ", [], [new("password-changed-yearly", ControlKind.Automatic, "")], []);

    private static GuidelineText Text(Clause clause) => new("要領", "", 24, new ClauseTree([clause]));

    private static GuidelineVersion Published(Clause clause)
    {
        var version = GuidelineVersion.Begin(1, Text(clause), "高橋 由紀", Now);
        Assert.True(version.Publish(Today, null, InUse, [], "高橋 由紀", Now).Succeeded);
        return version;
    }
}
