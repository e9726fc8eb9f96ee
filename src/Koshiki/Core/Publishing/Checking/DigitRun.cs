using System.Runtime.CompilerServices;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Digits that belong together: groups of digits with one hyphen, bracket or space between them.</summary>
/// <param name="start">Where the first digit stands.</param>
internal ref struct DigitRun(int start)
{
    private const int MostDigits = 20;
    private const int MostGroups = 6;

    private DigitBuffer digits;
    private GroupBuffer groups;

    public int Start { get; private set; } = start;

    public int End { get; private set; }

    public int Count { get; private set; }

    public int Groups { get; private set; }

    /// <summary>Whether the run was longer than any number that a rule knows.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Whether brackets stand in it: 089(912)2241.</summary>
    public bool HasBrackets { get; private set; }

    /// <summary>Whether hyphens stand in it.</summary>
    public bool HasHyphens { get; private set; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Digits => ((ReadOnlySpan<byte>)digits)[..Math.Min(Count, MostDigits)];

    /// <summary>The length of the n-th group, 0 when there is none.</summary>
    public readonly int Group(int n) => n < Groups ? groups[n] : 0;

    public readonly bool HasShape(int first, int second, int third, int fourth = 0) =>
        Group(0) == first && Group(1) == second && Group(2) == third && Group(3) == fourth && Groups == (fourth > 0 ? 4 : 3);

    /// <summary>Reads the run that begins with the digit at a place.</summary>
    public static DigitRun At(ReadOnlySpan<char> text, int start)
    {
        var run = new DigitRun(start);
        var at = start;
        var between = '\0';
        while (true)
        {
            var group = 0;
            for (; at < text.Length && CharacterMap.Digit(text[at]) is var digit and >= 0; at++, group++) run.Add((byte)digit);

            run.groups[run.Groups++] = (byte)Math.Min(group, byte.MaxValue);
            run.End = at;
            if (run.Groups == MostGroups || at + 1 >= text.Length || CharacterMap.Digit(text[at + 1]) < 0) break;

            var separator = KindOf(text[at]);
            if (separator == '\0' || (between == ' ') != (separator == ' ') && between != '\0') break;

            between = separator;
            run.HasBrackets |= separator == '(';
            run.HasHyphens |= separator == '-';
            at++;
        }

        if (run.HasBrackets && start > 0 && text[start - 1] is '(' or '（') run.Start = start - 1;
        return run;
    }

    private void Add(byte digit)
    {
        if (Count < MostDigits) digits[Count] = digit;
        else IsTooLong = true;
        Count++;
    }

    private static char KindOf(char c) => c switch
    {
        '-' or '－' or '‐' or '−' or '–' or 'ー' or '‑' => '-',
        '(' or ')' or '（' or '）' => '(',
        ' ' or '　' => ' ',
        _ => '\0',
    };

    [InlineArray(MostDigits)]
    private struct DigitBuffer
    {
        private byte first;
    }

    [InlineArray(MostGroups)]
    private struct GroupBuffer
    {
        private byte first;
    }
}
