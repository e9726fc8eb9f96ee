namespace Koshiki.Core.Publishing.Checking;

/// <summary>One text under check: the text, what is known besides, and what was found so far. Nothing is allocated until something is found.</summary>
internal ref struct CheckRun(string text, CheckContext context)
{
    private const int Reach = 160;

    private readonly string source = text;

    public readonly ReadOnlySpan<char> Text = text;

    public readonly CheckContext Context = context;

    public List<Finding>? Findings { get; private set; }

    /// <summary>Whether some date was read; the rule on events asks.</summary>
    public bool SawDate { get; set; }

    public void Report(CheckRule rule, int start, int end, string? why = null, string? whatToDo = null, Severity? severity = null) =>
        (Findings ??= []).Add(new Finding(
            rule.Key, severity ?? rule.Severity, start, end - start, source[start..end], why ?? rule.Why, whatToDo ?? rule.WhatToDo, rule.Clause));

    /// <summary>The line around a place, at most 160 units to each side.</summary>
    public readonly ReadOnlySpan<char> LineAround(int start, int end) => Text[Before(start, "\r\n")..After(end, "\r\n")];

    /// <summary>The line before, the line of and the line after a place.</summary>
    public readonly ReadOnlySpan<char> LinesAround(int start, int end)
    {
        var from = Before(start, "\n");
        var to = After(end, "\n");
        return Text[Before(Math.Max(0, from - 1), "\n")..After(Math.Min(Text.Length, to + 1), "\n")];
    }

    /// <summary>Where the sentence or line of a place begins.</summary>
    public readonly int SentenceStart(int start) => Before(start, "。！？!?\r\n");

    /// <summary>Where the sentence or line of a place ends.</summary>
    public readonly int SentenceEnd(int end) => After(end, "。！？!?\r\n");

    /// <summary>Whether only spaces stand between the line's beginning and a place.</summary>
    public readonly bool BeginsLine(int start)
    {
        var before = Text[..start].TrimEnd(" 　");
        return before.IsEmpty || before[^1] is '\n' or '\r';
    }

    private readonly int Before(int start, ReadOnlySpan<char> limits)
    {
        var floor = Math.Max(0, start - Reach);
        return floor + Text[floor..start].LastIndexOfAny(limits) + 1;
    }

    private readonly int After(int end, ReadOnlySpan<char> limits)
    {
        var rest = Text[end..Math.Min(Text.Length, end + Reach)];
        var at = rest.IndexOfAny(limits);
        return end + (at < 0 ? rest.Length : at);
    }
}
