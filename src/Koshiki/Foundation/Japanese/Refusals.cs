namespace Koshiki.Foundation.Japanese;

/// <summary>The text cannot be read as a day.</summary>
public sealed record NotADay(string Text) : Invalid("日付が読み取れません。例のように入力してください（例：令和7年3月19日、2025/3/19）。");

/// <summary>The month has no such day, or the year no such month.</summary>
public sealed record NoSuchDay(int Year, int Month, int Day) : Invalid(
    Month is < 1 or > 12
        ? $"{Month}月はありません。1月から12月までで入力してください。"
        : $"{Year}年{Month}月{Day}日はありません。{Year}年{Month}月は{DateTime.DaysInMonth(Year, Month)}日までです。");

/// <summary>The era had ended or not begun on that day.</summary>
public sealed record NotInThatEra(string Written, DateOnly Means) : Invalid(
    $"「{Written}」という日付はありません。その日は{Means.InWordsWithoutWeekday}です。元号と年を確かめてください。");

/// <summary>The day is before the calendar of today.</summary>
public sealed record BeforeTheCalendar() : Invalid("明治6年（1873年）1月1日より前の日付は入力できません。");

/// <summary>The day is further ahead than anybody plans for.</summary>
public sealed record TooFarAhead() : Invalid($"{JapaneseDate.LastYear}年12月31日より後の日付は入力できません。年を確かめてください。");

/// <summary>The weekday in brackets is not the day's.</summary>
public sealed record NotThatWeekday(DateOnly Day, char Written) : Invalid(
    $"{Day.InWordsWithoutWeekday}は{Day.Weekday}曜日です。「{Written}」とあるため、日付か曜日を直してください。");

/// <summary>The text cannot be read as a time of day.</summary>
public sealed record NotATime(string Text) : Invalid("時刻が読み取れません。24時間制で入力してください（例：14:05、14時5分）。");
