using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Tests.Core.Publishing.Drafting;

public sealed class TimeAdviceTests
{
    [Fact]
    public void E6_a_working_hour_on_a_working_day_needs_no_word()
    {
        Assert.Empty(TimeAdvice.For(Sample.MondayNine.AddHours(1), Sample.MondayNine, rings: true, [], []));
    }

    [Fact]
    public void E6_a_holiday_a_night_and_the_past_are_said()
    {
        var holidayNight = new DateOnly(2026, 11, 23).At(new TimeOnly(22, 0));

        var advice = TimeAdvice.For(holidayNight, Sample.MondayNine, rings: true, [], []);
        var past = TimeAdvice.For(Sample.MondayNine.AddMinutes(-1), Sample.MondayNine, rings: false, [], []);

        Assert.Equal(["令和8年11月23日（月）は「勤労感謝の日」です。", "夜間（21時から7時）です。LINEは、友だちの端末に通知の音が鳴ります。"], advice);
        Assert.Equal(["発信日時が過ぎています。これからの日時にしてください。"], past);
    }

    [Fact]
    public void E6_posting_hours_and_neighbours_are_named()
    {
        var hours = new PostingHours { AccountKey = "A001", Times = new PostingTimes("月火水木金", new TimeOnly(8, 30), new TimeOnly(17, 15)) };
        var evening = new DateOnly(2026, 11, 16).At(new TimeOnly(18, 0));

        var advice = TimeAdvice.For(evening, Sample.MondayNine, rings: false, [("愛光市LINE", hours)], [new Neighbour("献血のお願い", "愛光市LINE", evening.AddMinutes(30))]);

        Assert.Equal(
        [
            "「愛光市LINE」の投稿時間は月火水木金 08:30〜17:15です。時間外に発信するときは、確認の画面で理由を書きます。",
            "「愛光市LINE」では、令和8年11月16日（月）18:30に「献血のお願い」の発信があります。",
        ], advice);
    }

    [Theory]
    [InlineData("10時から始めます。", "11時から始めます。", "=1|-0|+1|=時から始めます。")]
    [InlineData("", "新しい", "+新しい")]
    [InlineData("同じ", "同じ", "=同じ")]
    [InlineData("家族👨‍👩‍👧です", "家族です", "=家族|-👨‍👩‍👧|=です")]
    public void E3_a_difference_names_what_was_taken_and_what_was_put(string before, string after, string expected)
    {
        var parts = TextDiff.Between(before, after);

        Assert.Equal(expected, string.Join('|', parts.Select(p => (p.Kind switch { DiffKind.Same => "=", DiffKind.Removed => "-", _ => "+" }) + p.Text)));
    }
}
