using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Surveys;

/// <summary>What is wrong with answers, each fault at its field. I1, I2.</summary>
internal static class AnswerRules
{
    public const int LongestText = 5_000;

    /// <summary>Brings what was typed into the form in which it is stored: numbers in half width, one kind of line break; empty where nothing was typed.</summary>
    public static IReadOnlyList<string> Normalise(AnswerField field, IReadOnlyList<string> typed) => field.Kind switch
    {
        _ when field.SaysNotApplicable(typed) => typed,
        AnswerKind.Choice or AnswerKind.Choices => [.. typed.Select(InputText.Code).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)],
        AnswerKind.Number => [.. typed.Select(Number).Where(value => value.Length > 0)],
        _ => [.. typed.Select(value => InputText.Prose(value).Trim()).Where(value => value.Length > 0)],
    };

    /// <summary>Whether the field can take the values at all.</summary>
    /// <returns>What to do; null where it can.</returns>
    public static string? Unacceptable(AnswerField field, IReadOnlyList<string> values)
    {
        if (values.Count == 0 || field.SaysNotApplicable(values)) return null;
        if (values.Count > 1 && field.Kind is not AnswerKind.Choices) return "答えは1つにしてください。";
        return field.Kind switch
        {
            AnswerKind.Choice or AnswerKind.Choices => values.FirstOrDefault(value => field.PlaceOf(value) < 0) is { } none ? $"「{none}」という選択肢はありません。{string.Join("、", field.Options.Select(option => option.Key))}から選んでください。" : null,
            AnswerKind.Number => NumberFault(field.Question, values[0]),
            _ => values[0].Length > LongestText ? $"{LongestText:N0}文字までにしてください（今は{values[0].Length:N0}文字です）。"
                : SecretText.LooksLikePassword(values[0]) ? "パスワードと思われる文字が含まれています。パスワードは書かず、消してから保存してください。" : null,
        };
    }

    /// <summary>The integrity rules that the answers break. A rule is looked at when all that it names is answered.</summary>
    public static IEnumerable<Fault> Broken(AnswerSheet sheet, IEnumerable<Question> questions) =>
        from question in questions
        from rule in question.Rules
        let condition = sheet.Form.Read(rule.Condition)
        where condition.Fields.All(field => sheet.Answers(field) is not null) && !condition.Holds(sheet.Answers)
        select new Fault(PlaceOf(condition, question, sheet), rule.Sentence);

    /// <summary>All that keeps the head from submitting: what must be answered and is not, and broken rules.</summary>
    public static IReadOnlyList<Fault> Lacking(AnswerSheet sheet)
    {
        var missing = sheet.Form.Fields
            .Where(field => field.Required && sheet[field].State is AnswerState.NoAnswer)
            .Select(field => new Fault(field.Key, $"{field.Question.Key}「{Short(field.Label)}」に答えてください。"));
        return [.. missing, .. Broken(sheet, sheet.Form.Questionnaire.Questions)];
    }

    private static string PlaceOf(Condition condition, Question question, AnswerSheet sheet) =>
        condition.Fields.FirstOrDefault(field => sheet.Form.Field(field)?.Question.Key == question.Key) ?? question.Key;

    private static string? NumberFault(Question question, string value)
    {
        var example = (question.Min ?? 0m).ToString("0.##", CultureInfo.InvariantCulture) + question.Unit;
        if (Condition.ReadNumber(value) is not { } number || number is > 1_000_000_000_000m or < -1_000_000_000_000m || decimal.Round(number, 2) != number) return $"「{value}」を数として読み取れません。半角か全角の数字で入力してください（例：{example}）。";
        if (question.Min is { } min && number < min) return $"{Plain(min)}以上の数を入力してください。";
        return question.Max is { } max && number > max ? $"{Plain(max)}以下の数を入力してください。" : null;
    }

    private static string Number(string typed)
    {
        var text = InputText.Number(typed);
        return Condition.ReadNumber(text) is { } number ? Plain(number) : text;
    }

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Short(string label) => label.Length <= 40 ? label : label[..39] + "…";
}
