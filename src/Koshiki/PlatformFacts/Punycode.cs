namespace Koshiki.PlatformFacts;

/// <summary>How long a label of a host name becomes in the form that the network knows (「みんな」 is "xn--q9jyb4c").</summary>
/// <remarks>Source: RFC 3492, section 6.3, with the parameters of section 5. Only the length is needed here, so no text is built.</remarks>
internal static class Punycode
{
    private const int Base = 36, ThresholdLeast = 1, ThresholdMost = 26, Skew = 38, Damp = 700;

    /// <summary>The length of the label on the wire: itself in ASCII, else "xn--" and the encoding.</summary>
    public static int EncodedLength(ReadOnlySpan<char> label)
    {
        var (basic, total) = Count(label);
        if (basic == total) return basic;

        long delta = 0;
        int bias = 72, codePoint = 128, handled = basic;
        var length = "xn--".Length + basic + (basic > 0 ? 1 : 0);

        while (handled < total)
        {
            var next = NextFrom(label, codePoint);
            delta += (long)(next - codePoint) * (handled + 1);
            codePoint = next;

            foreach (var rune in label.EnumerateRunes())
            {
                if (rune.Value < codePoint) delta++;
                if (rune.Value != codePoint) continue;

                length += DigitsOf(delta, bias);
                bias = Adapt(delta, handled + 1, first: handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            codePoint++;
        }

        return length;
    }

    private static (int Basic, int Total) Count(ReadOnlySpan<char> label)
    {
        int basic = 0, total = 0;
        foreach (var rune in label.EnumerateRunes())
        {
            total++;
            if (rune.IsAscii) basic++;
        }

        return (basic, total);
    }

    private static int NextFrom(ReadOnlySpan<char> label, int codePoint)
    {
        var next = int.MaxValue;
        foreach (var rune in label.EnumerateRunes())
        {
            if (rune.Value >= codePoint && rune.Value < next) next = rune.Value;
        }

        return next;
    }

    private static int DigitsOf(long delta, int bias)
    {
        var digits = 1;
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, ThresholdLeast, ThresholdMost);
            if (delta < threshold) return digits;

            delta = (delta - threshold) / (Base - threshold);
            digits++;
        }
    }

    private static int Adapt(long delta, int handled, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / handled;

        var k = 0;
        for (; delta > (Base - ThresholdLeast) * ThresholdMost / 2; k += Base) delta /= Base - ThresholdLeast;
        return (int)(k + (Base - ThresholdLeast + 1) * delta / (delta + Skew));
    }
}
