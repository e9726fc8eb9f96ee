using Koshiki.Foundation;

namespace Koshiki.Core.Surveys;

/// <summary>Reads the text of a <see cref="Condition"/>: words, marks, and one level of grammar for each of or, and, not.</summary>
internal sealed class ConditionReader
{
    /// <summary>More would be no condition that a person reads.</summary>
    private const int LongestText = 1_000;
    private const int DeepestNesting = 20;

    private static readonly System.Buffers.SearchValues<char> WordLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private readonly List<(string Text, int At)> words;
    private int next;
    private int depth;
    private NotACondition? wrong;

    private ConditionReader(List<(string Text, int At)> words) => this.words = words;

    private string Here => next < words.Count ? words[next].Text : "";

    public static Result<Condition> Read(string text)
    {
        if (text.Length > LongestText) return new NotACondition(1, $"条件は{LongestText}文字までにしてください。");
        var words = new List<(string, int)>();
        if (Split(text, words) is { } unreadable) return unreadable;
        var reader = new ConditionReader(words);
        var condition = reader.Or();
        if (reader.wrong is null && reader.next < words.Count) reader.Fail("ここで条件が終わるはずです。「and」か「or」でつないでください。");
        return reader.wrong is { } reason ? reason : condition;
    }

    private static NotACondition? Split(string text, List<(string, int)> words)
    {
        for (var i = 0; i < text.Length;)
        {
            var letter = text[i];
            if (char.IsWhiteSpace(letter))
            {
                i++;
                continue;
            }

            var length = letter switch
            {
                '(' or ')' or ',' or '=' => 1,
                '!' when i + 1 < text.Length && text[i + 1] == '=' => 2,
                '<' or '>' => i + 1 < text.Length && text[i + 1] == '=' ? 2 : 1,
                _ when IsWord(letter) => text.AsSpan(i).IndexOfAnyExcept(WordLetters) is var end and >= 0 ? end : text.Length - i,
                _ => 0,
            };
            if (length == 0) return new NotACondition(i + 1, $"「{letter}」は使えません。設問の番号、= != < <= > >= in and or not answered と、半角のかっこで書いてください。");
            words.Add((text.Substring(i, length), i));
            i += length;
        }

        return null;
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-';

    private Condition Or()
    {
        var parts = new List<Condition> { And() };
        while (Take("or")) parts.Add(And());
        return parts is [var one] ? one : new Condition.Any(parts);
    }

    private Condition And()
    {
        var parts = new List<Condition> { One() };
        while (Take("and")) parts.Add(One());
        return parts is [var one] ? one : new Condition.All(parts);
    }

    private Condition One()
    {
        if (wrong is not null) return Condition.Always;
        if (++depth > DeepestNesting) return Fail("かっこが深すぎます。条件を分けてください。");
        try
        {
            if (Take("not")) return new Condition.Not(One());
            if (Take("("))
            {
                var inner = Or();
                Need(")", "かっこが閉じられていません。「)」を入れてください。");
                return inner;
            }

            return Comparison();
        }
        finally
        {
            depth--;
        }
    }

    private Condition Comparison()
    {
        if (Here == "answered")
        {
            next++;
            Need("(", "「answered(Q10)」のように書いてください。");
            var asked = Field();
            Need(")", "「answered(Q10)」のように書いてください。");
            return new Condition.Answered(asked);
        }

        var field = Field();
        if (wrong is not null) return Condition.Always;
        if (Take("=")) return new Condition.OneOf(field, [Value()]);
        if (Take("!=")) return new Condition.Not(new Condition.OneOf(field, [Value()]));
        if (Take("in")) return new Condition.OneOf(field, Values());
        if (Relation(Here) is not { } relation) return Fail("設問の後に、= != < <= > >= か in を書いてください。");
        next++;
        return new Condition.Compare(field, relation, Value());
    }

    private List<string> Values()
    {
        Need("(", "「in」の後は、「(1, 2)」のように書いてください。");
        var values = new List<string> { Value() };
        while (wrong is null && Take(",")) values.Add(Value());
        Need(")", "「in」の後は、「(1, 2)」のように書いてください。");
        return values;
    }

    private string Field()
    {
        if (Here.Length > 0 && char.IsAsciiLetter(Here[0]) && Here is not ("and" or "or" or "not" or "in")) return words[next++].Text;
        Fail("設問の番号（例：Q1、Q2.line）を書いてください。");
        return "";
    }

    private string Value()
    {
        if (Here.Length > 0 && IsWord(Here[0]) && Here is not ("and" or "or" or "not" or "in")) return words[next++].Text;
        Fail("選択肢の番号か数を書いてください。");
        return "";
    }

    private static NumberRelation? Relation(string word) => word switch
    {
        "<" => NumberRelation.Less,
        "<=" => NumberRelation.LessOrEqual,
        ">" => NumberRelation.More,
        ">=" => NumberRelation.MoreOrEqual,
        _ => null,
    };

    private bool Take(string word)
    {
        if (wrong is not null || Here != word) return false;
        next++;
        return true;
    }

    private void Need(string word, string sentence)
    {
        if (!Take(word)) Fail(sentence);
    }

    private Condition Fail(string sentence)
    {
        wrong ??= new NotACondition(next < words.Count ? words[next].At + 1 : words.Count == 0 ? 1 : words[^1].At + words[^1].Text.Length + 1, sentence);
        return Condition.Always;
    }
}
