using Koshiki.Core.Opening;

namespace Koshiki.Tests.Core.Opening;

/// <summary>Every move of a consultation, beside the table of the area's README.</summary>
public sealed class ConsultationFlowTests
{
    [Fact]
    public void C5_the_readme_shows_every_move_and_no_other()
    {
        var moves = from state in Enum.GetValues<ConsultationState>()
                    from action in Enum.GetValues<ConsultationAction>()
                    let next = ConsultationFlow.Next(state, action)
                    where next.Succeeded
                    select $"| {state.Word} | {action.Verb} | {next.Value.Word} |";

        var readme = File.ReadAllLines(Path.Combine(Repository(), "src/Koshiki/Core/Opening/README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Count(c => c == '|') == 4);

        Assert.Equal(moves, readme.SkipWhile(line => !line.StartsWith("| 状態", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
