using Koshiki.Core.Accounts;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Table 1 where the register is not as tidy as the published one.</summary>
public sealed class RegisterTableTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly RegisterSnapshot.OfficeRow Koho = new(OfficeId.New(), "総務部", OfficeKind.Municipal);
    private static readonly RegisterSnapshot.OfficeRow Hall = new(OfficeId.New(), "教育委員会", OfficeKind.DesignatedFacility);

    [Fact]
    public void J2_accounts_of_an_office_that_is_no_more_have_a_row_and_their_office_is_not_among_those_that_use_accounts()
    {
        var table = Run(Koho.Id, Hall.Id, OfficeId.New(), OfficeId.New());

        Assert.Equal(
            [("総務部", "1", "1", "1"), ("所属なし", "0", "0", "2"), ("小計", "1", "1", "3"), ("公の施設", "1", "1", "1"), ("総計", "2", "2", "4")],
            table.Rows.Select(row => (row.Key, row.Cells[0].Text, row.Cells[1].Text, row.Cells[2].Text)));
        Assert.Contains("運用している所属は2所属で、全2所属の100％", table.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("「所属なし」は、基準日までに廃止された所属などが受け持つアカウントである。", table.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void J2_a_tidy_register_has_no_row_for_accounts_without_office()
    {
        var table = Run(Koho.Id, Hall.Id);

        Assert.Equal(["総務部", "小計", "公の施設", "総計"], table.Rows.Select(row => row.Key));
        Assert.DoesNotContain("所属なし", table.Note, StringComparison.Ordinal);
    }

    private static FigureTable Run(params OfficeId[] accounts) => RecipeRun.Run(Programme.Ehime.Table("1")!, RegisterSnapshot.Of(Day, [Koho, Hall],
        [.. accounts.Select(office => new RegisterSnapshot.AccountRow(AccountId.New(), Platform.X, office, OperatorKind.Direct, AccountState.Active))]));
}
