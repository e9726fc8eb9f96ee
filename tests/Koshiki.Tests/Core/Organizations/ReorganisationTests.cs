using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Organizations;

/// <summary>Closing and renaming offices with a day to come.</summary>
public sealed class ReorganisationTests : IAsyncLifetime
{
    private static readonly DateOnly LastDay = new(2027, 3, 31);
    private StaffApplication staff = null!;
    private OfficeId koho;
    private OfficeId kanko;
    private PersonId ito;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        koho = await staff.AddOffice("0102", "広報課", OfficeFunction.PublicRelations);
        kanko = await staff.AddOffice("0104", "観光課");
        await staff.AddPerson("佐藤 花子", "0102", Duty.Head, "10001");
        ito = await staff.AddPerson("伊藤 健", "0104", Duty.Staff, "10009");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task A6_whoever_closes_an_office_sees_its_accounts_before_and_as_long_as_they_are_left()
    {
        await using (var db = staff.Open())
        {
            db.Add(Sample.Account("A001", office: kanko));
            await db.SaveChangesAsync();
        }

        using var pr = await staff.SignIn("10001");
        var asked = await pr.Open($"/admin/offices/{kanko.Value}/close");
        var done = await pr.Submit($"/admin/offices/{kanko.Value}/close", ("last.year", "2026"), ("last.month", "4"), ("last.day", "5"), ("successors", "0102"));

        Assert.Equal("アカウントが1件", asked.QuerySelector(".warning a[href='/accounts?office=0104']")!.TextContent);
        Assert.NotNull(done.QuerySelector(".warning a[href='/accounts/A001']"));
        Assert.Contains("アカウントが1件残っています", done.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_a_posting_still_to_come_goes_over_to_the_successor_from_its_own_first_day()
    {
        var begins = new DateOnly(2027, 5, 1);
        await using (var db = staff.Open())
        {
            db.Postings.Add(Posting.Of(ito, kanko, Duty.Checker, begins).Value);
            await db.SaveChangesAsync();
        }

        await using (var db = staff.Open())
        {
            var closed = await new CloseOfficeHandler(db).Handle(new CloseOffice(kanko, LastDay, [koho]), CancellationToken.None);
            Assert.True(closed.Succeeded);
        }

        await using var after = staff.Open();
        Assert.Equal(
            [(kanko, Duty.Staff, new DateOnly(2026, 4, 6), LastDay), (koho, Duty.Staff, LastDay.AddDays(1), null), (koho, Duty.Checker, begins, (DateOnly?)null)],
            (await after.Postings.AsNoTracking().Where(p => p.Person == ito).OrderBy(p => p.From).ToListAsync()).Select(p => (p.Office, p.Duty, p.From, p.Last)));
    }

    [Fact]
    public async Task A1_an_office_can_be_merged_into_one_that_opens_the_next_day()
    {
        await using (var db = staff.Open())
        {
            db.Offices.Add(Office.Open("0201", new OfficeFacts("観光交流課", "市長部局", "経済部", OfficeKind.Municipal), LastDay.AddDays(1)));
            await db.SaveChangesAsync();
        }

        using var pr = await staff.SignIn("10001");
        await pr.Submit($"/admin/offices/{kanko.Value}/close", ("last.year", "2027"), ("last.month", "3"), ("last.day", "31"), ("successors", "0201"));

        await using var after = staff.Open();
        Assert.Equal(LastDay, (await after.Offices.AsNoTracking().SingleAsync(o => o.Id == kanko)).LastDay);
    }

    [Fact]
    public async Task A1_before_the_day_of_a_renaming_pages_and_log_say_the_name_of_today()
    {
        await using (var db = staff.Open())
        {
            var office = await db.Offices.SingleAsync(o => o.Id == kanko);
            office.Change(office.Periods[^1].Facts with { Name = "魅力発信課" }, LastDay.AddDays(1));
            await db.SaveChangesAsync();
        }

        using var pr = await staff.SignIn("10001");
        var close = await pr.Open($"/admin/offices/{kanko.Value}/close");
        var change = await pr.Open($"/admin/offices/{kanko.Value}/change");
        using var auditor = await Auditor();
        var log = await auditor.Open("/admin/log?record=Posting");

        Assert.Contains("「観光課」を廃止します", close.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("観光課", change.QuerySelector("main p")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("観光課", log.QuerySelector("#log")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("魅力発信課", log.QuerySelector("#log")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Browser> Auditor()
    {
        await staff.AddOffice("0105", "監査委員事務局", OfficeFunction.Audit);
        await staff.AddPerson("監査 太郎", "0105", Duty.Staff, "10011");
        return await staff.SignIn("10011");
    }
}
