using System.Diagnostics;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.PlatformFacts;

public sealed class XTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Koshiki", 7)]
    [InlineData("新座市", 6)]
    [InlineData("ﾆｲｻﾞ", 8)]
    [InlineData("ＡＢＣ", 6)]
    [InlineData("「お知らせ」", 12)]
    [InlineData("a\nb", 3)]
    [InlineData("“市報”", 6)]
    [InlineData("1–2—3", 5)]
    [InlineData("か\u3099", 2)] // が in two signs is composed first
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("한국", 4)]
    [InlineData("𠮷野家", 6)]
    public void E1_Japanese_weighs_two_and_Latin_one(string text, int weight)
    {
        Assert.Equal(weight, XText.Measure(text).WeightedLength);
    }

    [Theory]
    [InlineData("😀", 2)]
    [InlineData("☺", 2)]
    [InlineData("☺\uFE0F", 2)]
    [InlineData("☺\uFE0E", 4)] // asked for as plain text: the sign and its selector
    [InlineData("👍🏽", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("🧑‍🧑‍🧒‍🧒", 2)]
    [InlineData("👩🏻‍❤️‍💋‍👨🏿", 2)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2)]
    [InlineData("🇯🇵", 2)]
    [InlineData("🇯🇵🇺🇸", 4)]
    [InlineData("🇯", 2)]
    [InlineData("🇦🇦", 4)] // no such region
    [InlineData("1️⃣", 2)]
    [InlineData("#⃣", 2)]
    [InlineData("1", 1)]
    [InlineData("12", 2)]
    [InlineData("©", 1)]
    [InlineData("©\uFE0F", 2)]
    [InlineData("😀\u200D😀", 5)] // joined, but not a sequence in use
    [InlineData("❤️‍🔥", 2)]
    [InlineData("🏃🏻‍♀️‍➡️", 2)]
    [InlineData("㊗️", 2)]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4)]
    public void E1_what_a_reader_sees_as_one_emoji_weighs_two(string text, int weight)
    {
        Assert.Equal(weight, XText.Measure(text).WeightedLength);
    }

    [Theory]
    [InlineData("https://www.city.example.lg.jp/kurashi/bousai/very/long/path/index.html?x=1", 23)]
    [InlineData("example.lg.jp", 23)]
    [InlineData("詳しくはexample.lg.jpへ", 8 + 23 + 2)]
    [InlineData("詳しくは https://example.lg.jp/a をご覧ください。", 8 + 1 + 23 + 1 + 16)]
    [InlineData("https://example.lg.jp/a。", 25)]
    [InlineData("https://みんな.jp/", 23)]
    [InlineData("kouhou@city.example.lg.jp", 25)] // a mail address is no link: every letter counts
    [InlineData("午後3.30", 8)]
    [InlineData("a.jp b.jp", 47)]
    public void E1_every_link_weighs_23_also_without_scheme(string text, int weight)
    {
        Assert.Equal(weight, XText.Measure(text).WeightedLength);
    }

    [Theory]
    [InlineData("詳細はexample.lg.jpまで", "example.lg.jp@3+13")]
    [InlineData("詳細：https://example.lg.jp/a?b=1#c（外部サイト）", "https://example.lg.jp/a?b=1#c@3+29")]
    [InlineData("（https://example.lg.jp/）", "https://example.lg.jp/@1+22")]
    [InlineData("https://example.lg.jp/Primer_(film)、次", "https://example.lg.jp/Primer_(film)@0+35")]
    [InlineData("😀 a.jp", "a.jp@3+4")]
    [InlineData("a.jpとb.jp/x", "a.jp@0+4 b.jp/x@5+6")]
    [InlineData("v1.2 file.tar.gz", "")]
    [InlineData("#example.lg.jp @example.lg.jp", "")]
    [InlineData("ftp://example.lg.jp", "")]
    [InlineData("..jp -.jp .", "")]
    public void E1_links_are_found_with_their_place(string text, string expected)
    {
        var found = XText.ExtractUrls(text).Select(link => $"{link.Url}@{link.Span.Start}+{link.Span.Length}");

        Assert.Equal(expected, string.Join(' ', found));
        Assert.Equal(expected.Length > 0, XText.HasUrl(text));
    }

    [Fact]
    public void E1_140_Japanese_signs_fit_and_141_do_not()
    {
        var fits = XText.Measure(new string('市', 140));
        var tooLong = XText.Measure(new string('市', 141));

        Assert.Equal(new XMeasure(280, IsValid: true, Permillage: 1000, FittingLength: 140), fits);
        Assert.Equal(new XMeasure(282, IsValid: false, Permillage: 1007, FittingLength: 140), tooLong);
    }

    [Fact]
    public void E1_the_part_that_fits_is_told_in_the_text_as_written()
    {
        var decomposed = string.Concat(Enumerable.Repeat("か\u3099", 141));

        var measure = XText.Measure(decomposed);

        Assert.Equal(282, measure.WeightedLength);
        Assert.Equal(280, measure.FittingLength);
    }

    [Fact]
    public void E1_a_text_with_what_no_post_may_hold_is_not_valid()
    {
        string[] texts = ["市\uFFFE", "市\uFEFF市", "市\uD83D", "市\uDE00市", "市\uD83D\uD83D\uDE00"];

        Assert.All(texts, text => Assert.Equal((false, 1), (XText.Measure(text).IsValid, XText.Measure(text).FittingLength)));
    }

    /// <summary>A text of 5,000 signs is measured while somebody types, so a bad one may not take long. The bound is generous: usual is a thousandth of it.</summary>
    [Theory]
    [InlineData("a.", 25_000)]
    [InlineData("http://", 10_000)]
    [InlineData("市.", 25_000)]
    [InlineData("a_.jp ", 10_000)]
    [InlineData("市", 50_000)]
    [InlineData("a.jp/(((((", 5_000)]
    [InlineData("👨‍", 15_000)]
    [InlineData("a.jp市", 10_000)]
    public void E1_no_text_takes_long_to_count(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var watch = Stopwatch.StartNew();

        XText.Measure(text);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
