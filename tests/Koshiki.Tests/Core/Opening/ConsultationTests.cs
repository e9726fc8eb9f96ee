using Koshiki.Core.Opening;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Opening;

/// <summary>Who may say what of a consultation.</summary>
public sealed class ConsultationTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly OfficeId Tourism = OfficeId.New(), PrOffice = OfficeId.New(), ItOffice = OfficeId.New();
    private static readonly Me Writer = Person("長谷川 舞", (Role.Author, Tourism));
    private static readonly Me Pr = Person("大西 直人", (Role.Author, PrOffice), (Role.PrOffice, PrOffice));
    private static readonly Me It = Person("野口 健太", (Role.Author, ItOffice), (Role.ItOffice, ItOffice));

    [Fact]
    public void C5_both_offices_must_have_nothing_against_it()
    {
        var consultation = Submitted();

        var first = consultation.Pass(ReviewSide.PrOffice, "", Pr, Now);
        var second = consultation.Pass(ReviewSide.ItOffice, "", It, Now);

        Assert.Equal((ConsultationState.InReview, ConsultationState.Approved, (DateTimeOffset?)Now), (first.Value, second.Value, consultation.ApprovedAt));
    }

    [Fact]
    public void C5_a_member_of_the_applying_office_reviews_nothing_even_as_a_member_of_the_pr_office()
    {
        var consultation = Submitted();
        var both = Person("森 さくら", (Role.PrOffice, PrOffice), (Role.Author, Tourism));

        var result = consultation.Pass(ReviewSide.PrOffice, "", both, Now);

        Assert.Equal(new CannotReviewOwnOffice(), result.Refusal);
        Assert.Equal(ConsultationState.Submitted, consultation.State);
    }

    [Fact]
    public void C5_one_person_does_not_speak_for_both_offices()
    {
        var consultation = Submitted();
        var both = Person("森 さくら", (Role.PrOffice, PrOffice), (Role.ItOffice, ItOffice));
        Assert.True(consultation.Pass(ReviewSide.PrOffice, "", both, Now).Succeeded);

        var result = consultation.Pass(ReviewSide.ItOffice, "", both, Now);

        Assert.Equal(new OnePersonForBoth(), result.Refusal);
    }

    [Fact]
    public void C5_the_it_office_alone_decides_on_an_account_of_the_pr_office()
    {
        var consultation = Submitted(PrOffice, OfficeFunction.PublicRelations, Pr);

        var own = consultation.Pass(ReviewSide.PrOffice, "", Pr, Now);
        var other = consultation.Pass(ReviewSide.ItOffice, "", It, Now);

        Assert.Equal(new CannotReviewOwnOffice(), own.Refusal);
        Assert.Equal(ConsultationState.Approved, other.Value);
    }

    [Fact]
    public void C5_a_platform_new_to_the_government_is_considered_by_three_parties_first()
    {
        var consultation = Submitted(isNew: true);
        var joint = new JointReview(new DateOnly(2026, 4, 3), "3者", "特性と規約", "使ってよい。", Pr.Id, Pr.Name);

        var early = consultation.Pass(ReviewSide.PrOffice, "", Pr, Now);
        Assert.True(consultation.RecordJointReview(joint, Pr, Now, new DateOnly(2026, 4, 6)).Succeeded);
        var unconfirmed = consultation.Pass(ReviewSide.PrOffice, "", Pr, Now);
        Assert.True(consultation.ConfirmJointReview(Writer, Now).Succeeded);
        var late = consultation.Pass(ReviewSide.PrOffice, "", Pr, Now);

        Assert.Equal((new JointReviewMissing(), new JointReviewMissing(), ConsultationState.InReview), (early.Refusal, unconfirmed.Refusal, late.Value));
    }

    [Fact]
    public void C5_a_return_needs_a_reason_and_makes_the_words_of_the_round_void()
    {
        var consultation = Submitted();
        Assert.True(consultation.Pass(ReviewSide.PrOffice, "", Pr, Now).Succeeded);

        var silent = consultation.Return(ReviewSide.ItOffice, " ", It, Now);
        var returned = consultation.Return(ReviewSide.ItOffice, "端末を書いてください。", It, Now);
        Assert.True(consultation.Submit(false, OfficeFunction.None, Writer, Now).Succeeded);

        Assert.Equal(new NothingWritten(), silent.Refusal);
        Assert.Equal(ConsultationState.Returned, returned.Value);
        Assert.Equal([ReviewSide.PrOffice, ReviewSide.ItOffice], consultation.Missing);
    }

    [Theory]
    [InlineData(3, TwoWayUse.None, "", "despite")]
    [InlineData(3, TwoWayUse.None, "紙の媒体が届かない若者に知らせるため。", "")]
    [InlineData(3, TwoWayUse.Listens, "", "")]
    [InlineData(5, TwoWayUse.None, "", "")]
    [InlineData(-1, TwoWayUse.Replies, "", "posts")]
    public void C1_few_posts_without_answers_belong_on_the_home_page_unless_a_reason_is_given(int posts, TwoWayUse use, string despite, string faults)
    {
        var need = new NeedCheck(posts, use, "分野", "求め", "理由", "特性", despite);

        Assert.Equal(faults, string.Join(' ', need.Faults().Select(fault => fault.Field)));
    }

    [Theory]
    [InlineData("○○課が運用します。", 1, "○○")]
    [InlineData("投稿する時間\n平日〇時から", 2, "〇")]
    [InlineData("《アカウント名》のポリシー", 1, "《アカウント名》")]
    [InlineData("名称：＿＿＿＿", 1, "＿＿＿＿")]
    [InlineData("責任者（要記入）", 1, "（要記入）")]
    [InlineData("○特定の個人を傷つける内容\n○営利を目的とするもの", 0, "")]
    [InlineData("二〇時まで。○年間の計画。", 0, "")]
    [InlineData("丸印は「○」で示します。", 0, "")]
    public void C4_what_is_still_to_be_filled_in_is_found_with_its_line(string text, int line, string words)
    {
        var place = Blanks.Place(text);

        Assert.Equal(line == 0 ? null : (line, words), place);
    }

    [Theory]
    [InlineData("愛光市個人情報保護条例により扱います。", "2023-03-31", 0)]
    [InlineData("愛光市個人情報保護条例により扱います。", "2023-04-01", 1)]
    [InlineData("個人情報の保護に関する法律により扱います。", "2023-04-01", 0)]
    public void C4_a_law_that_was_replaced_is_told(string text, string day, int warnings)
    {
        var told = LegalReferences.Outdated(text, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(warnings, told.Count);
    }

    private static Consultation Submitted(OfficeId? office = null, OfficeFunction function = OfficeFunction.None, Me? by = null, bool isNew = false)
    {
        var consultation = Consultation.Begin(office ?? Tourism, Platform.Instagram, null, "愛光の旅", "観光の写真", null, by ?? Writer, Now);
        Assert.True(consultation.CheckNeed(City.Need, by ?? Writer, Now).Succeeded);
        Assert.True(consultation.Submit(isNew, function, by ?? Writer, Now).Succeeded);
        return consultation;
    }

    private static Me Person(string name, params (Role Role, OfficeId Office)[] roles) => new(PersonId.New(), name, [.. roles.Select(r => new RoleInOffice(r.Role, r.Office, []))], []);
}
