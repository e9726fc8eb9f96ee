using System.Net;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Organizations;

public sealed class ContactAndHistoryTests : IAsyncLifetime
{
    private StaffApplication city = null!;
    private OfficeId office;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "情報政策課", OfficeFunction.InformationTechnology);
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("青木 守", "01002", Duty.Staff, "aoki");
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Theory]
    [InlineData("０８９－９１２－２１１１", "0899122111")]
    [InlineData("(089)912-2111", "0899122111")]
    [InlineData("Bosai@City.Example.LG.jp", "bosai@city.example.lg.jp")]
    public void E4_a_contact_is_compared_by_its_digits_or_in_lower_case(string typed, string key) =>
        Assert.Equal(key, OfficeContact.Parse(office, typed).Value.Key);

    [Theory]
    [InlineData("912-2111")]
    [InlineData("代表")]
    [InlineData("a@")]
    public void E4_what_is_no_contact_is_refused_with_a_sentence(string typed) =>
        Assert.Equal(new NotAContact(typed), OfficeContact.Parse(office, typed).Refusal);

    [Fact]
    public async Task E4_contacts_that_an_office_publishes_are_no_findings_of_the_checks()
    {
        using var tanaka = await city.SignIn("tanaka");
        var page = await tanaka.Submit($"/admin/offices/{office.Value}/contacts", ("contacts", "089-912-2111\nbosai@city.example.lg.jp\n０８９９１２２１１１"));

        await using var db = city.Open();
        var context = await ContentGate.Context(db, new PublishingOptions(), city.Clock.Today, default);
        var own = ContentCheck.Run("お問合せは089-912-2111かbosai@city.example.lg.jpまで。", context);
        var foreign = ContentCheck.Run("お問合せは089-912-2112まで。", context);

        Assert.Contains("089-912-2111、bosai@city.example.lg.jp", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(own, f => f.Rule is "phone-number" or "mail-address");
        Assert.Equal(["phone-number"], foreign.Select(f => f.Rule));
    }

    [Fact]
    public async Task E4_contacts_are_kept_by_the_head_and_a_wrong_line_comes_back_with_all_lines()
    {
        using var tanaka = await city.SignIn("tanaka");
        using var sato = await city.SignIn("sato");

        using var faulty = await tanaka.Post($"/admin/offices/{office.Value}/contacts", ("contacts", "089-912-2111\n代表番号"));
        using var refused = await sato.Get($"/admin/offices/{office.Value}/contacts");
        var page = Browser.Parse(await faulty.Content.ReadAsStringAsync());

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden], new[] { faulty.StatusCode, refused.StatusCode });
        Assert.Contains("「代表番号」", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("089-912-2111", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_office_and_person_show_their_history_out_of_the_log_to_those_who_may_know()
    {
        await using var db = city.Open();
        var changed = await db.Offices.SingleAsync(o => o.Id == office);
        changed.Change(changed.Periods[^1].Facts with { Name = "危機管理局" }, new DateOnly(2026, 4, 1));
        await db.SaveChangesAsync();
        var sato = await db.People.SingleAsync(p => p.Name == "佐藤 花子");
        using var it = await city.SignIn("aoki");
        using var self = await city.SignIn("sato");

        var ofOffice = await self.Open($"/admin/offices/{office.Value}");
        var ofPerson = await it.Open($"/admin/people/{sato.Id.Value}");
        var seenBySelf = await self.Open($"/admin/people/{sato.Id.Value}");

        Assert.Contains("名称：危機管理局", ofOffice.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("配属を登録しました。", ofPerson.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(StaffApplication.Password, ofPerson.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(seenBySelf.QuerySelector(".timeline"));
    }

    [Fact]
    public async Task A6_two_people_who_register_one_address_at_once_get_one_account_and_one_friendly_sentence()
    {
        await using var first = city.Open();
        await using var second = city.Open();
        var one = Sample.Account("A001", office: office);
        var other = Sample.Account("A002", office: office);
        first.Add(one);
        await first.SaveChangesAsync();
        var race = await new RegisterRace(second, city.Clock).Save(Account.Register("A003", other.Platform, one.Facts));

        Assert.Equal([new Koshiki.Foundation.Fault("url", new RegisteredMeanwhile().Sentence)], race.Refusal.Faults);
    }

    /// <summary>Saves what was read before somebody else saved, as the second of two requests does.</summary>
    private sealed class RegisterRace(Koshiki.Core.CoreDb db, TimeProvider clock)
    {
        public Task<Koshiki.Foundation.Result<Account>> Save(Account account)
        {
            db.Add(account);
            return new AccountHandler(db, clock).Save(account, CancellationToken.None);
        }
    }
}
