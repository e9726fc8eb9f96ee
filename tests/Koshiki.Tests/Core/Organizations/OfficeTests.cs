using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Organizations;

public sealed class OfficeTests
{
    private static readonly DateOnly April2024 = new(2024, 4, 1);
    private static readonly DateOnly April2026 = new(2026, 4, 1);
    private static readonly OfficeFacts Koho = new("広報課", "市長部局", "総務部", OfficeKind.HeadOffice, OfficeFunction.PublicRelations);

    [Fact]
    public void A1_a_renamed_office_has_each_name_for_its_own_days()
    {
        var office = Office.Open("0102", Koho, April2024);

        var done = office.Change(Koho with { Name = "広報戦略課" }, April2026);

        Assert.True(done.Succeeded);
        Assert.Equal("広報課", office.On(April2026.AddDays(-1))!.Name);
        Assert.Equal("広報戦略課", office.On(April2026)!.Name);
        Assert.Null(office.On(April2024.AddDays(-1)));
    }

    [Fact]
    public void A1_a_change_on_the_day_of_the_last_one_corrects_it()
    {
        var office = Office.Open("0102", Koho, April2024);

        office.Change(Koho with { Name = "広報広聴課" }, April2024);

        Assert.Equal(["広報広聴課"], office.Periods.Select(period => period.Name));
    }

    [Fact]
    public void A1_history_cannot_be_changed_behind_a_later_change()
    {
        var office = Office.Open("0102", Koho, April2026);

        var result = office.Change(Koho with { Name = "広報戦略課" }, April2024);

        Assert.Equal(new NotBeforeLastChange(April2026), result.Refusal);
    }

    [Fact]
    public void A1_a_closed_office_is_not_changed_and_not_closed_again()
    {
        var office = Office.Open("0102", Koho, April2024);
        office.Close(new DateOnly(2026, 3, 31));

        Assert.Equal(new OfficeIsClosed(new DateOnly(2026, 3, 31)), office.Change(Koho with { Name = "広報戦略課" }, April2026).Refusal);
        Assert.Equal(new OfficeIsClosed(new DateOnly(2026, 3, 31)), office.Close(April2026).Refusal);
        Assert.Null(office.On(April2026));
    }

    [Fact]
    public void A1_every_kind_and_function_has_a_word_for_files_that_reads_back()
    {
        Assert.Equal(Enum.GetValues<OfficeKind>(), OfficeKindWords.All.Select(kind => OfficeKindWords.Parse(kind.FileWord).Value));
        Assert.Equal(Enum.GetValues<OfficeKind>(), OfficeKindWords.All.Select(kind => OfficeKindWords.Parse(kind.Word).Value));
        Assert.Equal(Enum.GetValues<OfficeFunction>(), OfficeFunctionWords.All.Select(function => OfficeFunctionWords.Parse(function.FileWord).Value));
    }

    [Theory]
    [InlineData(Duty.Staff, OfficeFunction.None, new[] { Role.Author })]
    [InlineData(Duty.Head, OfficeFunction.PublicRelations, new[] { Role.OfficeHead, Role.PrOffice })]
    [InlineData(Duty.Checker, OfficeFunction.InformationTechnology, new[] { Role.Checker, Role.ItOffice })]
    [InlineData(Duty.Staff, OfficeFunction.Training, new[] { Role.Author, Role.TrainingOffice })]
    [InlineData(Duty.Staff, OfficeFunction.Audit, new[] { Role.Author, Role.Auditor })]
    [InlineData(Duty.Contractor, OfficeFunction.PublicRelations, new[] { Role.Contractor })]
    [InlineData(Duty.DesignatedManager, OfficeFunction.None, new[] { Role.DesignatedManager })]
    [InlineData(Duty.Administrator, OfficeFunction.InformationTechnology, new[] { Role.Administrator })]
    public void A3_roles_follow_from_the_duty_and_the_offices_function(Duty duty, OfficeFunction function, Role[] roles) =>
        Assert.Equal(roles, Roles.Of(duty, function));

    [Fact]
    public void A2_outsiders_need_named_accounts_and_staff_get_none()
    {
        var outsider = Posting.Of(PersonId.New(), OfficeId.New(), Duty.Contractor, April2026);
        var staff = Posting.Of(PersonId.New(), OfficeId.New(), Duty.Staff, April2026, null, "", "A001");

        Assert.Equal(new NeedsNamedAccounts(), outsider.Refusal);
        Assert.Empty(staff.Value.Accounts);
    }

    [Fact]
    public void A3_a_deputyship_has_an_end_and_somebody_else()
    {
        var head = PersonId.New();

        Assert.Equal(new CannotBeOwnDeputy(), Deputyship.Of(head, head, April2026, April2026, "出張").Refusal);
        Assert.Equal(new LastBeforeFirst(), Deputyship.Of(PersonId.New(), head, April2026, April2024, "出張").Refusal);
        Assert.Equal(new DeputyshipTooLong(Deputyship.LongestDays), Deputyship.Of(PersonId.New(), head, April2026, April2026.AddDays(Deputyship.LongestDays), "病気").Refusal);
        Assert.True(Deputyship.Of(PersonId.New(), head, April2026, April2026.AddDays(Deputyship.LongestDays - 1), "病気").Succeeded);
    }
}
