using System.Text.Json;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Foundation;

namespace Koshiki.Tests.CommandLine;

/// <summary>Ordinary mistakes at the command line: one sentence that says what to do, and the code of a refusal.</summary>
[Collection(CommandRun.Name)]
public sealed class MistakeTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-commands-").FullName;
    private TestDatabase database = null!;

    private string KeyFile => Path.Combine(folder, "master.key");

    private string Missing => Path.Combine(folder, "none", "file");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        MasterKey.Create(KeyFile);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("audit tables --programme ehime --format json --live --out")]
    [InlineData("key create")]
    [InlineData("backup")]
    public async Task Z1_a_file_into_a_folder_that_is_not_there_or_in_place_of_a_folder_is_said_in_a_sentence(string command)
    {
        var intoNothing = await Run([.. command.Split(' '), Missing]);
        var ontoFolder = await Run([.. command.Split(' '), folder]);

        Assert.Equal([1, 1], new[] { intoNothing.Code, ontoFolder.Code });
        Assert.All([intoNothing, ontoFolder], answer => Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal));
        Assert.StartsWith("ファイルかフォルダーを読み書きできませんでした。", intoNothing.Errors, StringComparison.Ordinal);
        Assert.Contains(Missing, intoNothing.Errors, StringComparison.Ordinal);
        Assert.Contains(folder, ontoFolder.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(folder)!, Path.GetFileName(folder) + ".*"));
    }

    [Fact]
    public async Task J2_the_tables_go_to_the_standard_output_where_no_file_is_named_but_no_workbook_does()
    {
        var json = await Run(["audit", "tables", "--programme", "ehime", "--format", "json"]);
        var xlsx = await Run(["audit", "tables", "--programme", "ehime", "--format", "xlsx"]);

        using var tables = JsonDocument.Parse(json.Output);
        Assert.True(tables.RootElement.GetProperty("tables").TryGetProperty("1", out _));
        Assert.Equal((0, 2), (json.Code, xlsx.Code));
        Assert.StartsWith("--out is required for xlsx.", xlsx.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import offices FILE")]
    [InlineData("import line-friends FILE --account A001")]
    [InlineData("account connect A001 --token-file FILE")]
    [InlineData("survey books --survey niiza --in FILE")]
    [InlineData("log verify --anchor FILE")]
    [InlineData("official-check FILE")]
    [InlineData("check FILE")]
    public async Task Z1_a_file_that_is_not_there_is_said_alike_by_every_command(string command)
    {
        var answer = await Run([.. command.Split(' ').Select(word => word == "FILE" ? Missing : word)]);

        Assert.Equal((1, "", $"ファイル「{Missing}」が見つかりません。場所と名前を確かめてください。\n"), answer);
    }

    [Theory]
    [InlineData("backup", "FILE is missing after 'backup'.")]
    [InlineData("check", "FILE is missing after 'check'.")]
    [InlineData("import offices --dry-run", "FILE is missing after 'import offices'.")]
    [InlineData("account connect", "KEY is missing after 'account connect'.")]
    public async Task Z1_a_word_that_is_missing_is_named(string command, string sentence)
    {
        var answer = await Run(command.Split(' '));

        Assert.Equal(2, answer.Code);
        Assert.StartsWith(sentence, answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("import offices --help")]
    public async Task Z1_help_is_printed_to_whoever_asks_for_it(string command)
    {
        var answer = await Run(command.Split(' '));

        Assert.Equal((0, ""), (answer.Code, answer.Errors));
        Assert.Contains("koshiki serve", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z1_a_database_that_is_not_named_not_there_or_not_ours_is_said_in_a_sentence()
    {
        var empty = await CommandRun.NewDatabase();
        try
        {
            var absent = new Npgsql.NpgsqlConnectionStringBuilder(database.Superuser) { Database = "koshiki_nowhere" }.ConnectionString;
            var nowhere = await CommandRun.Run(absent, KeyFile, ["log", "verify"]);
            var bare = await CommandRun.Run(empty, KeyFile, ["log", "verify"]);
            var importing = await CommandRun.Run(empty, KeyFile, ["import", "offices", KeyFile]);

            Assert.Equal([1, 1, 1], new[] { nowhere.Code, bare.Code, importing.Code });
            Assert.StartsWith("データベースがありません。", nowhere.Errors, StringComparison.Ordinal);
            Assert.Contains("koshiki migrate", bare.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", importing.Errors, StringComparison.Ordinal);
        }
        finally
        {
            await CommandRun.Drop(empty);
        }
    }

    [Theory]
    [InlineData("Koshiki__Database")]
    [InlineData("Koshiki__EdgeDatabase")]
    [InlineData("Koshiki__OwnerDatabase")]
    public async Task Z1_a_connection_string_that_is_none_is_named_without_what_it_holds(string name)
    {
        var (code, _, errors) = await CommandRun.Run(new Dictionary<string, string> { ["Koshiki__Database"] = database.Superuser, ["Koshiki__MasterKeyFile"] = KeyFile, [name] = "secret-garbage" }, ["log", "verify"]);

        Assert.Equal(1, code);
        Assert.Contains($"{name} cannot be read", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-garbage", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "「番号 ハッシュ」の行がありません。")]
    [InlineData("# 2026-11-21\n\n", "「番号 ハッシュ」の行がありません。")]
    [InlineData("# 2026-11-21\n5\n", "2行目")]
    [InlineData("five 0000\n", "1行目")]
    public async Task A5_a_file_without_anchors_does_not_pass_for_one_that_was_compared(string content, string said)
    {
        var file = Path.Combine(folder, "anchor.txt");
        await File.WriteAllTextAsync(file, content);

        var answer = await Run(["log", "verify", "--anchor", file]);

        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Z1_a_port_that_is_taken_is_said_with_what_the_command_can_change()
    {
        var taken = new IOException("Failed to bind to address http://127.0.0.1:5080: address already in use.", new Microsoft.AspNetCore.Connections.AddressInUseException("address already in use"));

        Assert.Contains("--port", Koshiki.CommandLine.Accidents.SentenceFor(taken, choosesPort: true), StringComparison.Ordinal);
        Assert.DoesNotContain("--port", Koshiki.CommandLine.Accidents.SentenceFor(taken, choosesPort: false), StringComparison.Ordinal);
        Assert.Null(Koshiki.CommandLine.Accidents.SentenceFor(new InvalidOperationException("a bug"), choosesPort: false));
    }

    private Task<(int Code, string Output, string Errors)> Run(string[] args) => CommandRun.Run(database.Superuser, KeyFile, args);
}
