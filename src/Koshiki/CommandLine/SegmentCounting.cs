using System.Globalization;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary><c>segment count</c>: how many friends a combination of districts and topics reaches now. F3.</summary>
internal static class SegmentCounting
{
    public static readonly string[] Options = ["account", "districts", "topics"];

    /// <param name="edge">Edge's database, entered as the courier.</param>
    /// <param name="output">Takes the number, alone on a line.</param>
    /// <returns>0 with a number; 1 where the account has no register, or an option is not offered.</returns>
    public static async Task<int> Count(string edge, Arguments call, TextWriter output, CancellationToken ct)
    {
        var account = call.Required("account");
        await using var source = NpgsqlDataSource.Create(edge);
        var index = await SegmentIndex.Read(source, account, ct);
        var rule = SegmentRule.Of(Asked(call, index.Asked(account)));
        switch (await index.Count(account, rule, ct))
        {
            case SegmentCount.Counted counted:
                if (rule.Questions.Count == 0) await Console.Error.WriteLineAsync("地区もトピックも指定されていないので、対象は0人です。--districts と --topics で選んでください。");
                await output.WriteLineAsync(counted.Friends.ToString(CultureInfo.InvariantCulture));
                return 0;
            case SegmentCount.NotOffered notOffered:
                return Commands.Refused(new OptionNotOffered(notOffered.Option));
            default:
                return Commands.Refused(new NoRegisterOfFriends(account));
        }
    }

    private static IEnumerable<SegmentQuestion> Asked(Arguments call, Questionnaire? questionnaire)
    {
        if (call["districts"] is { } districts) yield return Choose("district", districts, questionnaire);
        if (call["topics"] is { } topics) yield return Choose("topic", topics, questionnaire);
    }

    /// <summary>An option may be named by its key or by its label as residents read it.</summary>
    private static SegmentQuestion Choose(string question, string options, Questionnaire? questionnaire)
    {
        var offered = questionnaire?.Questions.FirstOrDefault(q => q.Key == question)?.Options ?? [];
        return new SegmentQuestion(question, [.. options
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => offered.FirstOrDefault(o => o.Key == word || SearchKey.Of(o.Label) == SearchKey.Of(word))?.Key ?? word)]);
    }
}
