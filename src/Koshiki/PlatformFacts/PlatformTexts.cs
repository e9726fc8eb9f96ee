using System.Globalization;
using System.Text;

namespace Koshiki.PlatformFacts;

/// <summary>Units in which texts are counted that more than one platform uses.</summary>
public static class TextUnits
{
    /// <summary>Signs as a reader sees them: a family emoji is one, が is one however it is written.</summary>
    /// <remarks>Extended grapheme clusters of Unicode Standard Annex #29.</remarks>
    public static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }

    /// <summary>Bytes on the wire: a Japanese sign takes three, an emoji four or more.</summary>
    public static int Utf8Bytes(ReadOnlySpan<char> text) => Encoding.UTF8.GetByteCount(text);
}

/// <summary>How LINE counts.</summary>
/// <remarks>Source: LINE Messaging API reference and "Text character count", as of 7 August 2026.</remarks>
public static class LineText
{
    /// <summary>UTF-16 units of the text of one message; an emoji takes two or more.</summary>
    public const int MaxMessage = 5_000;

    /// <summary>UTF-16 units of the words shown in the list of talks instead of a rich message.</summary>
    public const int MaxAlternativeText = 1_500;

    /// <summary>Messages of one request, shown as that many bubbles.</summary>
    public const int MaxMessagesPerRequest = 5;

    public static TextMeasure Measure(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextMeasure.Of([new TextCount(text.Length, MaxMessage, "文字")]);
    }

    /// <summary>The words on a button or in a title: there LINE counts what a reader sees as one sign.</summary>
    public static TextCount MeasureLabel(string label, int limit)
    {
        ArgumentNullException.ThrowIfNull(label);
        return new TextCount(TextUnits.Graphemes(label), limit, "文字");
    }
}

/// <summary>How Bluesky counts: signs as a reader sees them, and bytes; both limits hold.</summary>
/// <remarks>Source: lexicon app.bsky.feed.post at d6296a1cfdb4 (2026-08-20).</remarks>
public static class BlueskyText
{
    public const int MaxGraphemes = 300;

    public const int MaxUtf8Bytes = 3_000;

    public static TextMeasure Measure(string text) => TextMeasure.Of(
    [
        new TextCount(TextUnits.Graphemes(text), MaxGraphemes, "文字"),
        new TextCount(TextUnits.Utf8Bytes(text), MaxUtf8Bytes, "バイト"),
    ]);
}

/// <summary>How Instagram counts a caption: signs, hashtags and mentions.</summary>
public static class InstagramText
{
    public static TextMeasure Measure(string text, ChannelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);

        return TextMeasure.Of(
        [
            new TextCount(text.Length, limits.InstagramCaption, "文字"),
            new TextCount(Marked(text, '#', '＃', needsALetter: true), limits.InstagramHashtags, "個のハッシュタグ"),
            new TextCount(Marked(text, '@', '＠', needsALetter: false), limits.InstagramMentions, "人への言及（@）"),
        ]);
    }

    /// <summary>Counts words behind a mark that does not itself stand in a word: "#防災 #R8", not "a#b" and not "#1".</summary>
    private static int Marked(string text, char mark, char wideMark, bool needsALetter)
    {
        var count = 0;
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (text[at] != mark && text[at] != wideMark || at > 0 && IsInWord(text[at - 1])) continue;

            var end = at + 1;
            var hasLetter = !needsALetter;
            for (; end < text.Length && IsInWord(text[end]); end++) hasLetter |= !char.IsDigit(text[end]);
            if (end > at + 1 && hasLetter) count++;
        }

        return count;
    }

    private static bool IsInWord(char unit) => char.IsLetterOrDigit(unit) || unit is '_' or 'ー' || char.IsSurrogate(unit);
}

/// <summary>How YouTube counts a video's title and description.</summary>
public static class YouTubeText
{
    private const string NoAngleBrackets = "YouTubeの題名と説明には「<」「>」を使えません。全角の「＜」「＞」に変えてください。";

    public static TextMeasure MeasureTitle(string title, ChannelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(limits);
        return TextMeasure.Of([new TextCount(title.Length, limits.YouTubeTitle, "文字")], Problems(title));
    }

    public static TextMeasure MeasureDescription(string description, ChannelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(limits);
        return TextMeasure.Of([new TextCount(TextUnits.Utf8Bytes(description), limits.YouTubeDescriptionBytes, "バイト")], Problems(description));
    }

    private static IReadOnlyList<string> Problems(string text) => text.AsSpan().ContainsAny('<', '>') ? [NoAngleBrackets] : [];
}
