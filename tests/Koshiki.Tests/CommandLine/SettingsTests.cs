using Koshiki.CommandLine;
using Koshiki.Foundation.Keys;

namespace Koshiki.Tests.CommandLine;

[Collection(CommandRun.Name)]
public sealed class SettingsTests : IDisposable
{
    private readonly string key = Path.Combine(Path.GetTempPath(), $"koshiki-key-{Guid.NewGuid():n}");

    public SettingsTests() => MasterKey.Create(key);

    public void Dispose() => File.Delete(key);

    [Theory]
    [InlineData("Koshiki__Roles", "staff,writer", "writer")]
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
