using System.Text.Json.Serialization;

namespace Koshiki.Core.Surveys;

/// <summary>What offices are asked, as data: sections, questions, who is asked what. 調書・調査票. I1.</summary>
/// <remarks>A questionnaire of this type may still be wrong while it is being written; <see cref="QuestionnaireRules"/> says what is, and only one without faults is published and distributed.</remarks>
/// <param name="Note">What offices read before the first question.</param>
public sealed record Questionnaire(string Title, string Note, IReadOnlyList<QuestionSection> Sections)
{
    /// <summary>In the order in which they are asked.</summary>
    [JsonIgnore]
    public IEnumerable<Question> Questions => Sections.SelectMany(section => section.Questions);

    public Question? Question(string key) => Questions.FirstOrDefault(question => question.Key == key);

    /// <summary>What is proposed to offices by what they answered, once the survey is over. I5.</summary>
    public IReadOnlyList<FollowUpProposal> FollowUps { get; init; } = [];
}

/// <summary>What an office should do that gave certain answers: read the guideline, come to a course. 結果に基づく作業の案.</summary>
/// <param name="When">Over all answers: <c>Q12 = 3</c>.</param>
/// <param name="Title">The task, or the name of the course.</param>
/// <param name="Link">The page on which the task is done, beginning with a slash; empty for the office's own answer.</param>
public sealed record FollowUpProposal(string When, FollowUpKind Kind, string Title, string Link)
{
    /// <summary>Whether this is the address of a page of this system, and of no other host.</summary>
    internal static bool IsPage(string link) => link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal) && !link.Contains('\\', StringComparison.Ordinal);
}

[JsonConverter(typeof(JsonStringEnumConverter<FollowUpKind>))]
public enum FollowUpKind
{
    /// <summary>作業</summary>
    Task,

    /// <summary>研修の案内</summary>
    Training,
}

/// <summary>The words for kinds of follow-up.</summary>
public static class FollowUpKindWords
{
    /// <summary>The kind that files and forms call so; null for none.</summary>
    public static FollowUpKind? Parse(string file) => file switch { "task" => FollowUpKind.Task, "training" => FollowUpKind.Training, _ => null };

    extension(FollowUpKind kind)
    {
        public string Word => kind is FollowUpKind.Training ? "研修の案内" : "作業";

        public string FileWord => kind is FollowUpKind.Training ? "training" : "task";
    }
}

/// <summary>One page of the answer form. 節.</summary>
/// <param name="ShowIf">When its questions are asked; empty for always. See <see cref="Condition"/>.</param>
public sealed record QuestionSection(string Key, string Title, string Note, string ShowIf, IReadOnlyList<Question> Questions);

/// <summary>One question. 設問.</summary>
public sealed record Question
{
    /// <summary>Letters, digits and underscores, beginning with a letter: <c>Q5</c>. Unique in the questionnaire.</summary>
    public required string Key { get; init; }

    public required QuestionKind Kind { get; init; }

    public required string Label { get; init; }

    /// <summary>How to answer, below the label.</summary>
    public string Hint { get; init; } = "";

    /// <summary>When it is asked, beside its section's condition; empty for always.</summary>
    public string ShowIf { get; init; } = "";

    /// <summary>Whether the head may only submit once it is answered.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Whether an office may say that the question does not apply to it. 該当なし.</summary>
    public bool MayNotApply { get; init; }

    /// <summary>Whether files can be put beside the answer as evidence.</summary>
    public bool Evidence { get; init; }

    /// <summary>What can be chosen; for a matrix, the columns.</summary>
    public IReadOnlyList<AnswerOption> Options { get; init; } = [];

    /// <summary>The rows of a matrix.</summary>
    public IReadOnlyList<MatrixRow> Rows { get; init; } = [];

    /// <summary>Boxes for words that open by what is chosen.</summary>
    public IReadOnlyList<DetailPrompt> Details { get; init; } = [];

    /// <summary>Answers as they might be, shown to who answers.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What a number counts: 人.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The smallest and the largest number that is accepted; null for none.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>What must hold between answers, with the sentence for who breaks it.</summary>
    public IReadOnlyList<IntegrityRule> Rules { get; init; } = [];

    [JsonIgnore]
    public bool HasOptions => Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.MatrixSingle;

    [JsonIgnore]
    public bool HasRows => Kind is QuestionKind.MatrixSingle or QuestionKind.MatrixNumber;
}

[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    /// <summary>一つ選ぶ</summary>
    Single,

    /// <summary>いくつでも選ぶ</summary>
    Multiple,

    /// <summary>数</summary>
    Number,

    /// <summary>自由記述</summary>
    Text,

    /// <summary>行ごとに一つ選ぶ表</summary>
    MatrixSingle,

    /// <summary>行ごとに数を入れる表</summary>
    MatrixNumber,
}

/// <summary>Something that can be chosen. 選択肢.</summary>
/// <param name="Key">As stored and as files say it: <c>1</c>.</param>
/// <param name="ShowIf">When it is offered; empty for always.</param>
public sealed record AnswerOption(string Key, string Label, string ShowIf = "");

public sealed record MatrixRow(string Key, string Label);

/// <summary>A box for words that belongs to a question. 具体的な内容.</summary>
/// <param name="Key">Its answer is kept under <c>question.key</c>.</param>
/// <param name="When">The options that open it; empty is always open.</param>
public sealed record DetailPrompt(string Key, string Label, IReadOnlyList<string> When, bool Required, IReadOnlyList<string> Examples);

/// <summary>What must hold between answers: followers are no more than respondents. 整合性の規則.</summary>
/// <param name="Condition">It is looked at only when all that it names is answered.</param>
/// <param name="Sentence">What is wrong and what to do, for who breaks it.</param>
public sealed record IntegrityRule(string Condition, string Sentence);

/// <summary>The words for kinds of questions.</summary>
public static class QuestionKindWords
{
    private static readonly (QuestionKind Kind, string File, string Word)[] Kinds =
    [
        (QuestionKind.Single, "single", "一つ選ぶ"),
        (QuestionKind.Multiple, "multiple", "いくつでも選ぶ"),
        (QuestionKind.Number, "number", "数を入れる"),
        (QuestionKind.Text, "text", "文章で答える"),
        (QuestionKind.MatrixSingle, "matrix-single", "行ごとに一つ選ぶ表"),
        (QuestionKind.MatrixNumber, "matrix-number", "行ごとに数を入れる表"),
    ];

    public static IReadOnlyList<QuestionKind> All => [.. Kinds.Select(entry => entry.Kind)];

    public static QuestionKind? Parse(string file) => Array.FindIndex(Kinds, entry => entry.File == file) is >= 0 and var at ? Kinds[at].Kind : null;

    extension(QuestionKind kind)
    {
        public string Word => Array.Find(Kinds, entry => entry.Kind == kind).Word;

        public string FileWord => Array.Find(Kinds, entry => entry.Kind == kind).File;
    }
}
