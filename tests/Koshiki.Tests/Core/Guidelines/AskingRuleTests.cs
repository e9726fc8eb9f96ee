using Koshiki.Core.Guidelines;

namespace Koshiki.Tests.Core.Guidelines;

public sealed class AskingRuleTests
{
    private static readonly IReadOnlyList<(int, DateOnly)> Versions = [(1, new(2025, 6, 1)), (2, new(2026, 2, 1))];
    private static readonly DateOnly Today = new(2026, 4, 20);

    [Fact]
    public void B2_reading_is_asked_by_a_version_a_fiscal_year_a_transfer_and_a_platforms_change()
    {
        var askings = AskingRule.Askings(Versions, new(2026, 4, 10), [(new(2026, 3, 3), "Xの利用規約の変更"), (new(2025, 1, 1), "施行の前の変更")], Today);

        Assert.Equal(
            [
                new(AskReason.NewVersion, new(2025, 6, 1), "要領の施行"), new(AskReason.NewVersion, new(2026, 2, 1), "第2版への改正"), new(AskReason.PlatformTerms, new(2026, 3, 3), "Xの利用規約の変更"),
                new(AskReason.FiscalYear, new(2026, 4, 1), "令和8年度の初め"), new(AskReason.Transfer, new(2026, 4, 10), "着任"),
            ],
            askings);
    }

    [Theory]
    [InlineData("2026-04-05", StandingState.Current)]
    [InlineData("2026-03-05", StandingState.AskedAgain)]
    [InlineData("2026-01-05", StandingState.Overdue)]
    [InlineData(null, StandingState.Overdue)]
    public void B2_who_has_read_since_the_last_occasion_is_current_and_the_oldest_open_one_sets_the_term(string? read, StandingState expected)
    {
        var askings = AskingRule.Askings(Versions, null, [], Today);

        var standing = AskingRule.Stand(askings, read is null ? [] : [DateOnly.Parse(read, System.Globalization.CultureInfo.InvariantCulture)], null, 30, Today);

        Assert.Equal((expected, expected is StandingState.Current or StandingState.AskedAgain), (standing.State, standing.Knows));
    }

    [Fact]
    public void B2_a_person_is_asked_for_nothing_before_he_came()
    {
        var askings = AskingRule.Askings(Versions, new(2026, 4, 10), [], Today);

        var standing = AskingRule.Stand(askings, [], new(2026, 4, 10), 30, Today);

        Assert.Equal((StandingState.First, new DateOnly(2026, 5, 10)), (standing.State, standing.DueOn!.Value));
    }

    [Fact]
    public void B2_an_office_that_let_last_years_term_run_out_is_overdue_in_the_new_year_too()
    {
        var standing = AskingRule.Stand(AskingRule.Askings([(1, new(2024, 6, 1))], null, [], new(2026, 4, 5)), [new(2024, 6, 10)], null, 30, new(2026, 4, 5));

        Assert.Equal((StandingState.Overdue, new DateOnly(2025, 5, 1)), (standing.State, standing.DueOn!.Value));
    }

    [Fact]
    public void B2_before_the_first_version_nobody_is_asked() => Assert.Empty(AskingRule.Askings(Versions, new(2024, 4, 1), [], new(2025, 5, 31)));
}
