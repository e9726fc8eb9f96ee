using System.Runtime.CompilerServices;
using Koshiki.Core.Publishing;

namespace Koshiki.Tests.Core.Publishing;

public sealed class PostFlowTests
{
    [Fact]
    public void E3_the_flow_is_the_table_of_the_readme()
    {
        var allowed = from status in Enum.GetValues<PostStatus>()
                      from action in Enum.GetValues<PostAction>()
                      let next = PostFlow.Next(status, action)
                      where next.Succeeded
                      select $"| {status.Word} | {action.Verb} | {next.Value.Word} |";

        var written = File.ReadLines(Readme()).SkipWhile(l => !l.StartsWith("| 状態 |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'));

        Assert.Equal(written, allowed.Distinct());
    }

    [Fact]
    public void E3_what_is_not_in_the_table_is_refused_with_the_state_in_words()
    {
        var refused = PostFlow.Next(PostStatus.Sent, PostAction.Edit);

        Assert.Equal("この投稿は「発信済み」なので、編集できません。画面を開き直して、今の状態を確かめてください。", refused.Refusal.Sentence);
    }

    private static string Readme([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Koshiki/Core/Publishing/README.md"));
}
