using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Tests.Foundation.Web;

public sealed class FormDaysTests
{
    [Theory]
    [InlineData("2026-04-06", "令和8")]
    [InlineData("2019-05-01", "令和元")]
    [InlineData("2019-04-30", "平成31")]
    [InlineData("1873-01-01", "明治6")]
    public void Z1_boxes_name_the_year_as_screens_do_and_are_read_again(string written, string year)
    {
        var day = DateOnly.ParseExact(written, "yyyy-MM-dd");

        var form = FormState.Of(FormDays.Boxes("on", day));

        Assert.Equal((year, $"{day.Month}", $"{day.Day}"), (form["on.year"], form["on.month"], form["on.day"]));
        Assert.Equal(day, form.DayIn("on").Value);
    }

    [Fact]
    public void Z1_a_time_fills_four_boxes_and_is_read_again()
    {
        var half = new DateTimeOffset(2026, 4, 5, 23, 30, 0, TimeSpan.Zero);
        List<Fault> faults = [];

        var form = FormState.Of(FormDays.InstantBoxes("at", half));

        Assert.Equal(("令和8", "4", "6", "08:30"), (form["at.year"], form["at.month"], form["at.day"], form["at.time"]));
        Assert.Equal(half, form.Instant("at", faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void Z1_empty_boxes_hold_nothing_and_half_filled_ones_are_told_of()
    {
        List<Fault> faults = [];
        var (empty, half) = (FormState.Of(FormDays.InstantBoxes("at", null)), FormState.Of(("at.year", "R8"), ("at.month", "4"), ("at.day", "6")));

        Assert.Equal((false, false, null), (empty.HasDay("at"), empty.HasInstant("at"), empty.DayIfAny("at")));
        Assert.Null(empty.Day("at", faults));
        Assert.Empty(faults);
        Assert.Equal((true, true, false), (half.HasDay("at"), half.HasInstant("at"), half.HasWholeInstant("at")));
        Assert.Null(half.Instant("at", faults));
        Assert.Equal([new Fault("at", new NotATime("").Sentence)], faults);
    }
}
