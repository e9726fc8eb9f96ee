using Koshiki.Core.Api;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Core;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.CommandLine;

/// <summary>user add, import people and token add, as an administrator types them.</summary>
[Collection(CommandRun.Name)]
public sealed class PeopleCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-commands-").FullName;
    private TestDatabase database = null!;

    private string KeyFile => Path.Combine(folder, "master.key");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        MasterKey.Create(KeyFile);
        await using var db = database.OpenCore();
        db.Add(Office.Open("01001", new OfficeFacts("広報課", "市長部局", "総務部", OfficeKind.Municipal, OfficeFunction.PublicRelations), new DateOnly(2020, 4, 1)));
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Z4_a_token_is_printed_once_and_opens_for_its_person_with_its_scopes()
    {
        var added = await Run(["user", "add", "--name", "佐藤 花子", "--user", "sato", "--office", "01001"], StaffApplication.Password);
        var issued = await Run(["token", "add", "--user", "sato", "--scopes", "posts:read,accounts:read", "--name", "広報ページ連携", "--days", "30"]);

        await using var db = database.OpenCore();
        var token = await db.ApiTokens.AsNoTracking().SingleAsync();
        Assert.Equal([0, 0], new[] { added.Code, issued.Code });
        Assert.Equal(ApiToken.HashOf(issued.Output.Trim()), token.Hash);
        Assert.Equal(("広報ページ連携", 2), (token.Name, token.Scopes.Length));
    }

    [Theory]
    [InlineData("sato", "posts:everything", 1)]
    [InlineData("nobody", "posts:read", 1)]
    public async Task Z4_an_unknown_scope_or_person_is_refused_with_a_sentence(string user, string scopes, int code)
    {
        await Run(["user", "add", "--name", "佐藤 花子", "--user", "sato", "--office", "01001"], StaffApplication.Password);

        var refused = await Run(["token", "add", "--user", user, "--scopes", scopes]);

        Assert.Equal((code, ""), (refused.Code, refused.Output));
        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task A2_people_come_from_a_csv_with_their_postings_and_a_second_time_nothing_changes()
    {
        var file = await Csv("10001,佐藤 花子,01001,head,課長,さとう はなこ,sato@aiko.example,,,2026-04-01,", "10002,鈴木 一郎,01001,staff,主事,すずき いちろう,,,,2026-04-01,");

        var tried = await Run(["import", "people", file, "--dry-run"]);
        var first = await Run(["import", "people", file]);
        var second = await Run(["import", "people", file]);

        await using var db = database.OpenCore();
        Assert.Equal([0, 0, 0], new[] { tried.Code, first.Code, second.Code });
        Assert.Contains("新しい利用者2人、新しい配属2件", first.Output, StringComparison.Ordinal);
        Assert.Contains("新しい利用者0人、新しい配属0件、変更0件、変更なし2件", second.Output, StringComparison.Ordinal);
        var posted = await db.Postings.Join(db.People, p => p.Person, p => p.Id, (posting, person) => new { person.StaffNumber, person.Name, posting.Duty }).OrderBy(p => p.StaffNumber).ToListAsync();
        Assert.Equal([("佐藤 花子", Duty.Head), ("鈴木 一郎", Duty.Staff)], posted.Select(p => (p.Name, p.Duty)));
    }

    [Fact]
    public async Task A2_a_file_with_one_wrong_row_stores_nothing_and_names_line_column_and_value()
    {
        var file = await Csv("10001,佐藤 花子,01001,head,課長,,,,,2026-04-01,", "10002,鈴木 一郎,09999,boss,,,,,,2026-04-01,");

        var refused = await Run(["import", "people", file]);

        await using var db = database.OpenCore();
        Assert.Equal(1, refused.Code);
        Assert.Contains("3", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("09999", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await db.People.CountAsync());
    }

    private Task<(int Code, string Output, string Errors)> Run(string[] args, string input = "") => CommandRun.Run(database.Superuser, KeyFile, args, input);

    private async Task<string> Csv(params string[] rows)
    {
        var file = Path.Combine(folder, "people.csv");
        await File.WriteAllLinesAsync(file, [string.Join(',', ImportPeopleHandler.Columns.Select(column => column.Name)), .. rows]);
        return file;
    }
}
