using Koshiki.CommandLine;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Edge.Segments;

namespace Koshiki.Tests.CommandLine;

public sealed class SegmentCountingTests : IAsyncLifetime
{
    private FriendTown town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await FriendTown.Create();
        await town.Change(new FriendNow(0, 1, 11), new FriendNow(1, 2, 11, 12), new FriendNow(2, 3, 12), new FriendNow(3) { Answered = false });
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("--districts north,south", 2)]
    [InlineData("--districts north,south --topics children", 1)]
    [InlineData("--topics disaster", 2)]
    [InlineData("--topics=", 0)]
    [InlineData("", 0)]
    public async Task F3_the_command_prints_how_many_friends_fit(string options, int expected) => Assert.Equal((0, $"{expected}\n"), await Count($"--account A001 {options}"));

    [Theory]
    [InlineData("--account A001 --topics unknown")]
    [InlineData("--account A999 --topics disaster")]
    public async Task F3_an_unknown_option_or_account_is_refused_without_a_number(string options) => Assert.Equal((1, ""), await Count(options));

    [Fact]
    public async Task F3_without_an_account_the_call_is_wrong() => await Assert.ThrowsAsync<WrongUsageException>(() => Count("--topics disaster"));

    private async Task<(int Code, string Output)> Count(string options)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var code = await SegmentCounting.Count(
            town.Database.As(DatabaseRole.Courier), new Arguments(["segment", "count", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), output, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
