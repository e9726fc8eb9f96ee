using Koshiki.Core.Surveys;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Small questionnaires and answers for tests.</summary>
internal static class Sheets
{
    /// <summary>The survey that ships with the program.</summary>
    public static Questionnaire Niiza => BuiltInQuestionnaire.Find("niiza")!.Questionnaire;

    public static Questionnaire Of(params Question[] questions) => new("試し", "", [new QuestionSection("s1", "節", "", "", questions)]);

    public static Question Single(string key, string showIf = "", params string[] options) => new()
    {
        Key = key, Kind = QuestionKind.Single, Label = key, ShowIf = showIf, Options = [.. (options.Length > 0 ? options : ["1", "2"]).Select(option => new AnswerOption(option, $"選択肢{option}"))],
    };

    public static Question Multiple(string key, string showIf = "", params string[] options) => Single(key, showIf, options) with { Kind = QuestionKind.Multiple };

    public static Question Number(string key, string showIf = "") => new() { Key = key, Kind = QuestionKind.Number, Label = key, ShowIf = showIf, Min = 0 };

    public static Question Text(string key, string showIf = "") => new() { Key = key, Kind = QuestionKind.Text, Label = key, ShowIf = showIf, Required = false };

    public static AnswerSheet Answer(Questionnaire questionnaire, params (string Field, string Values)[] given) => AnswerSheet.Of(
        AnswerForm.Of(questionnaire), given.ToDictionary(one => one.Field, one => (IReadOnlyList<string>)one.Values.Split(' '), StringComparer.Ordinal));

    public static IEnumerable<string> FaultsOf(Questionnaire questionnaire) => QuestionnaireRules.Faults(questionnaire).Select(fault => $"{fault.Place} {fault.Part}: {fault.Sentence}");
}
