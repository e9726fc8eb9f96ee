using System.Collections.Concurrent;

namespace Koshiki.Core.Surveys;

/// <summary>One cell of an answer: a question, a row of a matrix, or a box for details. What an answer book, a file of answers and the statistics go by.</summary>
/// <param name="Key">As files say it: <c>Q1</c>, <c>Q2.line</c>, <c>Q3.other</c>.</param>
/// <param name="Place">From 0, in the order of the questionnaire.</param>
public sealed record AnswerField(string Key, int Place, Question Question, AnswerKind Kind, string Label, bool Required, MatrixRow? Row = null, DetailPrompt? Detail = null)
{
    /// <summary>What a person calls it: the number of its question, and of a row or a box its own words (<c>Q2　LINE</c>).</summary>
    public string Title => (Row?.Label ?? Detail?.Label) is { } own ? $"{Question.Key}　{own}" : Question.Key;

    /// <summary>The options that can be chosen here, in their order; empty for numbers and words.</summary>
    public IReadOnlyList<AnswerOption> Options => Kind is AnswerKind.Choice or AnswerKind.Choices ? Question.Options : [];

    /// <summary>Whether an office may say here that the question does not apply to it. A box for details holds nothing but words.</summary>
    public bool MayNotApply => Question.MayNotApply && Detail is null;

    /// <summary>Whether these values say so; elsewhere the same sign is an answer like any other.</summary>
    public bool SaysNotApplicable(IReadOnlyList<string> values) => MayNotApply && values is [AnswerCell.NotApplicableMark];

    /// <summary>The option's place, from 0; -1 for one that there is not.</summary>
    public int PlaceOf(string option)
    {
        for (var at = 0; at < Options.Count; at++)
        {
            if (Options[at].Key == option) return at;
        }

        return -1;
    }
}

public enum AnswerKind
{
    /// <summary>One option.</summary>
    Choice,

    /// <summary>Any number of options.</summary>
    Choices,

    Number,

    Text,
}

/// <summary>A questionnaire without faults, made ready for answering and counting: its cells in order, its conditions read. Immutable, to be shared.</summary>
public sealed class AnswerForm
{
    private readonly Dictionary<string, AnswerField> byKey;
    private readonly ConcurrentDictionary<string, Condition> conditions = new(StringComparer.Ordinal);

    private AnswerForm(Questionnaire questionnaire)
    {
        Questionnaire = questionnaire;
        Fields = [.. FieldsOf(questionnaire)];
        byKey = Fields.ToDictionary(field => field.Key, StringComparer.Ordinal);
        Asked = [.. questionnaire.Sections.SelectMany(section => section.Questions.Select(question => new AskedQuestion(section, question, Read(section.ShowIf), Read(question.ShowIf))))];
    }

    public Questionnaire Questionnaire { get; }

    /// <summary>All cells in the order of the questionnaire; within a question its own cell or rows first, then its boxes for details.</summary>
    public IReadOnlyList<AnswerField> Fields { get; }

    /// <summary>All questions in order, with the conditions under which they are asked.</summary>
    internal IReadOnlyList<AskedQuestion> Asked { get; }

    /// <param name="questionnaire">One in which <see cref="QuestionnaireRules"/> finds no fault.</param>
    /// <exception cref="InvalidOperationException">A condition cannot be read.</exception>
    public static AnswerForm Of(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return new AnswerForm(questionnaire);
    }

    public AnswerField? Field(string key) => byKey.GetValueOrDefault(key);

    public IEnumerable<AnswerField> FieldsOf(Question question) => Fields.Where(field => field.Question.Key == question.Key);

    /// <summary>The cells of a questionnaire, also of one that still has faults.</summary>
    internal static IEnumerable<AnswerField> FieldsOf(Questionnaire questionnaire)
    {
        var place = 0;
        foreach (var question in questionnaire.Questions)
        {
            if (!question.HasRows) yield return new AnswerField(question.Key, place++, question, KindOf(question.Kind), question.Label, question.Required);
            foreach (var row in question.HasRows ? question.Rows : []) yield return new AnswerField($"{question.Key}.{row.Key}", place++, question, KindOf(question.Kind), $"{question.Label}：{row.Label}", question.Required, row);
            foreach (var detail in question.Details) yield return new AnswerField($"{question.Key}.{detail.Key}", place++, question, AnswerKind.Text, detail.Label, detail.Required && question.Required, Detail: detail);
        }
    }

    /// <summary>The condition of a text that has been checked; each is read once.</summary>
    internal Condition Read(string text) => conditions.GetOrAdd(text, static unread =>
        Condition.Parse(unread) is { Succeeded: true } read ? read.Value : throw new InvalidOperationException($"The condition '{unread}' was not checked."));

    private static AnswerKind KindOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Single or QuestionKind.MatrixSingle => AnswerKind.Choice,
        QuestionKind.Multiple => AnswerKind.Choices,
        QuestionKind.Number or QuestionKind.MatrixNumber => AnswerKind.Number,
        _ => AnswerKind.Text,
    };
}

/// <summary>A question with what decides whether it is asked.</summary>
internal sealed record AskedQuestion(QuestionSection Section, Question Question, Condition OfSection, Condition OfQuestion)
{
    public bool IsAsked(Func<string, IReadOnlyList<string>?> answers) => OfSection.Holds(answers) && OfQuestion.Holds(answers);
}
