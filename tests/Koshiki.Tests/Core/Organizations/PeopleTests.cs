using System.Net;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Organizations;

/// <summary>Registering, correcting, moving, importing and exporting people.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private StaffApplication staff = null!;
    private OfficeId koho;
    private PersonId sato;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        koho = await staff.AddOffice("0102", "広報課");
        await staff.AddOffice("0103", "情報課", OfficeFunction.InformationTechnology);
        sato = await staff.AddPerson("佐藤 花子", "0102", Duty.Head, "10001");
        await staff.AddPerson("鈴木 一郎", "0103", Duty.Staff, "10002");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task A2_everything_wrong_with_a_new_person_is_told_at_once_and_a_user_name_is_required()
    {
        using var it = await staff.SignIn("10002");

        using var empty = await it.Post("/admin/people/new", ("name", ""), ("user", ""), ("office", ""), ("duty", ""));
        using var wrong = await it.Post("/admin/people/new", ("name", "小林 翔"), ("user", "kobayashi@"), ("office", "0102"), ("duty", "contractor"), ("accounts", "B999、Ｂ９９８"), ("password", "short"));

        Assert.Equal(["氏名を入力してください。", "利用者名を入力してください。職員番号か、職員でない人はメールアドレスです。", "所属コードを入力してください。", "職務を選んでください。"], await Faults(empty));
        var told = await Faults(wrong);
        Assert.Equal(3, told.Count);
        Assert.Contains("メールアドレスの形", told[0], StringComparison.Ordinal);
        Assert.Contains("「B999、B998」は台帳にありません", told[1], StringComparison.Ordinal);
        await using var db = staff.Open();
        Assert.Equal(2, await db.People.CountAsync());
    }

    [Fact]
    public async Task A3_a_contractors_posting_names_accounts_as_the_register_writes_them()
    {
        await AddAccount();
        using var it = await staff.SignIn("10002");

        await it.Submit("/admin/people/new", ("name", "小林 翔"), ("user", "kobayashi@sakura.example"), ("office", "0102"), ("duty", "contractor"), ("accounts", "ａ００１"));
        using var refused = await it.Post($"/admin/people/{sato.Value}/transfer", ("day.year", "2026"), ("day.month", "5"), ("day.day", "1"), ("to", "0103"), ("duty", "contractor"), ("accounts", "B999"));

        await using var db = staff.Open();
        Assert.Equal(["A001"], (await db.Postings.AsNoTracking().SingleAsync(p => p.Duty == Duty.Contractor)).Accounts);
        Assert.Contains("「B999」は台帳にありません", (await Faults(refused))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_name_mail_and_title_are_corrected_and_the_history_keeps_what_was()
    {
        using var it = await staff.SignIn("10002");
        var posting = await PostingOfSato();

        var page = await it.Submit($"/admin/people/{sato.Value}/edit", ("name", "山田 花子"), ("reading", "ヤマダ　ハナコ"), ("mail", "yamada@aiko.example"), ("employer", ""), ($"title.{posting.Value}", "課長"));

        await using var db = staff.Open();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == sato);
        Assert.Equal(("山田 花子", "やまだ はなこ", "yamada@aiko.example"), (person.Name, person.Reading, person.Mail));
        Assert.Equal("課長", (await db.Postings.AsNoTracking().SingleAsync(p => p.Person == sato)).Title);
        Assert.Contains("氏名：佐藤 花子", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await it.Open("/admin/people?q=" + Uri.EscapeDataString("山田"))).QuerySelector("#people"));
    }

    [Fact]
    public async Task A2_a_faulty_correction_comes_back_with_all_faults_and_an_outdated_one_is_refused()
    {
        using var it = await staff.SignIn("10002");
        var posting = await PostingOfSato();
        var path = $"/admin/people/{sato.Value}/edit";
        var opened = await it.Open(path);

        using var faulty = await it.Post(path, ("name", ""), ("mail", "yamada＠"), ($"title.{posting.Value}", new string('長', 101)));
        await it.Submit(path, ("name", "山田 花子"), ("mail", ""), ("reading", ""), ("employer", ""));
        using var late = await it.PostForm(opened, path, ("name", "佐々木 花子"), ("mail", ""), ("reading", ""), ("employer", ""));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 3), (faulty.StatusCode, (await Faults(faulty)).Count));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        await using var db = staff.Open();
        Assert.Equal("山田 花子", await db.People.Where(p => p.Id == sato).Select(p => p.Name).SingleAsync());
    }

    [Fact]
    public async Task A2_a_transfer_promises_a_hand_over_only_where_there_is_something_to_hand_over()
    {
        using var it = await staff.SignIn("10002");
        var posting = await PostingOfSato();

        var page = await it.Submit($"/admin/people/{sato.Value}/transfer", ("day.year", "2026"), ("day.month", "5"), ("day.day", "1"), ("ending", posting.Value.ToString()), ("to", "0103"), ("duty", "head"));

        Assert.Contains("引き継ぐアカウントがあるときは", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_a_file_changes_what_it_says_differently_of_a_known_person_and_tells_how_many_rows()
    {
        var done = await Import("""
            number,name,office,duty,title,reading,mail
            10001,佐藤 花子,0102,head,課長,サトウ　ハナコ,sato@aiko.example
            10002,鈴木 一郎,0103,staff,,,
            """);
        var again = await Import("""
            number,name,office,duty,title,reading,mail
            10001,佐藤 花子,0102,head,,,
            """);

        await using var db = staff.Open();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == sato);
        Assert.Equal([new PeopleImported(0, 0, 1, 1), new PeopleImported(0, 0, 0, 1)], new[] { done.Value, again.Value });
        Assert.Equal(("さとう はなこ", "sato@aiko.example", "課長"), (person.Reading, person.Mail, (await db.Postings.AsNoTracking().SingleAsync(p => p.Person == sato)).Title));
    }

    [Fact]
    public async Task A2_wrong_mails_unknown_accounts_and_broken_names_of_a_file_are_told_with_their_places()
    {
        var refused = await Import("""
            number,name,office,duty,mail,accounts
            20001,"山本
            久美子",0102,staff,,
            20002,高橋 由紀,0102,staff,takahashi@,
            20003,小林 翔,0102,contractor,,A001 B999
            """);

        Assert.Equal(
            [(2, "name"), (4, "mail"), (5, "accounts")],
            ((BadCsv)refused.Refusal).All.Select(fault => (fault.Line, fault.Column)));
    }

    [Fact]
    public async Task A1_people_are_imported_for_an_office_that_is_still_to_come_and_not_before_its_first_day()
    {
        await using (var db = staff.Open())
        {
            db.Offices.Add(Office.Open("0201", new OfficeFacts("観光課", "市長部局", "経済部", OfficeKind.Municipal), new DateOnly(2027, 4, 1)));
            await db.SaveChangesAsync();
        }

        var done = await Import("number,name,office,duty,from\n20001,山本 久美子,0201,staff,2027-04-01\n");
        var early = await Import("number,name,office,duty,from\n20002,高橋 由紀,0201,staff,2027-03-31\n");

        await using var after = staff.Open();
        var posting = await after.Postings.AsNoTracking().SingleAsync(p => p.From == new DateOnly(2027, 4, 1));
        using var it = await staff.SignIn("10002");
        Assert.Equal(new PeopleImported(1, 1, 0, 0), done.Value);
        Assert.Contains("令和9年3月31日にありません", ((BadCsv)early.Refusal).All.Single().Expected, StringComparison.Ordinal);
        Assert.Contains("観光課", (await it.Open($"/admin/people/{posting.Person.Value}/transfer")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_the_export_has_everyone_of_the_list_and_is_read_in_again_without_change()
    {
        await using (var db = staff.Open())
        {
            db.People.Add(Person.Called("伊藤 健", "10009", reading: "いとう けん"));
            await db.SaveChangesAsync();
        }

        await staff.AddPerson("小林 翔", "0102", Duty.Contractor, "kobayashi@sakura.example", "A001");
        using var it = await staff.SignIn("10002");

        using var answer = await it.Get("/admin/people.csv");
        var csv = await answer.Content.ReadAsByteArrayAsync();
        var back = await Import(csv, new EveryAccount());

        var text = Encoding.UTF8.GetString(csv);
        Assert.Contains("10009,伊藤 健,,,,いとう けん", text, StringComparison.Ordinal);
        Assert.Contains("kobayashi@sakura.example,小林 翔,0102,contractor", text, StringComparison.Ordinal);
        Assert.Equal(new PeopleImported(0, 0, 0, 4), back.Value);
    }

    private async Task AddAccount()
    {
        await using var db = staff.Open();
        db.Add(Sample.Account("A001", office: koho));
        await db.SaveChangesAsync();
    }

    private async Task<PostingId> PostingOfSato()
    {
        await using var db = staff.Open();
        return await db.Postings.Where(p => p.Person == sato).Select(p => p.Id).SingleAsync();
    }

    private async Task<Result<PeopleImported>> Import(string csv)
    {
        await AddAccountOnce();
        await using var db = staff.Open();
        return await Import(Encoding.UTF8.GetBytes(csv), new Koshiki.Core.Accounts.AccountRegister(db));
    }

    private async Task AddAccountOnce()
    {
        await using var db = staff.Open();
        if (!await db.Set<Koshiki.Core.Accounts.Account>().AnyAsync()) await AddAccount();
    }

    private async Task<Result<PeopleImported>> Import(byte[] csv, IAccountRegister register)
    {
        await using var db = staff.Open();
        return await new ImportPeopleHandler(db, staff.Clock, register).Handle(new ImportPeople("people.csv", csv, DryRun: false), CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> Faults(HttpResponseMessage answer) =>
        [.. Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelectorAll("#error-summary li").Select(fault => fault.TextContent)];
}
