using Koshiki.CommandLine;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Foundation.PrivateDatabase;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.CommandLine;

[Collection(CommandRun.Name)]
public sealed class SettingsTests : IDisposable
{
    private readonly string key = Path.Combine(Path.GetTempPath(), $"koshiki-key-{Guid.NewGuid():n}");

    public SettingsTests() => MasterKey.Create(key);

    public void Dispose() => File.Delete(key);

    [Theory]
    [InlineData("Koshiki__Roles", "staff,writer", "writer")]
    [InlineData("Koshiki__Practice", "yes", "yes")]
    [InlineData("Koshiki__StaffUrl", "koshiki.city.example.lg.jp", "koshiki.city.example.lg.jp")]
    [InlineData("Koshiki__PublicUrl", "ftp://koshiki.city.example.lg.jp", "ftp://")]
    public async Task Z1_a_setting_that_cannot_be_read_is_named_with_what_it_holds(string name, string value, string named)
    {
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            var (code, _, errors) = await CommandRun.Run("Host=127.0.0.1;Port=1;Database=none", key, ["log", "verify"]);

            Assert.Equal(1, code);
            Assert.Contains(name, errors, StringComparison.Ordinal);
            Assert.Contains(named, errors, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Z1_what_a_private_installation_keeps_in_its_folder_counts_for_every_command_until_somebody_says_otherwise()
    {
        using var folder = new TemporaryDataFolder();
        await using var made = (await Installation.Open(folder.Path, new Dictionary<string, string?>(), default)).Value;
        await Installation.Keep(folder.Path, new Dictionary<string, string?> { ["Koshiki:Government"] = "愛光市", ["Koshiki:PublicUrl"] = "http://localhost:7001" }, default);

        await using var plain = (await Installation.Open(folder.Path, new Dictionary<string, string?>(), default)).Value;
        await using var named = (await Installation.Open(folder.Path, new Dictionary<string, string?> { ["Koshiki:Government"] = "みどり野県" }, default)).Value;

        Assert.Equal(("愛光市", new Uri("http://localhost:7001")), (plain.Settings.Government, plain.Settings.PublicUrl));
        Assert.Equal(("みどり野県", new Uri("http://localhost:7001")), (named.Settings.Government, named.Settings.PublicUrl));
        Assert.Equal(named.Settings.PublicUrl.OriginalString, named.Configuration["Koshiki:PublicUrl"]);
    }

    [Fact]
    public async Task Z1_a_folder_named_with_data_is_used_although_the_environment_names_another_database()
    {
        using var folder = new TemporaryDataFolder();
        await using var other = await Foundation.TestDatabase.Create();
        var offices = Path.Combine(Path.GetDirectoryName(folder.Path)!, "offices.csv");
        await File.WriteAllTextAsync(offices, "code,name,division,department,kind,function,parent\n01001,広報広聴課,知事部局,知事公室,head-office,public-relations,\n");
        await using var made = (await Installation.Open(folder.Path, new Dictionary<string, string?>(), default)).Value;

        var given = new Dictionary<string, string>
        {
            ["Koshiki__Database"] = other.Superuser, ["Koshiki__EdgeDatabase"] = other.Superuser, ["Koshiki__MasterKeyFile"] = key, ["Koshiki__Government"] = "愛光市",
        };
        var (code, output, errors) = await CommandRun.Run(given, ["import", "offices", offices, "--data", folder.Path]);

        await using var here = made.OpenCore(Actor.CommandLine);
        await using var there = other.OpenCore();
        Assert.Equal((0, 1, 0), (code, await here.Offices.CountAsync(), await there.Offices.CountAsync()));
        Assert.Contains("新しい所属1件", output, StringComparison.Ordinal);
        Assert.Equal($"設定のKoshiki__Database、Koshiki__EdgeDatabase、Koshiki__MasterKeyFileは使いません。フォルダー「{folder.Path}」のデータベースと鍵を使います。\n", errors);
    }

    [Theory]
    [InlineData("staff", "Koshiki__Smtp__Host", "mail.example.lg.jp", "Koshiki__Smtp__From")]
    [InlineData("worker", "Koshiki__Segments__EraseAfterDays", "0", "Koshiki__Segments__EraseAfterDays")]
    public async Task Z1_a_setting_that_an_area_refuses_at_its_start_is_named_too(string role, string name, string value, string named)
    {
        await using var database = await Foundation.TestDatabase.Create();
        var given = new Dictionary<string, string> { ["Koshiki__Roles"] = role, ["Koshiki__PublicUrl"] = "http://localhost:5081", [name] = value };
        foreach (var one in given) Environment.SetEnvironmentVariable(one.Key, one.Value);
        try
        {
            var (code, _, errors) = await CommandRun.Run(database.Superuser, key, ["serve"]);

            Assert.Equal(1, code);
            Assert.StartsWith("設定に誤りがあるため、始められませんでした。", errors, StringComparison.Ordinal);
            Assert.Contains(named, errors, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var one in given.Keys) Environment.SetEnvironmentVariable(one, null);
        }
    }

    [Fact]
    public async Task Z1_a_missing_key_file_is_named_before_anything_is_served()
    {
        var missing = key + ".missing";
        await using var database = await Foundation.TestDatabase.Create();

        var (code, _, errors) = await CommandRun.Run(database.Superuser, missing, ["serve"]);

        Assert.Equal(1, code);
        Assert.Contains(missing, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z1_a_database_that_does_not_answer_is_said_in_a_sentence()
    {
        var (code, _, errors) = await CommandRun.Run("Host=127.0.0.1;Port=1;Database=none", key, ["serve"]);

        Assert.Equal(1, code);
        Assert.StartsWith("データベースから返事がありません。", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
