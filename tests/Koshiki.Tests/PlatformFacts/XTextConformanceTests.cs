using Koshiki.PlatformFacts;

namespace Koshiki.Tests.PlatformFacts;

/// <summary>X's own vectors. Every one of a section is tried; the failure lists all that differ.</summary>
public sealed class XTextConformanceTests
{
    [Theory]
    [InlineData("WeightedTweetsWithDiscountedEmojiCounterTest")]
    [InlineData("UnicodeDirectionalMarkerCounterTest")]
    public void E1_a_text_weighs_what_X_says(string section)
    {
        var vectors = TwitterTextVectors.Section("validate.yml", section);

        Assert.NotEmpty(vectors);
        Assert.Equal(vectors.Select(Expected), vectors.Select(vector => Measured(vector.Description(), vector.Text())));
    }

    /// <summary>This section describes configuration v2, in which emoji were counted sign by sign; the four that differ for it are in the section above with v3's numbers.</summary>
    [Fact]
    public void E1_a_text_without_joined_emoji_weighs_the_same_in_the_older_configuration()
    {
        var vectors = TwitterTextVectors.Section("validate.yml", "WeightedTweetsCounterTest")
            .Where(vector => !vector.Text().Contains('\u200D', StringComparison.Ordinal) || vector.Description().StartsWith("Handle General", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(18, vectors.Count);
        Assert.Equal(vectors.Select(Expected), vectors.Select(vector => Measured(vector.Description(), vector.Text())));
    }

    /// <summary>The two cases of 141 signs speak of the limit of 140 that ended in 2017.</summary>
    [Fact]
    public void E1_a_post_is_accepted_where_X_accepts_it()
    {
        var vectors = TwitterTextVectors.Section("validate.yml", "tweets")
            .Where(vector => !vector.Description().Contains("141", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(6, vectors.Count);
        Assert.Equal(
            vectors.Select(vector => (vector.Description(), vector.Scalar("expected") == "true")),
            vectors.Select(vector => (vector.Description(), XText.Measure(vector.Text()).IsValid)));
    }

    [Theory]
    [InlineData("urls")]
    [InlineData("tco_urls_with_params")]
    public void E1_links_are_found_where_X_finds_them(string section)
    {
        var vectors = TwitterTextVectors.Section("extract.yml", section);

        Assert.NotEmpty(vectors);
        Assert.Equal(
            vectors.Select(vector => $"{vector.Text()} => {string.Join(" | ", vector.Child("expected").AllTexts())}"),
            vectors.Select(vector => $"{vector.Text()} => {string.Join(" | ", XText.ExtractUrls(vector.Text()).Select(link => link.Url))}"));
    }

    [Theory]
    [InlineData("urls_with_indices")]
    [InlineData("urls_with_directional_markers")]
    public void E1_links_are_found_at_the_place_where_X_finds_them(string section)
    {
        var vectors = TwitterTextVectors.Section("extract.yml", section);

        Assert.NotEmpty(vectors);
        Assert.Equal(
            vectors.Select(vector => vector.Child("expected").AllMappings()
                .Select(link => $"{link.Scalar("url")} {string.Join('-', link.Child("indices").AllTexts())}")),
            vectors.Select(vector => XText.ExtractUrls(vector.Text()).Select(link => $"{link.Url} {link.Span.Start}-{link.Span.End}")));
    }

    [Theory]
    [InlineData("country")]
    [InlineData("generic")]
    public void E1_every_top_level_domain_that_X_knows_makes_a_link(string section)
    {
        var vectors = TwitterTextVectors.Section("tlds.yml", section);

        Assert.NotEmpty(vectors);
        Assert.Equal(
            vectors.Select(vector => vector.Child("expected").AllTexts()),
            vectors.Select(vector => XText.ExtractUrls(vector.Text()).Select(link => link.Url)));
    }

    /// <summary>A bare address counts as a link too, as long as it has the shape that the validator of whole addresses accepts.</summary>
    [Fact]
    public void E1_an_address_without_scheme_is_one_link()
    {
        var vectors = TwitterTextVectors.Section("validate.yml", "urls_without_protocol");

        Assert.All(vectors, vector => Assert.Equal([vector.Text()], XText.ExtractUrls(vector.Text()).Select(link => link.Url)));
    }

    private static (string, int Weight, bool Valid, int Permillage, int DisplayEnd, int ValidEnd) Expected(YamlDotNet.RepresentationModel.YamlMappingNode vector)
    {
        var expected = vector.Child("expected");
        return (vector.Description(), Number("weightedLength"), expected.Scalar("valid") == "true", Number("permillage"), Number("displayRangeEnd"), Number("validRangeEnd"));

        int Number(string key) => int.Parse(expected.Scalar(key), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static (string, int Weight, bool Valid, int Permillage, int DisplayEnd, int ValidEnd) Measured(string description, string text)
    {
        var measure = XText.Measure(text);
        return (description, measure.WeightedLength, measure.IsValid, measure.Permillage, text.Length - 1, measure.FittingLength - 1);
    }
}
