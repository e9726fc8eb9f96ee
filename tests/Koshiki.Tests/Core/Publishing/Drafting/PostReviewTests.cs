using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Publishing.Drafting;

public sealed class PostReviewTests
{
    private static readonly CheckContext Monday = new(Sample.MondayNine.DayInJapan);

    private static PostReview Review(PostContent content) => PostReview.Of(content, Monday, ChannelLimits.Default, [], []);

    [Fact]
    public void E1_a_line_text_of_5001_units_must_be_mended_and_says_by_how_much()
    {
        var content = Sample.Content(text: Lines(5_001));

        var review = Review(content);

        var finding = Assert.Single(review.Findings, f => f.Rule == "too-long");
        Assert.Equal((Severity.Error, "text"), (finding.Severity, finding.Field));
        Assert.Contains("5,000文字を1超えています", finding.Why, StringComparison.Ordinal);
        Assert.Equal(Verdict.MustFix, review.Channels[0].Verdict);
        Assert.Equal("text", Assert.Single(review.Faults([])).Field);
    }

    [Fact]
    public void E1_281_weighted_on_x_must_be_mended_there_and_not_on_line()
    {
        var content = Sample.Content(text: Lines(16 * 9) + "あした行a", accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]);

        var review = Review(content);

        Assert.Equal((281, 280), (review.Channels[1].Measure.Count, review.Channels[1].Measure.Limit));
        Assert.Equal([Verdict.Conforms, Verdict.MustFix], review.Channels.Select(c => c.Verdict));
        Assert.Equal(["A002"], Assert.Single(review.Findings, f => f.Severity is Severity.Error).AccountKeys);
    }

    [Fact]
    public void E4_one_finding_of_the_common_text_is_told_once_for_all_its_channels()
    {
        var content = Sample.Content(text: "問合せは090-1234-5678です。", accounts: [Sample.Account("A001"), Sample.Account("A002", Platform.X)]);

        var finding = Assert.Single(Review(content).Findings, f => f.Rule == "phone-number");

        Assert.Equal(["A001", "A002"], finding.AccountKeys);
        Assert.Equal("text", finding.Field);
        Assert.True(finding.AsksReason);
    }

    [Fact]
    public void E4_a_finding_in_a_channels_own_text_leads_to_that_text()
    {
        var content = Sample.Content(accounts: [Sample.Account()]);
        content = content with { Channels = [content.Channels[0] with { OwnText = "マイナンバーは123456789018です。" }] };

        var finding = Assert.Single(Review(content).Findings, f => f.Rule == "personal-number");

        Assert.Equal("text.A001", finding.Field);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void E4_a_finding_in_the_link_leads_to_the_link()
    {
        var content = Sample.Content(text: "くわしくはこちら。", link: "https://bit.ly/abc", accounts: [Sample.Account(), Sample.Account("A003", Platform.Facebook)]);

        var finding = Review(content).Findings.First(f => f.Rule == "url-shortener");

        Assert.Equal("link", finding.Field);
        Assert.Equal(["A001", "A003"], finding.AccountKeys);
    }

    [Fact]
    public void E4_a_caution_is_let_through_only_with_its_reason()
    {
        var review = Review(Sample.Content(text: "問合せは090-1234-5678です。"));
        var caution = review.Findings.Single(f => f.AsksReason);

        Assert.Equal(PostReview.ReasonField(caution), Assert.Single(review.Faults([])).Field);
        Assert.Single(review.Faults([new KeptNote(caution.Rule, null, caution.Sentence, "  ")]));
        Assert.Empty(review.Faults([new KeptNote(caution.Rule, "A001", caution.Sentence, "公表している携帯の窓口です。")]));
    }

    [Fact]
    public void E4_a_program_gives_one_reason_for_a_rule_and_the_approver_reads_each_finding_in_words()
    {
        var review = Review(Sample.Content(text: "問合せは090-1234-5678です。夜は080-1234-5678です。"));

        var kept = review.Kept([new KeptNote("phone-number", null, "phone-number", "公表している窓口です。")]);

        Assert.Empty(review.Faults(kept));
        Assert.Equal(["「090-1234-5678」", "「080-1234-5678」"], kept.Select(n => n.Finding[..15]));
        Assert.Single(review.Faults([kept[0]]));
    }

    [Fact]
    public void E5_a_picture_without_consent_must_be_mended()
    {
        var picture = Guid.NewGuid();
        var content = Sample.Content();
        content = content with { Channels = [content.Channels[0] with { Media = [new ChannelMedia(picture, new("ab", null, "image/jpeg", 1, 1, 1, "訓練"))] }] };

        var review = PostReview.Of(content, Monday, ChannelLimits.Default, [new PictureFault(picture, "承諾の記録がありません。", "記録してください。")], []);

        Assert.Equal(("picture-rights", "media"), (review.Findings[0].Rule, review.Findings[0].Field));
        Assert.Equal(Verdict.MustFix, review.Verdict);
    }

    [Fact]
    public void E10_every_template_asks_to_be_filled_in()
    {
        Assert.Equal(6, PostTemplates.All.Count);
        Assert.All(PostTemplates.All, template => Assert.Contains(Review(Sample.Content(text: template.Text)).Findings, f => f.Rule == "placeholder-left"));
    }

    /// <summary>Short sentences, so that nothing but the length is found.</summary>
    private static string Lines(int length) => string.Concat(Enumerable.Repeat("あした行きます。\n", length / 9 + 1))[..length];
}
