using System.Text;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Accounts.PublicList;

/// <summary>What core hands to the edge for residents.</summary>
public sealed class PublicListPublisherTests : IAsyncLifetime
{
    private const string Csv = """
        id,office_code,platform,name,url,permanent_id,operator,opened_on
        A001,01001,x,愛光市広報,https://x.com/aiko_koho,1234567890,direct,2014-10-28
        A002,01001,line,観光の便り,https://line.me/R/ti/p/@aiko_kanko,U0123456789abcdef,direct,2016-04-01
        """;

    private readonly Shown shown = new();
    private StaffApplication staff = null!;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start(replace: services => services.AddSingleton<IPublicDocuments>(shown).AddSingleton<IKnownImpersonators>(shown));
        await staff.AddOffice("01001", "広報課", OfficeFunction.PublicRelations);
        await staff.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await using var db = staff.Open();
        Assert.True((await new ImportAccountsHandler(db, staff.Clock).Handle(new ImportAccounts("a.csv", Encoding.UTF8.GetBytes(Csv), false), default)).Succeeded);
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task K2_the_list_brings_former_names_with_their_days_and_ids_that_addresses_can_carry()
    {
        await Change("A001", facts => facts with { Operator = OperatorKind.Outsourced }, new DateOnly(2020, 4, 1));
        await Change("A001", facts => AccountFacts.At(AccountAddress.Canonical(Platform.X, "@aiko_pr").Value, "愛光市公式", facts.Office, facts.Operator), new DateOnly(2024, 4, 1));

        await Publish();

        var list = (await Orders<PublishAccountList>()).Single();
        Assert.Equal(("1234567890", null), (list.Accounts[0].PermanentId, list.Accounts[1].PermanentId));
        Assert.Equal([new FormerAppearance("愛光市広報", "https://x.com/aiko_koho", "aiko_koho", new DateOnly(2014, 10, 28), new DateOnly(2024, 3, 31))], list.Accounts[0].Former);
        Assert.Null(list.Accounts[1].Former);
    }

    [Fact]
    public async Task C7_an_account_that_was_never_approved_is_not_on_the_list_and_its_earlier_days_do_not_make_it_official()
    {
        await using (var db = staff.Open())
        {
            var account = await db.Accounts.Include(account => account.Periods).SingleAsync(account => account.Key == "A001");
            account.Change(account.Facts with { State = AccountState.Unapproved, Name = "勝手に作ったもの" }, new DateOnly(2015, 4, 1), new DateOnly(2026, 4, 1));
            account.Change(account.Facts with { State = AccountState.Active, Name = "認めたもの" }, new DateOnly(2016, 4, 1), new DateOnly(2026, 4, 1));
            await db.SaveChangesAsync();
        }

        await Publish();

        var account1 = (await Orders<PublishAccountList>()).Single().Accounts[0];
        Assert.Equal(["愛光市広報"], account1.Former!.Select(past => past.Name));
    }

    [Fact]
    public async Task K3_documents_and_warnings_of_all_areas_are_published_each_when_it_differs()
    {
        await Publish();
        shown.Documents = [new(PublicDocumentKind.AccountPolicy, "A001", "運用ポリシー", [new("目的", "伝える")], new DateOnly(2026, 4, 1), null)];
        await Publish();
        shown.Warned = [new("x", "偽物", null, "aiko_koho_", new DateOnly(2026, 4, 1), "注意してください。")];
        await Publish();
        await Publish();
        shown.Documents = [];
        await Publish();

        Assert.Equal([1L], (await Orders<PublishAccountList>()).Select(order => order.Number));
        Assert.Equal([(1L, 1), (2L, 0)], (await Orders<PublishDocuments>()).Select(order => (order.Number, order.Documents.Count)));
        Assert.Equal([(1L, "偽物")], (await Orders<PublishImpersonators>()).Select(order => (order.Number, order.Accounts.Single().Name)));
    }

    [Fact]
    public async Task K1_a_renamed_office_and_a_new_day_are_noticed_although_nobody_says_so_and_nothing_else_is()
    {
        await Publish();
        var before = await Fingerprint();
        await Change("A001", facts => facts with { Operator = OperatorKind.Outsourced }, new DateOnly(2026, 4, 1));
        var afterAnAccount = await Fingerprint();
        await using (var db = staff.Open())
        {
            var office = await db.Offices.SingleAsync();
            Assert.True(office.Change(office.On(staff.Clock.Today)!.Facts with { Name = "広報広聴課" }, staff.Clock.Today).Succeeded);
            await db.SaveChangesAsync();
        }

        var afterTheRename = await Fingerprint();
        staff.Clock.Pass(TimeSpan.FromDays(1));
        var nextDay = await Fingerprint();
        await Publish();

        Assert.Equal(before, afterAnAccount);
        Assert.Equal(3, new[] { before, afterTheRename, nextDay }.Distinct().Count());
        Assert.Equal(["広報課", "広報広聴課"], (await Orders<PublishAccountList>()).Select(order => order.Accounts[0].Office));
    }

    [Fact]
    public async Task K1_the_page_about_the_public_list_gives_the_HTML_to_embed_without_script()
    {
        using var browser = await staff.SignIn("sato");

        var page = await browser.Open("/accounts/public-list");

        var html = page.QuerySelector("#embed-check")!.TextContent;
        Assert.Contains("/public/embed/check\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("script", html, StringComparison.OrdinalIgnoreCase);
    }

    private async Task Change(string key, Func<AccountFacts, AccountFacts> change, DateOnly from)
    {
        await using var db = staff.Open();
        var account = await db.Accounts.Include(account => account.Periods).SingleAsync(account => account.Key == key);
        Assert.True(account.Change(change(account.Facts), from, new DateOnly(2026, 4, 1)).Succeeded);
        await db.SaveChangesAsync();
    }

    private async Task Publish()
    {
        await using var scope = staff.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("test"));
        await scope.ServiceProvider.GetRequiredService<PublicListPublisher>().PublishIfDue(look: true, default);
    }

    private async Task<string> Fingerprint()
    {
        await using var scope = staff.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublicListPublisher>().Fingerprint(default);
    }

    private async Task<List<T>> Orders<T>() where T : Order
    {
        await using var db = staff.Open();
        return [.. (await db.OutgoingOrders.OrderBy(row => row.Seq).ToListAsync()).Select(row => MessageJson.FromBytes<Order>(row.Body)).OfType<T>()];
    }

    private sealed class Shown : IPublicDocuments, IKnownImpersonators
    {
        public IReadOnlyList<PublicDocument> Documents { get; set; } = [];

        public IReadOnlyList<KnownImpersonator> Warned { get; set; } = [];

        Task<IReadOnlyList<PublicDocument>> IPublicDocuments.On(DateOnly day, CancellationToken ct) => Task.FromResult(Documents);

        Task<IReadOnlyList<KnownImpersonator>> IKnownImpersonators.On(DateOnly day, CancellationToken ct) => Task.FromResult(Warned);
    }
}
