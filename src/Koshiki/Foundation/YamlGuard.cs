using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Koshiki.Foundation;

/// <summary>Looks through a YAML text that somebody handed in, before it is built up in memory: what would exhaust the machine, or could never be stored, is told with its line.</summary>
/// <remarks>The text is read event by event, so that nesting costs no stack. A reference (<c>*name</c>) counts as what it stands for, so that references to references cannot grow without end.</remarks>
public static class YamlGuard
{
    private const int Deepest = 32;
    private const int MostNodes = 100_000;

    /// <returns>The line from 1 and what to do; null for a text that can be loaded.</returns>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public static (long Line, string What)? Look(string text)
    {
        using var reader = new StringReader(text);
        var (parser, line) = (new Parser(reader), 1L);
        var (open, anchors, nodes) = (new Stack<Group>(), new Dictionary<string, Group>(StringComparer.Ordinal), 0L);
        try
        {
            while (parser.MoveNext())
            {
                line = parser.Current!.Start.Line;
                switch (parser.Current)
                {
                    case MappingEnd or SequenceEnd:
                        var closed = open.Pop();
                        closed.Nodes = nodes - closed.Nodes;
                        if (open.TryPeek(out var around)) around.Height = Math.Max(around.Height, closed.Height + 1);
                        closed.IsClosed = true;
                        continue;
                    case AnchorAlias alias when anchors.TryGetValue(alias.Value.Value, out var meant):
                        if (!meant.IsClosed) return (line, "「*」の参照が、自分自身を含んでいます。参照を消し、内容を書いてください。");
                        if (open.Count + meant.Height > Deepest) return (line, TooDeep);
                        if (open.TryPeek(out var holder)) holder.Height = Math.Max(holder.Height, meant.Height + 1);
                        nodes += meant.Nodes;
                        break;
                    case NodeEvent node:
                        nodes++;
                        var group = new Group { Nodes = nodes - 1, IsClosed = node is Scalar, Height = node is Scalar ? 0 : 1 };
                        if (node is Scalar) group.Nodes = 1;
                        if (!node.Anchor.IsEmpty) anchors[node.Anchor.Value] = group;
                        if (node is MappingStart or SequenceStart) open.Push(group);
                        if (open.Count > Deepest) return (line, TooDeep);
                        if (node is Scalar scalar && scalar.Value.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))) return (line, "画面に表示できない制御文字が含まれています。消してください。");
                        break;
                }

                if (nodes > MostNodes) return (line, $"項目が多すぎます。参照の繰返しも数えて、{MostNodes:N0}までに減らしてください。");
            }
        }
        catch (InvalidOperationException)
        {
            // The library's own stumbling over some texts that are no YAML.
            return (line, "この行か次の行を読み取れません。括弧と引用符の閉じ忘れを確かめてください。");
        }

        return null;
    }

    private static string TooDeep => $"入れ子が深すぎます。参照の中も数えて、{Deepest}段までにしてください。";

    /// <summary>A mapping, a list or a word.</summary>
    private sealed class Group
    {
        /// <summary>While open, how many nodes came before it; afterwards, how many it stands for.</summary>
        public long Nodes { get; set; }

        /// <summary>How many levels are in it.</summary>
        public int Height { get; set; }

        public bool IsClosed { get; set; }
    }
}
