using System.Buffers;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Dates that contradict themselves or have passed.</summary>
internal static class DateRules
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("月/／.");

    private static readonly SearchValues<string> Ahead = SearchValues.Create(
        [
            "開催します", "開催予定", "行います", "実施します", "募集", "受け付け", "受付中", "申し込み", "申込み", "申込", "ご参加", "お越し", "ご来場", "お待ちして", "予定です", "ください",
            "開きます", "始まります", "スタートします", "しましょう",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Behind = SearchValues.Create(
        ["ました", "でした", "終了", "だった", "昨年", "前年", "去年", "先日", "以来", "現在", "時点", "過去", "生まれ", "以前"], StringComparison.Ordinal);

    private static readonly SearchValues<string> ElsewhereInTime = SearchValues.Create(["昨年", "前年", "去年", "一昨年", "来年"], StringComparison.Ordinal);

    private static readonly string[] Labels = ["日時", "とき", "開催日", "期日", "締切", "締め切り", "申込期限", "申込締切", "日程"];
    private static readonly string[] OpenEnds = ["から", "以降", "以後", "より", "以前", "付", "現在", "時点", "～", "〜", "-", "－", "に生まれ", "生まれ", "号", "版", "発"];

    /// <summary>「令和7年（2026年）」, 「2025年（令和8年）」, 「平成35年」.</summary>
    public static void CheckYears(ref CheckRun run)
    {
        var text = run.Text;
        for (var mark = text.IndexOf('年'); mark >= 0;)
        {
            if (WrittenDate.TryReadYear(text, mark, out var era, out var year, out var start)) CheckYear(ref run, start, mark, era, year);
            var next = text[(mark + 1)..].IndexOf('年');
            mark = next < 0 ? -1 : mark + 1 + next;
        }
    }

    private static void CheckYear(ref CheckRun run, int start, int mark, JapaneseEra? era, int year)
    {
        var text = run.Text;
        var at = mark + 1;
        if (at < text.Length && text[at] == '度') at++;
        if (at < text.Length && text[at] is '(' or '（')
        {
            var inner = at + 1;
            if (era is not null)
            {
                var (other, end) = WrittenDate.NumberAt(text, inner, 4);
                if (other is >= 1900 and < 2100 && end - inner == 4 && other != year)
                {
                    var last = end < text.Length && text[end] == '年' ? end + 1 : end;
                    run.Report(CheckRule.EraMismatch, start, last, $"{era.YearInWords(year)}は{year}年です。「{other}年」とは合いません。");
                    return;
                }
            }
            else if (text[inner..Math.Min(text.Length, inner + 6)].IndexOf('年') is var length and > 0
                && WrittenDate.TryReadYear(text, inner + length, out var named, out var other, out var begins) && begins == inner && named is not null && other != year)
            {
                run.Report(CheckRule.EraMismatch, start, inner + length + 1, $"{named.YearInWords(other)}は{other}年です。「{year}年」とは合いません。");
                return;
            }
        }

        if (era is null) return;

        var newer = JapaneseEra.All.TakeWhile(candidate => candidate != era).LastOrDefault();
        var (month, monthEnd) = WrittenDate.NumberAt(text, mark + 1, 2);
        var (day, dayEnd) = month >= 0 && monthEnd < text.Length && text[monthEnd] == '月' ? WrittenDate.NumberAt(text, monthEnd + 1, 2) : (-1, mark + 1);
        if (day >= 0 && dayEnd < text.Length && text[dayEnd] == '日' && WrittenDate.Make(year, month, day) is { Year: >= 1873 } date)
        {
            if (date.Era != era) run.Report(CheckRule.EraMismatch, start, dayEnd + 1, $"その日は{date.InWordsWithoutWeekday}です。");
        }
        else if (newer is not null && year > newer.FirstYear)
        {
            run.Report(CheckRule.EraMismatch, start, mark + 1, $"{era.Name}は{era.YearInWords(newer.FirstYear)}までです。{year}年は{newer.YearInWords(year)}です。");
        }
    }

    /// <summary>「3月19日（火）」, 「3/19(火)」, 「R7.3.19（火）」, with the year or without, and the days that follow in a range.</summary>
    public static void CheckDays(ref CheckRun run)
    {
        var text = run.Text;
        for (var mark = text.IndexOfAny(Separators); mark >= 0 && mark < text.Length;)
        {
            var end = CheckDay(ref run, mark);
            var next = end < text.Length ? text[end..].IndexOfAny(Separators) : -1;
            mark = next < 0 ? -1 : end + next;
        }
    }

    private static int CheckDay(ref CheckRun run, int mark)
    {
        var text = run.Text;
        var (month, start) = WrittenDate.NumberBefore(text, mark, 2);
        var (day, end) = WrittenDate.NumberAt(text, mark + 1, 2);
        if (month is < 1 or > 12 || day is < 1 or > 31) return mark + 1;

        int? year = null;
        if (text[mark] == '月')
        {
            if (end >= text.Length || text[end] != '日') return mark + 1;
            end++;
            if (start > 0 && text[start - 1] == '年' && WrittenDate.TryReadYear(text, start - 1, out _, out var written, out var yearStart)) (year, start) = (written, yearStart);
            else if (start > 0 && text[start - 1] == '年') return end;
        }
        else
        {
            if (WrittenDate.TryReadDenseYear(text, start, text[mark], out var dense, out var denseStart)) (year, start) = (dense, denseStart);
            else if (text[mark] == '.') return mark + 1;
            else if (start > 0 && text[start - 1] is '/' or '／' && WrittenDate.NumberBefore(text, start - 1, 4) is (>= 1900 and < 2100, var yearStart) full) (year, start) = (full.Number, yearStart);
            else if (start > 0 && text[start - 1] is '/' or '／' or '.' or '=' or '-' || start > 0 && char.IsAsciiLetter(text[start - 1])) return mark + 1;
            if (WrittenDate.ReadWeekday(text, end, out _, out _) == end) return end;
        }

        run.SawDate = true;
        var date = year is { } known ? WrittenDate.Make(known, month, day) : WrittenDate.Nearest(month, day, run.Context.Today);
        var isElsewhere = year is null && text[run.SentenceStart(start)..start].ContainsAny(ElsewhereInTime);
        var last = CheckWeekday(ref run, start, end, date, month, day, isElsewhere);
        if (date is { } found && !isElsewhere) CheckPast(ref run, start, last, found);
        return date is { } first ? CheckFollowing(ref run, last, first, isElsewhere) : last;
    }

    /// <summary>The weekday and 「祝」 after a date.</summary>
    /// <returns>Where the date with its weekday ends.</returns>
    private static int CheckWeekday(ref CheckRun run, int start, int end, DateOnly? date, int month, int day, bool isElsewhere)
    {
        var last = WrittenDate.ReadWeekday(run.Text, end, out var weekday, out var isHoliday);
        if (last == end || isElsewhere) return last;

        if (date is not { } known)
        {
            run.Report(CheckRule.WeekdayMismatch, start, last, $"{month}月{day}日という日はありません。", "日付を直してください。");
        }
        else if (known.Weekday != weekday)
        {
            run.Report(CheckRule.WeekdayMismatch, start, last, $"{known.Year}年{known.Month}月{known.Day}日は{known.Weekday}曜日です。");
        }
        else if (isHoliday && JapaneseHolidays.Knows(known.Year) && known.HolidayName is null)
        {
            run.Report(CheckRule.WeekdayMismatch, start, last, $"{known.Year}年{known.Month}月{known.Day}日は祝日ではありません。", "「祝」を消すか、日付を直してください。");
        }

        return last;
    }

    /// <summary>「～21日（金）」 and 「、20日（木）」 after a date belong to its month.</summary>
    private static int CheckFollowing(ref CheckRun run, int at, DateOnly first, bool isElsewhere)
    {
        var text = run.Text;
        while (at + 2 < text.Length && text[at] is '～' or '〜' or '~' or '、' or '・' or '，' or '-' or '－')
        {
            var (day, end) = WrittenDate.NumberAt(text, at + 1, 2);
            if (day <= first.Day || end >= text.Length || text[end] != '日') return at;

            var date = WrittenDate.Make(first.Year, first.Month, day);
            var last = CheckWeekday(ref run, at + 1, end + 1, date, first.Month, day, isElsewhere);
            if (last == end + 1) return at;
            at = last;
        }

        return at;
    }

    private static void CheckPast(ref CheckRun run, int start, int end, DateOnly date)
    {
        var age = run.Context.Today.DayNumber - date.DayNumber;
        if (age is <= 0 or > 400) return;

        var text = run.Text;
        foreach (var open in OpenEnds)
        {
            if (text[end..].TrimStart(" 　").StartsWith(open, StringComparison.Ordinal)) return;
        }

        var sentence = text[run.SentenceStart(start)..run.SentenceEnd(end)];
        if (sentence.ContainsAny(Behind)) return;
        if (sentence.ContainsAny(Ahead) || IsLabelled(sentence) && text.ContainsAny(Ahead) && !text.ContainsAny(Behind))
        {
            run.Report(CheckRule.PastDate, start, end, $"{date.InWords}は過ぎています。");
        }
    }

    private static bool IsLabelled(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimStart(" 　・■●◆◇□○▼▽★☆【［[");
        foreach (var label in Labels)
        {
            if (trimmed.StartsWith(label, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
