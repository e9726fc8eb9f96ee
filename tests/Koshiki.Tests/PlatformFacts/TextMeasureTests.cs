using Koshiki.PlatformFacts;

namespace Koshiki.Tests.PlatformFacts;

public sealed class TextMeasureTests
{
    private const string Family = "👨‍👩‍👧‍👦";

    [Theory]
    [InlineData(Platform.X, 2, 280, "文字（重み付き）")]
    [InlineData(Platform.Line, 11, 5_000, "文字")]
    [InlineData(Platform.Facebook, 11, 63_206, "文字")]
    [InlineData(Platform.Instagram, 11, 2_200, "文字")]
    [InlineData(Platform.YouTube, 25, 5_000, "バイト")]
    [InlineData(Platform.Bluesky, 25, 3_000, "バイト")]
    [InlineData(Platform.Blog, 11, 100_000, "文字")]
    public void E1_one_family_emoji_is_counted_as_each_platform_counts_it(Platform platform, int count, int limit, string unit)
    {
        var measure = TextMeasure.For(platform, Family);

        Assert.Equal(new TextCount(count, limit, unit), measure.Main);
        Assert.True(measure.Fits);
    }

    [Theory]
    [InlineData(Platform.X, 140)]
    [InlineData(Platform.Line, 5_000)]
    [InlineData(Platform.Facebook, 63_206)]
    [InlineData(Platform.Instagram, 2_200)]
    [InlineData(Platform.YouTube, 1_666)]
    [InlineData(Platform.Bluesky, 300)]
    public void E1_the_longest_Japanese_text_of_a_platform_fits_and_one_more_sign_does_not(Platform platform, int signs)
    {
        Assert.True(TextMeasure.For(platform, new string('市', signs)).Fits);
        Assert.False(TextMeasure.For(platform, new string('市', signs + 1)).Fits);
    }

    [Fact]
    public void E1_Bluesky_shows_the_counter_that_is_nearest_to_its_limit()
    {
        var families = string.Concat(Enumerable.Repeat(Family, 121));

        var measure = TextMeasure.For(Platform.Bluesky, families);

        Assert.Equal([new TextCount(121, 300, "文字"), new TextCount(3_025, 3_000, "バイト")], measure.All);
        Assert.Equal((3_025, 3_000, "バイト", -25, false), (measure.Count, measure.Limit, measure.Unit, measure.Main.Left, measure.Fits));
    }

    [Fact]
    public void E1_LINE_counts_the_words_of_a_button_as_a_reader_does()
    {
        Assert.Equal(new TextCount(3, 20, "文字"), LineText.MeasureLabel("か\u3099" + Family + "市", 20));
    }

    [Theory]
    [InlineData("#防災 ＃新座市 #R8", 3)]
    [InlineData("#1 a#b ##", 0)]
    [InlineData("お知らせ#防災", 0)]
    [InlineData("「#防災」", 1)]
    public void E1_hashtags_of_an_Instagram_caption_are_counted(string caption, int hashtags)
    {
        Assert.Equal(hashtags, TextMeasure.For(Platform.Instagram, caption).All[1].Count);
    }

    [Fact]
    public void E1_a_setting_changes_a_limit_and_a_bad_setting_is_named()
    {
        var limits = new ChannelLimits { InstagramHashtags = 5 };

        Assert.False(TextMeasure.For(Platform.Instagram, "#あ #い #う #え #お #か", limits).Fits);
        Assert.Empty(limits.Faults());
        Assert.Equal(
            ["Koshiki:ChannelLimits:YouTubeTitle is 0; it must be from 1 to 100."],
            (limits with { YouTubeTitle = 0 }).Faults());
    }

    [Fact]
    public void E1_YouTube_refuses_angle_brackets_and_X_control_signs()
    {
        Assert.Single(TextMeasure.For(Platform.YouTube, "<市>").Problems);
        Assert.Single(TextMeasure.For(Platform.X, "市\uFFFE").Problems);
        Assert.False(TextMeasure.For(Platform.X, "市\uFFFE").Fits);
    }

    [Fact]
    public void E1_every_platform_says_what_media_it_takes()
    {
        Assert.All(PlatformNames.All, platform => Assert.True(MediaLimits.For(platform) is { Image: not null } or { Video: not null }));
        Assert.Equal((5_000_000, 4), (MediaLimits.For(Platform.X).Image!.MaxBytes, MediaLimits.For(Platform.X).Image!.MaxCount));
        Assert.True(MediaLimits.For(Platform.Line).FetchesFromUs);
        Assert.Equal(["image/jpeg"], MediaLimits.For(Platform.Instagram).Image!.Types);
    }

    [Fact]
    public void E1_a_post_with_a_link_costs_more_on_X()
    {
        Assert.Equal(0.015m, PlatformCosts.OfPostOnX("市からのお知らせ"));
        Assert.Equal(0.200m, PlatformCosts.OfPostOnX("詳細はexample.lg.jpへ"));
    }
}
