using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Tests.Foundation.Spreadsheets;

/// <summary>What the formats that people and programs give to cells make of a number.</summary>
public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("General", "Plain")]
    [InlineData("general", "Plain")]
    [InlineData("#,##0_ ;[Red]-#,##0", "Plain")]
    [InlineData("0\"日\"", "Plain")]
    [InlineData("\"month\"0", "Plain")]
    [InlineData("0.00E+00", "Plain")]
    [InlineData("0.0%", "Share")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", "Day")]
    [InlineData("[$-411]ggge\"年\"", "Day")]
    [InlineData("h:mm", "Day")]
    public void I2_a_format_shows_a_day_a_share_or_a_plain_number(string code, string look) =>
        Assert.Equal(look, NumberFormats.Look(164, new Dictionary<int, string> { [164] = code }).ToString());
}
