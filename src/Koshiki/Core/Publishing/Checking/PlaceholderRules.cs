using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>What a template leaves behind: 「○月○日」, 「〇〇」, 「●●」, 「××」, 「{{名前}}」, 「【要確認】」, 「xxx」.</summary>
internal static class PlaceholderRules
{
    /// <summary>Characters at which a placeholder can begin.</summary>
    public const string Triggers = "○〇◯●△▲□×✕{【[［（(※xXＸｘ";

    private const string Signs = "○〇◯●△▲□×✕";
    private const string Units = "年月日時分";
    private const string Weekdays = "月火水木金土日祝";
    private const string KanjiDigits = "一二三四五六七八九十百千万";

    private static readonly SearchValues<char> Any = SearchValues.Create(Triggers);
    private static readonly SearchValues<char> AnySign = SearchValues.Create(Signs);
    private static readonly SearchValues<char> NoteEnds = SearchValues.Create("】]］）)\n");
    private static readonly SearchValues<string> Unfinished = SearchValues.Create(
        ["要確認", "要修正", "要差替", "要差し替え", "差替予定", "差し替え予定", "未記入", "未入力", "ここに", "挿入", "仮置き", "ダミー", "TODO", "TBD"], StringComparison.Ordinal);

    public static void Check(ref CheckRun run)
    {
        var text = run.Text;
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny(Any) is var next and >= 0)
        {
            at += next;
            at = text[at] switch
            {
                '{' => CheckBraces(ref run, at),
                '【' or '[' or '［' or '（' or '(' or '※' => CheckNote(ref run, at),
                'x' or 'X' or 'Ｘ' or 'ｘ' => CheckLetters(ref run, at),
                _ => CheckSigns(ref run, at),
            };
        }
    }

    private static int CheckBraces(ref CheckRun run, int at)
    {
        var rest = run.Text[at..Math.Min(run.Text.Length, at + 64)];
        var close = rest.StartsWith("{{") ? rest.IndexOf("}}") : -1;
        if (close < 0) return at + 1;

        run.Report(CheckRule.PlaceholderLeft, at, at + close + 2, "差し込みの記号が残っています。");
        return at + close + 2;
    }

    private static int CheckNote(ref CheckRun run, int at)
    {
        var rest = run.Text[at..Math.Min(run.Text.Length, at + 24)];
        if (rest[0] == '※')
        {
            if (rest.StartsWith("※要確認") || rest.StartsWith("※要修正")) run.Report(CheckRule.PlaceholderLeft, at, at + 4);
            return at + 1;
        }

        var close = rest.IndexOfAny(NoteEnds);
        if (close < 0 || rest[close] == '\n') return at + 1;

        var note = rest[1..close];
        var isDraft = rest[0] == '【' && note is "仮" or "案" or "仮題" or "確認中" or "URL";
        if (!isDraft && !note.ContainsAny(Unfinished)) return at + 1;

        run.Report(CheckRule.PlaceholderLeft, at, at + close + 1);
        return at + close + 1;
    }

    /// <summary>Three or more x, or two of full width, that are no part of a word or an address.</summary>
    private static int CheckLetters(ref CheckRun run, int at)
    {
        var text = run.Text;
        var end = at;
        while (end < text.Length && (text[end] == text[at] || text[end] == '-' && end + 1 < text.Length && text[end + 1] == text[at])) end++;

        var enough = text[at] is 'x' or 'X' ? 3 : 2;
        var joins = at > 0 && Joins(text[at - 1]) || end < text.Length && Joins(text[end]);
        if (end - at >= enough && !joins) run.Report(CheckRule.PlaceholderLeft, at, end);
        return end;
    }

    private static bool Joins(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '@' or '=' or (>= 'ａ' and <= 'ｚ') or (>= 'Ａ' and <= 'Ｚ');

    private static int CheckSigns(ref CheckRun run, int at)
    {
        var text = run.Text;
        var sign = text[at];
        var end = at;
        while (end < text.Length && text[end] == sign) end++;
        var before = at > 0 ? text[at - 1] : '\0';
        var after = end < text.Length ? text[end] : '\0';

        if (sign == '〇' && (KanjiDigits.Contains(before, StringComparison.Ordinal) || KanjiDigits.Contains(after, StringComparison.Ordinal))) return end;

        if (end - at == 1)
        {
            var chain = ChainOfUnits(text, at);
            if (chain > 0)
            {
                Report(ref run, at, chain);
                return chain;
            }

            var stands = "時分円歳番課係年".Contains(after, StringComparison.Ordinal) && after != '\0' || after == '名' && end + 1 < text.Length && "様程で（、。まの".Contains(text[end + 1], StringComparison.Ordinal);
            if (stands && !run.BeginsLine(at) && !Weekdays.Contains(before, StringComparison.Ordinal)) Report(ref run, at, end + 1);
            return end;
        }

        if (end - at <= 4 && !Decorates(text, at, end)) Report(ref run, at, end);
        return end;
    }

    /// <summary>The end of 「○月○日」, 「○時○分」, 「○年○月○日」 that begins at a sign; 0 when it is none.</summary>
    private static int ChainOfUnits(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        var links = 0;
        while (end + 1 < text.Length && Signs.Contains(text[end], StringComparison.Ordinal) && Units.Contains(text[end + 1], StringComparison.Ordinal))
        {
            end += 2;
            links++;
        }

        // 「月○日×」 is a table of weekdays.
        var isTable = at > 0 && Weekdays.Contains(text[at - 1], StringComparison.Ordinal);
        return links >= 2 && !isTable ? end : 0;
    }

    /// <summary>The same signs at both ends of the line, or nothing but signs in it.</summary>
    private static bool Decorates(ReadOnlySpan<char> text, int start, int end)
    {
        var lineStart = text[..start].LastIndexOf('\n') + 1;
        var rest = text[end..].IndexOfAny('\n', '\r');
        var line = text[lineStart..(rest < 0 ? text.Length : end + rest)].Trim(" 　");
        return line.Length > 0 && Signs.Contains(line[0], StringComparison.Ordinal) && line[^1] == line[0] && line[0] == text[start]
            || line.Length > 0 && !line.ContainsAnyExcept(AnySign);
    }

    private static void Report(ref CheckRun run, int start, int end)
    {
        var text = run.Text;
        var open = text[Math.Max(0, start - 40)..start].LastIndexOfAny('「', '」', '\n');
        var isQuoted = open >= 0 && text[Math.Max(0, start - 40) + open] == '「';
        if (isQuoted) run.Report(CheckRule.PlaceholderLeft, start, end, "「」の中に、仮の記号とも例示とも読める記号があります。", "書きかけなら正しい内容に書き換えてください。", Severity.Warning);
        else run.Report(CheckRule.PlaceholderLeft, start, end);
    }
}
