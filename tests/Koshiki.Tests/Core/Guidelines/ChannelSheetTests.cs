using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Channels;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Guidelines;

public sealed class ChannelSheetTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 4, 6);

    [Fact]
    public void B4_one_sheet_shows_what_holds_today_and_which_channel_lacks_a_rule()
    {
        ChannelRule[] rules =
        [
            Of(Platform.Line, "承認", "つど受けます。", Today.AddDays(-30)), Of(Platform.Line, ChannelRule.Purpose, "緊急の知らせ", Today.AddDays(-30)), Of(Platform.Line, ChannelRule.Purpose, "暮らしの知らせ", Today),
            Of(Platform.X, ChannelRule.Purpose, "速い知らせ", Today), Of(Platform.X, "承認", "2人で確かめます。", Today.AddDays(1)), Of(Platform.Facebook, "写真", "承諾を得ます。", Today),
        ];

        var sheet = ChannelSheet.On(Today, [Platform.Line, Platform.X], rules);

        Assert.Equal([ChannelRule.Purpose, "承認"], sheet.Topics);
        Assert.Equal("暮らしの知らせ", sheet.Rules[(ChannelRule.Purpose, Platform.Line)].Text);
        Assert.Equal(["承認"], sheet.MissingOf(Platform.X));
        Assert.Empty(sheet.MissingOf(Platform.Line));
    }

    [Fact]
    public void B4_an_empty_rule_takes_a_rule_away_but_never_the_purpose()
    {
        var sheet = ChannelSheet.On(Today, [Platform.X], [Of(Platform.X, "承認", "つど受けます。", Today.AddDays(-1)), Of(Platform.X, "承認", "", Today)]);

        Assert.Empty(sheet.Topics);
        Assert.Equal("text", Assert.Single(ChannelRule.Set(Platform.X, ChannelRule.Purpose, "", Today, "高橋 由紀", Now).Refusal.Faults).Field);
    }

    [Fact]
    public void B4_the_model_sheet_has_a_rule_of_every_matter_for_every_channel_it_names()
    {
        var channels = ModelChannelRules.All.Select(one => one.Platform).Distinct().ToList();

        Assert.All(ModelChannelRules.All.GroupBy(one => one.Topic), topic => Assert.Equal(channels.Order(), topic.Select(one => one.Platform).Order()));
    }

    private static ChannelRule Of(Platform platform, string topic, string text, DateOnly from) => ChannelRule.Set(platform, topic, text, from, "高橋 由紀", Now).Value;
}
