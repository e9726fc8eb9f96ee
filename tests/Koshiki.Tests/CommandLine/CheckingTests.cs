using System.Text;
using System.Text.Json;
using Koshiki.CommandLine;
using Koshiki.Tests.Core;

namespace Koshiki.Tests.CommandLine;

public sealed class CheckingTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task E4_a_file_is_checked_for_each_channel_with_places_in_the_text()
    {
        await File.WriteAllTextAsync(file, "問合せは090-1234-5678です。\n", new UTF8Encoding(true), TestContext.Current.CancellationToken);

        var (code, report) = await Check("check", file, "--channels", "line,x", "--format", "json");

        Assert.Equal(0, code);
        var lengths = report!.RootElement.GetProperty("lengths");
        Assert.Equal((20, 5_000), (lengths.GetProperty("line").GetProperty("count").GetInt32(), lengths.GetProperty("line").GetProperty("limit").GetInt32()));
        Assert.Equal(280, lengths.GetProperty("x").GetProperty("limit").GetInt32());
        var finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "phone-number");
        Assert.Equal((4, 13), (finding.GetProperty("start").GetInt32(), finding.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task E4_a_missing_file_and_another_encoding_are_refused()
    {
        await File.WriteAllBytesAsync(file, [0x82, 0xA0, 0x82, 0xA2], TestContext.Current.CancellationToken);

        Assert.Equal(1, (await Check("check", file)).Code);
        Assert.Equal(1, (await Check("check", file + ".no")).Code);
    }

    [Fact]
    public async Task E4_an_unknown_channel_is_wrong_usage()
    {
        await Assert.ThrowsAsync<WrongUsageException>(() => Check("check", file, "--channels", "mixi"));
    }

    private static async Task<(int Code, JsonDocument? Report)> Check(params string[] words)
    {
        using var output = new MemoryStream();
        var code = await Checking.Check(new Arguments(words), output, new FakeClock(), TestContext.Current.CancellationToken);
        return (code, output.Length == 0 ? null : JsonDocument.Parse(output.ToArray()));
    }
}
