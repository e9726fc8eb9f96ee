using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>Weekdays and hours as fields of a form: <c>days</c>, <c>from</c>, <c>until</c>.</summary>
internal static class PostingTimesForm
{
    /// <summary>What an empty form proposes: the usual hours of a town hall. Our decision.</summary>
    public static PostingTimes OfficeHours { get; } = new("月火水木金", new TimeOnly(8, 30), new TimeOnly(17, 15));

    /// <summary>Reads them; what cannot be read becomes a fault beside its field.</summary>
    public static PostingTimes Read(FormState form, List<Fault> faults) =>
        new(string.Concat(form.All("days").Where(day => day.Length == 1 && PostingTimes.AllDays.Contains(day[0]))), Time(form, "from", faults), Time(form, "until", faults));

    /// <summary>What is wrong with them as a rule: no day, or an end before the beginning.</summary>
    public static IEnumerable<Fault> Faults(PostingTimes times)
    {
        if (times.Days.Length == 0) yield return new("days", "曜日が選ばれていません。1つ以上選んでください。");
        if (times.Until != TimeOnly.MinValue && times.Until <= times.From) yield return new("until", "終わりの時刻が始まりより前です。");
    }

    extension(FormState form)
    {
        public FormState With(PostingTimes times) => form
            .With("days", [.. times.Days.Select(day => day.ToString())])
            .With("from", times.From.InWords)
            .With("until", times.Until == TimeOnly.MinValue ? "24:00" : times.Until.InWords);
    }

    private static TimeOnly Time(FormState form, string name, List<Fault> faults)
    {
        if (form[name].Trim() is "24:00" or "２４：００") return TimeOnly.MinValue;
        var time = JapaneseDate.ParseTime(form[name]);
        if (time.IsRefused(out var no)) faults.Add(new Fault(name, no.Sentence));
        return time.Succeeded ? time.Value : default;
    }
}
