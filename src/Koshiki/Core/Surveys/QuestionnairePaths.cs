using System.Globalization;

namespace Koshiki.Core.Surveys;

/// <summary>One way through a questionnaire.</summary>
/// <param name="Questions">What is asked, in order.</param>
/// <param name="Because">Answers that lead this way, one example; empty where there is only one way.</param>
public sealed record QuestionPath(IReadOnlyList<string> Questions, IReadOnlyList<(string Field, IReadOnlyList<string> Values)> Because);

/// <summary>All ways that answers can take through a questionnaire, found by trying every kind of answer that some condition tells apart. 設問の道筋.</summary>
public sealed class QuestionnairePaths
{
    /// <summary>Past so many combinations the search ends, and nothing is said of what it did not see.</summary>
    private const int MostCombinations = 20_000;

    private readonly AnswerForm form;
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuestionPath> paths = new(StringComparer.Ordinal);
    private readonly List<Condition> rules;
    private readonly Dictionary<string, IReadOnlyList<string>> answers = new(StringComparer.Ordinal);
    private readonly List<string> shown = [];
    private int combinations;

    private QuestionnairePaths(AnswerForm form)
    {
        this.form = form;
        rules = [.. form.Questionnaire.Questions.SelectMany(question => question.Rules).Select(rule => form.Read(rule.Condition))];
        Condition[] all =
        [
            .. form.Asked.SelectMany(asked => new[] { asked.OfSection, asked.OfQuestion }),
            .. form.Questionnaire.Questions.SelectMany(question => question.Options).Select(option => form.Read(option.ShowIf)),
        ];
        var deciding = all.SelectMany(condition => condition.Fields).ToHashSet(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => deciding.Contains(field.Key))) kinds[field.Key] = KindsOf(field, [.. all, .. rules]);
    }

    /// <summary>False where there were too many combinations to try them all.</summary>
    public bool IsWhole => combinations < MostCombinations;

    public IReadOnlyCollection<QuestionPath> All => paths.Values;

    /// <summary>The questions that some answers lead to.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>The options that some answers allow to choose.</summary>
    public HashSet<(string Question, string Option)> Choosable { get; } = [];

    /// <param name="questionnaire">Its conditions can be read and name what is there.</param>
    public static QuestionnairePaths Of(Questionnaire questionnaire)
    {
        var paths = new QuestionnairePaths(AnswerForm.Of(questionnaire));
        paths.Ask(0);
        return paths;
    }

    private void Ask(int at)
    {
        if (!IsWhole) return;
        if (at == form.Asked.Count)
        {
            combinations++;
            paths.TryAdd(string.Join(' ', shown), new QuestionPath([.. shown], [.. answers.Select(answer => (answer.Key, answer.Value))]));
            return;
        }

        var asked = form.Asked[at];
        if (!asked.IsAsked(Given))
        {
            Ask(at + 1);
            return;
        }

        shown.Add(asked.Question.Key);
        Reached.Add(asked.Question.Key);
        Answer(at, [.. form.FieldsOf(asked.Question)], 0);
        shown.RemoveAt(shown.Count - 1);
    }

    /// <summary>Tries each kind of answer to each deciding field of a question.</summary>
    private void Answer(int at, List<AnswerField> fields, int next)
    {
        if (!IsWhole) return;
        if (next == fields.Count)
        {
            if (rules.All(rule => !rule.Fields.All(answers.ContainsKey) || rule.Holds(Given))) Ask(at + 1);
            return;
        }

        var field = fields[next];
        var offered = field.Options.Where(option => option.ShowIf.Length == 0 || form.Read(option.ShowIf).Holds(Given)).Select(option => option.Key).ToList();
        foreach (var option in offered.Where(option => IsPossible(field, option))) Choosable.Add((field.Question.Key, option));
        if (!kinds.TryGetValue(field.Key, out var tried))
        {
            Answer(at, fields, next + 1);
            return;
        }

        foreach (var values in tried)
        {
            if (field.Options.Count > 0 && !values.All(offered.Contains)) continue;
            if (values.Count > 0) answers[field.Key] = values;
            Answer(at, fields, next + 1);
            answers.Remove(field.Key);
        }
    }

    /// <summary>Whether no rule that can be judged already forbids the option.</summary>
    private bool IsPossible(AnswerField field, string option) =>
        rules.All(rule => !rule.Fields.Contains(field.Key) || !rule.Fields.All(name => name == field.Key || answers.ContainsKey(name)) || rule.Holds(name => name == field.Key ? [option] : Given(name)));

    private IReadOnlyList<string>? Given(string field) => answers.GetValueOrDefault(field);

    /// <summary>One answer of each kind that the conditions tell apart, the empty one too where it is allowed.</summary>
    private static List<IReadOnlyList<string>> KindsOf(AnswerField field, Condition[] conditions)
    {
        var candidates = field.Kind switch
        {
            AnswerKind.Choice => field.Options.Select(option => (IReadOnlyList<string>)[option.Key]),
            AnswerKind.Choices => Subsets(field, conditions),
            AnswerKind.Number => Numbers(field, conditions),
            _ => [["…"]],
        };
        if (!field.Required) candidates = candidates.Append([]);
        return [.. candidates.DistinctBy(values => Signature(field, values, conditions), StringComparer.Ordinal)];
    }

    private static string Signature(AnswerField field, IReadOnlyList<string> values, Condition[] conditions) =>
        (values.Count > 0 ? "+" : "-") + string.Concat(conditions.SelectMany(condition => condition.Choices.Where(one => one.Field == field.Key).Cast<Condition>().Concat(condition.Comparisons.Where(one => one.Left == field.Key || one.Right == field.Key)))
            .Select(part => part.Holds(name => name == field.Key ? values : null) ? '1' : '0'));

    /// <summary>Every combination of the options that conditions name, with one that no condition names beside.</summary>
    private static IEnumerable<IReadOnlyList<string>> Subsets(AnswerField field, Condition[] conditions)
    {
        var named = conditions.SelectMany(condition => condition.Choices).Where(one => one.Field == field.Key).SelectMany(one => one.Values).ToHashSet(StringComparer.Ordinal);
        var options = field.Options.Select(option => option.Key).Where(named.Contains).Concat(field.Options.Select(option => option.Key).Where(key => !named.Contains(key)).Take(1)).Take(10).ToList();
        return Enumerable.Range(1, (1 << options.Count) - 1).Select(bits => (IReadOnlyList<string>)[.. options.Where((_, at) => (bits & (1 << at)) != 0)]);
    }

    private static IEnumerable<IReadOnlyList<string>> Numbers(AnswerField field, Condition[] conditions) =>
        conditions.SelectMany(condition => condition.Comparisons).Where(one => one.Left == field.Key).Select(one => one.Number).OfType<decimal>()
            .SelectMany(number => new[] { number - 1, number, number + 1 }).Append(field.Question.Min ?? 0)
            .Where(number => (field.Question.Min is not { } min || number >= min) && (field.Question.Max is not { } max || number <= max))
            .Distinct().Select(number => (IReadOnlyList<string>)[number.ToString(CultureInfo.InvariantCulture)]);
}
